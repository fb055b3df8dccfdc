/**
 * The client's own books in a kill trial: every batch it sent, its key, and whether it was answered.
 * Sends on several lanes; what got no answer is sent again with its key until it gets one.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { type Chance, chanceOf } from "#base/chance.ts";
import { declarationBatch } from "#test/load/declaration-batches.ts";
import { pieceOf } from "#test/load/pieces.ts";
import { openSender, type Sender } from "#test/load/sender.ts";
import type { Tokens } from "#test/load/served-centre.ts";

const SCANS_EACH = 200;
const DECLARATIONS_EACH = 20;
/** One batch of so many is of declarations. */
const DECLARATIONS_EVERY = 5;
const RETRY_MS = 40;
/** Longest wait for an answer after a kill. */
const PATIENCE_MS = 90_000;
/** Answers after which a batch goes again: the server or its database is not there yet. */
const PASSING = new Set([500, 502, 503]);

export type Batch = {
  readonly key: string;
  readonly operation: "record-scans" | "lodge-declarations";
  readonly input: unknown;
  /** Keys of the events it states, or numbers of its declarations. */
  readonly names: readonly string[];
};

export type LedgerOptions = {
  readonly items: number;
  readonly seed: number;
  readonly lanes: number;
};

export class Ledger {
  readonly batches: Batch[] = [];
  /** What the server said that it may never say. */
  readonly faults: string[] = [];
  answered = 0;
  resent = 0;
  readonly #options: LedgerOptions;
  readonly #floor: Sender;
  readonly #express: Sender;
  readonly #lanes: readonly Promise<void>[];
  #ending = false;

  constructor(address: string, tokens: Tokens, options: LedgerOptions) {
    this.#options = options;
    this.#floor = openSender(address, tokens.floor, options.lanes);
    this.#express = openSender(address, tokens.express, options.lanes);
    this.#lanes = Array.from({ length: options.lanes }, (_, lane) => this.#lane(lane));
  }

  /** Waits until two batches more per lane were answered than there were; false where none comes. */
  async progressFrom(answered: number): Promise<boolean> {
    const until = performance.now() + PATIENCE_MS;
    while (this.answered < answered + 2 * this.#options.lanes) {
      if (performance.now() > until) {
        this.faults.push("no answers after a kill");
        return false;
      }
      await sleep(RETRY_MS);
    }
    return true;
  }

  /** Sends no new batch and waits for the answers to all that were sent. */
  async finish(): Promise<void> {
    this.#ending = true;
    await Promise.all(this.#lanes);
  }

  close(): void {
    this.#ending = true;
    this.#floor.close();
    this.#express.close();
  }

  async #lane(lane: number): Promise<void> {
    const chance = chanceOf(this.#options.seed * 100 + lane);
    while (!this.#ending) {
      const batch = this.#make(chance);
      this.batches.push(batch);
      await this.#untilAnswered(batch);
    }
  }

  async #untilAnswered(batch: Batch): Promise<void> {
    const sender = batch.operation === "record-scans" ? this.#floor : this.#express;
    const until = performance.now() + PATIENCE_MS;
    while (performance.now() < until) {
      try {
        const { status, body } = await sender.send(batch.operation, batch.input, batch.key);
        if (!PASSING.has(status)) return this.#take(batch, status, body);
      } catch {
        // The connection broke: whether it happened is what this trial is about.
      }
      this.resent += 1;
      await sleep(RETRY_MS);
    }
    this.faults.push(`${batch.key}: never answered`);
  }

  #take(batch: Batch, status: number, body: string): void {
    this.answered += 1;
    if (status !== 200) {
      this.faults.push(`${batch.key}: ${status} ${body.slice(0, 200)}`);
      return;
    }
    const { done } = JSON.parse(body) as { readonly done: number };
    if (done !== batch.names.length) this.faults.push(`${batch.key}: ${done} rows done`);
  }

  #make(chance: Chance): Batch {
    const number = this.batches.length;
    const key = `batch-${this.#options.seed}-${number}`;
    if (number % DECLARATIONS_EVERY !== 0) {
      const scans = Array.from({ length: SCANS_EACH }, (_, row) => ({
        code: pieceOf(chance.below(this.#options.items)).code,
        key: eventKey(number, row),
      }));
      const input = { place: "LANE-1", scans };
      const names = scans.map((scan) => scan.key);
      return { key, operation: "record-scans", input, names };
    }
    const from = number * DECLARATIONS_EACH;
    const input = declarationBatch("kill", from, DECLARATIONS_EACH);
    const names = Array.from({ length: DECLARATIONS_EACH }, (_, row) => `HX-kill-${from + row}`);
    return { key, operation: "lodge-declarations", input, names };
  }
}

/** A key no other scan has, different in the half that state rows remember. */
function eventKey(batch: number, row: number): string {
  const [high, low] = [batch, row].map((part) => part.toString(16).padStart(6, "0"));
  return `019b0000-0000-7000-8000-${high}${low}`;
}
