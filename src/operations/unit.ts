/**
 * The unit of work: facts are folded onto loaded states, and saved as events and state rows
 * together. The only place where events get their version; SQL never computes a state.
 */
import { assert, present } from "#base/result.ts";
import { foldDeclaration } from "#domain/declarations/declaration.ts";
import {
  type Event,
  type Fact,
  type Id,
  remembers,
  type SubjectKind,
} from "#domain/events/event.ts";
import { EVENT_TYPES } from "#domain/events/event-types.ts";
import { foldHold } from "#domain/holds/hold.ts";
import { foldItem } from "#domain/items/item.ts";
import { foldParty } from "#domain/parties/party.ts";
import { foldContainer } from "#domain/places/container.ts";
import { foldShipment } from "#domain/shipments/shipment.ts";
import { IDENTIFIER_WINDOW } from "./deadlines.ts";
import type { CallContext } from "./define.ts";
import { followBalances } from "./follow-balances.ts";
import type { Change, Deadline, States } from "./ports.ts";
import { queueOutgoing } from "./queue-outgoing.ts";

type Fold<K extends SubjectKind> = (state: States[K] | undefined, event: Event) => States[K];

/** How each kind of subject is folded; `verify` refolds with the same table. */
export const FOLDS: { readonly [K in SubjectKind]: Fold<K> } = {
  item: foldItem,
  shipment: foldShipment,
  declaration: foldDeclaration,
  container: foldContainer,
  hold: foldHold,
  party: foldParty,
};

/** Kinds in the house's lock order; saved in the same order. */
export const KINDS_IN_LOCK_ORDER: readonly SubjectKind[] = [
  "party",
  "declaration",
  "container",
  "shipment",
  "item",
  "hold",
];

/** An item that came back from the shipment it left with to a new one, epoch ms. */
type Return = { readonly itemId: Id; readonly from: Id; readonly to: Id; readonly at: number };

type Slot<K extends SubjectKind> = {
  readonly kind: K;
  before: States[K] | undefined;
  after: States[K] | undefined;
};

/** Loaded states and the facts stated on them in one call. */
export class Unit {
  readonly #context: CallContext;
  readonly #slots = new Map<Id, Slot<SubjectKind>>();
  readonly #changed: { [K in SubjectKind]: Set<Id> } = {
    item: new Set(),
    shipment: new Set(),
    declaration: new Set(),
    container: new Set(),
    hold: new Set(),
    party: new Set(),
  };
  readonly #events: Event[] = [];
  readonly #deadlines: Deadline[] = [];
  readonly #returns: Return[] = [];

  constructor(context: CallContext) {
    this.#context = context;
  }

  /** Locks and takes in these rows; ids already taken in are kept as they are. */
  async lock<K extends SubjectKind>(kind: K, ids: Iterable<Id>): Promise<void> {
    const wanted = [...new Set(ids)].filter((id) => !this.#slots.has(id));
    if (wanted.length === 0) return;
    for (const [id, state] of await this.#context.tx.lock(kind, wanted)) {
      this.#slots.set(id, { kind, before: state, after: state });
    }
  }

  /** The state of a subject that was taken in; what has this id and is of another kind is none. */
  get<K extends SubjectKind>(kind: K, id: Id): States[K] | undefined {
    const slot = this.#slots.get(id);
    return slot?.kind === kind ? (slot.after as States[K] | undefined) : undefined;
  }

  /** The state of a subject that must be taken in. */
  need<K extends SubjectKind>(kind: K, id: Id): States[K] {
    return present(this.get(kind, id), `the ${kind} is loaded before facts are stated on it`);
  }

  /** States a fact; false when its key was stated on this subject before. */
  state(fact: Fact): boolean {
    assert(EVENT_TYPES[fact.subject].has(fact.type), "a fact is of a type that its subject knows");
    const kind = fact.subject;
    const slot = this.#slots.get(fact.subjectId) ?? { kind, before: undefined, after: undefined };
    assert(slot.kind === kind, "a subject has one kind");
    const before = slot.after;
    if (before !== undefined && "recentKeys" in before && remembers(before.recentKeys, fact.key)) {
      return false;
    }
    const event = this.#recorded(fact, (before?.version ?? 0) + 1);
    const fold = FOLDS[fact.subject] as Fold<SubjectKind>;
    slot.after = fold(before, event);
    this.#slots.set(fact.subjectId, slot);
    this.#changed[fact.subject].add(fact.subjectId);
    this.#events.push(event);
    return true;
  }

  /** Dates the shipments of an item that came back; nothing frees its identifiers meanwhile. */
  goOn(returned: Return): void {
    this.#returns.push(returned);
  }

  /** Asks for something to be done when its time comes. */
  remind(deadline: Deadline): void {
    this.#deadlines.push(deadline);
  }

  /** Writes events and rows, and queues what partners are to be told. */
  async save(): Promise<void> {
    await followBalances(this.#context, this, this.#events);
    await this.#context.tx.append(this.#events);
    for (const kind of KINDS_IN_LOCK_ORDER) await this.#saveKind(kind);
    if (this.#returns.length > 0) await this.#saveReturns();
    await queueOutgoing(this.#context, this.#events, (kind, id) => this.get(kind, id));
    await this.#context.tx.addDeadlines(this.#deadlines);
    this.#events.length = 0;
    this.#deadlines.length = 0;
  }

  async #saveReturns(): Promise<void> {
    const { tx } = this.#context;
    await tx.unlinkItems(
      this.#returns.map(({ itemId, from, at }) => ({ itemId, shipmentId: from, to: at })),
    );
    await tx.linkItems(
      this.#returns.map(({ itemId, from, to, at }) => {
        return { itemId, shipmentId: to, from: at, reason: "returned", returnedFrom: from };
      }),
    );
    const items = this.#returns.map(({ itemId }) => itemId);
    await tx.dropDeadlines(items, IDENTIFIER_WINDOW);
    this.#returns.length = 0;
  }

  async #saveKind<K extends SubjectKind>(kind: K): Promise<void> {
    const ids = [...this.#changed[kind]].sort();
    if (ids.length === 0) return;
    const changes = ids.map((id) => this.#slots.get(id) as unknown as Change<K>);
    await this.#context.tx.save(kind, changes);
    for (const id of ids) {
      const slot = this.#slots.get(id);
      if (slot !== undefined) slot.before = slot.after;
    }
    this.#changed[kind].clear();
  }

  #recorded(fact: Fact, version: number): Event {
    const { actor, now, callId, ports } = this.#context;
    return {
      ...fact,
      version,
      site: ports.site.site,
      recordedAt: now,
      callId,
      actor: fact.actor ?? actor.userId,
      device: fact.device ?? actor.device ?? undefined,
    };
  }
}
