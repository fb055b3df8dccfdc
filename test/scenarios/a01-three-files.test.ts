/**
 * From declaration to gate: a postal, an express and an e-commerce file, once by the command line
 * and once over HTTP, each on a centre of its own. Every step is done by whoever does it in a real
 * centre; at the end both records say the same. Read the numbered steps as a manual.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readInstanceNote } from "#cli/data-folder.ts";
import {
  type HttpPerson,
  httpPerson,
  mailport,
  printed,
  type Served,
  signIn,
  startMailport,
} from "#test/mailport.ts";
import { prepareCentre } from "#test/prepared-centre.ts";
import { type ComparableRecord, recordOf } from "#test/record-of.ts";
import { SCENARIO_PEOPLE } from "#test/scenario-people.ts";
import {
  type BatchRow,
  byCode,
  cliFace,
  type Done,
  doThroughBoth,
  type Face,
  httpFace,
  rowsOf,
} from "#test/two-faces.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const POSTAL = join(ROOT, "examples/postal-import.csv");
const EXPRESS = join(ROOT, "examples/express-manifest.csv");
const SHOP = join(ROOT, "examples/ecommerce-import.csv");

const RATES = readFileSync(join(ROOT, "examples/customs-rates.csv"), "base64");

const POSTAL_PIECES = ["RR473124829GB", "EE102345673DE", "CP555012347FR", "LX900112236JP"];
const ONE_OF_THREE = "HX7000184521002";
const TWO_OF_THREE = ["HX7000184521001", "HX7000184521003"];
const OTHER_EXPRESS = ["HX7000184533001", "HX7000184540001", "HX7000184540002"];
const SHOP_PIECES = ["LJ0000812301", "LJ0000812314", "LJ0000812327"];
const DECLARED = [
  ...POSTAL_PIECES,
  ...TWO_OF_THREE,
  ONE_OF_THREE,
  ...OTHER_EXPRESS,
  ...SHOP_PIECES,
];
/** Of each shipment on which more is owed than is left uncollected, one piece. */
const DUE = [...POSTAL_PIECES.slice(0, 3), ONE_OF_THREE, "HX7000184540001", ...SHOP_PIECES];
/** Came with the truck; nobody had declared it. */
const UNDECLARED = "RR473124951GB";

const folder = mkdtempSync(join(tmpdir(), "mailport-a01-"));
const DATA = { cli: join(folder, "cli"), http: join(folder, "http") };
/** Before the first act; the devices' clock read an hour ago when the pieces were scanned. */
const BEGAN_AT = Date.now();
const SCANNED_AT = new Date(Math.floor(BEGAN_AT / 1000) * 1000 - 3_600_000).toISOString();

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

const persons = new Map<string, HttpPerson>();
const cli = cliFace(DATA.cli);
const http = httpFace(persons);
const both = doThroughBoth(cli, http, BEGAN_AT);

/** Pieces in a list, where one with two identifiers may stand twice. */
function piecesIn({ body }: Done): number {
  return new Set((body["items"] as readonly { itemId: string }[]).map((one) => one.itemId)).size;
}

function verdictOf({ verdict }: BatchRow): unknown {
  return verdict;
}

function codesOf(list: unknown): readonly string[] {
  return ((list ?? []) as readonly { readonly code: string }[]).map((one) => one.code);
}

const served: { cli?: Served; http?: Served } = {};

