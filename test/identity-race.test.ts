/**
 * Identity where callers meet: the same new identifiers from two sides at once, the same event sent
 * twice, clocks that are wrong, codes that are unknown, damaged, ambiguous or contested.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call, RESTART_LIMIT } from "#operations/call.ts";
import { operationNamed } from "#operations/index.ts";
import type { Ports } from "#operations/ports.ts";
import { type Centre, openCentre } from "./centre.ts";
import { all, codes, declaration, type Rows } from "./pieces.ts";

const BATCH = 1_000;

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.close());

/** Ports that count how often a transaction is begun. */
function counting(): { readonly ports: Ports; readonly tries: () => number } {
  let tries = 0;
  const { store } = centre.ports;
  const transaction: typeof store.transaction = (work) => {
    tries += 1;
    return store.transaction(work);
  };
  return { ports: { ...centre.ports, store: { ...store, transaction } }, tries: () => tries };
}

/** Runs a call of its own connection and tells how often it began. */
async function race(who: string, name: string, input: unknown) {
  const { ports, tries } = counting();
  const operation = operationNamed(name);
  const actor = centre.actors[who];
  if (operation === undefined || actor === undefined) throw new Error(`${who} ${name}`);
  const answer = await call(ports, operation, actor, input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return { answer: answer.value as Rows, tries: tries() };
}

async function itemsOf(named: readonly string[]): Promise<readonly { code: string; n: number }[]> {
  const found = await centre.pool.query<{ code: string; n: number }>(
    `select normalised as code, count(distinct subject_id)::int as n from mailport.identifier
      where normalised = any($1::text[]) and freed_at is null group by 1`,
    [named],
  );
  return found.rows;
}

const refusedRows = (answer: Rows) => answer.rows.filter((row) => row["refusal"] !== undefined);

describe("law: two callers with the same thousand new identifiers make one item each", () => {
  const reversed = (named: readonly string[]): readonly string[] => [...named].reverse();
  const arrivals = (named: readonly string[]) => ({ arrivals: named.map((code) => ({ code })) });
  const declarations = (named: readonly string[], prefix: string) => ({
    declarations: named.map((code) => declaration(`${prefix}-${code}`, [code])),
  });
  const races = [
    ["arrivals against arrivals", "floor", "record-arrivals", "floor", "record-arrivals"],
    [
      "declarations against declarations",
      "post",
      "lodge-declarations",
      "post",
      "lodge-declarations",
    ],
    ["arrivals against declarations", "floor", "record-arrivals", "post", "lodge-declarations"],
  ] as const;

  test.each(races)("law: %s", async (title, one, oneName, other, otherName) => {
    const named = codes(`NEW${title.length}`, BATCH);
    const input = (name: string, list: readonly string[], prefix: string) =>
      name === "record-arrivals" ? arrivals(list) : declarations(list, prefix);
    const both = await Promise.all([
      race(one, oneName, input(oneName, named, "A")),
      race(other, otherName, input(otherName, reversed(named), "B")),
    ]);
    for (const { answer, tries } of both) {
      expect(refusedRows(answer)).toEqual([]);
      expect(tries).toBeLessThanOrEqual(RESTART_LIMIT);
    }
    expect(Math.min(...both.map(({ tries }) => tries))).toBe(1);
    const items = await itemsOf(named);
    expect(items).toHaveLength(BATCH);
    expect(items.filter(({ n }) => n !== 1)).toEqual([]);
    const shipments = await centre.pool.query<{ n: number }>(
      `select count(*)::int as n from mailport.item i join mailport.identifier n
         on n.subject_id = i.item_id where n.normalised = any($1::text[])`,
      [named],
    );
    expect(shipments.rows[0]?.n).toBe(BATCH);
    expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  });

  test("law: of four callers at once none fails, and each item is one", async () => {
    const named = codes("FOUR", 200);
    const answers = await Promise.all(
      [0, 1, 2, 3].map((at) =>
        race("floor", "record-arrivals", arrivals(at % 2 === 0 ? named : reversed(named))),
      ),
    );
    const made = answers.map(({ answer }) =>
      answer.rows.filter((row) => row["arrived"] === "unannounced"),
    );
    expect(made.filter((rows) => rows.length > 0).map((rows) => rows.length)).toEqual([200]);
    expect((await itemsOf(named)).filter(({ n }) => n !== 1)).toEqual([]);
    expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  });
});

describe("an event sent twice", () => {
  const KEY = "018f3b2c-5d6e-7f80-910a-1b2c3d4e5f61";
  const events = async (code: string): Promise<number> => {
    const found = await centre.pool.query<{ n: number }>(
      `select count(*)::int as n from mailport.event e join mailport.identifier i using (subject_id)
        where i.normalised = $1 and e.type = 'item-scanned'`,
      [code],
    );
    return found.rows[0]?.n ?? 0;
  };

  test("law: the same event key in two batches is recorded once, and the second answer says so", async () => {
    await all(centre, "floor", "record-arrivals", { arrivals: [{ code: "TWICE01" }] });
    const scan = { scans: [{ code: "TWICE01", key: KEY }], place: "LANE-1" };
    const [first] = (await all(centre, "floor", "record-scans", scan)).rows;
    const again = { scans: [{ code: "TWICE01", key: KEY }, { code: "TWICE01" }], place: "LANE-1" };
    const rows = (await all(centre, "floor", "record-scans", again)).rows;
    expect(first).not.toHaveProperty("repeated");
    expect(rows.map((row) => row["repeated"])).toEqual([true, undefined]);
    expect(await events("TWICE01")).toBe(2);
  });

  test("law: the same event key at the same time from two callers is recorded once", async () => {
    await all(centre, "floor", "record-arrivals", { arrivals: [{ code: "TWICE02" }] });
    const scan = { scans: [{ code: "TWICE02", key: KEY }], place: "LANE-1" };
    const both = await Promise.all([1, 2, 3].map(() => race("floor", "record-scans", scan)));
    const repeated = both.filter(({ answer }) => answer.rows[0]?.["repeated"] === true);
    expect(repeated).toHaveLength(2);
    expect(await events("TWICE02")).toBe(1);
  });

  test("law: the scan that is an arrival is no second arrival when it is sent again", async () => {
    await all(centre, "post", "lodge-declarations", {
      declarations: [declaration("D-TWICE03", ["TWICE03"])],
    });
    const scan = { scans: [{ code: "TWICE03", key: KEY }], place: "ARRIVAL-1" };
    await all(centre, "floor", "record-scans", scan);
    const again = await all(centre, "floor", "record-scans", scan);
    expect(again.rows[0]).toMatchObject({ repeated: true });
    const shown = await centre.act<{ shipment: object }>("post", "show-shipment", {
      code: "TWICE03",
    });
    expect(shown.shipment).toMatchObject({ pieces: { declared: 1, arrived: 1 } });
  });
});

describe("a wrong clock", () => {
  const HOUR = 3_600_000;
  const now = () => centre.clock.at;

  async function scan(more: object, row: object) {
    const scans = [{ code: "CLOCK01", ...row }];
    const input = { scans, place: "LANE-1", ...more };
    const answer = await centre.act<Rows>("floor", "record-scans", input);
    const found = await centre.pool.query<{ at: string }>(
      `select e.occurred_at as at from mailport.event e join mailport.identifier i using (subject_id)
        where i.normalised = 'CLOCK01' order by e.version desc limit 1`,
    );
    const codesFound = (answer.rows[0]?.["findings"] as { code: string }[] | undefined) ?? [];
    const findings = codesFound.map((finding) => finding.code);
    return { row: answer.rows[0], findings, at: Number(found.rows[0]?.at) };
  }

  beforeAll(() => all(centre, "floor", "record-arrivals", { arrivals: [{ code: "CLOCK01" }] }));

  test("a device that runs ahead or behind is corrected by what it says its time is", async () => {
    for (const offset of [HOUR, -HOUR]) {
      const ten = now() - 10_000;
      const told = await scan(
        { device: "SCN-07", deviceNow: now() + offset },
        { at: ten + offset },
      );
      expect(told).toMatchObject({ at: ten, findings: ["clock/corrected"] });
      const kept = await scan({ device: "SCN-07" }, { at: ten + offset });
      expect(kept).toMatchObject({ at: ten, findings: ["clock/corrected"] });
    }
    const right = await scan({ device: "SCN-07", deviceNow: now() }, { at: now() - 5 });
    expect(right).toMatchObject({ at: now() - 5, findings: [] });
  });

  test("a clock more than a day off is not believed, and shifts nothing that comes later", async () => {
    const DAYS = 3 * 24 * HOUR;
    for (const offset of [DAYS, -DAYS]) {
      const wrong = { device: "SCN-07", deviceNow: now() + offset };
      const told = await scan(wrong, { at: now() + offset - 10_000 });
      expect(told).toMatchObject({ at: now(), findings: ["clock/not-believed"] });
      const later = await scan({ device: "SCN-07" }, { at: now() - 5 });
      expect(later).toMatchObject({ at: now() - 5, findings: [] });
    }
  });

  test("a time ahead of ours is taken as now, with a warning", async () => {
    const ahead = await scan({}, { at: now() + 2 * HOUR });
    expect(ahead).toMatchObject({ at: now(), findings: ["clock/ahead"] });
  });

  test("a time too old is refused in its row and nothing is recorded", async () => {
    const before = await scan({}, {});
    const old = await scan({}, { at: now() - 500 * 24 * HOUR });
    expect(old.row).toMatchObject({ refusal: { code: "clock/too-old" } });
    expect(old.at).toBe(before.at);
  });

  test("a local time that is no time of the calendar is refused", async () => {
    const none = await scan({}, { at: "2026-02-30T10:00:00" });
    expect(none.row).toMatchObject({ refusal: { code: expect.stringMatching(/^time\//) } });
  });
});

describe("codes that do not name one thing", () => {
  const scanOf = async (code: string) =>
    (await centre.act<Rows>("floor", "record-scans", { scans: [{ code }] })).rows[0];

  test("an unknown code is answered UNKNOWN, and makes nothing", async () => {
    expect(await scanOf("NOBODYKNOWS01")).toMatchObject({ verdict: "UNKNOWN" });
    expect(await itemsOf(["NOBODYKNOWS01"])).toEqual([]);
  });

  test("a failing check digit is a warning: the piece is taken in under the code it bears", async () => {
    const [row] = (
      await all(centre, "floor", "record-arrivals", {
        arrivals: [{ code: "RR123456780SI" }],
      })
    ).rows;
    const findings = row?.["findings"] as { code: string; severity: string }[];
    expect(findings).toMatchObject([{ severity: "warning", code: expect.stringMatching(/check/) }]);
    expect(await scanOf("RR 12345678 0 SI")).toMatchObject({ itemId: row?.["subjectId"] });
  });

  test("one code of two carriers is ambiguous until it is told apart, and is refused by name", async () => {
    const code = "SAME0000001";
    await all(centre, "express", "lodge-declarations", {
      declarations: [declaration("S-HX", [code], { carrier: "HX" })],
    });
    // As another site's copy would bring it: the same number under another carrier.
    await centre.pool.query(
      `insert into mailport.identifier select $1, subject_kind, scheme, 'LOG-12', normalised,
         scanned, valid_from, freed_at, contested from mailport.identifier where normalised = $2`,
      [await anotherItem(), code],
    );
    const exit = { exits: [{ code }], purpose: "release", destination: "X" };
    const input = { arrivals: [{ code }] };
    for (const [name, given] of [
      ["record-scans", { scans: [{ code }] }],
      ["leave-centre", exit],
      ["record-arrivals", input],
    ] as const) {
      const answer = await centre.act<Rows>("floor", name, given);
      expect(answer.rows[0], name).toMatchObject({ refusal: { code: "identifier/ambiguous" } });
    }
  });

  test("a contested identifier answers for nothing", async () => {
    await all(centre, "floor", "record-arrivals", { arrivals: [{ code: "CONTESTED01" }] });
    await centre.pool.query(
      "update mailport.identifier set contested = true where normalised = 'CONTESTED01'",
    );
    expect(await scanOf("CONTESTED01")).toMatchObject({ verdict: "UNKNOWN" });
    const found = await centre.act<{ items: object[] }>("floor", "find-items", {
      text: "CONTESTED01",
    });
    expect(found.items).toEqual([]);
  });

  async function anotherItem(): Promise<unknown> {
    const arrived = await all(centre, "floor", "record-arrivals", {
      arrivals: [{ code: "OTHERSAME01" }],
    });
    return arrived.rows[0]?.["subjectId"];
  }
});
