/**
 * `bench declarations`: a million declarations of three streams over HTTP, judged by their rule books,
 * assessed, counted on their buyers' years, those of e-commerce held against order, payment and waybill,
 * asked by the risk rules and held where those pick; beside a bare COPY of events on the same server.
 * The documents are kept before, by their own operation, and timed apart. What the record then holds is compared with sums worked out
 * by plain arithmetic before any figure is given.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chanceOf } from "#base/chance.ts";
import { call } from "#operations/call.ts";
import { createUser } from "#operations/create-user.ts";
import type { Actor, Operation } from "#operations/define.ts";
import { importCodes } from "#operations/import-codes.ts";
import { issueToken } from "#operations/index.ts";
import type { Ports, SiteFacts } from "#operations/ports.ts";
import { systemActor } from "#operations/sessions.ts";
import { openPool, type Pool } from "#store/pool.ts";
import { runLoad } from "#test/load/lanes.ts";
import type { Outcome, RunOptions } from "#test/load/outcome.ts";
import { openCentreFolder, type ServedCentre, startServed } from "#test/load/served-centre.ts";
import { PASSWORD } from "#test/mailport.ts";
import type { LodgeOrder, LodgeReport } from "./declarations/load.ts";
import { expectedOf, RANDOM_RATE, REGIMES } from "./declarations/streams.ts";
import { bareCopy } from "./ingest/bare-copy.ts";
import { familyMicros, processMicros } from "./ingest/processor-time.ts";

const DECLARATIONS = 1_000_000;
const BATCH = 500;
const CONCURRENCY = 4;
const COPY_SECONDS = 8;
const COPY_ROWS = 1_000;
/** How far a random pick's count may be from its rate, in standard deviations: once in 10^8 runs. */
const DEVIATIONS = 6;

