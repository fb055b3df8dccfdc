/**
 * An addressee's way in and what can be done there, on a real centre: the right code opens the one item,
 * everything wrong has one answer, five wrong tries lock, a new code voids the old, each use is audited.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Centre, openCentre } from "#test/centre.ts";
import { declaration } from "#test/pieces.ts";
import { PUBLIC_ACTOR } from "./sessions.ts";

const DAY_MS = 86_400_000;

type Issued = {
  readonly itemId: string;
  readonly code: string;
  readonly oneTimeCode: string;
  readonly endsAt: number;
  readonly bars: readonly number[];
};
type Page = {
  readonly declared: readonly {
    readonly lines: readonly object[];
    readonly byAddressee: boolean;
  }[];
  readonly blockers: readonly { readonly code: string; readonly reason?: string }[];
  readonly acts: readonly { readonly type: string }[];
  readonly recipient: { readonly name: string };
  readonly duty: { readonly dueMinor: string; readonly paidMinor: string } | null;
  readonly mayDecide: boolean;
};
type Opened = {
  readonly opened: boolean;
  readonly refusal?: { readonly code: string };
  readonly page: Page;
};

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.close());

async function issued(code: string): Promise<Issued> {
  await centre.act("express", "lodge-declarations", {
    declarations: [declaration(`D-${code}`, [code], { carrier: "HX" })],
  });
  await centre.act("floor", "record-arrivals", { arrivals: [{ code }], place: "ARRIVAL-1" });
  return centre.act<Issued>("express", "issue-addressee-code", { code });
}

const open = (code: string, oneTimeCode: string, name = "open-as-addressee", more: object = {}) =>
  centre.act<Opened>(PUBLIC_ACTOR, name, { code, oneTimeCode, ...more });

async function counted(code: string): Promise<number | undefined> {
  const found = await centre.pool.query<{ failures: number }>(
    "select failures from mailport.addressee_code where item_id = (select subject_id from mailport.identifier where normalised = $1)",
    [code],
  );
  return found.rows[0]?.failures;
}

describe("the one-time code", () => {
  test("opens its item, however it is spaced, and shows no full name", async () => {
    const { oneTimeCode } = await issued("HXOPEN0001");
    const typed = `${oneTimeCode.slice(0, 5).toLowerCase()}-${oneTimeCode.slice(5)} `;
    const { opened, page } = await open("hx open0001", typed);
    expect(opened).toBe(true);
    expect(page.recipient.name).toBe("L… X…");
    expect(page.declared).toHaveLength(1);
    expect(page.blockers.map(({ code }) => code)).toContain("not-released");
    expect(page.mayDecide).toBe(true);
  });

  test("is kept nowhere: not in its row, an event, an answer or the audit trail", async () => {
    const { code, oneTimeCode } = await issued("HXOPEN0002");
    const again = await centre.act<Partial<Issued>>(
      "express",
      "issue-addressee-code",
      { code },
      "k1",
    );
    const repeated = await centre.act<Partial<Issued>>(
      "express",
      "issue-addressee-code",
      { code },
      "k1",
    );
    expect(again.oneTimeCode).toHaveLength(10);
    expect(repeated).toEqual({ ...again, oneTimeCode: undefined });
    for (const table of ["addressee_code", "event", "call"]) {
      const found = await centre.pool.query(
        `select 1 from mailport.${table} t where t::text like '%' || $1 || '%'`,
        [oneTimeCode],
      );
      expect(found.rowCount, table).toBe(0);
    }
  });

  test("a wrong code, an unknown item, an ended and a voided code have one and the same answer", async () => {
    const first = await issued("HXOPEN0003");
    const second = await centre.act<Issued>("express", "issue-addressee-code", {
      code: first.code,
    });
    const wrong = await open(first.code, "2345678923");
    expect(wrong.refusal?.code).toBe("access/addressee-refused");
    expect(await open("HXNEVERSEEN", "2345678923")).toEqual(wrong);
    expect(await open(first.code, first.oneTimeCode), "voided").toEqual(wrong);
    const now = centre.clock.at;
    centre.clock.at = second.endsAt;
    expect(await open(first.code, second.oneTimeCode), "ended").toEqual(wrong);
    centre.clock.at = now;
    expect((await open(first.code, second.oneTimeCode)).opened, "canary: in time it opens").toBe(
      true,
    );
    centre.clock.at = now + DAY_MS;
  });

  test("opens one item alone", async () => {
    const one = await issued("HXOPEN0004");
    const other = await issued("HXOPEN0005");
    expect((await open(one.code, other.oneTimeCode)).opened).toBe(false);
  });

  test("five wrong tries lock it for good; a right one before that begins the count anew", async () => {
    const { code, oneTimeCode } = await issued("HXOPEN0006");
    for (let tries = 1; tries <= 4; tries += 1) await open(code, "2345678923");
    expect(await counted(code)).toBe(4);
    expect((await open(code, oneTimeCode)).opened).toBe(true);
    expect(await counted(code)).toBe(0);
    for (let tries = 1; tries <= 5; tries += 1) await open(code, "2345678923");
    expect((await open(code, oneTimeCode)).opened).toBe(false);
    centre.clock.at += DAY_MS;
    expect((await open(code, oneTimeCode)).opened, "time does not unlock it").toBe(false);
    const anew = await centre.act<Issued>("express", "issue-addressee-code", { code });
    expect((await open(code, anew.oneTimeCode)).opened).toBe(true);
  });

  test("twenty wrong tries at once are counted one by one", async () => {
    const { code } = await issued("HXOPEN0007");
    await Promise.all(Array.from({ length: 20 }, () => open(code, "2345678923")));
    expect(await counted(code)).toBe(5);
  });

  test("every use and every wrong try is a row of the audit trail, with the item and without the code", async () => {
    const { code, oneTimeCode } = await issued("HXOPEN0008");
    const rows = async () =>
      (
        await centre.pool.query<{ done: number; refused: number }>(
          `select sum(rows_done)::int as done, sum(rows_refused)::int as refused
           from mailport.call where operation = 'open-as-addressee'`,
        )
      ).rows[0];
    const before = await rows();
    await open(code, oneTimeCode);
    await open(code, "2345678923");
    expect(await rows()).toEqual({
      done: (before?.done ?? 0) + 1,
      refused: (before?.refused ?? 0) + 1,
    });
  });

  test("only who reads the item issues one, and only for what is on its way in", async () => {
    const { code } = await issued("HXOPEN0009");
    const other = await centre.run("post", "issue-addressee-code", { code });
    expect(other).toMatchObject({ refusal: { code: "item/not-found" } });
    await centre.act("express", "lodge-declarations", {
      declarations: [declaration("D-OUT1", ["HXOUT00001"], { carrier: "HX", direction: "export" })],
    });
    const out = await centre.run("express", "issue-addressee-code", { code: "HXOUT00001" });
    expect(out).toMatchObject({ refusal: { code: "addressee/not-for-import" } });
  });
});

const lines = [{ description: "Two-lens field microscope", quantity: { units: "1", scale: 0 } }];

describe("what an addressee does", () => {
  test("declares more: a declaration beside the first, once however often it is sent", async () => {
    const { code, oneTimeCode } = await issued("HXDOES0001");
    const more = { lines, currency: "USD", identityNumber: "110101199003070000" };
    const { page } = await open(code, oneTimeCode, "declare-as-addressee", more);
    expect(page.declared.map(({ byAddressee }) => byAddressee)).toEqual([false, true]);
    const again = await open(code, oneTimeCode, "declare-as-addressee", more);
    expect(again.page.declared).toHaveLength(2);
    const other = { lines: [{ description: "And its tripod" }] };
    expect(
      (await open(code, oneTimeCode, "declare-as-addressee", other)).page.declared,
    ).toHaveLength(3);
    const kept = await centre.pool.query(
      "select 1 from mailport.event e where e::text like '%19900307%'",
    );
    expect(kept.rowCount, "who it is lies in the vault alone").toBe(0);
  });

  test("declares so often at most, whoever has the code, and repeats nothing by that", async () => {
    const { code, oneTimeCode, itemId } = await issued("HXDECL0050");
    await centre.pool.query(
      `insert into mailport.event select (jsonb_populate_record(e, jsonb_build_object(
         'event_key', gen_random_uuid(), 'version', e.version + n, 'type', 'addressee-declared',
         'data', jsonb_build_object('said', n::text)))).*
       from mailport.event e cross join generate_series(1, 50) n
       where e.subject_id = $1 and e.type = 'addressee-code-issued'`,
      [itemId],
    );
    const tried = await centre.run(PUBLIC_ACTOR, "declare-as-addressee", {
      code,
      oneTimeCode,
      lines,
    });
    expect(tried).toMatchObject({ ok: false, refusal: { code: "addressee/too-often" } });
    await centre.pool.query(
      "delete from mailport.event where subject_id = $1 and data ->> 'said' ~ '^[0-9]{1,2}$'",
      [itemId],
    );
  });

  test("gives it up: it is held from then on, and nothing else may be wished", async () => {
    const { code, oneTimeCode } = await issued("HXDOES0002");
    const { page } = await open(code, oneTimeCode, "abandon-item");
    expect(page.mayDecide).toBe(false);
    expect(page.blockers.find(({ code: stops }) => stops === "held")?.reason).toContain(
      "gives it up",
    );
    expect((await open(code, oneTimeCode, "abandon-item")).page.acts).toHaveLength(1);
    const input = { code, oneTimeCode };
    const other = await centre.run(PUBLIC_ACTOR, "ask-return", input);
    expect(other).toMatchObject({ refusal: { code: "addressee/decided-already" } });
  });

  test("asks it back, and after the centre lifted the hold may wish otherwise", async () => {
    const { code, oneTimeCode } = await issued("HXDOES0003");
    await open(code, oneTimeCode, "ask-return");
    const shown = await centre.act<{ holds: { id: string }[] }>("floor", "show-item", { code });
    await centre.act("floor", "lift-hold", {
      holdId: shown.holds[0]?.id,
      reason: "It was a mistake.",
    });
    expect((await open(code, oneTimeCode)).page.mayDecide).toBe(true);
    expect(
      (await open(code, oneTimeCode, "abandon-item")).page.acts.map(({ type }) => type),
    ).toEqual(["item-abandoned", "return-asked"]);
  });
});

describe("what an addressee pays", () => {
  test("cannot pay what nobody assessed", async () => {
    const { code, oneTimeCode } = await issued("HXDOES0004");
    const input = { code, oneTimeCode, way: "counter", reference: "R-1004" };
    const paid = await centre.run(PUBLIC_ACTOR, "pay-as-addressee", input);
    expect(paid).toMatchObject({ refusal: { code: "addressee/nothing-due" } });
  });

  test("announces a payment once; it stays unpaid until a clerk has seen the money", async () => {
    const code = "HXDOES0006";
    const lines = [
      { description: "wool coat", hsCode: "620111", totalValue: { units: "900", scale: 0 } },
    ];
    const content = { currency: "CNY", senderCountry: "SI", recipientCountry: "CN", lines };
    await centre.act("express", "lodge-declarations", {
      declarations: [declaration(`D-${code}`, [code], { carrier: "HX", content })],
    });
    await centre.act("floor", "record-arrivals", { arrivals: [{ code }], place: "ARRIVAL-1" });
    const { oneTimeCode } = await centre.act<Issued>("express", "issue-addressee-code", { code });
    const pay = (way: string) =>
      centre.run(PUBLIC_ACTOR, "pay-as-addressee", { code, oneTimeCode, way, reference: "TT-88" });
    expect(await pay("bank"), "the centre named no bank").toMatchObject({
      refusal: { code: "addressee/way-not-offered" },
    });
    const ways = [
      { way: "counter", texts: {} },
      { way: "bank", texts: { en: "Account 6222 of the centre, name the item." } },
    ];
    await centre.act("manager", "set-payment-ways", { ways });
    await pay("bank");
    const told = await open(code, oneTimeCode);
    // Parcel tax of 20 % of 900.00.
    expect(told.page.duty).toMatchObject({ currency: "CNY", dueMinor: "18000", paidMinor: "0" });
    expect((await pay("bank")).ok).toBe(true);
    expect((await open(code, oneTimeCode)).page.acts).toMatchObject([
      { type: "payment-announced", amountMinor: "18000", way: "bank", reference: "TT-88" },
    ]);
    expect(told.page.blockers.map((one) => one.code)).toContain("duty-unpaid");
    const payments = [{ code, payer: "addressee", reference: "TT-88" }];
    await centre.act("officer", "record-payment", { payments });
    const paid = await open(code, oneTimeCode);
    expect(paid.page.duty).toMatchObject({ dueMinor: "0", paidMinor: "18000" });
    expect(paid.page.blockers.map((one) => one.code)).not.toContain("duty-unpaid");
    expect(await pay("bank")).toMatchObject({ refusal: { code: "addressee/nothing-due" } });
  });

  test("canary: none of it goes with a wrong code", async () => {
    const { code } = await issued("HXDOES0005");
    const wrong = "2345678923";
    for (const [name, more] of [
      ["declare-as-addressee", { lines }],
      ["pay-as-addressee", { way: "counter", reference: "R-1005" }],
      ["abandon-item", {}],
      ["ask-return", {}],
    ] as const) {
      expect((await open(code, wrong, name, more)).opened, name).toBe(false);
    }
    const shown = await centre.act<{ holds: unknown[] }>("floor", "show-item", { code });
    expect(shown.holds).toEqual([]);
  });

  test("the record refolds to the same after all of it", async () => {
    expect((await centre.verify()).differences).toEqual([]);
  });
});
