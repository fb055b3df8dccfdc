import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HOLD_KINDS } from "#domain/holds/hold.ts";
import type { ItemState, ItemStatus } from "#domain/items/item.ts";
import type {
  Decision,
  Direction,
  DocumentMatch,
  Duty,
  Purpose,
} from "#domain/shipments/shipment.ts";
import { type EffectiveHold, type Exit, exitOf, type GateSubject, mayLeave } from "./may-leave.ts";
import { judge } from "./verdict.ts";

const ID = "018f0000-0000-7000-8000-000000000001";
const GOLDEN = "src/domain/centre/golden/may-leave.csv";
const PURPOSES = ["release", "export", "return", "transfer", "authority", "destruction"] as const;
const DIRECTIONS = ["import", "export", "transit", "undetermined"] as const;

const item: ItemState = {
  id: ID,
  version: 1,
  site: "CANHUB",
  shipmentId: ID,
  status: "present",
  at: { kind: "zone", ref: "A-1", sinceAt: 0 },
  arrivedAt: 0,
  leftAt: null,
  exitPurpose: null,
  lastAt: 0,
  weightGrams: null,
  holds: 0,
  recentKeys: "",
  readers: [],
  sensitivity: 1,
};

function holdOf(authority: string, kind: EffectiveHold["kind"] = "hold"): EffectiveHold {
  return { id: ID, targetId: ID, authority, level: 1, kind, publicReason: "to be looked at" };
}

function decisionOf(purpose: Purpose, destination: string | null = null): Decision {
  const by = { decidedAt: 0, decidedBy: ID, eventKey: ID };
  return { authority: "customs", purpose, destination, ...by };
}

type Row = {
  readonly direction: Direction;
  readonly status: ItemStatus;
  readonly held: string;
  readonly decided: string;
  readonly purpose: Purpose;
  readonly destination: string;
};

/** What customs decided: nothing, this purpose, this purpose elsewhere, another purpose. */
function decisionsOf({ decided, purpose, destination }: Row): readonly Decision[] {
  const other = purpose === "return" ? "transfer" : "return";
  const decisions: Record<string, readonly Decision[]> = {
    nothing: [],
    this: [decisionOf(purpose)],
    "this, there": [decisionOf(purpose, destination)],
    "this, elsewhere": [decisionOf(purpose, "ELSEWHERE")],
    another: [decisionOf(other)],
  };
  return decisions[decided] ?? [];
}

function subjectOf(row: Row): GateSubject {
  const { direction, status, held } = row;
  const declared = direction !== "undetermined";
  const shipment = {
    id: ID,
    stream: declared ? ("postal" as const) : ("undetermined" as const),
    direction,
    regime: declared ? "postal-personal" : "undetermined",
    holds: 0,
    holdRoots: [],
    decisions: decisionsOf(row),
    duty: null,
    screening: "none" as const,
    unfit: false,
    documents: null,
  };
  const holds = held === "nobody" ? [] : held.split(" and ").map((authority) => holdOf(authority));
  return { item: { ...item, status }, shipment, holds };
}

/** Every combination that decides something, as rows of the table. */
function* rows(): Generator<Row> {
  for (const direction of DIRECTIONS) {
    for (const purpose of PURPOSES) {
      const destination = purpose === "authority" ? "customs" : "CKG-OUT";
      const base = { direction, status: "present", held: "nobody", purpose, destination } as const;
      for (const decided of ["nothing", "this", "this, there", "this, elsewhere", "another"]) {
        yield { ...base, decided };
      }
      for (const held of ["customs", "quarantine", "operator", "customs and quarantine"]) {
        yield { ...base, held, decided: "this" };
      }
      for (const status of ["expected", "left", "destroyed", "expired"] as const) {
        yield { ...base, status, decided: "this" };
      }
    }
  }
}

