/** One declaration of a batch: its refusals, its shipment new or claimed, its facts. */
import type { Finding, Refusal } from "#base/result.ts";
import { legalDay } from "#base/time.ts";
import { covers } from "#domain/customs/regime.ts";
import { defaultRegime, regimeOf, undeclaredRegime } from "#domain/customs/regimes/index.ts";
import type { DeclarationContent, DeclarationLodged } from "#domain/declarations/declaration.ts";
import { type Id, sortedReaders } from "#domain/events/event.ts";
import type { HoldState } from "#domain/holds/hold.ts";
import type { PartyState } from "#domain/parties/party.ts";
import type { ContainerState } from "#domain/places/container.ts";
import type { Direction, ShipmentMade, ShipmentState, Stream } from "#domain/shipments/shipment.ts";
import { mayTouch, type Row, type RowAnswer } from "./batch.ts";
import { expiry } from "./deadlines.ts";
import { type DeclarationInput, PARTIES_THAT_READ, PARTY_FIELDS } from "./declaration-schema.ts";
import { declaredValue } from "./declared-value.ts";
import type { CallContext } from "./define.ts";
import { readCode } from "./find-subjects.ts";
import { stateJudged } from "./judge-shipments.ts";
import {
  countriesOf,
  judgePlan,
  type LodgeJudging,
  owesMore,
  stateVerdict,
} from "./lodge-judge.ts";
import { lodgePerson, lodgeRemarks } from "./lodge-person.ts";
import { claimPieces } from "./lodge-pieces.ts";
import { claimWaybill } from "./lodge-waybill.ts";
import { documentsNamed } from "./match-lists.ts";
import { announcersOf, joins, pieceOf } from "./piece-claim.ts";
import type { FoundSubject, Identifier, PersonHashes, Tx, VaultRow } from "./ports.ts";
import { type Act, makeShipment } from "./state-item.ts";
import type { Unit } from "./unit.ts";

export type LodgeAnswer = RowAnswer & {
  readonly declarationId?: Id;
  readonly shipmentId?: Id;
  readonly itemIds?: readonly Id[];
};

/** What a batch of declarations gathers before it is saved. */
export type Lodging = {
  readonly context: CallContext;
  readonly unit: Unit;
  readonly parties: ReadonlyMap<string, PartyState>;
  readonly subjects: ReadonlyMap<string, readonly FoundSubject[]>;
  readonly taken: Set<string>;
  /** The centre's own parties, readers of every row. */
  readonly centre: readonly Id[];
  readonly party: Id;
  /** The caller's own party code, the issuer of codes where no carrier is named. */
  readonly partyCode: string;
  /** Containers that a declared code answers to. */
  readonly containers: ReadonlyMap<Id, ContainerState>;
  readonly messageId: Id | undefined;
  /** Piece codes claimed by an earlier row of the batch. */
  readonly claimed: Set<string>;
  /** Waybills that an earlier row of the batch gave a shipment, with their issuer. */
  readonly waybills: Set<string>;
  readonly identifiers: Identifier[];
  readonly persons: VaultRow[];
  readonly itemLinks: Parameters<Tx["linkItems"]>[0][number][];
  readonly itemUnlinks: Parameters<Tx["unlinkItems"]>[0][number][];
  readonly declarationLinks: Parameters<Tx["linkDeclarations"]>[0][number][];
  readonly matches: Parameters<Tx["proposeMatches"]>[0][number][];
  /** What was lodged by the rows so far. */
  readonly lodged: Lodged[];
  /** Open holds on the shipments that pieces may be claimed from. */
  readonly shipmentHolds: readonly HoldState[];
  /** What rule books judge by, and the balances of the buyers named. */
  readonly judging: LodgeJudging;
};

/** One declaration that was lodged, with its shipment and the pieces in their order. */
export type Lodged = {
  readonly plan: Plan;
  readonly shipmentId: Id;
  readonly itemIds: readonly Id[];
  /** Lodged before and stated anew: what it was picked for then, it is not picked for once more. */
  readonly again?: true;
};

