/**
 * Records what posts and carriers report of pieces and containers: item events, transport states,
 * receipts. A report is kept with its own time and place and folds in the order of occurrence; it
 * moves nothing and lets nothing out. The same report told again is one.
 */
import { type Static, Type } from "typebox";
import { type Finding, ok, type Result } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import { isPublicReport } from "#domain/events/reported.ts";
import {
  answered,
  answerSchema,
  BATCH_LIMIT,
  batchCounts,
  mayTouch,
  type Row,
  type RowAnswer,
  rowsSchema,
  sortRows,
} from "./batch.ts";
import { type CallContext, command } from "./define.ts";
import { readCode, type Subjects, subjectsOf } from "./find-subjects.ts";
import { type Occurrence, occurrence } from "./occurrence.ts";
import type { FoundSubject } from "./ports.ts";
import { CodeSchema, rowMembers, TimeSchema, UuidSchema } from "./schemas.ts";
import { Unit } from "./unit.ts";

const short = Type.Optional(Type.String({ maxLength: 64 }));

const ReportRow = Type.Object(
  {
    code: CodeSchema,
    kind: Type.Union(
      ["item", "container", "consignment"].map((kind) => Type.Literal(kind)),
      { description: "What the code names; a consignment is all containers that travel under it." },
    ),
    list: Type.String({ maxLength: 32, description: "Code list of `event`." }),
    event: Type.String({ minLength: 1, maxLength: 16 }),
    at: TimeSchema,
    office: short,
    reason: short,
    action: short,
    /** What else is told, as received: dispatch, consignment, next office, conveyance. */
    told: Type.Optional(
      Type.Record(Type.String({ maxLength: 32 }), Type.String({ maxLength: 256 })),
    ),
    once: Type.Optional(
      Type.Boolean({
        description:
          "Only the first report of this event there counts, whatever time a later one has.",
      }),
    ),
  },
  { additionalProperties: false },
);
type Report = Static<typeof ReportRow>;

const batch = { field: "reports", row: ReportRow, max: BATCH_LIMIT };

export const recordReports = command({
  name: "record-reports",
  sentence: "Records what posts and carriers report of pieces and containers that are elsewhere.",
  roles: ["clerk", "system"],
  input: Type.Object(
    { reports: rowsSchema("Reports, in any order."), messageId: Type.Optional(UuidSchema) },
    { additionalProperties: false },
  ),
  output: answerSchema(
    Type.Object({
      ...rowMembers,
      subjectId: Type.Optional(UuidSchema),
      repeated: Type.Optional(Type.Boolean()),
    }),
  ),
  batch,
  counts: batchCounts,
  handler: (context, input) => record(context, input.reports as unknown[], input.messageId),
});

type ReportAnswer = RowAnswer & { readonly subjectId?: Id; readonly repeated?: boolean };

type Recording = {
  readonly context: CallContext;
  readonly unit: Unit;
  readonly subjects: Subjects;
  /** Zones of offices of the centre, by code; undefined for offices of others. */
  readonly zones: ReadonlyMap<string, string | undefined>;
  /** Keys of every report recorded of these subjects. */
  readonly keys: Set<Id>;
  readonly messageId: Id | undefined;
};

async function record(
  context: CallContext,
  given: readonly unknown[],
  messageId: Id | undefined,
): Promise<Result<unknown>> {
  const { tx } = context;
  const sorted = sortRows<Report>(batch, given);
  const answers: ReportAnswer[] = sorted.answers;
  const codes = sorted.rows.map(({ value }) => readCode(value.code).normalised);
  const subjects = await subjectsOf(tx, codes);
  const unit = new Unit(context);
  const found = [...subjects.values()].flat();
  const idsOf = (kind: string): Id[] => found.flatMap((one) => (one.kind === kind ? one.id : []));
  await unit.lock("container", idsOf("container"));
  await unit.lock("item", idsOf("item"));
  const recording: Recording = {
    context,
    unit,
    subjects,
    zones: await zonesOf(
      context,
      sorted.rows.map(({ value }) => value.office),
    ),
    keys: await keysOf(context, [...idsOf("container"), ...idsOf("item")]),
    messageId,
  };
  for (const row of sorted.rows) answers.push(recordOne(recording, row));
  await unit.save();
  return answered(answers);
}

