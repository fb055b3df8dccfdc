/**
 * What a call's events were for pieces: arrivals, exits, and customs having a piece and giving it back.
 * Only pieces with a live S10 that one of the given parties may read; enforcement data never.
 */
import type { Event, Id } from "#domain/events/event.ts";
import { textOf } from "#domain/events/event.ts";
import type { HoldState } from "#domain/holds/hold.ts";
import type { ItemState } from "#domain/items/item.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
import type { CallContext } from "./define.ts";
import type { Happened, Look } from "./happening.ts";
import { codesOf } from "./happening-codes.ts";
import type { Tx } from "./ports.ts";

/** The authority whose holds these messages tell of; what others hold they have no code for. */
const CUSTOMS = "customs";

/** A piece that something happened to. */
type Piece = { readonly item: ItemState; readonly shipment: ShipmentState; readonly code: string };

/** What these events were, in the order of each piece. */
export async function itemHappenings(
  context: CallContext,
  events: readonly Event[],
  look: Look,
  parties: ReadonlySet<Id>,
): Promise<readonly Happened[]> {
  const open = events.filter(({ sensitivity }) => sensitivity === 1);
  const moves = open.filter(({ subject, type }) => subject === "item" && MOVES.has(type));
  const customs = await ofCustoms(context, open, look);
  const touched = await itemsOf(context, customs);
  const ids = new Set([...moves.map(({ subjectId }) => subjectId), ...touched.keys()]);
  if (ids.size === 0) return [];
  const pieces = await piecesOf(context, [...ids], look, parties);
  if (pieces.size === 0) return [];
  const moved = await movesOf(context, moves, pieces, look);
  const holds = await customsHolds(context, pieces);
  const arrived = new Set(moved.filter(({ what }) => what === "arrived").map(idOf));
  return [
    ...moved.flatMap((one) => {
      const held = one.what === "arrived" ? heldOf(pieces, holds, one.subjectId, one) : undefined;
      return held === undefined ? [one] : [one, held];
    }),
    ...[...touched].flatMap(([id, event]) =>
      arrived.has(id) ? [] : (changeOf(pieces, holds, id, event, customs) ?? []),
    ),
  ];
}

const MOVES = new Set(["item-arrived", "item-left", "item-shipment-changed"]);
const HOLDS = new Set(["hold-placed", "hold-lifted"]);
const idOf = ({ subjectId }: Happened): Id => subjectId;

/** Holds of customs placed or ended on pieces and shipments. */
async function ofCustoms(
  { tx }: CallContext,
  events: readonly Event[],
  look: Look,
): Promise<readonly Event[]> {
  const found = events.filter(
    ({ subject, type }) => HOLDS.has(type) && (subject === "item" || subject === "shipment"),
  );
  if (found.length === 0) return [];
  const unknown = found.map(holdOf).filter((id) => look("hold", id) === undefined);
  const loaded = unknown.length > 0 ? await tx.load("hold", unknown) : new Map<Id, HoldState>();
  return found.filter((event) => {
    const hold = look("hold", holdOf(event)) ?? loaded.get(holdOf(event));
    return hold !== undefined && isTold(hold);
  });
}

const holdOf = (event: Event): Id => textOf(event, "holdId");

function isTold({ authority, sensitivity }: HoldState): boolean {
  return authority === CUSTOMS && sensitivity === 1;
}

/** The pieces these events reach, each with the last of them. */
async function itemsOf(
  { tx }: CallContext,
  events: readonly Event[],
): Promise<ReadonlyMap<Id, Event>> {
  const byShipment = new Map<Id, Event>();
  const touched = new Map<Id, Event>();
  for (const event of events) {
    const to = event.subject === "item" ? touched : byShipment;
    to.set(event.subjectId, event);
  }
  if (byShipment.size > 0) {
    for (const { itemId, shipmentId } of await tx.itemsOfShipments([...byShipment.keys()])) {
      const event = byShipment.get(shipmentId);
      if (event !== undefined && !touched.has(itemId)) touched.set(itemId, event);
    }
  }
  return touched;
}

/** Of these pieces those that a party may read and that have an S10. */
async function piecesOf(
  { tx }: CallContext,
  ids: readonly Id[],
  look: Look,
  parties: ReadonlySet<Id>,
): Promise<ReadonlyMap<Id, Piece>> {
  const unseen = ids.filter((id) => look("item", id) === undefined);
  const loaded = unseen.length > 0 ? await tx.load("item", unseen) : new Map<Id, ItemState>();
  const items = ids
    .flatMap((id) => look("item", id) ?? loaded.get(id) ?? [])
    .filter(({ readers }) => readers.some((reader) => parties.has(reader)));
  if (items.length === 0) return new Map();
  const codes = await codesOf(
    tx,
    items.map(({ id }) => id),
    "s10",
  );
  const owners = [...new Set(items.map(({ shipmentId }) => shipmentId))];
  const strange = owners.filter((id) => look("shipment", id) === undefined);
  const others =
    strange.length > 0 ? await tx.load("shipment", strange) : new Map<Id, ShipmentState>();
  return new Map(
    items.flatMap((item) => {
      const shipment = look("shipment", item.shipmentId) ?? others.get(item.shipmentId);
      const code = codes.get(item.id);
      return shipment === undefined || code === undefined
        ? []
        : [[item.id, { item, shipment, code }]];
    }),
  );
}

