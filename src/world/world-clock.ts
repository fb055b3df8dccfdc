/**
 * The world's time: ticks of a quarter of an hour from a Tuesday morning in Zhengzhou. It stands
 * still within a tick, so that no call's time depends on how long another took.
 */

import { formatInstant, legalDay } from "#base/time.ts";

/** Milliseconds of one tick. */
const TICK_MS = 15 * 60_000;
/** Ticks of an hour and of a day. */
export const TICKS_AN_HOUR = 4;
export const TICKS_A_DAY = 24 * TICKS_AN_HOUR;
/** 2026-11-03, 06:00 in Zhengzhou: epoch ms. */
const WORLD_BEGINS_AT = 1_793_656_800_000;

/** Where the centre is. */
const ZONE = "Asia/Shanghai";

/** A clock that only its world moves, and only forward. */
export class WorldClock {
  #tick = 0;
  readonly #beginsAt: number;
  /** Milliseconds that a tick lasts by this clock. */
  readonly tickMs: number;

  constructor(beginsAt: number = WORLD_BEGINS_AT, tickMs: number = TICK_MS) {
    this.#beginsAt = beginsAt;
    this.tickMs = tickMs;
  }

  /** Epoch ms. */
  now(): number {
    return this.#beginsAt + this.#tick * this.tickMs;
  }

  get tick(): number {
    return this.#tick;
  }

  /** The day in Zhengzhou, `YYYY-MM-DD`. */
  get dayText(): string {
    return legalDay(this.now(), ZONE);
  }

  /** Now as whoever lives in Zhengzhou writes it, with its zone; later sorts after. */
  get timeText(): string {
    return formatInstant(this.now(), ZONE);
  }

  /** Days since the world began. */
  get day(): number {
    return this.#tick / TICKS_A_DAY;
  }

  /** An earlier tick changes nothing. */
  moveTo(tick: number): void {
    this.#tick = Math.max(this.#tick, tick);
  }
}
