/**
 * A dispatch announced by PREDES, received, and reported on by EMSEVT: once by the command line and once
 * over HTTP, each on a centre of its own. At the end both records say the same, and both verify.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readInstanceNote } from "#cli/data-folder.ts";
import { emsevt, interchange, predes, type WrittenMessage } from "#test/interchange-files.ts";
import {
  CENTRE_FILE,
  type HttpPerson,
  mailport,
  printed,
  type Served,
  signIn,
  startMailport,
} from "#test/mailport.ts";
import { recordOf } from "#test/record-of.ts";
import { SCENARIO_PEOPLE } from "#test/scenario-people.ts";
import { cliFace, type Done, doThroughBoth, httpFace, rowsOf } from "#test/two-faces.ts";

const S9 = "GBLALACNCKGAAUN60001001110125";
const [FIRST, SECOND] = ["RR473124829GB", "RR473124951GB"] as const;

const folder = mkdtempSync(join(tmpdir(), "mailport-a04-"));
const DATA = { cli: join(folder, "cli"), http: join(folder, "http") };
const BEGAN_AT = Date.now();

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

const persons = new Map<string, HttpPerson>();
const http = httpFace(persons);
const both = doThroughBoth(cliFace(DATA.cli), http, BEGAN_AT);
const served: { cli?: Served; http?: Served } = {};

function fileOf(name: string, reference: string, messages: readonly WrittenMessage[]): string {
  const file = join(folder, name);
  writeFileSync(file, interchange(reference, messages));
  return file;
}

beforeAll(async () => {
  const init = (data: string) => mailport(["init", "--from", CENTRE_FILE, "--data", data]);
  for (const made of await Promise.all(Object.values(DATA).map(init)))
    expect(made).toMatchObject({ status: 0 });
  served.http = await startMailport(DATA.http);
  served.cli = await startMailport(DATA.cli);
  const { address } = served.http;
  persons.set("admin", await signIn(address, "admin"));
  for (const user of SCENARIO_PEOPLE) {
    const password = `${user.login} has a long one`;
    await both((face) => face.act("admin", "create-user", { ...user, password }));
    persons.set(user.login, await signIn(address, user.login, password));
  }
});
afterAll(async () => {
  await Promise.all([served.cli?.stop(), served.http?.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

const takeIn = (file: string): Promise<Done> => both((face) => face.takeIn("post", file));
const look = (code: string): Promise<Done> =>
  both((face) => face.look("post", "show-item", { code }));

test("scenario A04: 1. the post's PREDES announces a receptacle with two items", async () => {
  const file = fileOf("predes.edi", "1001", [predes("1", S9, [FIRST, SECOND])]);
  const taken = await takeIn(file);
  expect(taken.body).toEqual({ format: "edifact", state: "taken-in", done: 1, refused: 0 });
  expect((await look(FIRST)).body["item"]).toMatchObject({ status: "expected" });
});

test("scenario A04: 2. the receptacle and its items arrive by scan", async () => {
  for (const codes of [[S9], [FIRST, SECOND]]) {
    const scans = codes.map((code) => ({ code }));
    const scanned = await both((face) =>
      face.act("floor", "record-scans", { scans, place: "ARRIVAL-1" }),
    );
    expect(rowsOf(scanned).map(({ refusal }) => refusal)).toEqual(codes.map(() => undefined));
  }
  expect((await look(FIRST)).body["item"]).toMatchObject({ at: { ref: "ARRIVAL-1" } });
});

test("scenario A04: 3. an EMSEVT reports on them, and one of an item nobody knows waits", async () => {
  const day = new Date(BEGAN_AT - 3 * 86_400_000).toISOString().slice(0, 10).replaceAll("-", "");
  const at = `${day}0815`;
  const known = emsevt("2", [
    [FIRST, "EMC", at, "GBLALA"],
    [SECOND, "EMC", at, "GBLALA"],
  ]);
  const unknown = emsevt("3", [["RR473125016GB", "EMC", at, "GBLALA"]]);
  const taken = await takeIn(fileOf("emsevt.edi", "1002", [known, unknown]));
  expect(taken.body).toEqual({ format: "edifact", state: "part", done: 1, refused: 1 });
  const shown = await look(FIRST);
  expect(shown.body["item"]).toMatchObject({
    status: "present",
    at: { ref: "ARRIVAL-1" },
    reported: { code: "EMC", office: "GBLALA" },
  });
});

test("scenario A04: 4. the same file again is done once", async () => {
  const file = fileOf("again.edi", "1001", [predes("1", S9, [FIRST, SECOND])]);
  expect((await takeIn(file)).body).toMatchObject({ state: "taken-in", done: 1 });
});

test("scenario A04: 5. both records say the same, and verify finds nothing in either", async () => {
  const [byCli, byHttp] = await Promise.all(
    [DATA.cli, DATA.http].map((data) => {
      const owner = readInstanceNote(data)?.database?.owner;
      if (owner === undefined) throw new Error("it does not run");
      return recordOf(owner, BEGAN_AT);
    }),
  );
  expect(byCli?.["event"]?.length).toBeGreaterThan(10);
  expect(byCli?.["message"]).toHaveLength(6 + 1);
  expect(byCli).toEqual(byHttp);
  for (const data of Object.values(DATA)) {
    const verified = await mailport(["verify", "--data", data, "--json"]);
    expect(verified.status).toBe(0);
    expect(printed<object>(verified)).toMatchObject({ differencesTotal: 0 });
  }
});
