/**
 * Duty on a real database: assessed at lodging, stopping the gate, paid, secured, waived, refunded and
 * assessed anew; regimes changed; declarations withdrawn.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Blocker } from "#domain/centre/may-leave.ts";
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

/** One line of this many CNY; wool coats bear 20 % of parcel tax. */
const content = (cny: number, more: object = {}): object => ({
  currency: "CNY",
  senderCountry: "SI",
  recipientCountry: "CN",
  lines: [
    { description: "wool coat", hsCode: "620111", totalValue: { units: String(cny), scale: 0 } },
  ],
  ...more,
});

type Row = Rows["rows"][number] & { readonly refusal?: { readonly code: string } };

/** Lodges an express parcel, brings it in and lets customs release it. */
async function released(code: string, cny: number, more: object = {}): Promise<Row> {
  const declared = declaration(`N-${code}`, [code], {
    carrier: "HX",
    content: content(cny),
    ...more,
  });
  const lodged = await all(centre, "express", "lodge-declarations", { declarations: [declared] });
  await all(centre, "floor", "record-arrivals", { arrivals: [{ code }], place: "ARRIVAL-1" });
  await all(centre, "officer", "release-shipments", { releases: [{ code }] });
  return lodged.rows[0] as Row;
}

async function blockers(code: string): Promise<readonly string[]> {
  const exit = { exits: [{ code }], purpose: "release", destination: "CNA" };
  const { rows } = await centre.act<Rows>("floor", "leave-centre", exit);
  const stopping = (rows[0]?.["blockers"] ?? []) as readonly Blocker[];
  return stopping.map(({ code: what, liftedBy }) => `${what} (${liftedBy})`);
}

async function one(who: string, name: string, field: string, row: object): Promise<Row> {
  const answer = await centre.act<Rows>(who, name, { [field]: [row] });
  return answer.rows[0] as Row;
}
const pay = (who: string, row: object) => one(who, "record-payment", "payments", row);
const refusalOf = (row: Row): string | undefined => row.refusal?.code;

type Duties = {
  readonly duties: readonly Readonly<Record<string, unknown>>[];
  readonly totals: readonly object[];
};
const listed = async (who: string, input: object): Promise<Duties> =>
  centre.act<Duties>(who, "list-duty", input);
const shipmentsIn = ({ duties }: Duties): readonly unknown[] =>
  duties.flatMap(({ codes }) => codes as readonly string[]);

describe("duty assessed as a declaration is lodged", () => {
  test("stops the gate and says who lifts it; the payment frees it", async () => {
    const code = "HXPAY00001";
    await released(code, 820);
    expect(await blockers(code)).toEqual(["duty-unpaid (payer)"]);
    expect(shipmentsIn(await listed("express", { state: "due", party: "HX" }))).toContain(code);
    const part = await pay("officer", {
      code,
      amount: "100.00",
      payer: "addressee",
      reference: "B1",
    });
    expect(part).toMatchObject({ dueMinor: "6400", currency: "CNY" });
    expect(await blockers(code)).toEqual(["duty-unpaid (payer)"]);
    await pay("officer", { code, amountMinor: 6400, payer: "addressee", reference: "B2" });
    expect(await blockers(code)).toEqual([]);
  });

  test("at 50 CNY of parcel tax is not collected, one fen above it is", async () => {
    await released("HXFREE0001", 250);
    expect(await blockers("HXFREE0001")).toEqual([]);
    const above = { units: "25005", scale: 2 };
    const line = { description: "wool coat", hsCode: "620111", totalValue: above };
    await released("HXDUE00001", 0, { content: content(0, { lines: [line] }) });
    expect(await blockers("HXDUE00001")).toEqual(["duty-unpaid (payer)"]);
  });

  test("keeps the rows, the rate with its day and version, and the rounding step", async () => {
    const inDollars = { content: content(100, { currency: "USD" }) };
    const { shipmentId } = await released("HXUSD00001", 0, inDollars);
    const { rows } = await centre.pool.query(
      "select data from mailport.event where subject_id = $1 and type = 'duty-assessed'",
      [shipmentId],
    );
    expect(rows[0].data).toMatchObject({
      totalMinor: "14200",
      dueMinor: "14200",
      exchange: [
        {
          currency: "USD",
          rate: { units: "71000", scale: 4 },
          validFrom: "2026-01-01",
          source: expect.stringContaining("customs-rates version 1"),
          verified: false,
        },
      ],
      lines: [
        { line: 1, taxes: [{ kind: "parcel-tax", baseMinor: "71000", amountMinor: "14200" }] },
      ],
    });
    expect(rows[0].data.lines[0].taxes[0].rounding).toContain("half-up");
    expect(rows[0].data.rules[0]).toMatchObject({ validFrom: "2019-04-09", verified: false });
    // Whoever assesses is told all of it at once.
    const assessments = [{ code: "HXUSD00001" }];
    const [told] = (await all(centre, "officer", "assess-duty", { assessments })).rows;
    const { lines, exchange, rules, totalMinor } = rows[0].data;
    expect(told).toMatchObject({ dueMinor: "14200" });
    expect(told).toMatchObject({ assessment: { totalMinor, lines, exchange, rules } });
  });
});

