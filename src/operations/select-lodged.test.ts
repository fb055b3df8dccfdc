/** Risk rules on what is lodged and weighed: what they hold, whom they tell, and what is counted. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operations } from "#operations/index.ts";
import { openDraw } from "#store/draw.ts";
import type { Centre } from "#test/centre.ts";
import { all, codes, declaration, type Rows } from "#test/pieces.ts";
import {
  importList,
  openRiskCentre,
  parcelTo,
  putRules,
  rulesOf,
  verdictOf,
} from "#test/risk-centre.ts";

const REPEAT = ["repeat", "repeat-recipient", "image", ""] as const;
const DAY_MS = 86_400_000;
const RULES_HEADER =
  "rule,kind,streams,directions,action,level,parameters,owner,reason_en,reason_fr,reason_zh,valid_from,valid_to\n";
const DATES = "2026-01-01,2027-12-31\n";

let centre: Centre;
beforeAll(async () => {
  centre = await openRiskCentre([
    REPEAT,
    ["vague", "vague-words", "examine", ""],
    ["weight", "weight-difference", "examine", ""],
    ["gaps", "missing-field", "note", "fields=hs-code"],
  ]);
});
afterAll(() => centre.close());

const lodge = (who: string, ...declarations: object[]): Promise<Rows> =>
  all(centre, who, "lodge-declarations", { declarations });

const GIFT = { content: { currency: "EUR", lines: [{ description: "Gift", hsCode: "1" }] } };
const SHIRT = {
  content: { currency: "EUR", lines: [{ description: "cotton shirt", hsCode: "1" }] },
};
const UNCLASSED = { content: { currency: "EUR", lines: [{ description: "cotton shirt" }] } };
const weighing = (kg: string): object => ({
  content: { ...SHIRT.content, grossWeightKg: { units: kg, scale: 3 } },
});

/** Which of these are held, in their order. */
async function held(pieces: readonly string[]): Promise<readonly boolean[]> {
  return Promise.all(pieces.map(async (code) => (await rulesOf(centre, code)).includes("repeat")));
}

describe("a declaration that a rule hits", () => {
  test("is held by customs in the same transaction, and the floor is told to open it", async () => {
    await lodge("express", declaration("A-1", ["RISKA000001"], GIFT));
    await all(centre, "floor", "record-arrivals", { arrivals: [{ code: "RISKA000001" }] });
    expect(await verdictOf(centre, "RISKA000001")).toBe("OPEN");
    await all(centre, "officer", "release-shipments", { releases: [{ code: "RISKA000001" }] });
    const exit = { exits: [{ code: "RISKA000001" }], purpose: "release", destination: "HX" };
    const left = await centre.act<Rows>("floor", "leave-centre", exit);
    expect(left.rows[0]).toMatchObject({
      left: false,
      blockers: expect.arrayContaining([
        expect.objectContaining({ code: "held", liftedBy: "customs", kind: "open" }),
      ]),
    });
  });

  test("keeps the rule with its version, and is not held for it again when declared again", async () => {
    await lodge("express", declaration("A-2", ["RISKA000002"], GIFT));
    await lodge("express", declaration("A-3", ["RISKA000002"], GIFT));
    const found = await centre.pool.query(
      `select h.rule, h.version, h.facts, h.action, o.placed_by, o.authority, o.level
       from mailport.risk_hit h join mailport.hold o using (hold_id)
       join mailport.item i using (shipment_id) join mailport.identifier n on n.subject_id = i.item_id
       where n.normalised = 'RISKA000002'`,
    );
    expect(found.rows).toEqual([
      {
        rule: "vague",
        version: 1,
        facts: { line: 1, found: "Gift" },
        action: "examine",
        placed_by: "00000000-0000-0000-0000-000000000000",
        authority: "customs",
        level: 1,
      },
    ]);
  });

  test("a note holds nothing, and leaves no trace on the shipment", async () => {
    await lodge("express", declaration("A-4", ["RISKA000004"], UNCLASSED));
    expect(await rulesOf(centre, "RISKA000004")).toEqual(["gaps"]);
    const shown = await centre.act<{ holds: unknown[]; events: { type: string }[] }>(
      "officer",
      "show-shipment",
      { code: "RISKA000004" },
    );
    expect(shown.holds).toEqual([]);
    await lodge("express", declaration("A-5", ["RISKA000005"], SHIRT));
    const other = await centre.act<typeof shown>("officer", "show-shipment", {
      code: "RISKA000005",
    });
    const listed = async (input: object): Promise<boolean> =>
      JSON.stringify(await centre.act("officer", "list-selected", input)).includes("RISKA000004");
    expect([await listed({}), await listed({ noted: true })]).toEqual([false, true]);
    const types = ({ events }: typeof shown) => events.map(({ type }) => type);
    expect(types(shown)).toEqual(types(other));
  });
});