/** A declaration with what was looked up for it. */
export type Plan = {
  readonly input: DeclarationInput;
  readonly stream: Stream;
  readonly direction: Direction;
  readonly regime: string;
  readonly declarantId: Id;
  readonly declarationId: Id;
  readonly act: Act;
  readonly readers: readonly Id[];
  /** The same and those who announced the pieces it claims: they go on reading them. */
  readonly shipmentReaders: readonly Id[];
  /** Its own id first, then its parties and its persons' hashes. */
  readonly holdRoots: readonly Id[];
  readonly senderRef: Id | null;
  readonly recipientRef: Id | null;
  /** Keyed hashes of the recipient, who is the buyer where something was bought. */
  readonly buyer: PersonHashes | null;
  readonly findings: Finding[];
};

export async function lodgeOne(
  lodging: Lodging,
  { row, value }: Row<DeclarationInput>,
): Promise<LodgeAnswer> {
  const joined = refusalOf(lodging, value) ?? joinedShipment(lodging, value);
  if (joined !== undefined && "code" in joined) return { row, refusal: joined };
  const plan = planOf(lodging, row, value);
  const shipment =
    joined === undefined ? judgedShipment(lodging, plan) : linkTo(lodging, plan, joined);
  lodging.taken.add(`${plan.declarantId}/${value.number}`);
  for (const piece of value.pieces) lodging.claimed.add(readCode(piece.code).normalised);
  stateDeclaration(lodging, plan);
  const itemIds = await claimPieces(lodging, plan, shipment);
  claimWaybill(lodging, plan, shipment.id);
  lodging.declarationLinks.push({ declarationId: plan.declarationId, shipmentId: shipment.id });
  lodging.lodged.push({ plan, shipmentId: shipment.id, itemIds });
  return {
    row,
    declarationId: plan.declarationId,
    shipmentId: shipment.id,
    itemIds,
    ...(plan.findings.length > 0 && { findings: plan.findings }),
  };
}

/** What keeps a declaration out: its parties, its number, its pieces. */
function refusalOf(lodging: Lodging, value: DeclarationInput): Refusal | undefined {
  for (const field of PARTY_FIELDS) {
    const code = value[field];
    const isNeeded = !PARTIES_THAT_READ.has(field) && value.partiesIfKnown !== true;
    if (code !== undefined && !lodging.parties.has(code) && isNeeded) {
      return { code: "party/unknown", facts: { field, found: code } };
    }
  }
  const declarant = declarantOf(lodging, value);
  if (!mayDeclareFor(lodging, declarant)) {
    return { code: "declaration/other-declarant", facts: { found: value.declarant } };
  }
  if (lodging.taken.has(`${declarant}/${value.number}`)) {
    return { code: "declaration/duplicate", facts: { found: value.number } };
  }
  if (value.regime !== undefined && regimeOf(value.regime)?.awaitsDeclaration === true) {
    return { code: "declaration/regime-not-declarable", facts: { found: value.regime } };
  }
  return codesRefusal(lodging, value);
}

/** A party declares for itself; the centre's operator takes in what others hand it. */
function mayDeclareFor({ party, context }: Lodging, declarant: Id): boolean {
  const { actor, ports } = context;
  const operator = actor.partyId === ports.site.operatorId || actor.roles.includes("system");
  return operator || declarant === party;
}

/** Which of a declaration's pieces cannot be declared; those of an accepted row are spoken for. */
function codesRefusal(lodging: Lodging, value: DeclarationInput): Refusal | undefined {
  const seen = new Set<string>();
  for (const piece of value.pieces) {
    const { error, normalised } = readCode(piece.code);
    if (error !== undefined) return { code: error.code, facts: { found: piece.code } };
    if (seen.has(normalised) || lodging.claimed.has(normalised)) {
      return { code: "declaration/piece-declared-twice", facts: { found: normalised } };
    }
    if (namesContainer(lodging, normalised)) {
      return { code: "declaration/piece-is-a-container", facts: { found: normalised } };
    }
    seen.add(normalised);
  }
  return undefined;
}

