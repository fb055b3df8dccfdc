/**
 * Lists held against order, payment and waybill on a real record, lodged in neutral form and as CEB621:
 * what is missing or differs stops the gate until it comes or is corrected, whichever way it comes.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { present } from "#base/result.ts";
import { makePorts } from "#server/ports.ts";
import { cebText, inventory, order, payment, waybill } from "#test/ceb/parcel-messages.ts";
import { type Centre, openCentre } from "#test/centre.ts";
import { type Intake, intakeOf } from "#test/intake.ts";
import { all } from "#test/pieces.ts";
import { codeOf, listOf, orderOf, paymentOf, waybillOf } from "#test/sale.ts";
import { tappedPool } from "#test/tapped-pool.ts";
import { call } from "./call.ts";
import type { Actor } from "./define.ts";
import { lodgeDeclarations } from "./lodge-declarations.ts";

let centre: Centre;
let intake: Intake;
let clerk: Actor;
beforeAll(async () => {
  centre = await openCentre();
  intake = intakeOf(centre);
  const floor = present(centre.actors["floor"], "the centre has people");
  clerk = { ...floor, roles: ["clerk", "declarant"] };
});
afterAll(() => centre.close());

type Finding = { readonly code: string; readonly at: { readonly field?: string } };
type Lodged = { readonly shipmentId: string; readonly findings?: readonly Finding[] };

const keep = (...documents: readonly object[]) =>
  centre.act<{ refused: number }>(clerk, "keep-documents", { documents });
async function lodge(list: object): Promise<Lodged> {
  const { rows } = await all(centre, "shop", "lodge-declarations", { declarations: [list] });
  return rows[0] as unknown as Lodged;
}

type Shown = {
  readonly shipment: { readonly documents: object | null; readonly unfit: boolean };
  readonly blockers: readonly { readonly code: string; readonly documents?: readonly string[] }[];
};
const look = (tag: string) => centre.act<Shown>("shop", "show-item", { code: codeOf(tag) });

/** What of its documents stops the piece, as `code documents`. */
async function stopping(tag: string): Promise<readonly string[]> {
  const { blockers } = await look(tag);
  return blockers.flatMap(({ code, documents }) =>
    code.startsWith("documents-") ? [`${code} ${documents?.join(" ")}`] : [],
  );
}

const matching = ({ findings = [] }: Lodged): readonly string[] =>
  findings.flatMap(({ code, at }) =>
    code.startsWith("match/") ? [`${code.slice(6)} ${at.field}`] : [],
  );

type Case = {
  readonly says: string;
  /** Documents that were kept before the list; all three that match unless said. */
  readonly kept?: (tag: string) => readonly object[];
  readonly content?: (tag: string) => object;
  /** Members of the declaration besides. */
  readonly more?: object;
  readonly state: string | null;
  readonly stops?: readonly string[];
  readonly finds?: readonly string[];
};

const whole = (tag: string): readonly object[] => [orderOf(tag), paymentOf(tag), waybillOf(tag)];
const other = { buyer: { name: "李例", identityNumber: "110101199003070022" } };

