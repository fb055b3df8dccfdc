/**
 * Buyers' yearly balances within one call: locked once, moved in memory as shipments reserve, use up
 * and give back, saved with the call. Locked after shipments and items, as the house's order says.
 */
import { assert, present } from "#base/result.ts";
import {
  type BalanceMove,
  type BalanceShare,
  consume,
  giveBack,
  leftMinor,
  NO_SHARE,
  reserve,
} from "#domain/customs/annual-balance.ts";
import type { Id } from "#domain/events/event.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
import type { CallContext } from "./define.ts";
import type { Tx } from "./ports.ts";
import type { BalanceKey, BalanceRow } from "./ports-duty.ts";
import type { Unit } from "./unit.ts";

/** Balances of one call, by whose they are. */
export class BalanceBook {
  readonly #tx: Tx;
  readonly #rows = new Map<string, BalanceRow>();
  readonly #of = new Map<Id, string>();
  readonly #changed = new Set<string>();
  readonly #uses = new Map<Id, BalanceKey>();

  constructor(tx: Tx) {
    this.#tx = tx;
  }

  /** Locks these in one statement; one that nobody has yet is opened with its limit. */
  async open(keys: readonly (BalanceKey & { readonly limitMinor: bigint })[]): Promise<void> {
    const wanted = new Map(keys.map((key) => [textOf(key), key]));
    for (const row of await this.#tx.lockBalances([...wanted.values()])) {
      this.#rows.set(textOf(row), row);
    }
  }

  /** Locks those that these shipments drew on. */
  async openOf(shipments: Iterable<ShipmentState>): Promise<void> {
    const ids = [...shipments].flatMap((one) => (one.balance === null ? [] : [one.id]));
    for (const [id, row] of await this.#tx.lockBalancesOf(ids)) {
      const key = textOf(row);
      if (!this.#rows.has(key)) this.#rows.set(key, row);
      this.#of.set(id, key);
    }
  }

  /** What may still be bought, in fen; null where the balance was not opened. */
  leftMinor(key: BalanceKey): bigint | null {
    const row = this.#rows.get(textOf(key));
    return row === undefined ? null : leftMinor(row);
  }

  /** Sets an amount aside for a shipment that holds nothing yet; it must be left. */
  reserve(context: CallContext, unit: Unit, shipmentId: Id, key: BalanceKey, minor: bigint): void {
    const row = present(this.#rows.get(textOf(key)), "a balance is locked before it is used");
    const moved = reserve(row, NO_SHARE, minor);
    assert(moved.ok, "what is reserved was judged to be left");
    this.#take(textOf(key), moved.value);
    this.#of.set(shipmentId, textOf(key));
    this.#uses.set(shipmentId, key);
    const { family, year } = key;
    state(context, unit, shipmentId, "balance-reserved", minor, { family, year });
  }

  /** Uses up what a shipment has reserved; nothing where it has nothing reserved. */
  consume(context: CallContext, unit: Unit, shipmentId: Id): void {
    const share = unit.need("shipment", shipmentId).balance ?? NO_SHARE;
    if (share.reservedMinor === 0n) return;
    this.#move(shipmentId, (row) => consume(row, share));
    state(context, unit, shipmentId, "balance-consumed", share.reservedMinor);
  }

  /** Gives back all that a shipment holds, or a part; nothing where it holds nothing. */
  giveBack(context: CallContext, unit: Unit, shipmentId: Id, part?: bigint): void {
    const share: BalanceShare = unit.need("shipment", shipmentId).balance ?? NO_SHARE;
    const held = share.reservedMinor + share.consumedMinor;
    const minor = part === undefined || part > held ? held : part;
    if (minor === 0n) return;
    this.#move(shipmentId, (row) => giveBack(row, share, minor));
    state(context, unit, shipmentId, "balance-given-back", minor);
  }

  async save(): Promise<void> {
    const changed = [...this.#changed].flatMap((key) => this.#rows.get(key) ?? []);
    await this.#tx.saveBalances(changed);
    await this.#tx.drawOn([...this.#uses].map(([shipmentId, key]) => ({ ...key, shipmentId })));
  }

  #move(
    shipmentId: Id,
    act: (row: BalanceRow) => { readonly ok: boolean; readonly value?: BalanceMove },
  ): void {
    const key = present(this.#of.get(shipmentId), "a shipment's balance is locked before");
    const moved = act(present(this.#rows.get(key), "a balance is locked before it is used"));
    this.#take(key, present(moved.value, "a shipment gives back what it holds"));
  }

  #take(key: string, { balance }: BalanceMove): void {
    const row = present(this.#rows.get(key), "a balance is locked before it is used");
    this.#rows.set(key, { ...row, ...balance });
    this.#changed.add(key);
  }
}

function textOf({ personHash, year, family }: BalanceKey): string {
  return `${personHash} ${year} ${family}`;
}

function state(
  { ports, now }: CallContext,
  unit: Unit,
  shipmentId: Id,
  type: string,
  amountMinor: bigint,
  more: object = {},
): void {
  const { version } = unit.need("shipment", shipmentId);
  unit.state({
    key: ports.ids.derived(shipmentId, type, version),
    subject: "shipment",
    subjectId: shipmentId,
    type,
    schema: 1,
    occurredAt: now,
    sensitivity: 2,
    data: { amountMinor: String(amountMinor), ...more },
  });
}