describe("isolation: why something was picked", () => {
  const SECRET = [
    "vague (1)",
    '"vague"',
    "is described by words",
    "why vague",
    "risk/vague",
    "hs-code",
  ];

  test.each(["post", "express", "shop", "floor", "manager"])(
    "is read by no view of %s",
    async (who) => {
      await lodge("express", declaration(`I-${who}`, [`RISKI${who.toUpperCase()}`], GIFT));
      const read = await readAll(who, `RISKI${who.toUpperCase()}`);
      expect(SECRET.filter((words) => read.includes(words))).toEqual([]);
    },
  );

  test("canary: an officer of either authority reads it, in three languages", async () => {
    await lodge("express", declaration("I-C", ["RISKIC"], GIFT));
    for (const who of ["officer", "vet"]) {
      const read = await readAll(who, "RISKIC");
      for (const words of ["vague (1)", "is described by words", "désignent rien", "品名笼统"]) {
        expect(read.includes(words), `${who}: ${words}`).toBe(true);
      }
    }
  });

  test("the public reason of a rule is that of every other and of the random pick", async () => {
    const found = await centre.pool.query("select distinct public_reason from mailport.hold");
    expect(found.rows).toHaveLength(1);
  });

  test("rules themselves are for officers: not for the operator's office that imports them", async () => {
    const rules = JSON.stringify(await centre.run("officer", "list-risk-rules", {}));
    expect(rules).toContain('"owner":"desk"');
    for (const who of ["manager", "post"]) {
      const codes = await centre.run(who, "show-codes", { list: "risk-rules" });
      expect(codes).toMatchObject({ ok: false });
    }
    const file = Buffer.from(RULES_HEADER.concat("mine,vague-words,*,*,note,1,,me,a,b,c,", DATES));
    const given = { list: "risk-rules", name: "probe.csv", file: file.toString("base64") };
    const tried = await centre.act<object>("manager", "import-codes", given);
    expect(tried).toMatchObject({ applied: false, added: 1, first: { changed: [], removed: [] } });
    expect(JSON.stringify(tried)).not.toContain("why ");
  });

  /** All that somebody's views say, of the piece and of everything. */
  async function readAll(who: string, code: string): Promise<string> {
    const inputs = [{ code }, { text: code }, {}];
    const answers = [];
    for (const { kind, name } of operations) {
      if (kind !== "view") continue;
      for (const input of inputs) answers.push(await centre.run(who, name, input));
    }
    return JSON.stringify(answers);
  }
});