/** Worked by hand from the rule of the matched documents (CEB 202205; customs.md §2.5). */
const CASES: readonly Case[] = [
  { says: "all three agree", state: "matched" },
  {
    says: "the currency is written as ISO does",
    kept: (tag) => [orderOf(tag, { facts: { currency: "CNY" } }), paymentOf(tag), waybillOf(tag)],
    state: "matched",
  },
  {
    says: "the total is stated and no price of a unit",
    content: () => ({
      lines: [
        {
          description: "wool scarf",
          quantity: { units: "1", scale: 0 },
          totalValue: { units: "118", scale: 0 },
          hsCode: "6214200090",
        },
      ],
    }),
    state: "matched",
  },
  {
    says: "none of a platform that sends its orders is here",
    kept: () => [],
    state: "missing",
    stops: ["documents-missing order payment waybill"],
    finds: ["document-missing order", "document-missing payment", "document-missing waybill"],
  },
  {
    says: "the order is not here; nobody named the payment",
    kept: (tag) => [waybillOf(tag)],
    content: () => ({ paymentNumber: undefined }),
    state: "missing",
    stops: ["documents-missing order"],
    finds: ["document-missing order"],
  },
  {
    says: "the order is not here, the payment that the list names is",
    kept: (tag) => [paymentOf(tag), waybillOf(tag)],
    state: "missing",
    stops: ["documents-missing order"],
    finds: ["document-missing order"],
  },
  {
    says: "the payment is not here",
    kept: (tag) => [orderOf(tag), waybillOf(tag)],
    state: "missing",
    stops: ["documents-missing payment"],
    finds: ["document-missing payment"],
  },
  {
    says: "the waybill was deleted",
    kept: (tag) => [orderOf(tag), paymentOf(tag), waybillOf(tag, { change: "delete" })],
    state: "missing",
    stops: ["documents-missing waybill"],
    finds: ["document-missing waybill"],
  },
  {
    says: "a fen less was paid",
    kept: (tag) => [
      orderOf(tag),
      paymentOf(tag, { facts: { amountPaid: "128.73" } }),
      waybillOf(tag),
    ],
    state: "differs",
    stops: ["documents-differ order payment"],
    finds: ["order-payment paid"],
  },
  {
    says: "what was paid is not goods and tax",
    kept: (tag) => [
      orderOf(tag, { facts: { acturalPaid: "118.00" } }),
      paymentOf(tag, { facts: { amountPaid: "118.00" } }),
      waybillOf(tag),
    ],
    state: "differs",
    stops: ["documents-differ order"],
    finds: ["paid-sum paid"],
  },
  {
    says: "somebody else paid",
    kept: (tag) => [
      orderOf(tag),
      paymentOf(tag, { persons: { payer: other.buyer } }),
      waybillOf(tag),
    ],
    state: "differs",
    stops: ["documents-differ order payment"],
    finds: ["order-payment payerId", "order-payment payerName"],
  },
  {
    says: "it is for somebody else than who bought",
    kept: (tag) => [orderOf(tag, { persons: other }), paymentOf(tag), waybillOf(tag)],
    state: "differs",
    stops: ["documents-differ order payment"],
    finds: [
      "order-payment payerId",
      "order-payment payerName",
      "order-list buyerId",
      "order-list buyerName",
    ],
  },
  {
    says: "another price is declared than was ordered",
    content: () => ({
      lines: [
        {
          description: "wool scarf",
          quantity: { units: "1", scale: 0 },
          totalValue: { units: "5800", scale: 2 },
          hsCode: "6214200090",
        },
      ],
    }),
    state: "differs",
    stops: ["documents-differ order"],
    finds: ["order-list lines.1.totalPrice"],
  },
  {
    says: "the list names another payment",
    content: () => ({ paymentNumber: "T-OTHER" }),
    state: "differs",
    stops: ["documents-differ order"],
    finds: ["order-list paymentNumber"],
  },
  {
    says: "the waybill is of another order",
    kept: (tag) => [
      orderOf(tag),
      paymentOf(tag),
      waybillOf(tag, { facts: { orderNo: "O-OTHER" } }),
    ],
    state: "differs",
    stops: ["documents-differ order waybill"],
    finds: ["order-waybill orderNumber"],
  },
  {
    says: "its platform sends no orders here: customs has them by another way",
    kept: () => [],
    more: { platform: "PLAT-99" },
    state: null,
  },
  {
    says: "it names no order",
    content: () => ({ orderNumber: undefined }),
    state: null,
  },
];

describe("golden: a list lodged in neutral form", () => {
  test.each(CASES.map((one, at) => [one.says, one, String(1000 + at)] as const))(
    "%s",
    async (_says, one, tag) => {
      await keep(orderOf("KNOWN", { statedAt: "20260101000000" }));
      const kept = (one.kept ?? whole)(tag);
      if (kept.length > 0) await keep(...kept);
      const lodged = await lodge(listOf(tag, one.content?.(tag), one.more));
      const { shipment } = await look(tag);
      expect(shipment.documents ?? { state: null }).toMatchObject({ state: one.state });
      expect(await stopping(tag)).toEqual(one.stops ?? []);
      expect(matching(lodged)).toEqual(one.finds ?? []);
      // It is taxed and drawn on its buyer's year all the same, and fits its rule book.
      expect(shipment).toMatchObject({ unfit: false, duty: { currency: "CNY" } });
    },
  );
});