/** Of what the caller may not read nothing is told: to it such a code is as any other. */
function namesContainer({ subjects, containers, context }: Lodging, normalised: string): boolean {
  return (subjects.get(normalised) ?? []).some(({ id }) => {
    const container = containers.get(id);
    return container !== undefined && mayTouch(context.actor, container);
  });
}

function declarantOf(lodging: Lodging, value: DeclarationInput): Id {
  return (
    (value.declarant === undefined ? undefined : lodging.parties.get(value.declarant)?.id) ??
    lodging.party
  );
}

function planOf(lodging: Lodging, row: number, value: DeclarationInput): Plan {
  const { context, parties } = lodging;
  const stream = value.stream as Stream;
  const direction = value.direction as Direction;
  const declarationId = context.ports.ids.next();
  const declarantId = declarantOf(lodging, value);
  const named = PARTY_FIELDS.filter((field) => field !== "declarant").flatMap(
    (field) => parties.get(value[field] ?? "")?.id ?? [],
  );
  const sender = lodgePerson(lodging, value.sender, declarationId);
  const recipient = lodgePerson(lodging, value.recipient, declarationId);
  const findings: Finding[] = [
    ...value.pieces.flatMap((piece) => readCode(piece.code).findings),
    ...unknownParties(lodging, value),
  ];
  const readers = sortedReaders([...lodging.centre, declarantId, lodging.party, ...named]);
  return {
    input: value,
    stream,
    direction,
    regime: regimeFor(value, stream, direction, findings),
    declarantId,
    declarationId,
    act: {
      key: context.ports.ids.derived(context.seed, "declaration", row),
      occurredAt: context.now,
      sourceMessage: value.messageId ?? lodging.messageId,
    },
    readers,
    shipmentReaders: sortedReaders([...readers, ...announcersOf(lodging, value, declarantId)]),
    holdRoots: [
      ...new Set([declarationId, declarantId, ...named, ...sender.hashes, ...recipient.hashes]),
    ],
    senderRef: sender.ref,
    recipientRef: recipient.ref,
    buyer: recipient.all,
    findings,
  };
}

/** Parties that a declaration names and the record does not have: it is lodged without them. */
function unknownParties({ parties }: Lodging, value: DeclarationInput): readonly Finding[] {
  return PARTY_FIELDS.flatMap((field) => {
    const code = value[field];
    if (code === undefined || parties.has(code)) return [];
    return [{ code: "party/unknown", severity: "warning" as const, at: { field }, found: code }];
  });
}

/** The regime named, or the stream's default; an unknown one is kept and warned of. */
function regimeFor(
  value: DeclarationInput,
  stream: Stream,
  direction: Direction,
  findings: Finding[],
): string {
  if (value.regime === undefined)
    return (defaultRegime(stream, direction) ?? undeclaredRegime).code;
  const regime = regimeOf(value.regime);
  const at = { field: "regime" };
  if (regime === undefined) {
    findings.push({ code: "regime/unknown", severity: "warning", at, found: value.regime });
  } else if (!covers(regime, stream, direction)) {
    findings.push({
      code: "regime/other-stream",
      severity: "warning",
      at,
      found: value.regime,
      expected: regime.streams.join(", "),
    });
  }
  return value.regime;
}

/** What was declared, without the free text: that lies in the vault. */
function contentOf(lodging: Lodging, { input, declarationId }: Plan): DeclarationContent {
  const { extra, comments, ...content } = input.content;
  const payerId = lodging.parties.get(input.payer ?? "")?.id;
  const remarksRef = lodgeRemarks(lodging, { extra, comments }, declarationId);
  const pieces = input.pieces.flatMap(({ code, grossWeightKg }) =>
    grossWeightKg === undefined ? [] : [{ code: readCode(code).normalised, grossWeightKg }],
  );
  return {
    ...content,
    ...countriesOf(input),
    ...documentsNamed(input),
    ...(payerId !== undefined && { payerId }),
    ...(remarksRef !== undefined && { remarksRef }),
    ...(pieces.length > 0 && { pieces }),
  };
}

