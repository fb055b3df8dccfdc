/**
 * Fills a centre with pieces that are declared, here, partly released and partly held. Events are
 * folded by the domain and written by the store's own functions, so that the record verifies.
 */
import type { PoolClient } from "pg";
import { type Event, type Fact, type Id, sortedReaders } from "#domain/events/event.ts";
import type { ShipmentMade } from "#domain/shipments/shipment.ts";
import type { Change, Identifier, SiteFacts, States } from "#operations/ports.ts";
import { FOLDS, KINDS_IN_LOCK_ORDER } from "#operations/unit.ts";
import { appendEvents } from "#store/events.ts";
import { claimIdentifiers } from "#store/identity.ts";
import { linkDeclarations, linkItems } from "#store/links.ts";
import type { Pool } from "#store/pool.ts";
import { saveStates } from "#store/states.ts";
import { ID, idOf, type Piece, pieceOf } from "./pieces.ts";

/** Pieces of one transaction. */
const CHUNK = 5_000;
const CONNECTIONS = 3;
/** Events of one piece at most; keeps their keys apart. */
const EVENTS = 10;
const PLACES = ["ARRIVAL-1", "ARRIVAL-2", "LANE-1", "LANE-2"];

export type Seeding = {
  readonly site: SiteFacts;
  /** The party that declared everything. */
  readonly declarantId: Id;
  /** Epoch ms at which all of it happened. */
  readonly at: number;
};

