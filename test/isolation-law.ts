/**
 * The law of isolation as a function: it reads as every reader through every view and every table,
 * and gives a sentence for each row that is there and should not be, or the other way round.
 */
import { isDeepStrictEqual } from "node:util";
import { call, faults, readerOf } from "#operations/call.ts";
import type { Actor } from "#operations/define.ts";
import { operationNamed } from "#operations/index.ts";
import { becomeReader } from "#store/open.ts";
import { readTalk } from "./isolation-dialogue.ts";
import {
  CENTRE,
  carrierOf,
  DENIED_NAME,
  GUIDE,
  type IsolationWorld,
  isDue,
  isMatched,
  type Piece,
  type Thing,
} from "./isolation-world.ts";

export type Found = { readonly violations: readonly string[]; readonly reads: number };

const NOBODY = "018f0000-0000-7000-8000-0000000000ff";
/** Readers that read at the same time. */
const AT_ONCE = 6;

class Reading {
  readonly violations: string[] = [];
  reads = 0;
  readonly #world: IsolationWorld;
  readonly #parties: ReadonlyMap<string, string>;
  /** Rows there are of a probe, by its key, as the owner of the tables counts them. */
  readonly #there = new Map<string, number>();

  constructor(world: IsolationWorld, parties: ReadonlyMap<string, string>) {
    this.#world = world;
    this.#parties = parties;
  }

  /** Whether an actor's party was named with something, or is one of the centre's. */
  sees(actor: Actor, owners: readonly string[]): boolean {
    const code = this.#parties.get(actor.partyId) ?? "";
    return CENTRE.includes(code) || owners.includes(code);
  }

  /** Whether an actor is of one of these parties. */
  isOneOf(actor: Actor, parties: readonly string[]): boolean {
    return parties.includes(this.#parties.get(actor.partyId) ?? "");
  }

  /** Raw messages are declared data, read by who sent them and by the operator alone. */
  seesThing(actor: Actor, { table, owners }: Thing): boolean {
    if (table !== "message") return this.sees(actor, owners);
    const code = this.#parties.get(actor.partyId) ?? "";
    return [...owners, "CKG-CENTRE"].includes(code) && readerOf(actor).clearance >= 2;
  }

  expect(right: boolean, sentence: string): void {
    if (!right) this.violations.push(sentence);
  }

  async view(actor: Actor, name: string, input: object): Promise<unknown> {
    const operation = operationNamed(name);
    if (operation === undefined) throw new Error(name);
    this.reads += 1;
    const answer = await call(this.#world.centre.ports, operation, actor, input);
    const told = answer.ok
      ? faults(operation.output, JSON.parse(JSON.stringify(answer.value)))
      : [];
    this.expect(
      told.length === 0,
      `${name} answers what is not described: ${JSON.stringify(told)}`,
    );
    return answer;
  }

  /** A view of one thing: there for who may see it, else exactly as what does not exist. */
  async one(actor: Actor, name: string, sees: boolean, input: object, none: object): Promise<void> {
    const answer = (await this.view(actor, name, input)) as { readonly ok: boolean };
    const said = `${actor.login} ${name} ${JSON.stringify(input)}`;
    if (sees) return this.expect(answer.ok, `${said}: not there`);
    const nothing = await this.view(actor, name, none);
    const blank = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value).replaceAll(Object.values(input)[0], Object.values(none)[0]));
    this.expect(isDeepStrictEqual(blank(answer), blank(nothing)), `${said}: not as if absent`);
  }

