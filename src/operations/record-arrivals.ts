/**
 * Records that pieces and containers arrived. What was expected is here now; what nobody announced
 * gets an item, a shipment that is `undetermined`, and an internal code; what had left is re-opened.
 */
import { type Static, Type } from "typebox";
import type { Result } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import { CONTAINER_KINDS, type ContainerKind } from "#domain/places/container.ts";
import { type ArrivalAnswer, type ArrivalFact, arriveUnannounced } from "./arrive-unannounced.ts";
import {
  answered,
  answerSchema,
  BATCH_LIMIT,
  batchCounts,
  mayTouch,
  type Row,
  rowsSchema,
  sortRows,
} from "./batch.ts";
import { type CallContext, command } from "./define.ts";
import { type ReadCode, subjectsOf } from "./find-subjects.ts";
import { chainIds, lockContainers, sameChains } from "./lock-containers.ts";
import { type Noted, type Noter, notedMembers, noterMembers, noterOf, readNoted } from "./noted.ts";
import { owningShipments } from "./owning-shipments.ts";
import type { FoundSubject } from "./ports.ts";
import { loadReach } from "./reach.ts";
import { rowMembers, UuidSchema } from "./schemas.ts";
import { offPieces, selectWeighed } from "./select-weighed.ts";
import { isHere, sight } from "./state-arrival.ts";
import { Unit } from "./unit.ts";

const ArrivalRow = Type.Object(
  {
    ...notedMembers,
    kind: Type.Optional(
      Type.Union([Type.Literal("item"), ...CONTAINER_KINDS.map((kind) => Type.Literal(kind))]),
    ),
  },
  { additionalProperties: false },
);
type Arrival = Static<typeof ArrivalRow>;

const Input = Type.Object(
  {
    arrivals: rowsSchema("Pieces and containers that arrived."),
    ...noterMembers,
    vehicle: Type.Optional(
      Type.String({ maxLength: 64, description: "What brought them: plate, flight or train." }),
    ),
  },
  { additionalProperties: false },
);

const batch = { field: "arrivals", row: ArrivalRow, max: BATCH_LIMIT };

export const recordArrivals = command({
  name: "record-arrivals",
  sentence: "Records that pieces and containers arrived at the centre, announced or not.",
  roles: ["floor", "system"],
  input: Input,
  output: answerSchema(
    Type.Object({
      ...rowMembers,
      subjectKind: Type.Optional(Type.String()),
      subjectId: Type.Optional(UuidSchema),
      internalCode: Type.Optional(Type.String()),
      arrived: Type.Optional(
        Type.Union(
          ["expected", "unannounced", "re-opened", "already"].map((how) => Type.Literal(how)),
        ),
      ),
    }),
  ),
  batch,
  counts: batchCounts,
  handler: (context, input) => arrive(context, input),
});

type Read = Row<Arrival> &
  Noted & {
    readonly containerKind: ContainerKind | undefined;
    readonly place: string | undefined;
  };

async function arrive(context: CallContext, input: Static<typeof Input>): Promise<Result<unknown>> {
  const { tx } = context;
  const noter = await noterOf(context, input);
  if (!noter.ok) return noter;
  const sorted = sortRows<Arrival>(batch, input.arrivals as unknown[]);
  const answers: ArrivalAnswer[] = sorted.answers;
  const read = sorted.rows.flatMap((row) =>
    readArrival(context, row, noter.value, input.place, answers),
  );
  const subjects = await subjectsOf(
    tx,
    read.map((row) => row.code.normalised),
  );
  const unit = new Unit(context);
  const known: { row: Read; found: FoundSubject }[] = [];
  const unannounced: Read[] = [];
  for (const row of read) {
    const found = subjects.get(row.code.normalised) ?? [];
    const [first] = found;
    if (first === undefined) unannounced.push(row);
    else if (found.length > 1) {
      answers.push({
        row: row.row,
        refusal: { code: "identifier/ambiguous", facts: { found: row.code.normalised } },
      });
    } else known.push({ row, found: first });
  }
  const ids = (kind: string): Id[] =>
    known.flatMap(({ found }) => (found.kind === kind ? [found.id] : []));
  const contained = known.flatMap(({ found }) => (found.contained ? [found.id] : []));
  const around = await chainIds(tx, contained);
  const containers = ids("container");
  const locked = await lockContainers(tx, unit, containers, around);
  await unit.lock(
    "shipment",
    known.flatMap(({ found }) => found.shipmentId ?? []),
  );
  await unit.lock("item", ids("item"));
  const items = ids("item").flatMap((id) => unit.get("item", id) ?? []);
  const shipments = owningShipments(unit, ids("item"));
  const reach = await loadReach(tx, unit, { items, shipments, containers });
  const placeOf = ({ found }: { found: FoundSubject }) =>
    unit.need(found.kind === "container" ? "container" : "item", found.id).at;
  sameChains(reach, locked, known.map(placeOf));
  for (const { row, found } of known) {
    const place = reach.keepsInside(placeOf({ found })) ? undefined : row.place;
    answers.push(arriveKnown(context, unit, { ...row, place }, found, input.vehicle));
  }
  const fact = (row: Read): ArrivalFact => factOf(context, row, input.vehicle);
  answers.push(...(await arriveUnannounced(context, unit, unannounced, fact)));
  await selectArrived(context, unit, known);
  await unit.save();
  return answered(answers);
}

