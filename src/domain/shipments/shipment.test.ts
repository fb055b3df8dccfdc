import fc from "fast-check";
import { expect, test } from "vitest";
import type { Event } from "#domain/events/event.ts";
import { foldShipment, type ShipmentState } from "./shipment.ts";

const ID = "018f0000-0000-7000-8000-000000000002";
const CLERK = "018f0000-0000-7000-8000-000000000003";

type Step = { readonly type: string; readonly data?: Readonly<Record<string, unknown>> };

function fold(declared: number, steps: readonly Step[]): ShipmentState {
  const data = {
    stream: "express",
    direction: "import",
    regime: "express-b",
    piecesDeclared: declared,
    holdRoots: [],
    valueMinor: "1050",
    currency: "EUR",
    declared: true,
    readers: [ID],
  };
  let state: ShipmentState | undefined;
  for (const [at, step] of [{ type: "shipment-made", data }, ...steps].entries()) {
    const event: Event = {
      key: `018f0000-0000-7000-9000-${String(at).padStart(12, "0")}`,
      subject: "shipment",
      subjectId: ID,
      type: step.type,
      schema: 1,
      occurredAt: at,
      sensitivity: 1,
      data: step.data ?? null,
      version: at + 1,
      site: "CANHUB",
      recordedAt: at,
      callId: ID,
      actor: CLERK,
    };
    state = foldShipment(state, event);
  }
  if (state === undefined) throw new Error("a shipment is made");
  return state;
}

test("property: its status follows the counts of its pieces, in any order they come and go", () => {
  const data = { to: null };
  const course = fc.array(fc.constantFrom("piece-arrived", "piece-left", "piece-returned"));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), course, (declared, wanted) => {
      let [arrived, left] = [0, 0];
      const steps: Step[] = [];
      for (const type of wanted) {
        if (type === "piece-arrived" && arrived < declared) arrived += 1;
        else if (type === "piece-left" && left < arrived) left += 1;
        else if (type === "piece-returned" && left > 0) left -= 1;
        else continue;
        steps.push({ type, data });
      }
      const state = fold(declared, steps);
      expect(state.pieces).toEqual({ declared, arrived, held: 0, left });
      const some = left > 0 ? "part-left" : arrived > 0 ? "present" : "declared";
      expect(state.status).toBe(left === declared ? "left" : some);
    }),
  );
});

test("property: each authority has one decision, its last", () => {
  const authority = fc.constantFrom("customs", "quarantine");
  const purpose = fc.constantFrom("release", "return", "destruction");
  fc.assert(
    fc.property(fc.array(fc.record({ authority, purpose }), { maxLength: 12 }), (decisions) => {
      const state = fold(
        1,
        decisions.map((data) => ({ type: "shipment-decided", data })),
      );
      for (const name of ["customs", "quarantine"]) {
        const last = decisions.filter((decision) => decision.authority === name).at(-1);
        const kept = state.decisions.filter((decision) => decision.authority === name);
        expect(kept.map((decision) => decision.purpose)).toEqual(last ? [last.purpose] : []);
      }
    }),
  );
});

test("what came back to another shipment has left from here: counts and decisions stay", () => {
  const release = { authority: "customs", purpose: "release" };
  const before = [
    { type: "shipment-decided", data: release },
    { type: "piece-arrived" },
    { type: "piece-held" },
    { type: "piece-left" },
  ];
  const back = (to: string | null): ShipmentState => {
    const data = { to, held: true, decidedAnew: true };
    return fold(1, [...before, { type: "piece-returned", data }]);
  };
  expect(back(ID)).toMatchObject({ status: "left", decisions: [release] });
  expect(back(ID).pieces).toEqual({ declared: 1, arrived: 1, held: 0, left: 1 });
  expect(back(null)).toMatchObject({ status: "present", decisions: [] });
});

test("an expiry stands until a piece comes after all", () => {
  expect(fold(1, [{ type: "shipment-expired" }]).status).toBe("expired");
  const after = fold(1, [{ type: "shipment-expired" }, { type: "piece-arrived" }]);
  expect(after.status).toBe("present");
});

test("amounts are exact: minor units are whole numbers of any size", () => {
  expect(fold(1, []).valueMinor).toBe(1050n);
});

test("a list is matched as it was compared last, and by customs' approval", () => {
  const missing = { state: "missing", documents: ["payment"] };
  const told = (status: string) => ({ type: "customs-told", data: { status, message: "CEB622" } });
  const compared = { type: "documents-compared", data: { documents: missing } };
  expect(fold(1, []).documents).toBeNull();
  expect(fold(1, [compared]).documents).toEqual(missing);
  expect(fold(1, [compared, told("120")]).documents).toEqual(missing);
  expect(fold(1, [compared, told("399")]).documents).toEqual({ state: "matched", documents: [] });
  expect(fold(1, [told("800")]).documents).toBeNull();
  const nothing = { type: "documents-compared", data: { documents: null } };
  expect(fold(1, [compared, nothing]).documents).toBeNull();
});