  /** Counts rows of tables as a reader: all of them or none. */
  async tables(actor: Actor, probes: readonly Probe[]): Promise<void> {
    const client = await this.#world.centre.pool.connect();
    try {
      for (const probe of probes) await this.#count(client, probe);
      await client.query("begin read only");
      await becomeReader(client, readerOf(actor));
      for (const { table, where, id, sees } of probes) {
        this.reads += 1;
        const text = `select count(*)::int as n from mailport.${table} where ${where}`;
        const found = await client.query<{ n: number }>(text, [id]);
        const there = this.#there.get(`${table} ${where} ${id}`) ?? 0;
        const n = found.rows[0]?.n;
        const said = `${actor.login} reads ${n} of ${there} rows of ${table} ${id}`;
        this.expect(n === (sees(actor) ? there : 0), said);
      }
      await client.query("commit");
    } finally {
      client.release();
    }
  }

  async #count(client: { query: IsolationWorld["centre"]["pool"]["query"] }, probe: Probe) {
    const { table, where, id } = probe;
    const key = `${table} ${where} ${id}`;
    if (this.#there.has(key)) return;
    const text = `select count(*)::int as n from mailport.${table} where ${where}`;
    const found = await client.query<{ n: number }>(text, [id]);
    this.#there.set(key, found.rows[0]?.n ?? 0);
  }
}

type Probe = {
  readonly table: string;
  readonly where: string;
  readonly id: string;
  readonly sees: (actor: Actor) => boolean;
};

/** The shipments of a piece: what came back has a second one. */
const HAD_OR_HAS =
  "shipment_id in (select l.shipment_id from mailport.item_shipment l where l.item_id = $1)";

/** What is owed is for who declared it and for the centre, not for whoever else a shipment names. */
function owes(reading: Reading, { owners }: Piece): (actor: Actor) => boolean {
  return (actor) => reading.sees(actor, owners.slice(0, 1)) && readerOf(actor).clearance >= 2;
}

/** Everything in the tables that hangs on one piece. */
function probesOf(reading: Reading, piece: Piece): readonly Probe[] {
  const { itemId, shipmentId, declarationId, holdId } = piece;
  const sees = (actor: Actor): boolean => reading.sees(actor, piece.owners);
  // The first pieces were declared by others too, as pieces of their own: the carrier sees both.
  const both = (actor: Actor): boolean => reading.sees(actor, [carrierOf(piece.owners)]);
  const cleared = (level: number) => (actor: Actor) =>
    sees(actor) && readerOf(actor).clearance >= level;
  return [
    { table: "item", where: "item_id = $1", id: itemId, sees },
    { table: "whereabouts", where: "subject_id = $1", id: itemId, sees },
    { table: "identifier", where: "subject_id = $1", id: itemId, sees },
    { table: "event", where: "subject_id = $1", id: itemId, sees },
    { table: "item_shipment", where: "item_id = $1", id: itemId, sees },
    { table: "proposed_match", where: "item_id = $1", id: itemId, sees: both },
    { table: "hold", where: "target_id = $1", id: itemId, sees },
    { table: "shipment", where: "shipment_id = $1", id: shipmentId, sees },
    { table: "shipment", where: HAD_OR_HAS, id: itemId, sees },
    // What a shipment owes and how it was judged is declared data; why it was decided so is not.
    { table: "event", where: "subject_id = $1 and sensitivity = 1", id: shipmentId, sees },
    {
      table: "event",
      where: "subject_id = $1 and sensitivity = 2",
      id: shipmentId,
      sees: cleared(2),
    },
    {
      table: "event",
      where: "subject_id = $1 and sensitivity = 3",
      id: shipmentId,
      sees: cleared(3),
    },
    { table: "decision", where: "shipment_id = $1", id: shipmentId, sees },
    { table: "duty", where: "shipment_id = $1", id: shipmentId, sees: owes(reading, piece) },
    { table: "declaration", where: "declaration_id = $1", id: declarationId, sees: cleared(2) },
    { table: "event", where: "subject_id = $1", id: declarationId, sees: cleared(2) },
    {
      table: "declaration_shipment",
      where: "shipment_id = $1",
      id: shipmentId,
      sees: cleared(2),
    },
    { table: "vault", where: "declaration_id = $1", id: declarationId, sees: cleared(2) },
    { table: "paper", where: "shipment_id = $1", id: shipmentId, sees: cleared(2) },
    { table: "risk_hit", where: "shipment_id = $1", id: shipmentId, sees: cleared(3) },
    { table: "screening_hit", where: "shipment_id = $1", id: shipmentId, sees: cleared(3) },
    ...(holdId === undefined
      ? []
      : [
          { table: "event", where: "subject_id = $1", id: holdId, sees },
          { table: "hold_restricted", where: "hold_id = $1", id: holdId, sees: cleared(3) },
        ]),
  ];
}