/** Stores pieces 0 to `items` and analyzes the tables; gives the number of events. */
export async function seedPieces(pool: Pool, items: number, given: Seeding): Promise<number> {
  const restore = await dropReaderIndexes(pool);
  let next = 0;
  let events = 0;
  const lane = async (): Promise<void> => {
    while (next < items) {
      const from = next;
      next = Math.min(items, from + CHUNK);
      const numbers = Array.from({ length: next - from }, (_, at) => from + at);
      const stored = await seedChunk(pool, numbers, given);
      events += stored;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  await restore();
  await pool.query("vacuum analyze");
  return events;
}

/** Inverted indexes are made at once afterwards: row by row they would take most of the time. */
async function dropReaderIndexes(pool: Pool): Promise<() => Promise<void>> {
  const found = await pool.query<{ indexname: string; indexdef: string }>(
    "select indexname, indexdef from pg_indexes where schemaname = 'mailport' and indexdef ~ 'USING gin'",
  );
  for (const { indexname } of found.rows) await pool.query(`drop index mailport.${indexname}`);
  return async () => {
    for (const { indexdef } of found.rows) await pool.query(indexdef);
  };
}

async function seedChunk(pool: Pool, numbers: readonly number[], given: Seeding): Promise<number> {
  const chunk = new Chunk(given);
  for (const number of numbers) chunk.add(number, pieceOf(number));
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("set local synchronous_commit = off");
    await chunk.write(client);
    await client.query("commit");
  } finally {
    client.release();
  }
  return chunk.events.length;
}

/** Events of some pieces, and the states they make. */
class Chunk {
  readonly events: Event[] = [];
  readonly #given: Seeding;
  readonly #states = new Map<Id, States[keyof States]>();
  readonly #ids = new Map<string, Id[]>();
  readonly #identifiers: Identifier[] = [];
  readonly #itemLinks: { itemId: Id; shipmentId: Id; from: number; reason: string }[] = [];
  readonly #declarationLinks: { declarationId: Id; shipmentId: Id }[] = [];

  constructor(given: Seeding) {
    this.#given = given;
  }

  add(number: number, piece: Piece): void {
    const { site, at, declarantId } = this.#given;
    const { itemId, shipmentId } = piece;
    const readers = sortedReaders([site.operatorId, site.customsId, declarantId]);
    let count = 0;
    const state = (fact: Pick<Fact, "subject" | "subjectId" | "type" | "data">, place?: string) => {
      this.#state({ ...fact, place, key: idOf(ID.event, number * EVENTS + count) });
      count += 1;
    };
    const item = { subject: "item", subjectId: itemId } as const;
    const shipment = { subject: "shipment", subjectId: shipmentId } as const;
    if (piece.isDeclared) this.#declare(number, piece, readers, state);
    const made = shipmentMade(number, piece, readers, declarantId);
    state({ ...shipment, type: "shipment-made", data: { ...made } });
    state({ ...item, type: "item-expected", data: { shipmentId, readers } });
    const place = PLACES[number % PLACES.length];
    state({ ...item, type: "item-arrived", data: null }, place);
    state({ ...shipment, type: "piece-arrived", data: { itemId } }, place);
    if (piece.isReleased) {
      const purpose = piece.direction === "export" ? "export" : "release";
      const data = { authority: "customs", purpose };
      state({ ...shipment, type: "shipment-decided", data });
    }
    if (piece.holdKind !== undefined) hold(number, piece, state);
    this.#itemLinks.push({ itemId, shipmentId, from: at, reason: "declared" });
    this.#identifiers.push({
      subjectId: itemId,
      subjectKind: "item",
      scheme: "s10",
      issuer: "",
      normalised: piece.code,
      scanned: piece.code,
      validFrom: at,
      freedAt: null,
      contested: false,
    });
  }

  /** Everything of the chunk in the transaction of this client. */
  async write(client: PoolClient): Promise<void> {
    await appendEvents(client, this.events);
    for (const kind of KINDS_IN_LOCK_ORDER) {
      const changes = (this.#ids.get(kind) ?? []).map((id) => {
        return { before: undefined, after: this.#states.get(id) } as Change<typeof kind>;
      });
      if (changes.length > 0) await saveStates(client, kind, changes);
    }
    await claimIdentifiers(client, this.#identifiers);
    await linkItems(client, this.#itemLinks);
    await linkDeclarations(client, this.#declarationLinks);
  }

  #declare(number: number, piece: Piece, readers: readonly Id[], state: State): void {
    const declarationId = idOf(ID.declaration, number);
    const { stream, direction, regime, shipmentId } = piece;
    const data = {
      number: `SEED-${number}`,
      declarantId: this.#given.declarantId,
      stream,
      direction,
      regime,
      readers,
      content: {
        natureOfTransaction: "32",
        grossWeightKg: { units: String(300 + (number % 4_000)), scale: 3 },
        currency: "CNY",
        senderCountry: "JP",
        recipientCountry: "CN",
        lines: [
          {
            description: "Cotton shirts",
            quantity: { units: "2", scale: 0 },
            totalValue: { units: "12500", scale: 2 },
            originCountry: "JP",
            hsCode: "610510",
          },
        ],
      },
      senderRef: null,
      recipientRef: null,
    };
    const subject = { subject: "declaration", subjectId: declarationId } as const;
    state({ ...subject, type: "declaration-lodged", data });
    this.#declarationLinks.push({ declarationId, shipmentId });
  }

  #state(fact: Pick<Fact, "subject" | "subjectId" | "type" | "data" | "key" | "place">): void {
    const { site, at } = this.#given;
    const { subject, subjectId } = fact;
    const before = this.#states.get(subjectId);
    const event: Event = {
      ...fact,
      schema: 1,
      sensitivity: subject === "declaration" ? 2 : 1,
      version: (before?.version ?? 0) + 1,
      site: site.site,
      occurredAt: at,
      recordedAt: at,
      callId: idOf(ID.call, 0),
      actor: site.operatorId,
    };
    if (before === undefined) {
      const ids = this.#ids.get(subject);
      if (ids === undefined) this.#ids.set(subject, [subjectId]);
      else ids.push(subjectId);
    }
    const fold = FOLDS[subject] as (state: typeof before, event: Event) => States[keyof States];
    this.#states.set(subjectId, fold(before, event));
    this.events.push(event);
  }
}

type State = (fact: Pick<Fact, "subject" | "subjectId" | "type" | "data">, place?: string) => void;

function shipmentMade(
  number: number,
  { stream, direction, regime, isDeclared }: Piece,
  readers: readonly Id[],
  declarantId: Id,
): ShipmentMade {
  return {
    stream,
    direction,
    regime,
    readers,
    piecesDeclared: 1,
    holdRoots: isDeclared ? [idOf(ID.declaration, number), declarantId] : [],
    valueMinor: isDeclared ? "12500" : null,
    currency: isDeclared ? "CNY" : null,
    declared: isDeclared,
  };
}

function hold(number: number, { itemId, shipmentId, holdKind }: Piece, state: State): void {
  const holdId = idOf(ID.hold, number);
  const placed = {
    targetKind: "item",
    targetId: itemId,
    authority: "customs",
    level: 1,
    kind: holdKind,
    publicReason: "Picked for a check",
    staysWithItem: false,
    fourEyes: false,
    endsAt: null,
  };
  state({ subject: "hold", subjectId: holdId, type: "hold-placed", data: placed });
  const data = { holdId, kind: holdKind };
  state({ subject: "item", subjectId: itemId, type: "hold-placed", data });
  const held = { itemId, holdId };
  state({ subject: "shipment", subjectId: shipmentId, type: "piece-held", data: held });
}