beforeAll(async () => {
  await Promise.all(Object.values(DATA).map(prepareCentre));
  served.http = await startMailport(DATA.http);
  persons.set("admin", await signIn(served.http.address, "admin"));
});
afterAll(async () => {
  await Promise.all([served.cli?.stop(), served.http?.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

test("scenario A01: 1. the administrator makes a user for each who works there", async () => {
  for (const user of SCENARIO_PEOPLE) {
    const input = { ...user, password: `${user.login} has a long one` };
    const made = await both((face) => face.act("admin", "create-user", input));
    expect(made.code).toBe(200);
  }
  const address = served.http?.address ?? "";
  for (const { login } of SCENARIO_PEOPLE) {
    persons.set(login, await signIn(address, login, `${login} has a long one`));
  }
});

test("scenario A01: 2. the express firm's system gets a token for its manifests, and no more", async () => {
  const input = { login: "express", name: "manifests", scopes: ["take-in-message"] };
  const issued = await both(async (face) => {
    const done = await face.act("admin", "issue-token", input);
    expect(String(done.body["token"])).toMatch(/^mailport_/);
    return { ...done, body: { ...done.body, token: done.body["token"] === undefined ? 0 : 1 } };
  });
  expect(issued.code).toBe(200);
  const own = await http.act("admin", "issue-token", input);
  const authorization = `Bearer ${String(own.body["token"])}`;
  const system = httpPerson(served.http?.address ?? "", { authorization });
  expect((await system.get("find-items")).status).toBe(403);
  persons.set("express-system", system);
}, 60_000);

test("scenario A01: 3. the customs rates are imported, and the clerks of each stream lodge their files", async () => {
  const rates = { list: "customs-rates", name: "rates.csv", file: RATES, apply: true };
  const imported = await both((face) => face.act("admin", "import-codes", rates));
  expect(imported.body).toMatchObject({ applied: true, refused: 0 });
  const files = [
    ["post", POSTAL, "declarations-csv", 4],
    ["express", EXPRESS, "express-manifest-csv", 3],
    ["broker", SHOP, "declarations-csv", 3],
  ] as const;
  for (const [who, file, format, done] of files) {
    const taken = await both((face) =>
      face.takeIn(face === http && who === "express" ? "express-system" : who, file),
    );
    expect(taken.body).toEqual({ format, state: "taken-in", done, refused: 0 });
  }
});

test("scenario A01: 4. the floor cannot lodge at all, and a clerk cannot lodge in another declarant's name", async () => {
  const floor = await both((face) => face.takeIn("floor", POSTAL));
  expect(floor.body["refusal"]).toMatchObject({ code: "access/not-allowed" });
  expect(floor.code).toBe(403);
  const post = await both((face) => face.takeIn("post", SHOP));
  expect(post.body).toMatchObject({ state: "suspense", done: 0, refused: 3 });
});

test("scenario A01: 5. the truck comes: the floor records what arrived, one piece of it declared by nobody", async () => {
  const codes = [...DECLARED, UNDECLARED];
  const input = {
    arrivals: codes.map((code) => ({ code })),
    place: "ARRIVAL-1",
    vehicle: "TRUCK-12",
  };
  const arrived = await both((face) => face.act("floor", "record-arrivals", input));
  const how = byCode(codes, arrived, (row) => row["arrived"]);
  expect(how).toEqual({
    ...Object.fromEntries(DECLARED.map((code) => [code, "expected"])),
    [UNDECLARED]: "unannounced",
  });
});

test("scenario A01: 6. scanned, each piece waits: for customs, and one for its declaration", async () => {
  const scanned = await scan();
  for (const row of rowsOf(scanned).slice(0, DECLARED.length)) {
    expect(row).toMatchObject({ verdict: "WAIT" });
    expect(codesOf(row["blockers"]).at(-1)).toBe("not-released");
  }
  const last = rowsOf(scanned).at(-1);
  expect(codesOf(last?.["blockers"])).toEqual(["not-declared"]);
  expect(last?.["blockers"]).toMatchObject([{ liftedBy: "declarant" }]);
});

/** From here on the command line works through the running instance. */
test("scenario A01: 7. the centre of the command line is started; its verbs answer as before", async () => {
  const before = await cli.look("floor", "find-items", { limit: "50" });
  served.cli = await startMailport(DATA.cli);
  const after = await cli.look("floor", "find-items", { limit: "50" });
  expect(piecesIn(before)).toBe(DECLARED.length + 1);
  expect(after).toEqual(before);
});

test("scenario A01: 8. the officer holds one piece of the three, with a reason that only officers read", async () => {
  const hold = {
    target: { kind: "item", code: ONE_OF_THREE },
    kind: "open",
    publicReason: "The invoice is to be compared with the content.",
    restrictedReason: "The declared value is a third of the usual one.",
  };
  const flags = ["--target-kind", "item", "--target-code", ONE_OF_THREE, "--kind", "open"];
  const reasons = [
    "--public-reason",
    hold.publicReason,
    "--restricted-reason",
    hold.restrictedReason,
  ];
  const held = await both((face) =>
    face.act("officer", "place-hold", { holds: [hold] }, [...flags, ...reasons]),
  );
  expect(held.body).toMatchObject({ done: 1, refused: 0 });
  const clerk = await both((face) => look(face, "express", ONE_OF_THREE));
  expect(clerk.body["blockers"]).toMatchObject([
    { code: "held", kind: "open", liftedBy: "customs", reason: hold.publicReason },
    { code: "duty-unpaid", liftedBy: "payer" },
    { code: "not-released", liftedBy: "customs" },
  ]);
  expect(JSON.stringify(clerk.body)).not.toContain("a third");
  const officer = await look(http, "officer", ONE_OF_THREE);
  expect(JSON.stringify(officer.body)).toContain("a third");
});

test("scenario A01: 9. only customs releases: the floor is refused, the officer decides for every shipment and records what was paid", async () => {
  const releases = [
    ...POSTAL_PIECES,
    ONE_OF_THREE,
    OTHER_EXPRESS[0],
    OTHER_EXPRESS[1],
    ...SHOP_PIECES,
  ];
  const input = { releases: releases.map((code) => ({ code })) };
  const denied = await both((face) => face.act("floor", "release-shipments", input));
  expect([denied.code, denied.body["refusal"]]).toMatchObject([
    403,
    { code: "access/not-allowed" },
  ]);
  const decided = await both((face) => face.act("officer", "release-shipments", input));
  expect(decided.body).toMatchObject({ done: 10, refused: 0 });
  const due = await both((face) => face.look("officer", "list-duty", { state: "due" }));
  expect(due.body["duties"]).toHaveLength(DUE.length);
  const payments = DUE.map((code) => ({ code, payer: "addressee", reference: `BANK-${code}` }));
  const paid = await both((face) => face.act("officer", "record-payment", { payments }));
  expect(paid.body).toMatchObject({ done: DUE.length, refused: 0 });
});

test("scenario A01: 10. scanned again, all go but the held one and the one without a declaration", async () => {
  const verdicts = byCode([...DECLARED, UNDECLARED], await scan(), verdictOf);
  const free = DECLARED.filter((code) => code !== ONE_OF_THREE);
  expect(verdicts).toEqual({
    ...Object.fromEntries(free.map((code) => [code, "RELEASE"])),
    [ONE_OF_THREE]: "OPEN",
    [UNDECLARED]: "WAIT",
  });
});

test("scenario A01: 11. at the gate two of the three leave, the held one is refused with its blocker", async () => {
  const codes = [...DECLARED, UNDECLARED];
  const left = await both((face) => leave(face, codes));
  expect(left.body).toMatchObject({ done: DECLARED.length - 1, refused: 2 });
  const out = byCode(codes, left, (row) => row["left"]);
  expect(TWO_OF_THREE.map((code) => out[code])).toEqual([true, true]);
  const why = byCode(codes, left, (row) => row["blockers"]);
  expect(why[ONE_OF_THREE]).toMatchObject([{ code: "held", kind: "open", liftedBy: "customs" }]);
  expect(codesOf(why[UNDECLARED])).toEqual(["not-declared"]);
  const shipment = await both((face) =>
    face.look("express", "show-shipment", { code: ONE_OF_THREE }),
  );
  expect(shipment.body["shipment"]).toMatchObject({
    status: "part-left",
    pieces: { declared: 3, arrived: 3, held: 1, left: 2 },
  });
});

test("scenario A01: 12. each party sees its own pieces, and of others' not even that they are there", async () => {
  const counts = { post: 4, express: 6, broker: 3, officer: 14, floor: 14 };
  for (const [who, count] of Object.entries(counts)) {
    const found = await both((face) => face.look(who, "find-items", { limit: "50" }));
    expect([who, piecesIn(found)]).toEqual([who, count]);
  }
  const foreign = await both((face) => look(face, "post", ONE_OF_THREE));
  const none = await both((face) => look(face, "post", "HX7000184599999"));
  expect([foreign.code, none.code]).toEqual([404, 404]);
  // Each is told the code that was asked for, and nothing else.
  expect(foreign.body["refusal"]).toEqual({
    code: "item/not-found",
    facts: { found: ONE_OF_THREE },
  });
  const asked = { found: "HX7000184599999" };
  expect(none.body["refusal"]).toEqual({ code: "item/not-found", facts: asked });
});

test("scenario A01: 13. the officer lifts the hold, and the third piece leaves", async () => {
  const clerk = await both((face) => lift(face, "express"));
  expect(clerk.body["refusal"]).toMatchObject({ code: "access/not-allowed" });
  const lifted = await both((face) => lift(face, "officer"));
  expect(lifted.body).toEqual({ lifted: true });
  expect((await both((face) => leave(face, [ONE_OF_THREE]))).body).toMatchObject({ done: 1 });
});

test("scenario A01: 14. the piece without a declaration is declared late, released, and leaves", async () => {
  const listed = await both((face) => face.look("floor", "list-undetermined", {}));
  expect(JSON.stringify(listed.body)).toContain(UNDECLARED);
  const declaration = {
    number: UNDECLARED,
    stream: "postal",
    direction: "import",
    pieces: [{ code: UNDECLARED }],
    sender: { name: "Imogen Harrowgate", countryCode: "GB" },
    recipient: { name: "Weng Lihua", countryCode: "CN" },
    content: {
      currency: "GBP",
      lines: [{ description: "Tea towels", totalValue: { units: "12", scale: 0 } }],
    },
  };
  const lodged = await both((face) =>
    face.act("post", "lodge-declarations", { declarations: [declaration] }),
  );
  expect(lodged.body).toMatchObject({ done: 1, refused: 0 });
  const input = { releases: [{ code: UNDECLARED }] };
  const flags = ["--code", UNDECLARED];
  await both((face) => face.act("officer", "release-shipments", input, flags));
  expect((await both((face) => leave(face, [UNDECLARED]))).body).toMatchObject({ done: 1 });
  const rest = await both((face) => face.look("floor", "list-undetermined", {}));
  expect(JSON.stringify(rest.body)).not.toContain(UNDECLARED);
});

test("scenario A01: 15. the public follows a piece by its number, and reads no name, place or reason", async () => {
  const tracked = await httpPerson(served.http?.address ?? "").get("track", { code: ONE_OF_THREE });
  expect(tracked.status).toBe(200);
  const told = JSON.stringify(tracked.body);
  for (const type of ["hold-placed", "hold-lifted", "item-left"]) expect(told).toContain(type);
  for (const secret of ["Moyun", "invoice", "ARRIVAL-1", "CKG-CP1"])
    expect(told).not.toContain(secret);
});

test("scenario A01: 16. both records say the same, row by row", async () => {
  const [byCli, byHttp] = await records();
  const counts = Object.entries(byCli).map(([table, list]) => [table, list.length]);
  expect(Object.fromEntries(counts)).toMatchObject({
    item: 14,
    shipment: 12,
    declaration: 11,
    identifier: 18,
    hold: 1,
    hold_restricted: 1,
    decision: 11,
    vault: 32,
  });
  expect(byCli["event"]?.length).toBeGreaterThan(100);
  expect(byCli).toEqual(byHttp);
});

test("canary: a piece that came back to only one of the centres is seen in the comparison", async () => {
  const arrivals = [{ code: UNDECLARED }];
  const back = await http.act("floor", "record-arrivals", { arrivals, place: "ARRIVAL-2" });
  expect(rowsOf(back)).toMatchObject([{ arrived: "re-opened" }]);
  const [byCli, byHttp] = await records();
  const differing = Object.keys(byCli).filter(
    (table) => JSON.stringify(byCli[table]) !== JSON.stringify(byHttp[table]),
  );
  expect(differing).toEqual(expect.arrayContaining(["item", "shipment", "whereabouts", "event"]));
});

test("scenario A01: 17. verify finds nothing in either, beside the running centre and after its stop", async () => {
  expect((await mailport(["verify", "--data", DATA.cli, "--json"])).status).toBe(0);
  for (const face of ["cli", "http"] as const) {
    expect(await served[face]?.stop()).toBe(0);
    const verified = await mailport(["verify", "--data", DATA[face], "--json"]);
    expect(verified.status).toBe(0);
    expect(printed<object>(verified)).toMatchObject({ differencesTotal: 0 });
  }
});

async function records(): Promise<readonly [ComparableRecord, ComparableRecord]> {
  const [byCli, byHttp] = await Promise.all(
    [DATA.cli, DATA.http].map((data) => {
      const owner = readInstanceNote(data)?.database?.owner;
      if (owner === undefined) throw new Error("it does not run");
      return recordOf(owner, BEGAN_AT);
    }),
  );
  return [byCli ?? {}, byHttp ?? {}];
}

function scan(): Promise<Done> {
  const scans = [...DECLARED, UNDECLARED].map((code) => ({ code, at: SCANNED_AT }));
  return both((face) =>
    face.act("floor", "record-scans", { scans, place: "LANE-1", device: "SCN-07" }),
  );
}

function look(face: Face, who: string, code: string): Promise<Done> {
  return face.look(who, "show-item", { code });
}

function leave(face: Face, codes: readonly string[]): Promise<Done> {
  const exit = { purpose: "release", destination: "CHONGQING" };
  return face.act("floor", "leave-centre", { exits: codes.map((code) => ({ code })), ...exit });
}

async function lift(face: Face, who: string): Promise<Done> {
  const shown = await look(face, "officer", ONE_OF_THREE);
  const [hold] = shown.body["holds"] as readonly { id: string }[];
  const input = { holdId: hold?.id ?? "", reason: "The invoice agrees with the content." };
  return face.act(who, "lift-hold", input, ["--hold-id", input.holdId, "--reason", input.reason]);
}