export type ReadPart = {
  readonly pieces?: readonly Piece[];
  readonly readers?: readonly Actor[];
  /** One violation is enough: nothing is read after it. */
  readonly untilFound?: boolean;
};

/** Reads a world as all its readers, or a part of it. */
export async function readIsolation(
  world: IsolationWorld,
  { pieces = world.pieces, readers = world.readers, untilFound = false }: ReadPart = {},
): Promise<Found> {
  const found = await world.centre.pool.query<{ id: string; code: string }>(
    "select party_id as id, code from mailport.party",
  );
  const reading = new Reading(world, new Map(found.rows.map(({ id, code }) => [id, code])));
  const work = readers.flatMap((actor) => [
    () => lists(reading, world, actor),
    ...world.things.map((thing) => () => readThing(reading, actor, thing)),
    ...world.talks.map((talk) => () => readTalk(reading, actor, talk)),
    ...pieces.map((piece) => () => readPiece(reading, actor, piece)),
  ]);
  const worker = async (): Promise<void> => {
    for (let next = work.pop(); next !== undefined; next = work.pop()) {
      await next();
      if (untilFound && reading.violations.length > 0) return;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { violations: reading.violations, reads: reading.reads };
}

async function readPiece(reading: Reading, actor: Actor, piece: Piece): Promise<void> {
  const sees = reading.sees(actor, piece.owners);
  const { code, itemId, shipmentId } = piece;
  await reading.one(actor, "show-item", sees, { id: itemId }, { id: NOBODY });
  await reading.one(actor, "show-item", sees, { code }, { code: "ISONOBODY" });
  await reading.one(actor, "show-shipment", sees, { id: shipmentId }, { id: NOBODY });
  await reading.one(actor, "show-shipment", sees, { code }, { code: "ISONOBODY" });
  if (sees) await readFound(reading, actor, piece);
  else await reading.one(actor, "find-items", false, { text: code }, { text: "ISONOBODY" });
  await reading.tables(actor, probesOf(reading, piece));
  if (sees && piece.holdId !== undefined) await readReason(reading, actor, piece);
}

async function readFound(reading: Reading, actor: Actor, { code, itemId }: Piece): Promise<void> {
  const page = (await reading.view(actor, "find-items", { text: code })) as Page;
  const { items, count } = page.value;
  const found = count === 1 && items.length === 1 && items[0]?.itemId === itemId;
  reading.expect(found, `${actor.login} does not find ${code}`);
}

async function readReason(reading: Reading, actor: Actor, piece: Piece): Promise<void> {
  const answer = JSON.stringify(await reading.view(actor, "show-item", { code: piece.code }));
  const told = answer.includes(`profile of ${piece.code}`);
  const may = readerOf(actor).clearance === 3;
  reading.expect(told === may, `${actor.login}: the restricted reason of ${piece.code}`);
}

async function readThing(reading: Reading, actor: Actor, thing: Thing): Promise<void> {
  const { table, id } = thing;
  const sees = (one: Actor): boolean => reading.seesThing(one, thing);
  // Whether the authorities read the register of parties is not the law's affair.
  const authority = actor.authority !== null && table === "party";
  if (!authority) await reading.tables(actor, [{ table, where: `${table}_id = $1`, id, sees }]);
  if (table === "message")
    for (const view of ["show-message", "describe-message"])
      await reading.one(actor, view, sees(actor), { id }, { id: NOBODY });
}

/** Code lists are for everybody, denied parties for those cleared and for who imports them. */
async function codeLists(reading: Reading, world: IsolationWorld, actor: Actor): Promise<void> {
  const named = JSON.stringify(await reading.view(actor, "list-code-lists", {}));
  reading.expect(named.includes('"denied"'), `${actor.login} is told which lists there are`);
  const answer = JSON.stringify(await reading.view(actor, "show-codes", { list: "denied" }));
  const may = actor.roles.some((role) => role === "officer" || role === "administrator");
  reading.expect(answer.includes(DENIED_NAME) === may, `${actor.login} reads denied parties`);
  const { operatorId } = world.centre.ports.site;
  const cleared = ({ partyId, ...rest }: Actor): boolean => {
    const { clearance } = readerOf({ partyId, ...rest });
    return clearance === 3 || (clearance === 2 && partyId === operatorId);
  };
  const probe = { table: "code_entry", where: "list = $1" };
  await reading.tables(actor, [
    { ...probe, id: "denied", sees: cleared },
    { ...probe, id: "impc", sees: () => true },
  ]);
}

/** Shipped profiles are for everybody, a partner's guide for its party and the operator. */
async function profiles(reading: Reading, actor: Actor): Promise<void> {
  const sees = (one: Actor): boolean => reading.isOneOf(one, [GUIDE.party, "CKG-CENTRE"]);
  const listed = JSON.stringify(await reading.view(actor, "list-profiles", {}));
  reading.expect(listed.includes('"shipped"'), `${actor.login} is told the shipped profiles`);
  reading.expect(listed.includes(GUIDE.partner) === sees(actor), `${actor.login} lists a guide`);
  const input = { message: "predes", partner: GUIDE.partner };
  const shown = JSON.stringify(await reading.view(actor, "show-profile", input));
  reading.expect(shown.includes('"imported"') === sees(actor), `${actor.login} shows a guide`);
  const probe = { table: "message_profile", where: "partner = $1", id: GUIDE.partner, sees };
  await reading.tables(actor, [probe]);
}

type Figures = {
  readonly value: {
    readonly all: { readonly pieces: number };
    readonly totals: readonly { readonly arrived: number }[];
    readonly lines: readonly { readonly party: string }[];
  };
};

/** Figures of the floor and of the shift count the reader's own pieces, and name no other party. */
async function figures(reading: Reading, world: IsolationWorld, actor: Actor): Promise<void> {
  const place = ({ code }: Piece): number => Number(code.slice(-7));
  const own = world.pieces.filter((piece) => reading.sees(actor, piece.owners));
  const here = own.filter((piece) => place(piece) % 2 === 0).length;
  const back = own.filter((piece) => place(piece) % 6 === 2).length;
  const floor = (await reading.view(actor, "show-floor", {})) as Figures;
  const { pieces } = floor.value.all;
  reading.expect(pieces === here, `${actor.login} show-floor: ${pieces} pieces, not ${here}`);
  const shift = (await reading.view(actor, "show-shift", {})) as Figures;
  const arrived = shift.value.totals.reduce((sum, one) => sum + one.arrived, 0);
  const said = `${actor.login} show-shift: ${arrived} arrived, not ${here + back}`;
  reading.expect(arrived === here + back, said);
  const sole =
    reading.sees(actor, []) ||
    shift.value.lines.every(({ party }) => reading.isOneOf(actor, [party]));
  reading.expect(sole, `${actor.login} show-shift: lines of other parties`);
}

/** What was picked for control, and by which rules, is told to officers and to nobody else. */
async function picked(reading: Reading, actor: Actor): Promise<void> {
  for (const name of ["list-risk-rules", "list-selected"]) {
    const answer = (await reading.view(actor, name, {})) as { readonly ok: boolean };
    reading.expect(answer.ok === actor.roles.includes("officer"), `${actor.login} ${name}`);
  }
}

/** A pair is listed for who reads both of it, with the first piece's id. */
async function matches(reading: Reading, world: IsolationWorld, actor: Actor): Promise<void> {
  const answer = JSON.stringify(await reading.view(actor, "list-matches", { limit: 500 }));
  for (const { code, itemId, owners } of world.pieces.filter(isMatched)) {
    const both = reading.sees(actor, [carrierOf(owners)]);
    reading.expect(answer.includes(itemId) === both, `${actor.login} list-matches: ${code}`);
  }
}

/** What is stuck is listed for its readers, and its papers for those cleared for what was declared. */
async function stuck(reading: Reading, world: IsolationWorld, actor: Actor): Promise<void> {
  const listed = JSON.stringify(await reading.view(actor, "list-stuck", { limit: 100 }));
  for (const piece of world.pieces) {
    const hidden = reading.sees(actor, piece.owners) || !listed.includes(piece.shipmentId);
    reading.expect(hidden, `${actor.login} list-stuck: ${piece.code}`);
  }
  for (const { shipmentId, owners, code } of world.pieces.filter(isDue)) {
    const papers = JSON.stringify(await reading.view(actor, "list-papers", { shipmentId }));
    if (papers.includes("access/not-allowed")) return;
    const sees = reading.sees(actor, owners) && readerOf(actor).clearance >= 2;
    reading.expect(papers.includes("licence") === sees, `${actor.login} list-papers: ${code}`);
    if (sees) continue;
    const paperId = world.centre.ports.ids.derived("paper", shipmentId);
    const paper = JSON.stringify(await reading.view(actor, "read-paper", { paperId }));
    reading.expect(paper.includes("paper/not-found"), `${actor.login} read-paper: ${code}`);
  }
}

/** What is due is listed for who owes it; the floor has no such list. */
async function duties(reading: Reading, world: IsolationWorld, actor: Actor): Promise<void> {
  const answer = JSON.stringify(await reading.view(actor, "list-duty", { limit: 500 }));
  if (answer.includes("access/not-allowed")) return;
  for (const piece of world.pieces.filter(isDue)) {
    const right = answer.includes(piece.shipmentId) === owes(reading, piece)(actor);
    reading.expect(right, `${actor.login} list-duty: ${piece.code}`);
  }
}

type Page = { readonly ok: true; readonly value: { items: { itemId: string }[]; count: number } };

/** Lists and counts: exactly the reader's own, by prefix and without. */
async function lists(reading: Reading, world: IsolationWorld, actor: Actor): Promise<void> {
  await codeLists(reading, world, actor);
  await profiles(reading, actor);
  await matches(reading, world, actor);
  await duties(reading, world, actor);
  await stuck(reading, world, actor);
  await picked(reading, actor);
  await figures(reading, world, actor);
  const own = world.pieces.filter((piece) => reading.sees(actor, piece.owners));
  for (const text of ["ISO", "ISOHX", "ISOPL0000"]) {
    const wanted = own.filter((piece) => piece.code.startsWith(text)).map((piece) => piece.itemId);
    const page = (await reading.view(actor, "find-items", { text, limit: 500 })) as Page;
    const shown = page.value.items.map((item) => item.itemId);
    const said = `${actor.login} finds ${shown.length}, counts ${page.value.count} by ${text}`;
    const same = isDeepStrictEqual([...shown].sort(), [...wanted].sort());
    reading.expect(same && page.value.count === wanted.length, `${said}, not ${wanted.length}`);
  }
  for (const name of ["list-undetermined", "list-suspense"]) {
    const answer = JSON.stringify(await reading.view(actor, name, {}));
    if (answer.includes("access/not-allowed")) continue;
    for (const thing of name === "list-suspense" ? world.things : []) {
      const listed = answer.includes(thing.id);
      const right = thing.table !== "message" || listed === reading.seesThing(actor, thing);
      reading.expect(right, `${actor.login} ${name}: ${thing.table} ${thing.id}`);
    }
  }
}