describe("what comes later", () => {
  const arrive = (tag: string) =>
    all(centre, "floor", "record-arrivals", {
      arrivals: [{ code: codeOf(tag) }],
      place: "ARRIVAL-1",
    });

  test("frees the list that waits for it, and the piece leaves", async () => {
    const tag = "2001";
    await keep(orderOf(tag), waybillOf(tag));
    await lodge(listOf(tag));
    await arrive(tag);
    await all(centre, "officer", "release-shipments", { releases: [{ code: codeOf(tag) }] });
    const payments = [{ code: codeOf(tag), payer: "addressee", reference: "R-1" }];
    await all(centre, "officer", "record-payment", { payments });
    const exits = { exits: [{ code: codeOf(tag) }], purpose: "release", destination: "CNA" };
    const stays = await centre.act<{ rows: readonly Shown[] }>("floor", "leave-centre", exits);
    expect(stays.rows[0]?.blockers).toEqual([
      { code: "documents-missing", liftedBy: "declarant", documents: ["payment"] },
    ]);
    type Desk = { readonly shipments: readonly { readonly thing: string; readonly by: string }[] };
    const { shipments } = await centre.act<Desk>("shop", "list-stuck", { thing: "send" });
    expect(shipments).toHaveLength(1);
    expect(shipments).toMatchObject([{ thing: "send", by: "declarant" }]);
    await keep(paymentOf(tag));
    expect(await stopping(tag)).toEqual([]);
    await all(centre, "floor", "leave-centre", exits);
  });

  test("may differ, and is corrected by its sender's next statement", async () => {
    const tag = "2002";
    await keep(orderOf(tag), waybillOf(tag));
    await lodge(listOf(tag));
    await keep(paymentOf(tag, { facts: { amountPaid: "1.00" } }));
    expect(await stopping(tag)).toEqual(["documents-differ order payment"]);
    await keep(paymentOf(tag, { change: "change", statedAt: "20260921000000" }));
    expect(await stopping(tag)).toEqual([]);
    const { events } = await centre.act<{ events: readonly { type: string }[] }>(
      "shop",
      "show-shipment",
      { code: codeOf(tag) },
    );
    expect(events.filter(({ type }) => type === "documents-compared")).toHaveLength(2);
  });

  test("asks for the rest where nothing of the list was asked for before", async () => {
    const tag = "2003";
    await lodge(listOf(tag, {}, { platform: "PLAT-NEW" }));
    expect(await stopping(tag)).toEqual([]);
    await keep(orderOf(tag, {}, "PLAT-NEW"));
    expect(await stopping(tag)).toEqual(["documents-missing payment waybill"]);
    await keep(paymentOf(tag, {}, "PLAT-NEW"), waybillOf(tag));
    expect((await look(tag)).shipment.documents).toMatchObject({ state: "matched" });
  });

  test("and was kept at the same moment as the list is found when both are kept for certain", async () => {
    const tag = "2004";
    await keep(...whole(tag));
    const hide = (from: string, to: string) =>
      centre.pool.query("update mailport.document set number = $2 where number = $1", [from, to]);
    await hide(`T-${tag}`, `HIDDEN-${tag}`);
    await lodge(listOf(tag));
    await hide(`HIDDEN-${tag}`, `T-${tag}`);
    await centre.act("system", "do-what-is-due", {});
    expect(await stopping(tag)).toEqual(["documents-missing payment"]);
    centre.clock.at += 300_000;
    await centre.act("system", "do-what-is-due", {});
    expect(await stopping(tag)).toEqual([]);
  });

  test("in another statement of the list, or under another rule book, is compared anew", async () => {
    const tag = "2005";
    await keep(...whole(tag));
    await lodge(listOf(tag, { paymentNumber: "T-WRONG" }));
    expect(await stopping(tag)).toEqual(["documents-differ order"]);
    await all(centre, "shop", "amend-declarations", { amendments: [listOf(tag)] });
    expect(await stopping(tag)).toEqual([]);
    const again = { ...listOf(tag), platform: undefined, carrier: undefined };
    await all(centre, "shop", "amend-declarations", { amendments: [again] });
    expect(await stopping(tag)).toEqual([]);
    await all(centre, "shop", "amend-declarations", {
      amendments: [listOf(tag, { paymentNumber: "T-WRONG" })],
    });
    expect(await stopping(tag)).toEqual(["documents-differ order"]);
    const changes = [{ code: codeOf(tag), to: "0110", reason: "A full declaration." }];
    await all(centre, "shop", "change-regime", { changes });
    expect((await look(tag)).shipment.documents).toBeNull();
  });
});