function line(row: Row): string {
  const { direction, status, held, decided, purpose, destination } = row;
  const blockers = mayLeave(subjectOf(row), { purpose, destination });
  const named = blockers.map((blocker) => `${blocker.code} (${blocker.liftedBy})`).join(" + ");
  const fields = [direction, status, held, decided.replace(",", ""), purpose, destination];
  return [...fields, named === "" ? "leaves" : named].join(",");
}

/** Owed: one yuan, unpaid where nothing else is said. */
function dutyOf(given: Partial<Duty>): Duty {
  return {
    currency: "CNY",
    assessedMinor: 100n,
    waivedMinor: 0n,
    paidMinor: 0n,
    refundedMinor: 0n,
    securedBy: null,
    owedBy: null,
    readers: [],
    references: [],
    asked: null,
    assessedAt: 0,
    eventKey: ID,
    ...given,
  };
}

const HEADING = "direction,status,held by,customs decided,purpose,destination,answer";

describe("may-leave", () => {
  test("golden: the table of every exit is what it was", async () => {
    const table = [HEADING, ...[...rows()].map(line), ""].join("\n");
    await expect(table).toMatchFileSnapshot("golden/may-leave.csv");
  });

  test("the table lets out only what is here, unheld or handed to its holder, and decided for", () => {
    const [heading, ...lines] = readFileSync(GOLDEN, "utf8").trimEnd().split("\n");
    expect(heading).toBe(HEADING);
    expect(lines).toHaveLength(312);
    const leaving = lines.filter((one) => one.endsWith(",leaves")).map((one) => one.split(","));
    expect(leaving.length).toBeGreaterThan(20);
    for (const [direction, status, held, decided, purpose, destination] of leaving) {
      expect(status).toBe("present");
      expect(decided).toMatch(/^this/);
      if (held !== "nobody") expect([purpose, destination]).toEqual(["authority", held]);
      if (direction === "undetermined") expect(["release", "export"]).not.toContain(purpose);
      const wayOut = { import: "release", export: "export" }[direction ?? ""];
      if (purpose === "release" || purpose === "export") expect(purpose).toBe(wayOut);
    }
  });
});

describe("duty, screening and the rule book", () => {
  const released = subjectOf({
    direction: "import",
    status: "present",
    held: "nobody",
    decided: "this",
    purpose: "release",
    destination: "CKG-OUT",
  });
  const codes = (given: Partial<GateSubject["shipment"]>, purpose: Purpose = "release") =>
    mayLeave(
      { ...released, shipment: { ...released.shipment, ...given } },
      { purpose, destination: "CKG-OUT" },
    ).map((blocker) => `${blocker.code} ${blocker.liftedBy}`);

  test("what is owed stops a release until it is paid, waived or secured", () => {
    expect(codes({ duty: dutyOf({}) })).toEqual(["duty-unpaid payer"]);
    expect(codes({ duty: dutyOf({ paidMinor: 99n }) })).toEqual(["duty-unpaid payer"]);
    expect(codes({ duty: dutyOf({ paidMinor: 60n, waivedMinor: 40n }) })).toEqual([]);
    expect(codes({ duty: dutyOf({ paidMinor: 100n, refundedMinor: 1n }) })).toEqual([
      "duty-unpaid payer",
    ]);
    expect(codes({ duty: dutyOf({ securedBy: "guarantor" }) })).toEqual([]);
  });

  test("a pending screening, an unfit declaration and lacking documents stop a release, and no ordered exit", () => {
    expect(codes({ screening: "pending" })).toEqual(["screening-pending customs"]);
    expect(codes({ screening: "clear" })).toEqual([]);
    expect(codes({ unfit: true })).toEqual(["regime-unfit declarant"]);
    const missing = { state: "missing", documents: ["payment"] } as const;
    const differs = { state: "differs", documents: ["order", "payment"] } as const;
    expect(codes({ documents: missing })).toEqual(["documents-missing declarant"]);
    expect(codes({ documents: differs })).toEqual(["documents-differ declarant"]);
    expect(codes({ documents: { state: "matched", documents: [] } })).toEqual([]);
    const returned = {
      unfit: true,
      documents: missing,
      duty: dutyOf({}),
      decisions: [decisionOf("return")],
    };
    expect(codes(returned, "return")).toEqual([]);
  });
});