function stateDeclaration(lodging: Lodging, plan: Plan): void {
  const data: DeclarationLodged = {
    number: plan.input.number,
    declarantId: plan.declarantId,
    stream: plan.stream,
    direction: plan.direction,
    regime: plan.regime,
    content: contentOf(lodging, plan),
    senderRef: plan.senderRef,
    recipientRef: plan.recipientRef,
    readers: plan.readers,
  };
  lodging.unit.state({
    ...plan.act,
    subject: "declaration",
    subjectId: plan.declarationId,
    type: "declaration-lodged",
    schema: 1,
    sensitivity: 2,
    data: { ...data },
  });
}

/**
 * The shipment this declaration speaks of where its pieces are declared in one already and stream
 * and direction agree. Pieces of several declared shipments cannot be one.
 */
function joinedShipment(
  lodging: Lodging,
  value: DeclarationInput,
): ShipmentState | Refusal | undefined {
  const { unit } = lodging;
  const declared = new Map<Id, ShipmentState>();
  let there = 0;
  for (const piece of value.pieces) {
    const item = pieceOf(lodging, value, piece.code);
    const shipment = item === undefined ? undefined : unit.get("shipment", item.shipmentId);
    if (shipment === undefined || !joins(lodging, value, shipment)) continue;
    declared.set(shipment.id, shipment);
    there += 1;
  }
  const [same] = declared.values();
  if (declared.size > 1) {
    return { code: "declaration/pieces-in-several-shipments", facts: { found: declared.size } };
  }
  if (same !== undefined && same.decisions.length > 0 && there < value.pieces.length) {
    return { code: "declaration/shipment-decided" };
  }
  return same;
}

/**
 * A shipment of its own for pieces that nobody declared together before, judged by its rule book:
 * what does not fit is lodged and waits.
 */
function judgedShipment(lodging: Lodging, plan: Plan): ShipmentState {
  const { unit, context } = lodging;
  const shipmentId = context.ports.ids.next();
  const verdict = judgePlan(lodging, plan);
  makeShipment(unit, shipmentId, plan.act, {
    ...madeBy(lodging, plan),
    unfit: verdict.unfit,
    ...(verdict.documents !== null && { documents: verdict.documents }),
    judgement: verdict.judgement,
  });
  stateVerdict(lodging, plan, shipmentId, verdict);
  unit.remind(expiry(context, shipmentId));
  return unit.need("shipment", shipmentId);
}

/** Pieces were added that owe something of their own: one statement of all is wanted, or an officer's. */
const IN_PARTS = {
  unfit: true,
  rules: [],
  findings: [{ code: "regime/declared-in-parts", severity: "error", at: { field: "pieces" } }],
} as const;

/** A further declaration of a declared shipment: its parties read it too, its holds reach it. */
function linkTo(lodging: Lodging, plan: Plan, shipment: ShipmentState): ShipmentState {
  const { input } = plan;
  const isMore = input.pieces.some(
    ({ code }) => pieceOf(lodging, input, code)?.shipmentId !== shipment.id,
  );
  lodging.unit.state({
    ...plan.act,
    subject: "shipment",
    subjectId: shipment.id,
    type: "declaration-linked",
    schema: 1,
    sensitivity: 1,
    data: {
      declarationId: plan.declarationId,
      holdRoots: [...new Set([...shipment.holdRoots, ...plan.holdRoots])],
      readers: sortedReaders([...shipment.readers, ...plan.shipmentReaders]),
    },
  });
  if (isMore && owesMore(lodging, input, shipment)) {
    const linked = lodging.unit.need("shipment", shipment.id);
    stateJudged(lodging.context, lodging.unit, linked, { judgement: IN_PARTS });
  }
  return lodging.unit.need("shipment", shipment.id);
}

function madeBy({ context }: Lodging, plan: Plan): ShipmentMade {
  const on = legalDay(context.now, context.ports.site.legalZone);
  const value = declaredValue(plan.input.content as DeclarationContent, on);
  return {
    stream: plan.stream,
    direction: plan.direction,
    regime: plan.regime,
    piecesDeclared: plan.input.pieces.length,
    holdRoots: plan.holdRoots,
    valueMinor: value?.valueMinor ?? null,
    currency: value?.currency ?? plan.input.content.currency ?? null,
    declared: true,
    readers: plan.shipmentReaders,
  };
}