/** `--items N` sets the number of declarations. */
export async function bench(options: RunOptions): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "mailport-bench-"));
  try {
    const { site, token } = await prepare(folder);
    // Such as `--cpu-prof --cpu-prof-dir=…`, to see where the server's time goes.
    const node = process.env["BENCH_SERVER_NODE_ARGS"]?.split(" ") ?? [];
    const server = await startServed(folder, { node });
    const pool = openPool(server.database, CONCURRENCY + 2);
    try {
      return await measure(options, { server, pool, site, token });
    } finally {
      await pool.end();
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Prepared = { readonly site: SiteFacts; readonly token: string };

/** A centre with risk rules and a clerk who takes in what others declare. */
async function prepare(folder: string): Promise<Prepared> {
  const { record, site, ports } = await openCentreFolder(folder);
  try {
    const system: Actor = { ...systemActor(site.operatorId), roles: ["administrator", "system"] };
    const file = readFileSync("examples/risk-rules.csv").toString("base64");
    const rules = { list: "risk-rules", name: "risk-rules.csv", file, apply: true };
    await act(ports, importCodes, system, rules);
    const clerk = { login: "clerk", name: "Clerk", party: "CKG-CENTRE", roles: ["clerk"] };
    await act(ports, createUser, system, { ...clerk, password: PASSWORD });
    const scopes = ["lodge-declarations", "keep-documents"];
    const issued = await act(ports, issueToken, system, { login: "clerk", name: "load", scopes });
    return { site, token: (issued as { token: string }).token };
  } finally {
    await record.close();
  }
}

async function act(ports: Ports, operation: Operation, actor: Actor, input: unknown) {
  const answer = await call(ports, operation, actor, input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value;
}

type Running = Prepared & { readonly server: ServedCentre; readonly pool: Pool };

async function measure(options: RunOptions, running: Running): Promise<Outcome> {
  const { server, pool, site } = running;
  const { items: declarations = DECLARATIONS, seconds = COPY_SECONDS, seed } = options;
  const documents = await send(running, "keep-documents", declarations);
  const postgres = familyMicros(server.postmaster);
  const node = processMicros(server.pid);
  const load = await send(running, "lodge-declarations", declarations);
  const postgresMicros = familyMicros(server.postmaster) - postgres;
  const serverMicros = processMicros(server.pid) - node;
  const wrong = documents.faultsTotal + load.faultsTotal;
  const told = [...documents.faults, ...load.faults];
  const faults = [...told, ...(await differences(pool, declarations))];
  if (wrong > 0) faults.push(`${wrong} wrong answers`);
  const events = await numberOf(pool, "select count(*) from mailport.event");
  const copied = await bareCopy(pool, {
    items: declarations,
    batch: COPY_ROWS,
    concurrency: CONCURRENCY,
    seconds,
    site: site.site,
    actor: site.operatorId,
    chance: chanceOf(seed).next,
  });
  const declarationsPerSecond = declarations / load.seconds;
  const eventsPerDeclaration = events / declarations;
  return {
    faults,
    figures: {
      declarationsPerSecond,
      declarations,
      eventsPerDeclaration,
      postgresMicrosPerDeclaration: postgresMicros / declarations,
      serverMicrosPerDeclaration: serverMicros / declarations,
      loadMicrosPerDeclaration: load.cpuMicros / declarations,
      batchP50Ms: load.p50Ms,
      batchP99Ms: load.p99Ms,
      documents: documents.rows,
      documentsPerSecond: documents.rows / documents.seconds,
      ...(await listFigures(pool)),
      copyPerSecond: copied.rowsPerSecond,
    },
    ratios: {
      declarationsToCopy: (declarationsPerSecond * eventsPerDeclaration) / copied.rowsPerSecond,
    },
  };
}

async function send(
  { server, token }: Running,
  operation: LodgeOrder["operation"],
  declarations: number,
): Promise<LodgeReport> {
  const script = join(import.meta.dirname, "declarations", "load.ts");
  const { address } = server;
  const lanes = { batch: BATCH, concurrency: CONCURRENCY };
  const order: LodgeOrder = { operation, address, token, declarations, ...lanes };
  return runLoad<LodgeReport>(script, order);
}

const LISTS = "select count(*) from mailport.shipment where documents ->> 'state' = $1";

/** Lists by how they stand against their documents. */
async function listFigures(pool: Pool) {
  const count = (state: string): Promise<number> => numberOf(pool, LISTS, [state]);
  return {
    listsMatched: await count("matched"),
    listsMissing: await count("missing"),
    listsDiffering: await count("differs"),
  };
}

/** Where the record differs from what plain arithmetic expects of these declarations. */
async function differences(pool: Pool, declarations: number): Promise<readonly string[]> {
  const expected = expectedOf(declarations);
  const faults: string[] = [];
  const same = async (what: string, sql: string, wanted: number, values: unknown[] = []) => {
    const found = await numberOf(pool, sql, values);
    if (found !== wanted) faults.push(`${what}: ${found}, not ${wanted}`);
  };
  for (const table of ["declaration", "shipment", "item"]) {
    await same(`rows of ${table}`, `select count(*) from mailport.${table}`, declarations);
  }
  for (const regime of REGIMES) {
    const shipments = "select count(*) from mailport.shipment where regime = $1";
    await same(`shipments under ${regime}`, shipments, expected.declared[regime], [regime]);
    const duty = `select coalesce(sum((duty ->> 'assessedMinor')::bigint), 0)
      from mailport.shipment where regime = $1`;
    await same(`duty under ${regime}`, duty, expected.dutyMinor[regime], [regime]);
  }
  await same("documents", "select count(*) from mailport.document", expected.documents);
  for (const [state, wanted] of Object.entries(expected.lists)) {
    await same(`lists ${state}`, LISTS, wanted, [state]);
  }
  const asked9610 = "select count(*) from mailport.shipment where documents is not null";
  await same("lists held against documents", asked9610, expected.declared["9610"]);
  await same("unfit", "select count(*) from mailport.shipment where unfit", expected.unfit);
  const balance = "select coalesce(sum(reserved_minor), 0) from mailport.annual_balance";
  await same("drawn on balances", balance, expected.balanceMinor);
  const hits = "select count(*) from mailport.risk_hit where rule = $1";
  for (const [rule, wanted] of Object.entries(expected.hits)) {
    await same(`hits of ${rule}`, hits, wanted, [rule]);
  }
  const { "postal-personal": postal, "9610": ecommerce } = expected.declared;
  const asked: Record<string, number> = {
    "random-postal": postal,
    "random-ecommerce": ecommerce,
    "random-express": declarations - postal - ecommerce,
  };
  for (const [rule, rate] of Object.entries(RANDOM_RATE)) {
    const of = asked[rule] ?? 0;
    const found = await numberOf(pool, hits, [rule]);
    const allowed = DEVIATIONS * Math.sqrt(of * rate * (1 - rate));
    if (Math.abs(found - of * rate) > allowed) {
      faults.push(`picks of ${rule}: ${found} of ${of}, rate ${rate}`);
    }
  }
  return faults;
}

async function numberOf(pool: Pool, sql: string, values: unknown[] = []): Promise<number> {
  const { rows } = await pool.query<Record<string, string>>(sql, values);
  return Number(Object.values(rows[0] ?? {})[0]);
}
