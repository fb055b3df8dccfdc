/**
 * Duty and balances where they would drift: values beyond all bounds, relief in small parts, several
 * declarations of one shipment, a rule book found by the centre, goods that never came.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Centre, openCentre } from "#test/centre.ts";
import { all, declaration, type Rows } from "#test/pieces.ts";

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(async () => {
  expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  await centre.close();
});

type Row = Rows["rows"][number] & { readonly refusal?: { readonly code: string } };
type Given = { readonly [field: string]: unknown; readonly content?: object };

const HUGE = { units: "9".repeat(18), scale: 0 };

/** A parcel of this value for which wool coats bear 20 % of parcel tax. */
function parcel(code: string, totalValue: object, { content = {}, ...more }: Given = {}): object {
  const line = { description: "wool coat", hsCode: "620111", totalValue };
  const places = { senderCountry: "AU", recipientCountry: "CN" };
  return declaration(`N-${code}`, [code], {
    carrier: "HX",
    content: { currency: "CNY", ...places, lines: [line], ...content },
    ...more,
  });
}
const yuan = (units: number): object => ({ units: String(units), scale: 0 });
const bought = (buyer: string, more: object = {}): Given => ({
  stream: "ecommerce",
  carrier: undefined,
  recipient: { name: "Fang Zhiyuan", countryCode: "CN", identityNumber: buyer },
  ...more,
});

const lodge = async (who: string, ...declarations: readonly object[]): Promise<Row[]> =>
  (await all(centre, who, "lodge-declarations", { declarations })).rows as Row[];
async function one(who: string, name: string, field: string, row: object): Promise<Row> {
  const actor = centre.actors[who];
  const answer = await centre.act<Rows>(actor as never, name, { [field]: [row] });
  return answer.rows[0] as Row;
}
const waive = (who: string, row: object): Promise<Row> =>
  one(who, "waive-duty", "waivers", { reason: "relief", ...row });
const codesOf = (row: Row | undefined): readonly string[] =>
  ((row?.["findings"] ?? []) as readonly { readonly code: string }[]).map(({ code }) => code);

async function dueOn(code: string): Promise<string | undefined> {
  const listed = await centre.act<{ duties: readonly { codes: string[]; dueMinor: string }[] }>(
    "officer",
    "list-duty",
    { state: "due", limit: 500 },
  );
  return listed.duties.find(({ codes }) => codes.includes(code))?.dueMinor;
}

/** What is set aside and used up, over all buyers. */
async function year(): Promise<{ readonly reserved: number; readonly consumed: number }> {
  const { rows } = await centre.pool.query(
    `select coalesce(sum(reserved_minor), 0)::int as reserved,
       coalesce(sum(consumed_minor), 0)::int as consumed from mailport.annual_balance`,
  );
  return rows[0];
}

describe("a value larger than the record can keep", () => {
  test("is lodged with a finding, and loses no other row of its batch", async () => {
    const unit = { description: "coat", hsCode: "620111", quantity: HUGE, unitValue: HUGE };
    const rows = await lodge(
      "express",
      parcel("HXHUGE0001", HUGE, { content: { indivisible: true } }),
      parcel("HXHUGE0002", HUGE, { content: { indivisible: true, lines: [unit] } }),
      parcel("HXHUGE0003", yuan(300)),
    );
    expect(rows.map(codesOf)).toEqual([["regime/value-too-large"], ["regime/value-too-large"], []]);
    expect(await dueOn("HXHUGE0001")).toBeUndefined();
    expect(await dueOn("HXHUGE0003")).toBe("6000");
  });
});

describe("relief", () => {
  test("in small parts takes a second officer once the parts are large together", async () => {
    const code = "HXPARTS001";
    await lodge("express", parcel(code, yuan(9000), { content: { indivisible: true } }));
    expect(await waive("senior", { code, amount: "999.99" })).toMatchObject({ dueMinor: "80001" });
    expect(await waive("senior", { code, amount: "0.01" })).toMatchObject({
      asked: true,
      dueMinor: "80001",
    });
  });

  test("is granted by customs alone, and so is a value that an officer establishes", async () => {
    const code = "HXVETS0001";
    await lodge("express", parcel(code, yuan(500)));
    expect((await waive("vet", { code })).refusal?.code).toBe("duty/not-customs");
    const lines = [{ line: 1, value: "1.00" }];
    const row = { code, reason: "cheap", lines };
    const established = await one("vet", "assess-duty", "assessments", row);
    expect(established.refusal?.code).toBe("duty/assessed-by-centre");
    expect(await dueOn(code)).toBe("10000");
    const twice = { code, reason: "found", lines: [...lines, { line: 2, value: "9.00" }] };
    const unknown = await one("officer", "assess-duty", "assessments", twice);
    expect(unknown.refusal?.code).toBe("duty/line-unknown");
  });

  test("a negative number of goods of negative worth is no worth", async () => {
    const minus = (units: string): object => ({ units, scale: 0 });
    const line = { description: "coat", hsCode: "620111", quantity: minus("-2") };
    const lines = [{ ...line, unitValue: minus("-100") }];
    const [row] = await lodge("express", parcel("HXMINUS001", yuan(0), { content: { lines } }));
    expect(codesOf(row)).toEqual(["regime/value-negative"]);
  });
});

