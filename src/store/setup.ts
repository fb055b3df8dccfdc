/**
 * Writes a centre into an empty record: site, offices, places, rules, devices, its parties with
 * the events they fold from, its first users. Once only; ids, time and folds are handed in.
 */
import type pg from "pg";
import { ok, type Result, refuse } from "#base/result.ts";
import type { MoveRule } from "#domain/centre/may-move.ts";
import type { Event } from "#domain/events/event.ts";
import type { PartyState } from "#domain/parties/party.ts";
import type { Place } from "#domain/places/place.ts";
import type { CallRow, SealedBytes, SiteFacts } from "#operations/ports.ts";
import type { User } from "#operations/ports-access.ts";
import { accessTx } from "./access.ts";
import { callsTx } from "./calls.ts";
import { appendEvents } from "./events.ts";
import { copyLine, copyRows } from "./sql.ts";
import { saveStates } from "./states.ts";

/** All rows of a new centre, decided and identified. */
export type Setup = {
  readonly site: SiteFacts;
  readonly madeAt: number;
  /** Each party with the one event that registers it. */
  readonly parties: readonly { readonly event: Event; readonly state: PartyState }[];
  readonly offices: readonly {
    readonly code: string;
    readonly kind: string;
    readonly name: string;
    readonly partyId: string | null;
    readonly zone: string | null;
  }[];
  readonly places: readonly Place[];
  readonly moves: readonly MoveRule[];
  /** Where the rules come from, kept with each. */
  readonly movesSource: string;
  readonly devices: readonly { readonly code: string; readonly place: string | null }[];
  readonly users: readonly User[];
  /** The audit row of setting up, with its stored input. */
  readonly call: CallRow;
  readonly input: SealedBytes;
};

/** Keeps two set-ups of one database apart (an arbitrary number, used for nothing else). */
const SETUP_LOCK = 7_305_016;

/** Writes it all in one transaction. Refuses `init/already-initialised` where a site stands. */
export async function setUp(pool: pg.Pool, setup: Setup): Promise<Result<true>> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [SETUP_LOCK]);
    const found = await client.query<{ site: string }>("select site from mailport.site limit 1");
    const [before] = found.rows;
    if (before !== undefined) {
      await client.query("rollback");
      return refuse("init/already-initialised", { site: before.site });
    }
    await write(client, setup);
    await client.query("commit");
    return ok(true);
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(broken);
  }
}

async function write(client: pg.PoolClient, setup: Setup): Promise<void> {
  await writeSite(client, setup);
  await writeFloor(client, setup);
  await appendEvents(
    client,
    setup.parties.map((party) => party.event),
  );
  const parties = setup.parties.map(({ state }) => ({ before: undefined, after: state }));
  await saveStates(client, "party", parties);
  for (const user of setup.users) await accessTx(client).saveUser(user);
  await callsTx(client).writeCall(setup.call, setup.input);
}

async function writeSite(client: pg.PoolClient, { site, madeAt, offices }: Setup): Promise<void> {
  await client.query(
    `insert into mailport.site (site, name, legal_zone, operator_id, customs_id, quarantine_id,
       made_by, made_at, facts) values ($1, $2, $3, $4, $5, $6, $7, $8, '{}')`,
    [
      site.site,
      site.name,
      site.legalZone,
      site.operatorId,
      site.customsId,
      site.quarantineId,
      site.madeBy,
      madeAt,
    ],
  );
  const lines = offices.map((office) =>
    copyLine([site.site, office.code, office.kind, office.name, office.partyId, office.zone]),
  );
  await copyRows(client, "office", "site, code, kind, name, party_id, zone", lines);
}

async function writeFloor(client: pg.PoolClient, setup: Setup): Promise<void> {
  const { site } = setup.site;
  const places = setup.places.map((one) =>
    copyLine([site, one.code, one.kind, one.zone, one.parent, one.name, one.capacity]),
  );
  await copyRows(client, "place", "site, code, kind, zone, parent, name, capacity", places);
  for (const rule of setup.moves) {
    await client.query(
      `insert into mailport.move_rule (site, from_zone, to_zone, streams, directions, held,
         valid_from, valid_to, source) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        site,
        rule.fromZone,
        rule.toZone,
        rule.streams,
        rule.directions,
        rule.held,
        rule.validFrom,
        rule.validTo,
        setup.movesSource,
      ],
    );
  }
  const devices = setup.devices.map((one) => copyLine([site, one.code, one.place, 0]));
  await copyRows(client, "device", "site, code, place, clock_offset_ms", devices);
}

/** The site of a database, or undefined before it is set up. */
export async function siteOf(client: pg.Pool | pg.PoolClient): Promise<SiteFacts | undefined> {
  const found = await client.query<{
    readonly site: string;
    readonly name: string;
    readonly legal_zone: string;
    readonly operator_id: string;
    readonly customs_id: string;
    readonly quarantine_id: string | null;
    readonly made_by: SiteFacts["madeBy"];
  }>(
    `select site, name, legal_zone, operator_id, customs_id, quarantine_id, made_by
       from mailport.site order by made_at limit 1`,
  );
  const [row] = found.rows;
  if (row === undefined) return undefined;
  return {
    site: row.site,
    name: row.name,
    legalZone: row.legal_zone,
    operatorId: row.operator_id,
    customsId: row.customs_id,
    quarantineId: row.quarantine_id,
    madeBy: row.made_by,
  };
}
