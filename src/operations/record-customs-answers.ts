/**
 * Records what customs or the port answers in the dialogue: the shipment's state as customs tells it, the
 * holds, the return order and the release that follow, and a recall where a release was acted upon. Only
 * a partner set as customs is believed; how states follow each other is the domain's.
 */
import { type Static, Type } from "typebox";
import type { Finding, Refusal, Result } from "#base/result.ts";
import { type Effect, receive, type Step } from "#domain/customs/ceb-dialogue/list-state.ts";
import type { Id } from "#domain/events/event.ts";
import { isRelease, type ShipmentState } from "#domain/shipments/shipment.ts";
import {
  answered,
  answerSchema,
  BATCH_LIMIT,
  batchCounts,
  type Row,
  type RowAnswer,
  rowsSchema,
  sortRows,
} from "./batch.ts";
import { concludeCancels, relayAnswers, sendAgain } from "./ceb-conclude.ts";
import { type Applied, applyEffects } from "./ceb-effects.ts";
import { findDialogues, isFailure, isTold, nameless } from "./ceb-find.ts";
import { type CallContext, command } from "./define.ts";
import { lockHolds } from "./lock-holds.ts";
import { Restart } from "./ports.ts";
import type { CebPartner, Dialogue } from "./ports-dialogue.ts";
import { RowMessageSchema, rowMembers, UuidSchema } from "./schemas.ts";
import { toldAt } from "./told-at.ts";
import { Unit } from "./unit.ts";

const optional = (maxLength: number, description?: string) =>
  Type.Optional(Type.String({ maxLength, ...(description !== undefined && { description }) }));

const AnswerRow = Type.Object(
  {
    answers: Type.String({
      pattern: "^CEB\\d{3}$",
      description: "The message that was asked with.",
    }),
    number: Type.String({
      minLength: 1,
      maxLength: 255,
      description: "The document's own number.",
    }),
    issuer: optional(64, "Who made the document, where the answer says so."),
    status: Type.String({ minLength: 1, maxLength: 10 }),
    at: Type.String({ minLength: 8, maxLength: 17, description: "YYYYMMDDhhmmssSSS, local." }),
    info: optional(1_000),
    preNo: optional(18),
    invtNo: optional(18),
    messageId: RowMessageSchema,
  },
  { additionalProperties: false },
);
export type CustomsAnswer = Static<typeof AnswerRow>;

const batch = { field: "answers", row: AnswerRow, max: BATCH_LIMIT };

export const recordCustomsAnswers = command({
  name: "record-customs-answers",
  sentence: "Records what customs answers to lists, cancels and tallies, and does what it orders.",
  roles: ["administrator", "clerk", "declarant", "officer", "system"],
  input: Type.Object(
    {
      answers: rowsSchema("Answers of customs or the port."),
      messageId: Type.Optional(UuidSchema),
    },
    { additionalProperties: false },
  ),
  output: answerSchema(
    Type.Object({
      ...rowMembers,
      dialogueId: Type.Optional(UuidSchema),
      shipmentId: Type.Optional(UuidSchema),
      status: Type.Optional(Type.String({ description: "What holds now." })),
    }),
  ),
  batch,
  counts: batchCounts,
  handler: (context, input) => record(context, input.answers as unknown[]),
});

type Answer = RowAnswer & {
  readonly dialogueId?: Id;
  readonly shipmentId?: Id;
  readonly status?: string;
};

async function record(context: CallContext, given: readonly unknown[]): Promise<Result<unknown>> {
  const { tx } = context;
  const sorted = sortRows<CustomsAnswer>(batch, given);
  const answers: Answer[] = sorted.answers;
  const partner = believed(context, await tx.cebPartners());
  if (partner === undefined) {
    const refusal: Refusal = { code: "ceb/not-customs" };
    return answered([...answers, ...sorted.rows.map(({ row }) => ({ row, refusal }))]);
  }
  const found = await findDialogues(
    context,
    partner,
    sorted.rows.map(({ value }) => value),
  );
  const unit = new Unit(context);
  const known = found.flatMap((one) => ("refusal" in one ? [] : one));
  const holds = known.flatMap(({ facts }) => (facts["holds"] as readonly Id[] | undefined) ?? []);
  const shipments = known.flatMap(({ shipmentId }) => shipmentId ?? []);
  await lockHolds(tx, unit, holds, { shipments, items: [] });
  const current = new Map(known.map((one) => [one.id, one]));
  const before = new Map(known.map(({ id, version }) => [id, version]));
  for (const one of await tx.dialoguesById([...current.keys()])) {
    if (before.get(one.id) !== one.version) throw new Restart("customs told more of a document");
  }
  for (const [index, row] of sorted.rows.entries()) {
    const one = found[index];
    if (one === undefined) continue;
    if ("refusal" in one) answers.push({ row: row.row, refusal: one.refusal });
    else answers.push(recordAll({ context, unit, partner, current }, row, one));
  }
  await unit.save();
  const changed = [...current.values()].filter(({ id, version }) => version !== before.get(id));
  await tx.saveDialogues(changed);
  await concludeCancels(context, partner, changed);
  await relayAnswers(context, changed);
  await sendAgain(context, changed);
  return answered(answers);
}