describe("parcels to one recipient", () => {
  test("the fourth in seven days is held, by phone or address, across streams", async () => {
    const phone = { phone: "+86 138 1111 2222" };
    const address = { addressLines: ["Jie Fang Road 8"], city: "Chongqing" };
    await lodge("express", parcelTo("RPT0000001", { ...phone, ...address }, SHIRT));
    await lodge("post", parcelTo("RR700000018CN", phone, { ...SHIRT, stream: "postal" }));
    await lodge("shop", parcelTo("RPT0000003", phone, { ...SHIRT, stream: "ecommerce" }));
    await lodge("express", parcelTo("RPT0000004", phone, SHIRT));
    await lodge("express", parcelTo("RPT0000005", address, SHIRT));
    const pieces = ["RPT0000001", "RR700000018CN", "RPT0000003", "RPT0000004", "RPT0000005"];
    expect(await held(pieces)).toEqual([false, false, false, true, false]);
  });

  test("the window is seven times 24 hours to the millisecond", async () => {
    const to = { phone: "0086 139 1234 5678" };
    const start = centre.clock.at;
    const pieces = codes("RWIN", 6);
    await lodge("express", ...pieces.slice(0, 3).map((code) => parcelTo(code, to, SHIRT)));
    centre.clock.at = start + 7 * DAY_MS - 1;
    await lodge("express", parcelTo(pieces[3] ?? "", to, SHIRT));
    centre.clock.at = start + 7 * DAY_MS;
    await lodge("express", parcelTo(pieces[4] ?? "", to, SHIRT));
    centre.clock.at = start;
    expect(await held(pieces.slice(0, 5))).toEqual([false, false, false, true, false]);
  });

  test("every piece of a shipment counts, and none twice when it is declared again", async () => {
    const to = { addressLines: ["Renmin Road 77"], city: "Wuhan" };
    const pieces = codes("RPCS", 3);
    const given = { recipient: { name: "Li", countryCode: "CN", ...to }, ...SHIRT };
    await lodge("express", declaration("RP-1", pieces, given));
    await lodge("express", declaration("RP-2", pieces, given));
    await lodge("express", parcelTo("RPCSMORE1", to, SHIRT));
    expect(await held([pieces[0] ?? "", "RPCSMORE1"])).toEqual([false, true]);
  });

  test("a town alone and a number of one digit are nobody's mark", async () => {
    const pieces = codes("RNON", 5);
    const to = { city: "Chongqing", phone: "00000000" };
    await lodge("express", ...pieces.map((code) => parcelTo(code, to, SHIRT)));
    expect(await held(pieces)).toEqual([false, false, false, false, false]);
  });

  test("in parallel lodgings exactly those past the third are held, whoever comes first", async () => {
    const to = { phone: "+86 137 5555 0001", addressLines: ["Bei Road 1"] };
    const other = { phone: "+86 137 5555 0002", addressLines: ["Bei Road 2"] };
    const batches = Array.from({ length: 8 }, (_, at) => codes(`RPAR${at}X`, 2));
    await Promise.all(
      batches.map(([one = "", two = ""], at) => {
        const first = parcelTo(one, to, SHIRT);
        const second = parcelTo(two, other, SHIRT);
        return lodge("express", ...(at % 2 === 0 ? [first, second] : [second, first]));
      }),
    );
    for (const at of [0, 1]) {
      const own = await held(batches.map((batch) => batch[at] ?? ""));
      expect(own.filter(Boolean)).toHaveLength(5);
    }
    expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  });

  test("canary: counted without the lock of their row, parallel parcels would be missed", async () => {
    const client = await centre.pool.connect();
    const hash = "00000000-0000-4000-8000-000000000001";
    await client.query("begin");
    await client.query(
      "insert into mailport.repeat_count values ($1, array[$1]::uuid[], array[1], 1)",
      [hash],
    );
    let waited = true;
    const counted = centre.ports.store
      .transaction((tx) => tx.countParcels([{ hash, itemId: hash.replace("1", "2") }], 2, 0))
      .then((parcels) => [waited, parcels.get(hash)?.length]);
    await client.query("select pg_sleep(0.05)");
    waited = false;
    await client.query("commit");
    client.release();
    expect(await counted).toEqual([false, 2]);
  });
});

describe("a weight that a scale read", () => {
  test("off by more than 100 g holds the piece, and the very scan that weighs it says so", async () => {
    await lodge("express", declaration("W-1", ["RWGT000001"], weighing("400")));
    await all(centre, "floor", "record-arrivals", { arrivals: [{ code: "RWGT000001" }] });
    expect(await verdictOf(centre, "RWGT000001", { weightGrams: 500 })).toBe("WAIT");
    expect(await verdictOf(centre, "RWGT000001", { weightGrams: 501 })).toBe("OPEN");
    expect(await rulesOf(centre, "RWGT000001")).toEqual(["weight"]);
    expect(await verdictOf(centre, "RWGT000001", { weightGrams: 600 })).toBe("OPEN");
    expect(await rulesOf(centre, "RWGT000001")).toEqual(["weight"]);
  });

  test("is looked at by arrivals and by measuring, and of pieces weighed before they were declared", async () => {
    await lodge("express", declaration("W-2", ["RWGT000002"], weighing("400")));
    const arrivals = [{ code: "RWGT000002", weightGrams: 900 }, { code: "RWGT000003" }];
    await all(centre, "floor", "record-arrivals", { arrivals });
    await lodge("express", declaration("W-3", ["RWGT000003"], weighing("400")));
    const readings = [{ code: "RWGT000003", weightGrams: 100 }];
    await all(centre, "floor", "measure-items", { readings });
    const early = [{ code: "RWGT000004", weightGrams: 2_000 }];
    await all(centre, "floor", "record-arrivals", { arrivals: early });
    await lodge("express", declaration("W-4", ["RWGT000004"], weighing("400")));
    for (const code of ["RWGT000002", "RWGT000003", "RWGT000004"]) {
      expect(await rulesOf(centre, code)).toEqual(["weight"]);
    }
  });

  test("of one piece of several is compared with what was declared for it, else with nothing", async () => {
    const pieces = [
      { code: "RWGT000011", grossWeightKg: { units: "1", scale: 0 } },
      { code: "RWGT000012" },
    ];
    await lodge("express", { ...declaration("W-5", [], weighing("1500")), pieces });
    const arrivals = pieces.map(({ code }) => ({ code, weightGrams: 1_250 }));
    await all(centre, "floor", "record-arrivals", { arrivals });
    expect(await verdictOf(centre, "RWGT000011")).toBe("OPEN");
    expect(await verdictOf(centre, "RWGT000012")).not.toBe("OPEN");
    expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  });

  test("is of pieces: a container that is weighed when it arrives is looked at by no rule", async () => {
    const bag = { code: "RISK-BAG-1", kind: "bag" };
    await all(centre, "floor", "announce-containers", { containers: [bag] });
    const arrivals = [{ code: bag.code, weightGrams: 12_000 }];
    const { rows } = await all(centre, "floor", "record-arrivals", { arrivals });
    expect(rows[0]).toMatchObject({ subjectKind: "container", arrived: "expected" });
  });
});

