/**
 * An authority's decision on shipments: release or export, or the order for another exit.
 * Each authority decides for itself; the gate asks for all that the regime names.
 */
import { type Static, Type } from "typebox";
import { regimeOf } from "#domain/customs/regimes/index.ts";
import type { Id } from "#domain/events/event.ts";
import type { Purpose, ShipmentState } from "#domain/shipments/shipment.ts";
import {
  answered,
  answerSchema,
  BATCH_LIMIT,
  batchCounts,
  mayTouch,
  type RowAnswer,
  rowsSchema,
  sortRows,
} from "./batch.ts";
import { command } from "./define.ts";
import { onlyShipment, readCode, subjectsAndShipments } from "./find-subjects.ts";
import { CodeSchema, PurposeSchema, rowMembers, UuidSchema } from "./schemas.ts";
import { Unit } from "./unit.ts";

const ReleaseRow = Type.Object(
  {
    shipmentId: Type.Optional(UuidSchema),
    code: Type.Optional(CodeSchema),
    purpose: Type.Optional(PurposeSchema),
    destination: Type.Optional(Type.String({ maxLength: 64 })),
    basis: Type.Optional(Type.String({ maxLength: 500 })),
  },
  { additionalProperties: false },
);
type Release = Static<typeof ReleaseRow>;

const batch = { field: "releases", row: ReleaseRow, max: BATCH_LIMIT };

export const releaseShipments = command({
  name: "release-shipments",
  sentence: "Records an authority's release of shipments, or its order for another way out.",
  roles: ["officer", "system"],
  input: Type.Object(
    { releases: rowsSchema("Decisions to record.") },
    { additionalProperties: false },
  ),
  output: answerSchema(
    Type.Object({
      ...rowMembers,
      shipmentId: Type.Optional(UuidSchema),
      purpose: Type.Optional(PurposeSchema),
    }),
  ),
  batch,
  counts: batchCounts,
  handler: async (context, input) => {
    const { tx, actor, ports, now } = context;
    const sorted = sortRows<Release>(batch, input.releases as unknown[]);
    const answers: (RowAnswer & { shipmentId?: Id; purpose?: Purpose })[] = sorted.answers;
    const codeOf = (value: Release): string => readCode(value.code ?? "").normalised;
    const subjects = await subjectsAndShipments(
      tx,
      sorted.rows.filter(({ value }) => value.code !== undefined).map(({ value }) => codeOf(value)),
    );
    const idOf = (value: Release): Id | undefined => {
      const found = value.code === undefined ? [] : (subjects.get(codeOf(value)) ?? []);
      return value.shipmentId ?? onlyShipment(found);
    };
    const unit = new Unit(context);
    await unit.lock(
      "shipment",
      sorted.rows.flatMap(({ value }) => idOf(value) ?? []),
    );
    for (const { row, value } of sorted.rows) {
      const id = idOf(value);
      const shipment = id === undefined ? undefined : unit.get("shipment", id);
      const decided = decide(
        shipment,
        value,
        actor.authority,
        shipment !== undefined && mayTouch(actor, shipment),
      );
      if ("code" in decided) {
        answers.push({ row, refusal: decided });
        continue;
      }
      unit.state({
        key: ports.ids.derived(context.seed, "release", row),
        subject: "shipment",
        subjectId: decided.shipment.id,
        type: "shipment-decided",
        schema: 1,
        occurredAt: now,
        sensitivity: 1,
        data: {
          authority: actor.authority,
          purpose: decided.purpose,
          ...(value.destination !== undefined && { destination: value.destination }),
          ...(value.basis !== undefined && { basis: value.basis }),
        },
      });
      answers.push({ row, shipmentId: decided.shipment.id, purpose: decided.purpose });
    }
    await unit.save();
    return answered(answers);
  },
});

type Decided = { readonly shipment: ShipmentState; readonly purpose: Purpose };

/** What is decided, or why it cannot be: `shipment/not-found`, `release/…`. */
function decide(
  shipment: ShipmentState | undefined,
  value: Release,
  authority: string | null,
  readable: boolean,
): Decided | { readonly code: string; readonly facts?: Readonly<Record<string, unknown>> } {
  if (shipment === undefined || !readable) return { code: "shipment/not-found" };
  if (authority === null) return { code: "release/no-authority" };
  const purpose = (value.purpose ??
    (shipment.direction === "export" ? "export" : "release")) as Purpose;
  if (purpose !== "release" && purpose !== "export") return { shipment, purpose };
  const regime = regimeOf(shipment.regime);
  if (regime?.mayBeReleased !== true) {
    return { code: "release/not-declared", facts: { found: shipment.regime } };
  }
  if (!regime.authorities.includes(authority)) {
    return {
      code: "release/authority-not-named",
      facts: { found: authority, expected: regime.authorities },
    };
  }
  return { shipment, purpose };
}
