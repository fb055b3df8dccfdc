/**
 * Amends declarations that were lodged: what a new statement says stands in the place of the old, as an
 * event that leaves the old one readable. Only before anything is decided, by the same declarant, of the
 * same pieces and the same buyer; whatever else changes is withdrawn and lodged anew.
 */
import { type Static, Type } from "typebox";
import type { Finding, Refusal, Result } from "#base/result.ts";
import { legalDay } from "#base/time.ts";
import { isApproved } from "#domain/customs/ceb-dialogue/list-state.ts";
import type { DeclarationContent, DeclarationState } from "#domain/declarations/declaration.ts";
import type { Id } from "#domain/events/event.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
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
import { isOfCentre } from "./centre-parties.ts";
import { compareDocuments } from "./compare-documents.ts";
import { DeclarationRow } from "./declaration-schema.ts";
import { declaredValue } from "./declared-value.ts";
import { type CallContext, command } from "./define.ts";
import { readCode, subjectsOf } from "./find-subjects.ts";
import {
  judgedBy,
  openRejudging,
  type Rejudging,
  rejudge,
  stateRejudged,
} from "./judge-shipments.ts";
import { countriesOf } from "./lodge-judge.ts";
import type { Lodged, Plan } from "./lodge-one.ts";
import { lodgePerson, lodgeRemarks, type PersonKeeper } from "./lodge-person.ts";
import { documentsNamed } from "./match-lists.ts";
import { Restart, type VaultRow } from "./ports.ts";
import { rowMembers, UuidSchema } from "./schemas.ts";
import { selectLodged } from "./select-lodged.ts";
import { filled } from "./told.ts";
import { Unit } from "./unit.ts";

type Amended = Static<typeof DeclarationRow>;

const batch = { field: "amendments", row: DeclarationRow, max: BATCH_LIMIT };

export const amendDeclarations = command({
  name: "amend-declarations",
  sentence: "Puts a new statement in the place of declarations on which nothing is decided yet.",
  roles: ["clerk", "declarant", "system"],
  input: Type.Object(
    {
      amendments: rowsSchema("Declarations as they are stated now, under the same numbers."),
      messageId: Type.Optional(UuidSchema),
    },
    { additionalProperties: false },
  ),
  output: answerSchema(
    Type.Object({
      ...rowMembers,
      declarationId: Type.Optional(UuidSchema),
      shipmentId: Type.Optional(UuidSchema),
    }),
  ),
  batch,
  counts: batchCounts,
  handler: (context, input) => amend(context, input.amendments as unknown[], input.messageId),
});

type Answer = RowAnswer & { readonly declarationId?: Id; readonly shipmentId?: Id };

/** A declaration that is amended, locked, with its shipment and pieces. */
type Found = Row<Amended> & {
  readonly declaration: DeclarationState;
  readonly shipment: ShipmentState;
  readonly itemIds: readonly Id[];
};

async function amend(
  context: CallContext,
  given: readonly unknown[],
  messageId: Id | undefined,
): Promise<Result<unknown>> {
  const { tx } = context;
  const sorted = sortRows<Amended>(batch, given);
  const answers: Answer[] = sorted.answers;
  const unit = new Unit(context);
  const found: Found[] = [];
  for (const one of await findAll(context, unit, sorted.rows)) {
    if ("refusal" in one) answers.push(one);
    else found.push(one);
  }
  const judging = await openRejudging(
    context,
    found.map(({ shipment }) => ({ shipment, regime: shipment.regime })),
  );
  const persons: VaultRow[] = [];
  const lodged: Lodged[] = [];
  const contents = new Map<Id, DeclarationContent>();
  const work: Work = { context, unit, judging, contents, persons, lodged, messageId };
  for (const one of found) answers.push(amendOne(work, one));
  await tx.keepPersons(persons);
  await compareDocuments(
    context,
    unit,
    lodged.map(({ shipmentId }) => shipmentId),
  );
  await selectLodged({ context, unit, persons, lodged });
  await unit.save();
  await judging.balances.save();
  return answered(answers);
}

/** Who reads a declaration does not state it: its declarant does, or the centre for it. */
function isOwn(context: CallContext, declaration: DeclarationState): boolean {
  return declaration.declarantId === context.actor.partyId || isOfCentre(context);
}

