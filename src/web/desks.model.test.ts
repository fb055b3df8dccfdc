import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ShipmentPage, ShownDeclaration, ShownEvent } from "./answers.ts";
import { inputOf } from "./declare.model.ts";
import { amendmentOf, draftOfDeclaration, draftOfPieces } from "./declare-again.model.ts";
import { deskSearchOf, judgedIn, nameOf, waitedText } from "./desk.model.ts";
import type { ShiftPage, StuckRow } from "./desk-answers.ts";
import { announcedIn, dutySearchOf, typedAmount } from "./duty-desk.model.ts";
import {
  actOfKey,
  DECISIONS,
  decisionInput,
  neighbour,
  officerSearchOf,
  standingOf,
} from "./officer.model.ts";
import { amountText, dueMinorOf } from "./show.model.ts";
import { shiftCsv, shiftSearchOf } from "./show-shift.model.ts";

const event = (type: string, recordedAt: number, data: ShownEvent["data"]): ShownEvent => ({
  type,
  subjectKind: "shipment",
  subjectId: "s",
  occurredAt: recordedAt,
  recordedAt,
  place: null,
  device: null,
  sensitivity: 1,
  data,
});

describe("the addresses of the desks", () => {
  test("keep what the desk knows and drop the rest", () => {
    expect(deskSearchOf({ thing: "pay", open: " a ", other: 1 })).toEqual({
      thing: "pay",
      open: "a",
    });
    expect(deskSearchOf({ thing: "dance", paper: "" })).toEqual({});
    expect(dutySearchOf({ state: "owed", party: "HX", open: "" })).toEqual({
      state: "owed",
      party: "HX",
    });
    expect(officerSearchOf({ settled: "yes", open: 12 })).toEqual({ open: "12" });
    expect(shiftSearchOf({ day: "2026-11-22", from: "2026-11-22T06:00", to: "noon" })).toEqual({
      from: "2026-11-22T06:00",
    });
    expect(shiftSearchOf({ day: "22.11.2026", from: "" })).toEqual({});
  });

  test("property: reading an address twice gives the same", () => {
    const readers = [deskSearchOf, dutySearchOf, officerSearchOf, shiftSearchOf];
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (search) => {
        for (const read of readers) {
          const once = read(search);
          expect(read({ ...once })).toEqual(once);
        }
      }),
    );
  });
});

describe("the clerk's desk", () => {
  test("tells the newest judgement, whichever event carries it", () => {
    const finding = { code: "regime/over-limit", severity: "error", at: {} };
    const made = event("shipment-made", 1, {
      judgement: { unfit: true, findings: [finding], moveTo: "express-c" },
    });
    expect(judgedIn([event("piece-arrived", 2, {}), made])).toEqual({
      findings: [finding],
      moveTo: "express-c",
    });
    const moved = event("regime-changed", 3, { unfit: false, from: "a", to: "b" });
    expect(judgedIn([made, moved])).toEqual({ findings: [], moveTo: undefined });
    expect(judgedIn([])).toEqual({ findings: [], moveTo: undefined });
  });

  test("tells what differs of the documents as it was compared last", () => {
    const finding = (code: string) => ({ code, severity: "error", at: {} });
    const findings = [finding("regime/over-limit"), finding("match/document-missing")];
    const made = event("shipment-made", 1, { judgement: { unfit: true, findings } });
    const differs = finding("match/order-payment");
    const compared = event("documents-compared", 2, { documents: {}, findings: [differs] });
    expect(judgedIn([made, compared]).findings).toEqual([findings[0], differs]);
    expect(judgedIn([made]).findings).toEqual(findings);
  });

  test("names a shipment by its first piece and how many more there are", () => {
    const shipment = { id: "0-0-0-0-123456789" } as StuckRow["shipment"];
    const pieces = ["A1", "A2"].map((code) => ({ itemId: code, identifiers: [code, "N"] }));
    expect(nameOf({ shipment, pieces })).toEqual({ code: "A1", more: 1 });
    expect(nameOf({ shipment, pieces: [] })).toEqual({ code: "23456789", more: 0 });
  });

  test("tells how long something waits in its two largest units", () => {
    expect([0, 14, 60, 61, 1_500, 2_880].map((minutes) => waitedText(minutes, "en-GB"))).toEqual([
      "0 mins",
      "14 mins",
      "1 hr",
      "1 hr 1 min",
      "1 day 1 hr",
      "2 days",
    ]);
  });
});

describe("the officer's list", () => {
  test("every decision has a key of its own, and no key stands for two acts", () => {
    const acts = DECISIONS.map(({ decision, key }) => [actOfKey(key), decision]);
    for (const [act, decision] of acts) expect(act).toBe(decision);
    expect([actOfKey("N"), actOfKey("p"), actOfKey("q")]).toEqual(["next", "previous", undefined]);
    expect(decisionInput("image")).toEqual({ decision: "examine", kind: "image" });
    expect(decisionInput("detain")).toEqual({ decision: "detain" });
  });

  test("the next one follows; of one that left the list, what took its place", () => {
    const ids = ["a", "b", "c"];
    const next = (open: string | undefined, before = -1) =>
      neighbour(ids, standingOf(ids, open, before), "next");
    expect([next(undefined), next("a"), next("c")]).toEqual(["a", "b", undefined]);
    expect([next("gone", 1), next("gone", 9)]).toEqual(["b", "c"]);
    expect(neighbour(ids, standingOf(ids, "b", -1), "previous")).toBe("a");
    expect(neighbour([], standingOf([], "gone", 3), "next")).toBeUndefined();
  });
});