describe("the random pick", () => {
  const draw = openDraw(Buffer.alloc(32, 7));

  test("property: it is even, the same each time, and another key draws otherwise", () => {
    const other = openDraw(Buffer.alloc(32, 8));
    fc.assert(
      fc.property(fc.string(), (words) => {
        expect(draw(words)).toBe(openDraw(Buffer.alloc(32, 7))(words));
        expect(draw(words)).not.toBe(other(words));
        expect(draw(words)).toBeGreaterThanOrEqual(0);
        expect(draw(words)).toBeLessThan(1);
      }),
    );
  });

  test("meets its rate within four standard deviations, in each half of the parcels", () => {
    for (const [from, count, rate] of [
      [0, 30_000, 0.02],
      [30_000, 30_000, 0.3],
    ] as const) {
      const picked = Array.from({ length: count }, (_, at) => draw(`P${from + at}`) < rate);
      const hits = picked.filter(Boolean).length;
      expect(Math.abs(hits - count * rate)).toBeLessThan(4 * Math.sqrt(count * rate * (1 - rate)));
    }
  });

  test("is of the parcel: whoever holds the key repeats it, another number is no second try", async () => {
    await putRules(centre, [["chance", "random", "image", "rate=0.3"]]);
    const pieces = codes("RND", 60);
    await lodge("express", ...pieces.map((code) => declaration(`N-${code}`, [code], SHIRT)));
    await lodge("express", ...pieces.map((code) => declaration(`M-${code}`, [code], SHIRT)));
    const picked = await Promise.all(pieces.map((code) => rulesOf(centre, code)));
    const drawn = pieces.map((code) => (draw(code) < 0.3 ? ["chance"] : []));
    expect(picked).toEqual(drawn);
    expect(drawn.flat().length).toBeGreaterThan(5);
  });
});

test("without a set of rules nothing is picked, counted or drawn", async () => {
  const before = await centre.pool.query("select count(*) from mailport.repeat_count");
  await putRules(centre, [["never", "random", "note", "rate=0"]]);
  await lodge("express", parcelTo("RNOTHING1", { phone: "+86 131 0000 1234" }, GIFT));
  expect(await rulesOf(centre, "RNOTHING1")).toEqual([]);
  const after = await centre.pool.query("select count(*) from mailport.repeat_count");
  expect(after.rows).toEqual(before.rows);
});

describe("a value just under a threshold", () => {
  const worth = (units: string, currency: string): object => ({
    content: {
      currency,
      lines: [{ description: "cotton shirt", totalValue: { units, scale: 2 } }],
    },
  });
  const rates =
    "currency,cny_per_unit,units,valid_from,valid_to,source\nEUR,8,1,2026-01-01,,invented\n";

  test("is told in another currency by the customs rate of the day, and not without one", async () => {
    await putRules(centre, [["near", "near-threshold", "note", "threshold=1000"]]);
    await lodge("express", declaration("V-1", ["RVAL000001"], worth("95000", "CNY")));
    await lodge("express", declaration("V-2", ["RVAL000002"], worth("94999", "CNY")));
    await lodge("express", declaration("V-3", ["RVAL000003"], worth("12500", "EUR")));
    await importList(centre, "customs-rates", rates);
    // 118.75 EUR at 8 are 950 CNY, 125 EUR 1,000.
    const values = ["11874", "11875", "12500", "12501"];
    await lodge(
      "express",
      ...values.map((units) => declaration(`V-${units}`, [`RVAL${units}`], worth(units, "EUR"))),
    );
    const hits = ["RVAL000001", "RVAL000002", "RVAL000003", ...values.map((v) => `RVAL${v}`)];
    const found = await Promise.all(hits.map((code) => rulesOf(centre, code)));
    expect(found.map((rules) => rules.length)).toEqual([1, 0, 0, 0, 1, 1, 0]);
  });
});