describe("a shipment that two declarations speak of", () => {
  const code = "HXTWICE001";
  test("owes by the first, whatever the second is amended to say", async () => {
    await lodge("express", parcel(code, yuan(900)));
    await lodge("express", parcel(code, yuan(700), { number: "SECOND" }));
    expect(await dueOn(code)).toBe("18000");
    const second = parcel(code, yuan(600), { number: "SECOND" });
    await one("express", "amend-declarations", "amendments", second);
    expect(await dueOn(code)).toBe("18000");
    const first = parcel(code, yuan(800));
    await one("express", "amend-declarations", "amendments", first);
    expect(await dueOn(code)).toBe("16000");
  });

  test("owes by the second once the first is withdrawn", async () => {
    const row = { number: `N-${code}`, reason: "twice" };
    await one("express", "withdraw-declarations", "withdrawals", row);
    expect(await dueOn(code)).toBe("12000");
  });

  test("waits where the second adds pieces that owe duty of their own", async () => {
    const [first, more] = ["HXMORE0001", "HXMORE0002"];
    const pieces = [{ code: first }, { code: more }];
    const isUnfit = async (): Promise<unknown> =>
      (await centre.act<{ shipment: object }>("express", "show-shipment", { code: first }))
        .shipment;
    await lodge("express", parcel(first, yuan(20)));
    await lodge("express", parcel("HXMORE-3", yuan(20), { pieces: [...pieces].reverse() }));
    expect(await isUnfit()).toMatchObject({ unfit: false });
    const third = [...pieces, { code: "HXMORE0003" }];
    await lodge("express", parcel("HXMORE-2", yuan(900), { pieces: third }));
    expect(await isUnfit()).toMatchObject({ unfit: true });
    const clerk = { ...centre.actors["manager"], roles: ["clerk"] } as never;
    const assessments = [{ code: first }];
    const tried = await centre.act<Rows>(clerk, "assess-duty", { assessments });
    expect(tried.rows[0]).toMatchObject({ refusal: { code: "duty/established-by-officer" } });
    const move = { code: first, to: "0110", reason: "cargo" };
    const moved = await one("express", "change-regime", "changes", move);
    expect(moved.refusal?.code).toBe("duty/established-by-officer");
    const lines = [{ line: 1, value: "920.00" }];
    const row = { code: first, reason: "all of it", lines };
    const established = await one("officer", "assess-duty", "assessments", row);
    expect(established).toMatchObject({ dueMinor: "18400" });
    expect(await isUnfit()).toMatchObject({ unfit: false });
  });

  test("does not shake off what customs ordered", async () => {
    const piece = "HXORDER001";
    await lodge("express", parcel(piece, yuan(20)));
    await centre.act("officer", "decide-shipment", { code: piece, decision: "destroy" });
    const row = { code: piece, reason: "declared anew" };
    const refused = await one("express", "withdraw-declarations", "withdrawals", row);
    expect(refused.refusal?.code).toBe("declaration/decided");
  });

  test("draws on the year of the buyer whose declaration still stands", async () => {
    const piece = "ECTWICE001";
    const shoes = (units: number): object => ({
      lines: [{ description: "shoes", hsCode: "640411", totalValue: yuan(units) }],
    });
    const first = bought("BUYER-1", { content: shoes(100) });
    const second = bought("BUYER-2", { content: shoes(300), number: "EC-SECOND" });
    await lodge("shop", parcel(piece, yuan(0), first));
    await lodge("shop", parcel(piece, yuan(0), second));
    expect(await year()).toEqual({ reserved: 10_000, consumed: 0 });
    const row = { number: `N-${piece}`, reason: "twice" };
    await one("shop", "withdraw-declarations", "withdrawals", row);
    expect(await year()).toEqual({ reserved: 30_000, consumed: 0 });
    const { rows } = await centre.pool.query(
      "select count(*)::int as buyers from mailport.annual_balance where reserved_minor > 0",
    );
    expect(rows).toEqual([{ buyers: 1 }]);
    await one("shop", "withdraw-declarations", "withdrawals", { ...row, number: "EC-SECOND" });
    expect(await year()).toEqual({ reserved: 0, consumed: 0 });
  });
});

