/**
 * Lodges declarations in neutral form. Each makes or claims a shipment and its pieces: what is not
 * here yet is expected; what stood here undetermined is claimed; a piece that another stream
 * declared is only proposed as a match. Which data a rule book wants is the regime's affair.
 */
import { Type } from "typebox";
import type { Result } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import { answered, answerSchema, BATCH_LIMIT, batchCounts, rowsSchema, sortRows } from "./batch.ts";
import { type DeclarationInput, DeclarationRow, PARTY_FIELDS } from "./declaration-schema.ts";
import { type CallContext, command } from "./define.ts";
import { readCode, subjectsAndShipments } from "./find-subjects.ts";
import { openLodgeJudging } from "./lodge-judge.ts";
import { type LodgeAnswer, type Lodging, lodgeOne } from "./lodge-one.ts";
import { waybillOf } from "./lodge-waybill.ts";
import { Restart } from "./ports.ts";
import { rowMembers, UuidSchema } from "./schemas.ts";
import { selectLodged } from "./select-lodged.ts";
import { centreReaders } from "./state-item.ts";
import { Unit } from "./unit.ts";

const batch = { field: "declarations", row: DeclarationRow, max: BATCH_LIMIT };

export const lodgeDeclarations = command({
  name: "lodge-declarations",
  sentence: "Lodges declarations of shipments and their pieces, before or after they arrive.",
  roles: ["clerk", "declarant", "system"],
  input: Type.Object(
    { declarations: rowsSchema("Declarations to lodge."), messageId: Type.Optional(UuidSchema) },
    { additionalProperties: false },
  ),
  output: answerSchema(
    Type.Object({
      ...rowMembers,
      declarationId: Type.Optional(UuidSchema),
      shipmentId: Type.Optional(UuidSchema),
      itemIds: Type.Optional(Type.Array(UuidSchema)),
    }),
  ),
  batch,
  counts: batchCounts,
  handler: (context, input) => lodge(context, input),
});

async function lodge(
  context: CallContext,
  input: { readonly declarations: unknown; readonly messageId?: string },
): Promise<Result<unknown>> {
  const { tx, actor } = context;
  const sorted = sortRows<DeclarationInput>(batch, input.declarations as unknown[]);
  const answers: LodgeAnswer[] = sorted.answers;
  const inputs = sorted.rows.map(({ value }) => value);
  const parties = await tx.findParties(inputs.flatMap(partyCodes));
  const pieces = inputs.flatMap((value) =>
    value.pieces.map((piece) => readCode(piece.code).normalised),
  );
  const waybills = inputs.flatMap((value) => waybillOf(value)?.normalised ?? []);
  const subjects = await subjectsAndShipments(tx, [...pieces, ...waybills]);
  const taken = await numbersTaken(context, inputs, parties);
  const unit = new Unit(context);
  const found = [...subjects.values()].flat().filter(({ kind }) => kind !== "shipment");
  const shipmentIds = found.flatMap((subject) => subject.shipmentId ?? []);
  await unit.lock("shipment", shipmentIds);
  await unit.lock(
    "item",
    found.flatMap((subject) => (subject.kind === "item" ? [subject.id] : [])),
  );
  for (const subject of found) {
    const item = subject.kind === "item" ? unit.get("item", subject.id) : undefined;
    if (item !== undefined && unit.get("shipment", item.shipmentId) === undefined) {
      throw new Restart("a declared item changed its shipment");
    }
  }
  const lodging: Lodging = {
    context,
    unit,
    parties,
    subjects,
    taken,
    centre: centreReaders(context),
    partyCode: (await tx.load("party", [actor.partyId])).get(actor.partyId)?.code ?? "",
    containers: await tx.load(
      "container",
      found.flatMap((subject) => (subject.kind === "container" ? [subject.id] : [])),
    ),
    messageId: input.messageId,
    claimed: new Set(),
    waybills: new Set(),
    identifiers: [],
    persons: [],
    itemLinks: [],
    itemUnlinks: [],
    declarationLinks: [],
    matches: [],
    lodged: [],
    shipmentHolds: await tx.openHolds(reaching(unit, shipmentIds)),
    party: actor.partyId,
    judging: await openLodgeJudging(context, inputs),
  };
  for (const row of sorted.rows) answers.push(await lodgeOne(lodging, row));
  await saveAll(lodging);
  return answered(answers);
}

/** The targets whose holds reach these shipments: themselves, their declarations and parties. */
function reaching(unit: Unit, shipmentIds: readonly Id[]): readonly Id[] {
  const roots = shipmentIds.flatMap((id) => unit.get("shipment", id)?.holdRoots ?? []);
  return [...new Set([...shipmentIds, ...roots])];
}

/** Numbers this call's declarants used before, as `declarant/number`. */
async function numbersTaken(
  context: CallContext,
  inputs: readonly DeclarationInput[],
  parties: ReadonlyMap<string, { readonly id: Id }>,
): Promise<Set<string>> {
  const numbers = new Map<Id, string[]>();
  for (const value of inputs) {
    const declarant =
      value.declarant === undefined ? context.actor.partyId : parties.get(value.declarant)?.id;
    if (declarant === undefined) continue;
    const wanted = numbers.get(declarant);
    if (wanted === undefined) numbers.set(declarant, [value.number]);
    else wanted.push(value.number);
  }
  const taken = new Set<string>();
  for (const [declarant, wanted] of numbers) {
    for (const number of (await context.tx.findDeclarations(declarant, wanted)).keys()) {
      taken.add(`${declarant}/${number}`);
    }
  }
  return taken;
}

function partyCodes(value: DeclarationInput): readonly string[] {
  return PARTY_FIELDS.flatMap((field) => value[field] ?? []);
}

/** Identity first: whoever lost a new identifier starts again and finds the winner's item. */
async function saveAll(lodging: Lodging): Promise<void> {
  const { tx } = lodging.context;
  if ((await tx.claimIdentifiers(lodging.identifiers)).length > 0) {
    throw new Restart("another caller declared the same identifier");
  }
  await selectLodged(lodging);
  await lodging.unit.save();
  await lodging.judging.balances.save();
  await tx.keepPersons(lodging.persons);
  if (lodging.itemUnlinks.length > 0) await tx.unlinkItems(lodging.itemUnlinks);
  await tx.linkItems(lodging.itemLinks);
  await tx.linkDeclarations(lodging.declarationLinks);
  if (lodging.matches.length > 0) await tx.proposeMatches(lodging.matches);
}