describe("the duty desk", () => {
  test("reads an amount with a comma, and writes minor units with the currency's decimals", () => {
    expect([" 52,00 ", "52.5", "1,234"].map(typedAmount)).toEqual(["52.00", "52.5", "1.234"]);
    expect([amountText("5", "CNY"), amountText("5", "JPY")]).toEqual(["0.05", "5"]);
    const sums = { assessedMinor: "500", waivedMinor: "100", paidMinor: "500", refundedMinor: "0" };
    expect(dueMinorOf(sums as Parameters<typeof dueMinorOf>[0])).toBe("-100");
  });

  test("shows the last payment that the addressee announced", () => {
    const data = { amountMinor: "5200", currency: "CNY", way: "bank", reference: "B-2" };
    const older = event("payment-announced", 1, { ...data, reference: "B-1" });
    const found = announcedIn([older, event("payment-announced", 2, data)]);
    expect(found).toEqual({ ...data, at: 2 });
    expect(announcedIn([event("item-arrived", 1, null)])).toBeUndefined();
  });
});

test("the papers of a shift are saved with headings in the reader's words", () => {
  const sum = {
    stream: "postal",
    arrived: 3,
    released: 2,
    held: 1,
    met: 1,
    returned: 0,
    left: 2,
    currency: "CNY",
    assessedMinor: "100",
    waivedMinor: "0",
    paidMinor: "100",
    refundedMinor: "0",
  };
  const page = {
    lines: [{ ...sum, party: "CNA", name: "=Post" }],
    totals: [sum],
  } as unknown as ShiftPage;
  const lines = shiftCsv(page, (_family, value) => value.toUpperCase()).split("\r\n");
  expect(lines[0]).toMatch(/^PARTY,NAME,STREAM,ARRIVED,/);
  expect(lines[1]).toBe("CNA,'=Post,postal,3,2,1,1,0,2,CNY,100,0,100,0");
  expect(lines[2]).toBe(",,postal,3,2,1,1,0,2,CNY,100,0,100,0");
});

describe("the form filled in from a shipment", () => {
  const identifier = (scheme: string, normalised: string) => ({
    scheme,
    issuer: "",
    normalised,
    freedAt: null,
    formerAt: null,
    contested: false,
  });
  const page = {
    shipment: { regime: "express-b" },
    items: [{ identifiers: [identifier("internal", "CN1"), identifier("house", "HX1")] }],
  } as unknown as ShipmentPage;
  const declaration = {
    number: "HX1",
    stream: "express",
    direction: "import",
    content: {
      currency: "EUR",
      dimensionsCm: [10, 20, 30.5],
      discount: { units: "100", scale: 2 },
      ownUse: true,
      lines: [
        { description: "coat", totalValue: { units: "10050", scale: 2 }, taxClass: "3" },
        {
          description: "socks",
          quantity: { units: "3", scale: 0 },
          totalValue: { units: "9", scale: 0 },
        },
      ],
      pieces: [{ code: "HX1", grossWeightKg: { units: "1250", scale: 3 } }],
    },
  } as unknown as ShownDeclaration;
  const recipient = { name: "Gan Wenhao", addressLines: ["1 A", "2 B"], identityNumber: "ID" };

  test("sends again what was declared, also what it has no field for", () => {
    const remarks = { comments: "ring the neighbour", extra: { colour: "red" } };
    const persons = { recipient, remarks };
    const draft = draftOfDeclaration(page, declaration, persons);
    expect(amendmentOf(draft, declaration, persons)).toEqual({
      number: "HX1",
      stream: "express",
      direction: "import",
      regime: "express-b",
      pieces: [{ code: "HX1", grossWeightKg: { units: "1250", scale: 3 } }],
      sender: {},
      recipient,
      content: {
        currency: "EUR",
        dimensionsCm: [10, 20, 30.5],
        discount: { units: "100", scale: 2 },
        ownUse: true,
        ...remarks,
        lines: [
          {
            description: "coat",
            quantity: { units: "1", scale: 0 },
            unitValue: { units: "10050", scale: 2 },
            taxClass: "3",
          },
          {
            description: "socks",
            quantity: { units: "3", scale: 0 },
            totalValue: { units: "9", scale: 0 },
          },
        ],
      },
    });
  });

  test("what belonged to other goods is not kept for those described anew", () => {
    const draft = draftOfDeclaration(page, declaration, {});
    const lines = draft.lines.map((line) => ({ ...line, description: "hat" }));
    expect(JSON.stringify(amendmentOf({ ...draft, lines }, declaration, {}))).not.toContain(
      "taxClass",
    );
  });

  test("pieces nobody declared stand under the code on their label", () => {
    const draft = draftOfPieces(page);
    expect(draft.stream).toBe("express");
    expect(inputOf(draft)).toMatchObject({ pieces: [{ code: "HX1" }] });
    const postal = { items: [{ identifiers: [identifier("s10", "RR473124829GB")] }] };
    expect(draftOfPieces(postal as unknown as ShipmentPage).stream).toBe("postal");
  });
});
