import { afterAll, beforeAll, expect, test } from "vitest";
import type { Partner } from "#operations/ports-messages.ts";
import { type Centre, openCentre } from "#test/centre.ts";
import { messagesTo, type OutgoingBench, outgoingBench } from "#test/outgoing-bench.ts";
import { all } from "#test/pieces.ts";

let centre: Centre;
let bench: OutgoingBench;

beforeAll(async () => {
  centre = await openCentre();
  bench = outgoingBench(centre);
});
afterAll(() => centre.close());

const partnerWith = (code: string, party: string, settings: object = {}) =>
  bench.partner(code, party, "resdes", settings);

const HOUR_MS = 3_600_000;

/** The receptacles of a dispatch from Paris, by its number. */
const receptacles = (dispatch: string, count: number): string[] =>
  Array.from(
    { length: count },
    (_, at) => `FRCDGACNCKGAAUN6${dispatch}${String(at + 1).padStart(3, "0")}900061`,
  );

const announce = (codes: readonly string[]): Promise<unknown> =>
  all(centre, "post", "announce-containers", {
    containers: codes.map((code) => ({ code, kind: "receptacle" })),
  });

type Status = { status: string; at: object; receptacles: { s9: string; weight?: object }[] };

/** What was told of each dispatch, status by status. */
function toldTo(partner: Partner): (readonly [string, string, ...string[]])[] {
  return messagesTo(partner).flatMap((message) =>
    (message["dispatches"] as { dispatch: string; statuses: Status[] }[]).flatMap(
      ({ dispatch, statuses }) =>
        statuses.map(
          ({ status, receptacles: told }) =>
            [dispatch, status, ...told.map(({ s9 }) => s9.slice(20, 23))] as const,
        ),
    ),
  );
}

test("receptacles of a dispatch are told as received, in excess, and later those that did not come", async () => {
  const partner = await partnerWith("RCV", "CNA", { missingAfterHours: 2 });
  const [one = "", two = "", three = "", extra = ""] = receptacles("0101", 4);
  await announce([one, two, three]);
  await bench.arrive(one, two, extra);
  expect(await bench.send(partner)).toEqual({ sent: 3, failed: 0 });
  const dispatch = "FRCDGACNCKGAAUN60101";
  expect(toldTo(partner)).toEqual([
    [dispatch, "74", "001", "002"],
    [dispatch, "37", "004"],
  ]);
  expect(await bench.send(partner)).toEqual({ sent: 0, failed: 0 });
  centre.clock.at += HOUR_MS;
  await centre.act("system", "do-what-is-due", {});
  expect(await bench.send(partner)).toEqual({ sent: 0, failed: 0 });
  centre.clock.at += HOUR_MS;
  await centre.act("system", "do-what-is-due", {});
  await bench.send(partner);
  expect(toldTo(partner).slice(2)).toEqual([[dispatch, "36", "003"]]);
  await bench.arrive(three);
  await bench.send(partner);
  expect(toldTo(partner).slice(3)).toEqual([[dispatch, "74", "003"]]);
  centre.clock.at += 100 * HOUR_MS;
  await centre.act("system", "do-what-is-due", {});
  expect(await bench.send(partner)).toEqual({ sent: 0, failed: 0 });
  expect(bench.faults).toEqual([]);
});

test("each dispatch is a list of its own, with what the scale read", async () => {
  const partner = await partnerWith("GRP", "CNA");
  const [first, second] = [receptacles("0201", 2), receptacles("0202", 1)];
  await announce([...first, ...second]);
  const arrivals = [...first, ...second].map((code, at) => ({ code, weightGrams: 6_000 + at }));
  await all(centre, "floor", "record-arrivals", { arrivals, place: "ARRIVAL-1" });
  await bench.send(partner);
  const [message] = messagesTo(partner);
  const dispatches = message?.["dispatches"] as { dispatch: string; statuses: Status[] }[];
  expect(dispatches.map(({ dispatch }) => dispatch)).toEqual([
    "FRCDGACNCKGAAUN60201",
    "FRCDGACNCKGAAUN60202",
  ]);
  expect(dispatches[1]?.statuses[0]?.receptacles[0]?.weight).toEqual({
    units: 6002,
    scale: 0,
    unit: "GRM",
  });
});

test("who announced nothing of a dispatch is told nothing of it, nor is anyone of what nobody announced", async () => {
  const [post, house] = [await partnerWith("ANN", "CNA"), await partnerWith("OTH", "HX")];
  const [one = ""] = receptacles("0301", 1);
  const [strange = ""] = receptacles("0302", 1);
  await announce([one]);
  await bench.arrive(one, strange);
  await bench.send(post);
  await bench.send(house);
  expect(toldTo(post)).toEqual([["FRCDGACNCKGAAUN60301", "74", "001"]]);
  expect(messagesTo(house)).toEqual([]);
});

test("a receptacle that left and comes back was received once", async () => {
  const partner = await partnerWith("BACK", "CNA");
  const [one = ""] = receptacles("0401", 1);
  await announce([one]);
  const arrivals = [{ code: one, empty: true }];
  await all(centre, "floor", "record-arrivals", { arrivals, place: "ARRIVAL-1" });
  const exits = [{ code: one }];
  const exit = { exits, purpose: "transfer", destination: "KZALAA" };
  await all(centre, "floor", "leave-centre", exit);
  centre.clock.at += HOUR_MS;
  await bench.arrive(one);
  await bench.send(partner);
  expect(toldTo(partner)).toEqual([["FRCDGACNCKGAAUN60401", "74", "001"]]);
});

test("what arrives while it would be told as missing is not told as missing", async () => {
  const partner = await partnerWith("RACE", "CNA", { missingAfterHours: 2 });
  const [one = "", two = ""] = receptacles("0501", 2);
  await announce([one, two]);
  await bench.arrive(one);
  await bench.send(partner);
  centre.clock.at += 2 * HOUR_MS;
  const arriving = await centre.pool.connect();
  const put = (status: string): Promise<unknown> =>
    arriving.query(
      `update mailport.container set status = $1 where container_id =
        (select subject_id from mailport.identifier where normalised = $2)`,
      [status, two],
    );
  const waits = `select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  try {
    await arriving.query("begin");
    await put("present");
    const due = centre.act("system", "do-what-is-due", {});
    await expect.poll(async () => (await centre.pool.query(waits)).rowCount).toBeGreaterThan(0);
    await arriving.query("commit");
    await due;
    await put("expected");
  } finally {
    arriving.release();
  }
  expect(await bench.send(partner)).toEqual({ sent: 0, failed: 0 });
});

test("who names a number of another's dispatch is told nothing of what is in excess of it", async () => {
  const [post, house] = [await partnerWith("FST", "CNA"), await partnerWith("LTR", "HX")];
  const [one = "", two = "", extra = ""] = receptacles("0601", 3);
  await announce([one]);
  const containers = [{ code: two, kind: "receptacle" }];
  await all(centre, "express", "announce-containers", { containers });
  await bench.arrive(one, extra);
  await bench.send(post);
  await bench.send(house);
  expect(toldTo(post).map(([, status]) => status)).toEqual(["74", "37"]);
  expect(messagesTo(house)).toEqual([]);
});