async function zonesOf(
  { tx, ports }: CallContext,
  offices: readonly (string | undefined)[],
): Promise<ReadonlyMap<string, string | undefined>> {
  const { site, legalZone } = ports.site;
  const zones = new Map<string, string | undefined>();
  for (const office of new Set(offices)) {
    if (office === undefined) continue;
    const zone = await tx.officeZone(site, office);
    zones.set(office, zone === undefined ? undefined : (zone ?? legalZone));
  }
  return zones;
}

/** A subject remembers its last keys only; reports come late and again, so all are asked. */
async function keysOf({ tx }: CallContext, ids: readonly Id[]): Promise<Set<Id>> {
  const events = ids.length === 0 ? [] : await tx.eventsOf(ids);
  return new Set(events.flatMap(({ type, key }) => (type.endsWith("-reported") ? [key] : [])));
}

function recordOne(recording: Recording, { row, value }: Row<Report>): ReportAnswer {
  const code = readCode(value.code);
  const refused = (name: string, found = code.normalised): ReportAnswer => ({
    row,
    refusal: { code: name, facts: { found } },
  });
  if (code.error !== undefined) return refused(code.error.code, value.code);
  const kind = value.kind === "item" ? "item" : "container";
  const found = subjectsNamed(recording, code.normalised, kind);
  const [first] = found;
  if (first === undefined) return refused(`${kind}/not-found`);
  if (found.length > 1 && value.kind !== "consignment") return refused("identifier/ambiguous");
  const occurred = occurredAt(recording, value);
  if (!occurred.ok) return { row, refusal: occurred.refusal };
  const { findings } = occurred.value;
  const fresh = found.map(({ id }) => stateReport(recording, kind, id, value, occurred.value));
  return {
    row,
    subjectId: first.id,
    ...(!fresh.includes(true) && { repeated: true }),
    ...(findings.length > 0 && { findings }),
  };
}

/** States a report on a subject; false where it was told before. */
function stateReport(
  { context, unit, keys, messageId }: Recording,
  subject: "item" | "container",
  subjectId: Id,
  value: Report,
  { at, zone, localText, findings }: Occurrence,
): boolean {
  const key = keyOf(context, subjectId, value);
  if (keys.has(key)) return false;
  keys.add(key);
  const { list, event, office, reason, action, told } = value;
  unit.state({
    key,
    subject,
    subjectId,
    type: `${subject}-reported`,
    schema: 1,
    occurredAt: at,
    zone,
    localText,
    sourceMessage: messageId,
    sensitivity: 1,
    data: {
      list,
      code: event,
      ...(office !== undefined && { office }),
      ...(reason !== undefined && { reason }),
      ...(action !== undefined && { action }),
      ...(told !== undefined && { told }),
      ...(findings.length > 0 && { doubts: findings.map((one) => one.code) }),
      ...(subject === "item" && isPublicReport(list, event) && { public: true }),
    },
  });
  return true;
}

/** The subjects of this kind that the caller may speak of. */
function subjectsNamed(
  { context, unit, subjects }: Recording,
  normalised: string,
  kind: "item" | "container",
): readonly FoundSubject[] {
  return (subjects.get(normalised) ?? []).filter((one) => {
    const state = one.kind === kind ? unit.get(kind, one.id) : undefined;
    return state !== undefined && mayTouch(context.actor, state);
  });
}

/** A local time is that of the reporting office; of an office whose zone is not known it is read as UTC. */
function occurredAt({ context, zones }: Recording, { at, office }: Report): Result<Occurrence> {
  const zone = office === undefined ? undefined : zones.get(office);
  const occurred = occurrence(context, at, 0, zone ?? "UTC");
  if (!occurred.ok || occurred.value.localText === undefined || zone !== undefined) return occurred;
  if (/(Z|[+-]\d{2}:?\d{2})$/.test(occurred.value.localText)) return occurred;
  const doubt: Finding = {
    code: "report/zone-unknown",
    severity: "info",
    at: { field: "office" },
    found: office ?? "",
  };
  return ok({
    ...occurred.value,
    zone: undefined,
    findings: [...occurred.value.findings, doubt],
  });
}

/** From what is told: the same told again, by whatever message, has the same key. */
function keyOf({ ports }: CallContext, subjectId: Id, report: Report): Id {
  const { list, event, at, office, reason, action, told, once } = report;
  const said =
    once === true
      ? [told?.["consignment"] ?? told?.["dispatch"] ?? "", told?.["conveyance"] ?? ""]
      : [String(at), reason ?? "", action ?? ""];
  return ports.ids.derived("report", subjectId, list, event, office ?? "", ...said);
}