test("a CEB621 list is freed by documents in neutral form, and a neutral one by CEB311, 411, 511", async () => {
  const taken = (name: string, part: Parameters<typeof cebText>[1][number]) =>
    intake.takeIn(`${name}.xml`, Buffer.from(cebText(name, [part])), clerk);
  const show = async (code: string) =>
    (await centre.act<Shown>(clerk, "show-item", { code })).shipment.documents;
  await taken("CEB311", order({ at: 71 }));
  await taken("CEB621", inventory({ at: 71 }));
  expect(await show("LJ2026000071")).toMatchObject({ documents: ["payment", "waybill"] });
  const facts = { orderNo: "O000071", ebpCode: "PLAT-77", amountPaid: "128.74", currency: "CNY" };
  await keep(
    { ...paymentOf("71", { facts }), number: "T000071" },
    { ...waybillOf("71", { facts: { orderNo: "O000071" } }), number: "LJ2026000071" },
  );
  expect(await show("LJ2026000071")).toMatchObject({ state: "matched" });

  const names = { orderNumber: "O000072", paymentNumber: "T000072", waybillNumber: "LJ2026000072" };
  await lodge(listOf("72", names, { pieces: [{ code: "LJ2026000072" }] }));
  expect(await show("LJ2026000072")).toMatchObject({ state: "missing" });
  for (const [name, part] of [
    ["CEB311", order({ at: 72 })],
    ["CEB411", payment({ at: 72 })],
    ["CEB511", waybill({ at: 72 })],
  ] as const) {
    await taken(name, part);
  }
  expect(await show("LJ2026000072")).toMatchObject({ state: "matched" });
});

test("who did not send a document learns that it differs, and not what it says", async () => {
  const content = { paymentNumber: undefined };
  const wrong = (tag: string) => orderOf(tag, { facts: { "line.1": "1|987.65|987.65" } });
  await centre.act(clerk, "keep-documents", { documents: [wrong("3001")] });
  const theirs = JSON.stringify(await lodge(listOf("3001", content)));
  expect(theirs).toContain("lines.1.totalPrice");
  expect(theirs).not.toContain("987.65");
  await centre.act("shop", "keep-documents", { documents: [wrong("3002")] });
  expect(JSON.stringify(await lodge(listOf("3002", content)))).toContain("987.65");
  const { rows } = await centre.pool.query<{ whole: string }>(
    "select row_to_json(e)::text as whole from mailport.event e",
  );
  for (const { whole: text } of rows) expect(text).not.toMatch(/王例|李例|13800000000|110101|例路/);
});

test("law: the documents of a batch are asked for in one statement, and of a batch without lists in none", async () => {
  let asked = 0;
  const pool = tappedPool(centre.pool, 2, (text, name) => {
    if (name === "documents-of-lists") asked += 1;
    return text;
  });
  const { site } = centre.ports;
  const now = () => centre.clock.at;
  const masterKey = Buffer.alloc(32, 7);
  const ports = makePorts({ pool, dataFolder: centre.folder, masterKey, site, now });
  const shop = present(centre.actors["shop"], "the centre has people");
  const send = (declarations: readonly object[]) =>
    call(ports, lodgeDeclarations, shop, { declarations });
  const many = Array.from({ length: 40 }, (_, at) => listOf(String(4000 + at)));
  expect(await send(many)).toMatchObject({ ok: true, value: { done: 40 } });
  expect(asked).toBe(1);
  await send([
    listOf("4050", { orderNumber: undefined }),
    listOf("4051", {}, { direction: "export" }),
  ]);
  await pool.end();
  expect(asked).toBe(1);
});

test("the record folds to what is stored", async () => {
  expect(await centre.verify()).toMatchObject({ differences: [] });
});