type Work = PersonKeeper & {
  readonly unit: Unit;
  readonly judging: Rejudging;
  /** What was amended by the rows so far. */
  readonly contents: Map<Id, DeclarationContent>;
  readonly lodged: Lodged[];
  readonly messageId: Id | undefined;
};

/** By declarant and number; all of it locked in the house's order. */
async function findAll(
  context: CallContext,
  unit: Unit,
  rows: readonly Row<Amended>[],
): Promise<readonly (Found | (RowAnswer & { readonly refusal: Refusal }))[]> {
  const { tx, actor } = context;
  const parties = await tx.findParties(rows.flatMap(({ value }) => value.declarant ?? []));
  const known = await tx.declarationsNumbered(rows.map(({ value }) => value.number));
  const subjects = await subjectsOf(
    tx,
    rows.flatMap(({ value }) => value.pieces.map(({ code }) => readCode(code).normalised)),
  );
  const items = [...subjects.values()].flat().filter(({ kind }) => kind === "item");
  const byNumber = Map.groupBy(known, ({ number }) => number);
  const named = rows.map((row) => {
    const declarant = parties.get(row.value.declarant ?? "")?.id ?? actor.partyId;
    const own = byNumber
      .get(row.value.number)
      ?.find(({ declarantId }) => declarantId === declarant);
    return { row, own };
  });
  const found = named.flatMap(({ own }) => own ?? []);
  await unit.lock(
    "declaration",
    found.map(({ declarationId }) => declarationId),
  );
  await unit.lock("shipment", [
    ...found.map(({ shipmentId }) => shipmentId),
    ...items.flatMap(({ shipmentId }) => shipmentId ?? []),
  ]);
  await unit.lock(
    "item",
    items.map(({ id }) => id),
  );
  return named.map(({ row, own }) => {
    const declaration = own && unit.get("declaration", own.declarationId);
    const shipment = own && unit.get("shipment", own.shipmentId);
    const refusal = (code: string): RowAnswer & { readonly refusal: Refusal } => ({
      row: row.row,
      refusal: { code, facts: { found: row.value.number } },
    });
    if (declaration === undefined || shipment === undefined || !isOwn(context, declaration))
      return refusal("amend/not-found");
    const pieces = row.value.pieces.flatMap(({ code }) => {
      const here = subjects.get(readCode(code).normalised) ?? [];
      const piece = here.find((one) => unit.get("item", one.id)?.shipmentId === shipment.id);
      return piece?.id ?? [];
    });
    const isSame =
      pieces.length === row.value.pieces.length && pieces.length === shipment.pieces.declared;
    return isSame
      ? { ...row, declaration, shipment, itemIds: pieces }
      : refusal("amend/other-pieces");
  });
}

function amendOne(work: Work, found: Found): Answer {
  const { unit, judging } = work;
  const { row, value, declaration } = found;
  const shipment = unit.need("shipment", found.shipment.id);
  const refusal = mayAmend(work, found, shipment);
  if (refusal !== undefined) return { row, refusal };
  const sender = lodgePerson(work, value.sender, declaration.id);
  const recipient = lodgePerson(work, value.recipient, declaration.id);
  const next = contentOf(work, found);
  work.contents.set(declaration.id, next);
  const judged = judgedBy(judging, shipment.id) ?? "";
  const verdict = rejudge(
    judging,
    { shipment, regime: shipment.regime },
    (content) => work.contents.get(judged) ?? content,
  );
  if (verdict === undefined) throw new Restart("an amended declaration was withdrawn");
  const act = actOf(work, found);
  unit.state({
    ...act,
    subject: "declaration",
    subjectId: declaration.id,
    type: "declaration-amended",
    sensitivity: 2,
    data: { content: next, senderRef: sender.ref, recipientRef: recipient.ref },
  });
  const hashes = [...sender.hashes, ...recipient.hashes];
  unit.state({
    ...act,
    subject: "shipment",
    subjectId: shipment.id,
    type: "declaration-amended",
    sensitivity: 1,
    data: {
      declarationId: declaration.id,
      ...worthOf(work, shipment, judged === declaration.id ? next : undefined),
      // What a hold on a person reached goes on being held: nobody is lost by another statement.
      holdRoots: [...new Set([...shipment.holdRoots, ...hashes])],
      readers: shipment.readers,
      unfit: verdict.unfit,
      judgement: verdict.judgement,
    },
  });
  stateRejudged(judging, unit, shipment.id, verdict, {});
  work.lodged.push({
    plan: planOf(
      found,
      { senderRef: sender.ref, recipientRef: recipient.ref, buyer: recipient.all },
      act,
    ),
    shipmentId: shipment.id,
    itemIds: found.itemIds,
    again: true,
  });
  const findings: readonly Finding[] = verdict.findings;
  const members = { row, declarationId: declaration.id, shipmentId: shipment.id };
  return { ...members, ...(findings.length > 0 && { findings }) };
}

