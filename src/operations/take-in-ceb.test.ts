/** CEB messages taken in: the documents of a parcel are kept, its list is lodged, persons go to the vault. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { present } from "#base/result.ts";
import {
  cebText,
  inventory,
  order,
  parcelNumber,
  payment,
  waybill,
} from "#test/ceb/parcel-messages.ts";
import { type Centre, openCentre } from "#test/centre.ts";
import { type Intake, intakeOf } from "#test/intake.ts";
import type { Actor } from "./define.ts";
import type { MessageAnswer } from "./message-answer.ts";

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

/** By a clerk of the centre, who takes in what others hand it. */
const takeIn = (name: string, text: string): Promise<MessageAnswer> =>
  intake.takeIn(name, Buffer.from(text), clerk);

const errors = (answer: MessageAnswer): readonly string[] =>
  answer.findings.flatMap(({ code, severity }) => (severity === "info" ? [] : [code]));

type Kept = { readonly kind: string; readonly revision: number; readonly facts: object };
const kept = async (number: string): Promise<readonly Kept[]> =>
  (
    await centre.pool.query<Kept>(
      "select kind, revision, facts, withdrawn from mailport.document where number = $1 order by kind, revision",
      [number],
    )
  ).rows;

test("scenario: order, payment and waybill are kept, and the list is lodged for the parcel expected", async () => {
  for (const [name, part] of [
    ["CEB311", order({ at: 1 })],
    ["CEB411", payment({ at: 1 })],
    ["CEB511", waybill({ at: 1 })],
  ] as const) {
    const answer = await takeIn(`${name}.xml`, cebText(name, [part]));
    expect({ name, errors: errors(answer) }).toEqual({ name, errors: [] });
    expect(answer).toMatchObject({ format: "ceb", state: "taken-in", rowsTotal: 1 });
  }
  expect(await kept("O000001")).toMatchObject([
    { kind: "order", revision: 1, facts: { acturalPaid: "128.74", payTransactionId: "T000001" } },
  ]);
  expect(await kept("T000001")).toMatchObject([
    { kind: "payment", facts: { amountPaid: "128.74", orderNo: "O000001" } },
  ]);
  const parcel = parcelNumber(1);
  const expected = await centre.act<Shown>(clerk, "show-item", { code: parcel });
  expect(expected).toMatchObject({
    item: { status: "expected" },
    shipment: { stream: "undetermined" },
  });
  const lodged = await takeIn("CEB621.xml", cebText("CEB621", [inventory({ at: 1 })]));
  expect(errors(lodged)).toEqual(["ceb/unsigned"]);
  expect(lodged).toMatchObject({ state: "taken-in" });
  const declared = await centre.act<Shown>(clerk, "show-item", { code: parcel });
  expect(declared.item["id"]).toBe(expected.item["id"]);
  expect(declared.shipment).toMatchObject({
    stream: "ecommerce",
    direction: "import",
    regime: "9610",
    currency: "CNY",
    valueMinor: "11800",
  });
});

type Shown = {
  readonly item: Record<string, unknown>;
  readonly shipment: Record<string, unknown>;
};

test("no person of a document stands outside the vault", async () => {
  const found = await centre.pool.query<{ whole: string }>(
    `select row_to_json(d)::text as whole from mailport.document d
     union all select row_to_json(d)::text from mailport.declaration d
     union all select row_to_json(e)::text from mailport.event e
     union all select row_to_json(m)::text from mailport.message m`,
  );
  expect(found.rows.length).toBeGreaterThan(8);
  for (const { whole } of found.rows) expect(whole).not.toMatch(/王例|13800000000|110101|例路/);
});

test("a later statement is the next revision, an older one is dropped with a finding", async () => {
  const later = order({ at: 1, appType: "2", appTime: "20260921000000", freight: "9" });
  expect(await takeIn("later.xml", cebText("CEB311", [later], "95"))).toMatchObject({
    state: "taken-in",
  });
  const older = order({ at: 1, appType: "2", appTime: "20260919000000", freight: "7" });
  const answer = await takeIn("older.xml", cebText("CEB311", [older], "96"));
  expect(answer).toMatchObject({ state: "taken-in" });
  expect(errors(answer)).toEqual(["document/older"]);
  expect((await kept("O000001")).map(({ revision }) => revision)).toEqual([1, 2]);
  const gone = order({ at: 1, appType: "3", appTime: "20260922000000" });
  await takeIn("gone.xml", cebText("CEB311", [gone], "97"));
  expect((await kept("O000001")).at(-1)).toMatchObject({ revision: 3, withdrawn: true });
});

test("the persons of a document are erased with all its revisions, and it stays", async () => {
  const erase = (number: string) =>
    centre.act<{ rows: readonly object[] }>("manager", "erase-persons", {
      erasures: [{ document: { kind: "order", issuer: "PLAT-77", number }, reason: "asked for" }],
    });
  expect((await erase("O000001")).rows).toMatchObject([{ persons: 6 }]);
  expect((await erase("O999999")).rows).toMatchObject([
    { refusal: { code: "document/not-found" } },
  ]);
  expect(await kept("O000001")).toHaveLength(3);
});

test("a hundred lists of one file are lodged, and a change of one in the same file amends it", async () => {
  const lists = Array.from({ length: 99 }, (_, at) => inventory({ at: at + 100 }));
  const change = inventory({ at: 100, appType: "2", appTime: "20260921000000" });
  const text = cebText("CEB621", [...lists, change], "98");
  const calls = await intake.count("call where operation = 'lodge-declarations'");
  const answer = await takeIn("batch.xml", text);
  expect(answer).toMatchObject({ state: "taken-in", rowsTotal: 100, rowsDone: 100 });
  expect(await intake.count("event where type = 'declaration-amended'")).toBe(2);
  // Two parts of fifty messages, one call each.
  expect(await intake.count("call where operation = 'lodge-declarations'")).toBe(calls + 2);
  const { rows } = await centre.pool.query<{ messages: string }>(
    "select count(distinct source_message) as messages from mailport.event where type = 'declaration-lodged'",
  );
  expect(rows).toEqual([{ messages: "100" }]);
  const before = await intake.count("event");
  const again = await takeIn("again.xml", text);
  expect(again.rowsDone).toBe(100);
  expect(await intake.count("event")).toBe(before);
  expect(await centre.verify()).toMatchObject({ differences: [] });
}, 60_000);