/**
 * The customs partner whose party says this by itself: nobody else's people may, not even the centre's
 * own in its name, since a release follows from it.
 */
function believed({ actor }: CallContext, partners: readonly CebPartner[]): CebPartner | undefined {
  const own = actor.ownPartyId ?? actor.partyId;
  const trusted = actor.roles.includes("administrator") || actor.roles.includes("system");
  return partners.find(
    ({ partyId, settings }) =>
      settings.side === "customs" && partyId === actor.partyId && (trusted || own === partyId),
  );
}

type Recording = {
  readonly context: CallContext;
  readonly unit: Unit;
  readonly partner: CebPartner;
  readonly current: Map<Id, Dialogue>;
};

/** A refusal of form is about several documents; their findings stand together. */
function recordAll(
  recording: Recording,
  row: Row<CustomsAnswer>,
  documents: readonly Dialogue[],
): Answer {
  const all = documents.map(({ id }) => recordOne(recording, row, id));
  const findings = all.flatMap((one) => one.findings ?? []);
  return { ...all[0], row: row.row, ...(findings.length > 0 && { findings }) };
}

function recordOne(recording: Recording, { row, value }: Row<CustomsAnswer>, id: Id): Answer {
  const { context, unit, current } = recording;
  const before = current.get(id);
  if (before === undefined) throw new Restart("a document was found and is gone");
  const shipment = before.shipmentId === null ? undefined : unit.get("shipment", before.shipmentId);
  const at = toldAt(value.at, context.ports.site.legalZone, context.now);
  const step = stepOf(before, value, at, shipment);
  const after = asked(before, value, at, step, context.now);
  const members = { row, dialogueId: id, ...(shipment && { shipmentId: shipment.id }) };
  if (!step.moves) {
    current.set(id, { ...after, status: before.status, statusAt: before.statusAt });
    return {
      ...members,
      status: before.status ?? "",
      findings: [stillFinding(step, value, before)],
    };
  }
  const applied = apply(recording, after, value, at, step.effects, shipment);
  current.set(id, { ...after, facts: applied.facts });
  const { findings } = applied;
  return { ...members, status: value.status, ...(findings.length > 0 && { findings }) };
}

/** Lists follow their states; of other documents the later answer holds. */
function stepOf(
  before: Dialogue,
  value: CustomsAnswer,
  at: number,
  shipment: ShipmentState | undefined,
): Step {
  const { status } = value;
  const last = before.status === null ? null : { status: before.status, at: before.statusAt ?? 0 };
  if (!isTold(before, value)) {
    const isNews = last === null || at > last.at || (at === last.at && status !== last.status);
    return isNews ? { moves: true, effects: [] } : { moves: false, why: "told-before" };
  }
  return receive(last, { status, at }, standingOf(shipment));
}

function standingOf(shipment: ShipmentState | undefined) {
  const decided = shipment?.decisions.find(({ authority }) => authority === CUSTOMS);
  return {
    isGone: (shipment?.pieces.left ?? 0) > 0,
    isReleased: decided !== undefined && isRelease(decided.purpose),
  };
}

const CUSTOMS = "customs";

function asked(
  before: Dialogue,
  value: CustomsAnswer,
  at: number,
  step: Step,
  now: number,
): Dialogue {
  return {
    ...before,
    version: before.version + 1,
    ...(step.moves && {
      state: isFailure(value) ? ("refused" as const) : ("answered" as const),
      status: value.status,
      statusAt: at,
      info: value.info ?? "",
    }),
    preNo: nameless(value.preNo) ?? before.preNo,
    invtNo: nameless(value.invtNo) ?? before.invtNo,
    answeredAt: before.answeredAt ?? now,
    dueAt: null,
    silentAt: null,
  };
}

function apply(
  { context, unit, partner }: Recording,
  dialogue: Dialogue,
  value: CustomsAnswer,
  at: number,
  effects: readonly Effect[],
  shipment: ShipmentState | undefined,
): Applied {
  const { facts } = dialogue;
  if (shipment === undefined || !isTold(dialogue, value)) return { facts, findings: [] };
  const told = { status: value.status, info: value.info ?? "", message: dialogue.message, at };
  return applyEffects({ context, unit, partner }, { dialogue, told, effects, shipment });
}

const STILL = {
  "told-before": ["ceb/receipt-again", "info"],
  late: ["ceb/receipt-late", "warning"],
  backward: ["ceb/receipt-backward", "warning"],
  unknown: ["ceb/receipt-unknown", "warning"],
} as const;

function stillFinding(
  { why }: Step & { readonly moves: false },
  { status }: CustomsAnswer,
  { status: before }: Dialogue,
): Finding {
  const [code, severity] = STILL[why];
  const at = { field: "status" };
  return { code, severity, at, found: status, ...(before !== null && { expected: before }) };
}
