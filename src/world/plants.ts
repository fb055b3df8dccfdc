/**
 * Planted faults, to show that the auditor finds them: ports that do not keep what they promise.
 * Each is made around the centre's real ports; the centre's own code knows nothing of them.
 */
import type { Id } from "#domain/events/event.ts";
import type { Decision, ShipmentState } from "#domain/shipments/shipment.ts";
import type { Change, Ports, States, Tx } from "#operations/ports.ts";

export type Plant = {
  readonly name: string;
  /** What is wrong with these ports. */
  readonly sentence: string;
  /** The faulty parts of a transaction, beside the real one; `memory` lasts for the whole world. */
  readonly faulty: (tx: Tx, memory: Memory) => Partial<Tx>;
};

/** What a plant remembers from one call to the next. */
export type Memory = { victim: Id | undefined };

/** The ports with a plant in them; one memory for all ports of a world. */
export function planted(ports: Ports, plant: Plant, memory: Memory): Ports {
  const { store } = ports;
  const transaction: typeof store.transaction = (work) =>
    store.transaction((tx) => work({ ...tx, ...plant.faulty(tx, memory) }));
  return { ...ports, store: { ...store, transaction } };
}

const lostItem: Plant = {
  name: "lost-item",
  sentence: "A declared piece is acknowledged and never written.",
  faulty: (tx, memory) => ({
    claimIdentifiers(identifiers) {
      memory.victim ??= identifiers.find(({ subjectKind }) => subjectKind === "item")?.subjectId;
      return tx.claimIdentifiers(identifiers.filter((one) => one.subjectId !== memory.victim));
    },
    save: saving(tx, "item", (change) => (change.after.id === memory.victim ? [] : [change])),
  }),
};

const doubleExit: Plant = {
  name: "double-exit",
  sentence: "What has left looks as if it were still here.",
  faulty: (tx) => ({
    lock: reading(tx, "item", (item) =>
      item.status === "left" ? { ...item, status: "present" } : item,
    ),
  }),
};

const heldItemLeft: Plant = {
  name: "held-item-left",
  sentence: "Open holds are not seen.",
  faulty: () => ({ openHolds: async () => [] }),
};

const unreleasedLeft: Plant = {
  name: "unreleased-left",
  sentence: "Every shipment looks released by customs.",
  faulty: (tx) => ({ lock: reading(tx, "shipment", released) }),
};

function released(shipment: ShipmentState): ShipmentState {
  const purpose = shipment.direction === "export" ? "export" : "release";
  const decision: Decision = {
    authority: "customs",
    purpose,
    destination: null,
    decidedAt: shipment.lastAt,
    decidedBy: shipment.id,
    eventKey: shipment.id,
  };
  return shipment.decisions.length > 0 ? shipment : { ...shipment, decisions: [decision] };
}

/** What a faulty scale adds, grams. */
const ADDED_GRAMS = 100;

const unpaidLeft: Plant = {
  name: "unpaid-left",
  sentence: "What is owed is not seen at the gate.",
  faulty: (tx) => ({
    lock: reading(tx, "shipment", (shipment) => ({ ...shipment, duty: null })),
    async shipmentsAtGate(ids) {
      const seen = await tx.shipmentsAtGate(ids);
      return new Map([...seen].map(([id, shipment]) => [id, { ...shipment, duty: null }]));
    },
  }),
};

const unmatchedReleased: Plant = {
  name: "unmatched-released",
  sentence: "What an e-commerce list lacks of its documents is not seen at the gate.",
  faulty: (tx) => ({
    lock: reading(tx, "shipment", (shipment) => ({ ...shipment, documents: null })),
    async shipmentsAtGate(ids) {
      const seen = await tx.shipmentsAtGate(ids);
      return new Map([...seen].map(([id, shipment]) => [id, { ...shipment, documents: null }]));
    },
  }),
};

const weightChanged: Plant = {
  name: "weight-changed",
  sentence: "The weight of one piece is written with something added.",
  faulty: (tx, memory) => ({
    save: saving(tx, "item", (change) => {
      const { after, before } = change;
      if (after.weightGrams === null || before?.weightGrams === after.weightGrams) return [change];
      memory.victim ??= after.id;
      if (memory.victim !== after.id) return [change];
      const weightGrams = after.weightGrams + ADDED_GRAMS;
      return [{ before, after: { ...after, weightGrams } }];
    }),
  }),
};

const refundLost: Plant = {
  name: "refund-lost",
  sentence: "What is refunded is acknowledged and never written.",
  faulty: (tx) => ({
    save: saving(tx, "shipment", ({ before, after }) => [{ before, after: unrefunded(after) }]),
  }),
};

function unrefunded(shipment: ShipmentState): ShipmentState {
  const { duty } = shipment;
  return duty === null ? shipment : { ...shipment, duty: { ...duty, refundedMinor: 0n } };
}

/** Who is let in. */
const FOREIGNER = "SONGSHAN";

const foreignReader: Plant = {
  name: "foreign-reader",
  sentence: "The forwarder is written among the readers of everything that is new.",
  faulty: (tx) => ({
    async save(kind, changes) {
      const foreigner = (await tx.findParties([FOREIGNER])).get(FOREIGNER)?.id;
      await tx.save(
        kind,
        changes.map(({ before, after }) => ({ before, after: readBy(after, foreigner) })),
      );
    },
  }),
};

function readBy<S extends object>(state: S, reader: Id | undefined): S {
  if (!("readers" in state) || reader === undefined) return state;
  const readers = new Set([...(state.readers as readonly Id[]), reader]);
  return { ...state, readers: [...readers].sort() };
}

/** Every plant by its name. */
export const PLANTS: readonly Plant[] = [
  lostItem,
  doubleExit,
  heldItemLeft,
  unreleasedLeft,
  unpaidLeft,
  unmatchedReleased,
  weightChanged,
  refundLost,
  foreignReader,
];

/** A `save` that writes other changes of one kind than it was given. */
function saving<K extends "item" | "shipment">(
  tx: Tx,
  kind: K,
  written: (change: Change<K>) => readonly Change<K>[],
): Tx["save"] {
  return async (given, changes) => {
    if ((given as string) !== kind) return tx.save(given, changes);
    await tx.save(kind, (changes as unknown as readonly Change<K>[]).flatMap(written));
  };
}

/** A `lock` that answers other states of one kind than are there. */
function reading<K extends "item" | "shipment">(
  tx: Tx,
  kind: K,
  seen: (state: States[K]) => States[K],
): Tx["lock"] {
  return async (given, ids) => {
    const states = await tx.lock(given, ids);
    if ((given as string) !== kind) return states;
    const other = [...states].map(([id, state]) => [id, seen(state as States[K])] as const);
    return new Map(other) as unknown as typeof states;
  };
}