function contentOf(work: Work, { value, declaration }: Found): DeclarationContent {
  const { extra, comments, ...content } = value.content;
  const remarksRef = lodgeRemarks(work, { extra, comments }, declaration.id);
  const { payerId, platformCode, carrierCode } = declaration.content;
  const named = content.orderNumber === undefined ? {} : { platformCode, carrierCode };
  return {
    ...content,
    ...countriesOf(value),
    // An amendment need not name again whose documents it is held against, nor who pays.
    ...filled({ payerId, ...named }),
    ...documentsNamed(value),
    ...(remarksRef !== undefined && { remarksRef }),
    ...piecesOf(value),
  };
}

/** What the shipment is worth now; as before where it is judged by another declaration. */
function worthOf(
  { context: { now, ports } }: Work,
  { valueMinor, currency }: ShipmentState,
  content: DeclarationContent | undefined,
): object {
  if (content === undefined) return { valueMinor: valueMinor?.toString() ?? null, currency };
  const worth = declaredValue(content, legalDay(now, ports.site.legalZone));
  return {
    valueMinor: worth?.valueMinor ?? null,
    currency: worth?.currency ?? content.currency ?? null,
  };
}

function actOf({ context, messageId }: Work, { row, value }: Found) {
  return {
    key: context.ports.ids.derived(context.seed, "amendment", row),
    schema: 1 as const,
    occurredAt: context.now,
    sourceMessage: value.messageId ?? messageId,
  };
}

/** Why it may not be amended: decided, of another kind, or for another buyer. */
function mayAmend(
  { context, judging }: Work,
  { value, declaration }: Found,
  shipment: ShipmentState,
): Refusal | undefined {
  const facts = { found: value.number };
  const { status } = shipment.customs ?? { status: "" };
  if (shipment.decisions.length > 0 || shipment.pieces.left > 0 || isApproved(status))
    return { code: "amend/decided", facts };
  if (!isSameKind(value, declaration, shipment))
    return { code: "amend/other-regime", facts: { found: value.regime ?? value.stream } };
  const { identityNumber } = value.recipient ?? {};
  const buyer =
    identityNumber === undefined ? null : context.ports.vault.hash({ identityNumber }).identity;
  const same = buyer === (judging.buyers.get(declaration.id) ?? null);
  return same ? undefined : { code: "amend/other-buyer", facts };
}

function isSameKind(
  { stream, direction, regime }: Amended,
  declaration: DeclarationState,
  shipment: ShipmentState,
): boolean {
  const isSameWay = stream === declaration.stream && direction === declaration.direction;
  return isSameWay && (regime === undefined || regime === shipment.regime);
}

function piecesOf({ pieces }: Amended): Pick<DeclarationContent, "pieces"> {
  const weighed = pieces.flatMap(({ code, grossWeightKg }) =>
    grossWeightKg === undefined ? [] : [{ code: readCode(code).normalised, grossWeightKg }],
  );
  return weighed.length > 0 ? { pieces: weighed } : {};
}

/** What risk rules ask of a declaration. */
function planOf(
  { value, declaration, shipment }: Found,
  refs: Pick<Plan, "senderRef" | "recipientRef" | "buyer">,
  act: Plan["act"],
): Plan {
  return {
    input: value,
    stream: shipment.stream,
    direction: shipment.direction,
    regime: shipment.regime,
    declarantId: declaration.declarantId,
    declarationId: declaration.id,
    act,
    readers: declaration.readers,
    shipmentReaders: shipment.readers,
    holdRoots: shipment.holdRoots,
    ...refs,
    findings: [],
  };
}