/**
 * Arrivals and exits; a piece that was claimed counts as arrived when it did. One that came back, whose
 * shipment is reached by what it left with, arrived before.
 */
async function movesOf(
  { tx }: CallContext,
  events: readonly Event[],
  pieces: ReadonlyMap<Id, Piece>,
  look: Look,
): Promise<readonly Happened[]> {
  const happened: Happened[] = [];
  const claimed = await claimedOf(tx, events, pieces, look);
  for (const event of events) {
    const piece = pieces.get(event.subjectId);
    if (piece === undefined) continue;
    const { item } = piece;
    const told = { ...toldOf(piece, event), ordinal: event.version };
    if (event.type === "item-left") {
      const [purpose, destination] = [textOf(event, "purpose"), textOf(event, "destination")];
      happened.push({ ...told, what: "left", purpose, destination });
    } else if (event.type === "item-arrived") {
      if (event.data?.["reopened"] !== true) happened.push({ ...told, what: "arrived" });
    } else if (claimed.has(event)) {
      happened.push({ ...told, what: "arrived", occurredAt: item.arrivedAt ?? event.occurredAt });
    }
  }
  return happened;
}

/** Claims of pieces that are here and nobody had declared; what came back is told no more. */
async function claimedOf(
  tx: Tx,
  events: readonly Event[],
  pieces: ReadonlyMap<Id, Piece>,
  look: Look,
): Promise<ReadonlySet<Event>> {
  const moved = events.filter(
    ({ type, subjectId }) =>
      type === "item-shipment-changed" && pieces.get(subjectId)?.item.status === "present",
  );
  const from = (event: Event): Id => textOf(event, "from");
  const unseen = new Set(moved.map(from).filter((id) => look("shipment", id) === undefined));
  const loaded =
    unseen.size > 0 ? await tx.load("shipment", [...unseen]) : new Map<Id, ShipmentState>();
  const free = moved.filter((event) => {
    const old = look("shipment", from(event)) ?? loaded.get(from(event));
    return old !== undefined && !DECLARED.has(old.direction);
  });
  if (free.length === 0) return new Set();
  const past = await tx.eventsOf(free.map(({ subjectId }) => subjectId));
  const left = new Set(
    past.flatMap(({ type, subjectId }) => (type === "item-left" ? subjectId : [])),
  );
  return new Set(free.filter(({ subjectId }) => !left.has(subjectId)));
}

/** Directions of what was declared; nothing was told of a piece before it had one. */
const DECLARED: ReadonlySet<string> = new Set(["import", "export", "transit"]);

function toldOf({ item, shipment, code }: Piece, event: Event): Omit<Happened, "what"> {
  return {
    subjectId: item.id,
    eventKey: event.key,
    ordinal: item.version,
    occurredAt: event.occurredAt,
    code,
    readers: item.readers,
    direction: shipment.direction,
  };
}

/** Open holds of customs on each of these pieces or its shipment, oldest first. */
async function customsHolds(
  { tx }: CallContext,
  pieces: ReadonlyMap<Id, Piece>,
): Promise<ReadonlyMap<Id, readonly HoldState[]>> {
  const owners = [...pieces.values()].map(({ shipment }) => shipment.id);
  const found = (await tx.openHolds([...new Set([...pieces.keys(), ...owners])])).filter(isTold);
  const byTarget = Map.groupBy(found, ({ targetId }) => targetId);
  return new Map(
    [...pieces].map(([id, { shipment }]) => [
      id,
      [...(byTarget.get(id) ?? []), ...(byTarget.get(shipment.id) ?? [])].sort(
        (one, other) => one.placedAt - other.placedAt,
      ),
    ]),
  );
}

/** A piece that arrives while customs holds it is told as held at once. */
function heldOf(
  pieces: ReadonlyMap<Id, Piece>,
  holds: ReadonlyMap<Id, readonly HoldState[]>,
  id: Id,
  arrival: Happened,
): Happened | undefined {
  const [first] = holds.get(id) ?? [];
  if (first === undefined || !pieces.has(id)) return undefined;
  const occurredAt = Math.max(arrival.occurredAt, first.placedAt);
  return { ...arrival, what: "held", holdKind: first.kind, occurredAt };
}

/** The first hold of customs on a piece that is here, or the end of the last; else nothing. */
function changeOf(
  pieces: ReadonlyMap<Id, Piece>,
  holds: ReadonlyMap<Id, readonly HoldState[]>,
  id: Id,
  event: Event,
  customs: readonly Event[],
): Happened | undefined {
  const piece = pieces.get(id);
  if (piece?.item.status !== "present") return undefined;
  const open = holds.get(id) ?? [];
  const told = toldOf(piece, event);
  const [first] = open;
  if (first === undefined) return { ...told, what: "freed" };
  const placed = new Set(
    customs.filter(({ type }) => type === "hold-placed").map((one) => holdOf(one)),
  );
  const isFirst = open.every((hold) => placed.has(hold.id));
  return isFirst ? { ...told, what: "held", holdKind: first.kind } : undefined;
}