describe("a rule book that is not known", () => {
  test("gives way to the one that takes the goods, which draws on the buyer's year", async () => {
    const code = "ECUNKNOWN1";
    await lodge("shop", parcel(code, yuan(100), bought("BUYER-3", { regime: "9999" })));
    const row = { code, reason: "sold by retail" };
    const moved = await one("shop", "change-regime", "changes", row);
    expect(moved).toMatchObject({ regime: "9610" });
    expect(await year()).toEqual({ reserved: 10_000, consumed: 0 });
    await one("shop", "withdraw-declarations", "withdrawals", row);
  });
});

describe("a buyer's year", () => {
  test("has nothing to give back for goods that customs never released", async () => {
    const code = "ECBACK0001";
    await lodge("shop", parcel(code, yuan(100), bought("BUYER-4")));
    const refund = { code, reason: "went back", reference: "R-1", goodsReturned: true };
    await one("senior", "refund-duty", "refunds", refund);
    expect(await year()).toEqual({ reserved: 10_000, consumed: 0 });
    await one("officer", "release-shipments", "releases", { code });
    expect(await year()).toEqual({ reserved: 0, consumed: 10_000 });
    await one("shop", "withdraw-declarations", "withdrawals", { code, reason: "cancelled" });
  });

  test("follows what is stated anew after a release was taken back", async () => {
    const code = "ECAGAIN001";
    const before = await year();
    await lodge("shop", parcel(code, yuan(100), bought("BUYER-6")));
    await one("officer", "release-shipments", "releases", { code });
    expect((await year()).consumed).toBe(before.consumed + 10_000);
    const decided = { code, decision: "take-back", basis: "another invoice" };
    await centre.act("officer", "decide-shipment", decided);
    const anew = parcel(code, yuan(400), bought("BUYER-6"));
    await one("shop", "amend-declarations", "amendments", anew);
    await one("officer", "release-shipments", "releases", { code });
    expect(await year()).toEqual({ ...before, consumed: before.consumed + 40_000 });
  });

  test("gets back the part of the pieces that went back, where another came in", async () => {
    const [first, second] = ["ECPART0001", "ECPART0002"];
    const before = await year();
    const pieces = [{ code: first }, { code: second }];
    await lodge("shop", parcel("ECPART", yuan(200), { ...bought("BUYER-7"), pieces }));
    await all(centre, "floor", "record-arrivals", { arrivals: pieces, place: "ARRIVAL-1" });
    await one("officer", "release-shipments", "releases", { code: first });
    const payment = { code: first, payer: "addressee", reference: "P-7" };
    await one("officer", "record-payment", "payments", payment);
    const leave = (code: string, purpose: string): Promise<Rows> =>
      centre.act("floor", "leave-centre", { exits: [{ code }], purpose, destination: "CNA" });
    expect((await leave(first, "release")).rows).toMatchObject([{ left: true }]);
    expect((await year()).consumed).toBe(before.consumed + 20_000);
    await centre.act("officer", "decide-shipment", { code: second, decision: "return" });
    expect((await leave(second, "return")).rows).toMatchObject([{ left: true }]);
    expect((await year()).consumed).toBe(before.consumed + 10_000);
  });

  test("gets back what never came; what comes after all waits until it is judged anew", async () => {
    const code = "ECLATE0001";
    const before = await year();
    await lodge("shop", parcel(code, yuan(200), bought("BUYER-5")));
    expect((await year()).reserved).toBe(before.reserved + 20_000);
    centre.clock.at += 400 * 86_400_000;
    await centre.act("system", "do-what-is-due", {});
    const lapsed = await year();
    expect(lapsed.reserved).toBe(before.reserved);
    await all(centre, "floor", "record-arrivals", { arrivals: [{ code }], place: "ARRIVAL-1" });
    await one("officer", "release-shipments", "releases", { code });
    const exit = { exits: [{ code }], purpose: "release", destination: "CNA" };
    const left = await centre.act<Rows>("floor", "leave-centre", exit);
    expect(JSON.stringify(left.rows)).toContain("regime-unfit");
    await one("officer", "assess-duty", "assessments", { code });
    expect(await year()).toEqual({ ...lapsed, consumed: lapsed.consumed + 20_000 });
  });
});