describe("payments", () => {
  test("of an account free the goods and stand as owed, until the account pays its bill", async () => {
    const code = "HXACC00001";
    await released(code, 600);
    const row = { code, payer: "account", reference: "BILL-1" };
    expect(await pay("express", row)).toMatchObject({ dueMinor: "12000", securedBy: "account" });
    expect(await blockers(code)).toEqual([]);
    const owed = await listed("express", { state: "owed" });
    expect(owed.duties).toMatchObject([{ owedBy: "HX", dueMinor: "12000", securedBy: "account" }]);
    expect(owed.totals).toMatchObject([{ owedBy: "HX", dueMinor: "12000", shipments: 1 }]);
    await pay("officer", { code, payer: "account", reference: "BILL-1-PAID" });
    expect((await listed("express", { state: "owed" })).duties).toEqual([]);
  });

  test("of a guarantor bind the party that is named, and it sees what it owes", async () => {
    const code = "HXGUA00001";
    await released(code, 500);
    const row = { code, payer: "guarantor", party: "CNA", reference: "G-1" };
    expect(refusalOf(await pay("express", row))).toBe("duty/not-yours");
    expect(await pay("officer", row)).toMatchObject({ securedBy: "guarantor" });
    expect(await blockers(code)).toEqual([]);
    expect(shipmentsIn(await listed("officer", { state: "owed", party: "CNA" }))).toEqual([code]);
    const own = await listed("post", { state: "owed" });
    expect(own.duties).toMatchObject([{ codes: [code], owedBy: "CNA", regime: "express-b" }]);
    expect(await centre.run("post", "show-shipment", { code })).toMatchObject({ ok: false });
  });

  test("of a payer that the declaration names: it sees what it owes and secures it itself", async () => {
    const code = "HXPAYER001";
    await released(code, 450, { payer: "PLAT-77" });
    expect(shipmentsIn(await listed("shop", { state: "due" }))).toEqual([code]);
    expect((await listed("express", { party: "PLAT-77" })).totals).toMatchObject([
      { owedBy: "PLAT-77", dueMinor: "9000" },
    ]);
    expect(shipmentsIn(await listed("post", {}))).not.toContain(code);
    const clerk = { ...centre.actors["shop"], roles: ["clerk"] } as never;
    const payments = [{ code, payer: "account", reference: "SHOP-1" }];
    const secured = await centre.act<Rows>(clerk, "record-payment", { payments });
    expect(secured.rows[0]).toMatchObject({ securedBy: "account" });
    expect(await blockers(code)).toEqual([]);
  });

  test("of an account that nobody holds are refused", async () => {
    const code = "RR700000049CN";
    const parcel = declaration("N-OPS", [code], { stream: "postal", content: content(500) });
    await all(centre, "system", "lodge-declarations", { declarations: [parcel] });
    const row = { code, payer: "account", reference: "X" };
    expect(refusalOf(await pay("officer", row))).toBe("duty/holder-missing");
    const secured = await pay("officer", { ...row, party: "CNA" });
    expect(secured).toMatchObject({ securedBy: "account" });
  });

  test("too large, twice under one reference or in another currency are refused", async () => {
    const code = "HXREF00001";
    await released(code, 400);
    const row = { code, payer: "addressee", reference: "R-1" };
    const refusals = [
      await pay("officer", { ...row, amount: "80.01" }),
      await pay("officer", { ...row, amount: "80.00", currency: "EUR" }),
      await pay("officer", { ...row, amount: "80", amountMinor: 8000 }),
      await pay("officer", { ...row, amount: "0" }),
      await pay("officer", { ...row, amountMinor: 10, payer: "account" }),
      await pay("express", row),
    ].map(refusalOf);
    expect(refusals).toEqual([
      "duty/overpaid",
      "duty/other-currency",
      "duty/amount-twice",
      "duty/amount-zero",
      "duty/secure-whole",
      "duty/not-yours",
    ]);
    await pay("officer", { ...row, amount: "30.00" });
    expect(refusalOf(await pay("officer", { ...row, amount: "30.00" }))).toBe(
      "duty/reference-used",
    );
    await pay("officer", { ...row, reference: "R-2" });
    expect(refusalOf(await pay("officer", { ...row, reference: "R-3" }))).toBe("duty/nothing-due");
    expect(refusalOf(await pay("officer", { ...row, code: "NEVER-SEEN" }))).toBe(
      "shipment/not-found",
    );
  });

  test("of one shipment at the same time are never more than is due", async () => {
    const code = "HXRACE0001";
    await released(code, 800);
    const rows = await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        pay("officer", { code, amount: "50", payer: "addressee", reference: `RACE-${at}` }),
      ),
    );
    expect(rows.filter((row) => row.refusal === undefined)).toHaveLength(3);
    const rest = await pay("officer", { code, payer: "addressee", reference: "REST" });
    expect(rest).toMatchObject({ dueMinor: "0" });
  });
});