/** Holds known pieces that weigh other than declared. */
async function selectArrived(
  context: CallContext,
  unit: Unit,
  known: readonly { readonly row: Read; readonly found: FoundSubject }[],
): Promise<void> {
  const weighed = known.flatMap(({ row, found }) => {
    const { weightGrams } = row.value;
    const item = unit.get("item", found.id);
    if (weightGrams === undefined || item === undefined || !mayTouch(context.actor, item))
      return [];
    const { id: itemId, shipmentId } = item;
    return [{ itemId, shipmentId, code: row.code.normalised, weightGrams }];
  });
  await selectWeighed(context, unit, await offPieces(context, weighed));
}

function readArrival(
  context: CallContext,
  { row, value }: Row<Arrival>,
  noter: Noter,
  placeOfCall: string | undefined,
  answers: ArrivalAnswer[],
): Read[] {
  const noted = readNoted(context, value, noter);
  if (!noted.ok) {
    answers.push({ row, refusal: noted.refusal });
    return [];
  }
  const place = value.place ?? placeOfCall;
  if (place !== undefined && !noter.floor.places.has(place)) {
    answers.push({ row, refusal: { code: "place/unknown", facts: { found: place } } });
    return [];
  }
  const containerKind = containerKindOf(value, noted.value.code);
  return [{ row, value, ...noted.value, containerKind, place }];
}

/** S9 shapes and named container kinds are containers, everything else is a piece. */
function containerKindOf(value: Arrival, code: ReadCode): ContainerKind | undefined {
  if (value.kind === undefined) return code.scheme === "s9" ? "receptacle" : undefined;
  return value.kind === "item" ? undefined : (value.kind as ContainerKind);
}

function factOf(context: CallContext, row: Read, vehicle: string | undefined): ArrivalFact {
  const { ports, seed, actor } = context;
  const grams = row.value.weightGrams;
  const data = {
    ...(grams !== undefined && { weightGrams: grams }),
    ...(vehicle !== undefined && { vehicle }),
    ...(row.value.empty === true && { empty: true }),
  };
  return {
    key: row.value.key ?? ports.ids.derived(seed, "arrival", row.row),
    schema: 1,
    occurredAt: row.occurred.at,
    zone: row.occurred.zone,
    localText: row.occurred.localText,
    device: actor.device ?? undefined,
    place: row.place,
    sensitivity: 1,
    data: Object.keys(data).length === 0 ? null : data,
  };
}

function arriveKnown(
  context: CallContext,
  unit: Unit,
  row: Read,
  found: FoundSubject,
  vehicle: string | undefined,
): ArrivalAnswer {
  const findings = row.findings.length > 0 ? { findings: row.findings } : {};
  const base = factOf(context, row, vehicle);
  if (found.kind === "container") {
    const container = unit.need("container", found.id);
    if (!mayTouch(context.actor, container)) return notFound(row);
    const arrived = isHere(container.status)
      ? "already"
      : container.status === "left"
        ? "re-opened"
        : "expected";
    if (arrived !== "already")
      unit.state({ ...base, subject: "container", subjectId: found.id, type: "container-arrived" });
    return { row: row.row, subjectKind: "container", subjectId: found.id, arrived, ...findings };
  }
  const item = unit.need("item", found.id);
  if (!mayTouch(context.actor, item)) return notFound(row);
  const on = { subject: "item", subjectId: found.id } as const;
  const sighted = sight(context, unit, item, { ...base, ...on, type: "item-scanned" });
  const all = [...row.findings, ...sighted.findings];
  return {
    row: row.row,
    subjectKind: "item",
    subjectId: found.id,
    arrived: ARRIVED[sighted.how],
    ...(all.length > 0 && { findings: all }),
  };
}

/** A piece that was seen but is gone brought nothing in: it counts as here already. */
const ARRIVED = {
  here: "already",
  arrived: "expected",
  "re-opened": "re-opened",
  gone: "already",
} as const;

function notFound(row: Read): ArrivalAnswer {
  return {
    row: row.row,
    refusal: { code: "item/not-found", facts: { found: row.code.normalised } },
  };
}