const holds = fc.array(
  fc
    .tuple(fc.constantFrom("customs", "quarantine", "operator"), fc.constantFrom(...HOLD_KINDS))
    .map(([authority, kind]) => holdOf(authority, kind)),
  { maxLength: 3 },
);
const decisions = fc.array(
  fc
    .tuple(fc.constantFrom(...PURPOSES), fc.constantFrom(null, "CKG-OUT", "customs"))
    .map(([purpose, destination]) => decisionOf(purpose, destination)),
  { maxLength: 2 },
);
const subjects: fc.Arbitrary<GateSubject> = fc
  .record({
    direction: fc.constantFrom(...DIRECTIONS),
    status: fc.constantFrom("expected", "present", "left", "destroyed", "expired"),
    regime: fc.constantFrom("postal-personal", "express-b", "9610", "undetermined", "no-such"),
    holds,
    decisions,
    duty: fc.constantFrom(null, dutyOf({}), dutyOf({ paidMinor: 100n })),
    screening: fc.constantFrom("none" as const, "pending" as const, "clear" as const),
    unfit: fc.boolean(),
    documents: fc.constantFrom<DocumentMatch | null>(
      null,
      { state: "matched", documents: [] },
      { state: "missing", documents: ["payment"] },
      { state: "differs", documents: ["order"] },
    ),
  })
  .map(({ status, holds: held, decisions: decided, ...shipment }) => ({
    item: { ...item, status: status as ItemStatus },
    shipment: {
      id: ID,
      stream: "postal",
      holds: 0,
      holdRoots: [],
      decisions: decided,
      ...shipment,
    },
    holds: held,
  }));
const exits: fc.Arbitrary<Exit> = fc.record({
  purpose: fc.constantFrom(...PURPOSES),
  destination: fc.constantFrom("CKG-OUT", "customs", "quarantine"),
});

describe("the verdict and the gate agree", () => {
  test("property: RELEASE is shown if and only if the gate has no blocker for the way out", () => {
    fc.assert(
      fc.property(subjects, (subject) => {
        const { verdict, blockers } = judge(subject);
        expect(blockers).toEqual(mayLeave(subject, exitOf(subject.shipment)));
        expect(verdict === "RELEASE").toBe(blockers.length === 0);
      }),
      { numRuns: 2_000 },
    );
  });

  test("property: one more hold never lets anything out, and each hold is named once", () => {
    fc.assert(
      fc.property(subjects, exits, (subject, exit) => {
        const before = mayLeave(subject, exit);
        const held = { ...subject, holds: [...subject.holds, holdOf("quarantine", "quarantine")] };
        const after = mayLeave(held, exit);
        const handedOver = exit.purpose === "authority" && exit.destination === "quarantine";
        expect(after.length).toBe(before.length + (handedOver ? 0 : 1));
      }),
    );
  });

  test("property: the verdict names the first hold in the order of the list", () => {
    const words = { hold: "HOLD", quarantine: "QUARANTINE", open: "OPEN", image: "IMAGE" };
    fc.assert(
      fc.property(subjects, (subject) => {
        const kind = HOLD_KINDS.find((one) => subject.holds.some((hold) => hold.kind === one));
        const { verdict } = judge(subject);
        if (kind !== undefined) expect(verdict).toBe(words[kind]);
        else expect(["RETURN", "WAIT", "RELEASE"]).toContain(verdict);
      }),
    );
  });

  test("canary: a gate that forgets one hold is seen by the property", () => {
    const subject = subjectOf({
      direction: "import",
      status: "present",
      held: "customs",
      decided: "this",
      purpose: "release",
      destination: "CKG-OUT",
    });
    const forgetful = mayLeave({ ...subject, holds: [] }, exitOf(subject.shipment));
    expect(judge(subject).blockers).not.toEqual(forgetful);
  });
});