describe("an assessment made anew", () => {
  test("by an officer after the payment needs a reason, and the difference is to be refunded", async () => {
    const code = "HXNEW00001";
    await released(code, 700);
    await pay("officer", { code, payer: "addressee", reference: "P" });
    const assess = (row: object, who = "officer") => one(who, "assess-duty", "assessments", row);
    const lines = [{ line: 1, value: "300.00" }];
    expect(refusalOf(await assess({ code, lines }))).toBe("duty/reason-missing");
    expect(refusalOf(await assess({ code }, "express"))).toBe("duty/assessed-by-centre");
    const lower = await assess({ code, lines, reason: "the invoice shows 300" });
    expect(lower).toMatchObject({ dueMinor: "-8000" });
    expect(shipmentsIn(await listed("officer", { state: "refund" }))).toContain(code);
    const refund = { code, reason: "assessed too high", reference: "REF-1" };
    const refunding = (who: string) => one(who, "refund-duty", "refunds", refund);
    expect(refusalOf(await refunding("officer"))).toBe("duty/level-too-low");
    expect(await refunding("senior")).toMatchObject({ dueMinor: "0" });
    expect(refusalOf(await refunding("senior"))).toBe("duty/reference-used");
    const higher = [{ line: 1, value: "400.00" }];
    const up = await assess({ code, lines: higher, reason: "another invoice" });
    expect(up).toMatchObject({ dueMinor: "2000" });
    expect(await blockers(code)).toEqual(["duty-unpaid (payer)"]);
  });

  test("a waiver frees the goods; a large one takes two officers", async () => {
    const waive = (who: string, row: object) => one(who, "waive-duty", "waivers", row);
    await released("HXWAIVE001", 300);
    expect(await waive("senior", { code: "HXWAIVE001", reason: "relief" })).toMatchObject({
      dueMinor: "0",
    });
    expect(await blockers("HXWAIVE001")).toEqual([]);
    const code = "HXWAIVE002";
    await released(code, 6000, { content: content(6000, { indivisible: true }) });
    const asked = await waive("senior", { code, reason: "relief" });
    expect(asked).toMatchObject({ asked: true, dueMinor: "120000" });
    expect(refusalOf(await waive("senior", { code, reason: "relief" }))).toBe("duty/four-eyes");
    const second = { ...centre.actors["senior"], userId: centre.actors["officer"]?.userId ?? "" };
    const waivers = [{ code, reason: "relief" }];
    const done = await centre.act<Rows>(second as never, "waive-duty", { waivers });
    expect(done.rows[0]).toMatchObject({ dueMinor: "0" });
    expect(await blockers(code)).toEqual([]);
  });
});

describe("a shipment that does not fit its rule book", () => {
  test("is lodged and waits, and moves to the one that takes it without keying anew", async () => {
    const code = "HXUNFIT001";
    const lodged = await released(code, 3000);
    expect(lodged["findings"]).toMatchObject([{ code: "regime/over-limit" }]);
    expect(await blockers(code)).toEqual(["regime-unfit (declarant)"]);
    const change = (who: string, row: object) => one(who, "change-regime", "changes", row);
    const move = { code, reason: "goods of trade" };
    expect(refusalOf(await change("express", move))).toBe("regime/decided");
    const other = "HXUNFIT002";
    const value = { units: "3000", scale: 0 };
    const lines = [{ description: "sport shoes", hsCode: "640411", totalValue: value }];
    const shoes = { carrier: "HX", content: content(0, { lines }) };
    const declared = declaration("N-2", [other], shoes);
    await all(centre, "express", "lodge-declarations", { declarations: [declared] });
    expect(refusalOf(await change("shop", { ...move, code: other }))).toBe("shipment/not-found");
    const same = { ...move, code: other, to: "express-b" };
    expect(refusalOf(await change("express", same))).toBe("regime/same");
    const wrong = { ...move, code: other, to: "9610" };
    expect(refusalOf(await change("express", wrong))).toBe("regime/other-stream");
    const moved = await change("express", { ...move, code: other });
    // Duty 6 % of 3,000.00, VAT 13 % of 3,180.00.
    expect(moved).toMatchObject({ regime: "express-c", currency: "CNY", dueMinor: "59340" });
    const shown = await centre.act<{ shipment: object; events: { type: string; data: object }[] }>(
      "express",
      "show-shipment",
      { code: other },
    );
    expect(shown.shipment).toMatchObject({ regime: "express-c", unfit: false });
    const changed = shown.events.find(({ type }) => type === "regime-changed");
    expect(changed?.data).toMatchObject({
      from: "express-b",
      to: "express-c",
      reason: "goods of trade",
    });
  });

  test("for want of a rate is judged anew once the rate is imported", async () => {
    const code = "HXTHB00001";
    await released(code, 100, { content: content(500, { currency: "THB" }) });
    expect(await blockers(code)).toEqual(["regime-unfit (declarant)"]);
    const file = Buffer.from(
      "currency,cny_per_unit,units,valid_from,source\nTHB,20,100,2026-09-01,invented\n",
    );
    const rates = { list: "customs-rates", name: "thb.csv", file: file.toString("base64") };
    const imported = await centre.act("manager", "import-codes", { ...rates, apply: true });
    expect(imported).toMatchObject({ added: 1, removed: 0 });
    await one("officer", "assess-duty", "assessments", { code });
    expect(await blockers(code)).toEqual([]);
  });
});

describe("a declaration that is withdrawn", () => {
  test("owes nothing more, and its piece waits for another declaration, held as before", async () => {
    const code = "HXGONE0001";
    const lodge = (number: string) =>
      all(centre, "express", "lodge-declarations", {
        declarations: [declaration(number, [code], { carrier: "HX", content: content(900) })],
      });
    await lodge("GONE-1");
    await all(centre, "floor", "record-arrivals", { arrivals: [{ code }], place: "ARRIVAL-1" });
    const target = { kind: "shipment", code };
    const holds = [{ target, kind: "open", publicReason: "to be opened" }];
    await all(centre, "officer", "place-hold", { holds });
    const withdraw = (who: string, row: object) =>
      one(who, "withdraw-declarations", "withdrawals", { reason: "cancelled", ...row });
    expect(refusalOf(await withdraw("shop", { code }))).toBe("declaration/not-found");
    expect((await withdraw("express", { number: "GONE-1" }))["shipmentIds"]).toHaveLength(1);
    expect(refusalOf(await withdraw("express", { number: "GONE-1" }))).toBe(
      "declaration/not-found",
    );
    const stopped = await blockers(code);
    expect(stopped).toContain("not-declared (declarant)");
    expect(stopped).toContain("held (customs)");
    expect(shipmentsIn(await listed("express", { state: "due" }))).not.toContain(code);
    await lodge("GONE-1");
    expect(await blockers(code)).toContain("duty-unpaid (payer)");
    expect(await blockers(code)).toContain("held (customs)");
  });

  test("after its release is refused", async () => {
    await released("HXLATE0001", 100);
    const row = { code: "HXLATE0001", reason: "cancelled" };
    const refused = await one("express", "withdraw-declarations", "withdrawals", row);
    expect(refusalOf(refused)).toBe("declaration/released");
  });
});
