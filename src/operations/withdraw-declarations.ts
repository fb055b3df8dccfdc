/**
 * Withdraws declarations before customs releases anything: what they took of a buyer's year is given
 * back, what they owed is owed no more, and their pieces wait for another declaration, held as before.
 */
import { type Static, Type } from "typebox";
import { ok, type Result, refuse } from "#base/result.ts";
import type { DeclarationState } from "#domain/declarations/declaration.ts";
import type { Id } from "#domain/events/event.ts";
import type { HoldState } from "#domain/holds/hold.ts";
import type { ItemState } from "#domain/items/item.ts";
import { isReleased, type ShipmentState } from "#domain/shipments/shipment.ts";
import { BalanceBook } from "./balance-book.ts";
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
import { expiry } from "./deadlines.ts";
import { type CallContext, command } from "./define.ts";
import {
  NOTHING,
  openRejudging,
  type Rejudging,
  rejudge,
  stateJudged,
  stateRejudged,
} from "./judge-shipments.ts";
import { carryHolds } from "./lodge-pieces.ts";
import { Restart } from "./ports.ts";
import { ReasonSchema, RowMessageSchema, rowMembers, UuidSchema } from "./schemas.ts";
import { shipmentMembers } from "./shipment-rows.ts";
import { isHere } from "./state-arrival.ts";
import { decisionTargets } from "./state-decision.ts";
import { stateAssessed } from "./state-duty.ts";
import { makeShipment, undeterminedShipment } from "./state-item.ts";
import { Unit } from "./unit.ts";

const WithdrawalRow = Type.Object(
  {
    declarationId: Type.Optional(UuidSchema),
    number: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    declarant: Type.Optional(
      Type.String({ maxLength: 64, description: "Of the number; the caller's party otherwise." }),
    ),
    partiesIfKnown: Type.Optional(
      Type.Boolean({ description: "As it was lodged: by the caller, where nobody has the code." }),
    ),
    ...shipmentMembers,
    reason: ReasonSchema,
    messageId: RowMessageSchema,
  },
  { additionalProperties: false },
);
type Withdrawal = Static<typeof WithdrawalRow>;

const batch = { field: "withdrawals", row: WithdrawalRow, max: BATCH_LIMIT };

export const withdrawDeclarations = command({
  name: "withdraw-declarations",
  sentence: "Withdraws declarations that are not released yet; their pieces wait for another one.",
  roles: ["declarant", "clerk", "officer", "system"],
  input: Type.Object(
    { withdrawals: rowsSchema("Declarations by id or number, or all of a shipment.") },
    { additionalProperties: false },
  ),
  output: answerSchema(
    Type.Object({
      ...rowMembers,
      declarationIds: Type.Optional(Type.Array(UuidSchema)),
      shipmentIds: Type.Optional(Type.Array(UuidSchema, { description: "Declared no more." })),
    }),
  ),
  batch,
  counts: batchCounts,
  handler: async (context, input) => {
    const sorted = sortRows<Withdrawal>(batch, input.withdrawals as unknown[]);
    return answered([...sorted.answers, ...(await withdrawRows(context, sorted.rows))]);
  },
});

/** Withdraws what these rows name, and saves it; each row by itself. */
export async function withdrawRows(
  context: CallContext,
  rows: readonly Row<Withdrawal>[],
): Promise<readonly WithdrawalAnswer[]> {
  if (rows.length === 0) return [];
  const found = await findAll(context, rows);
  const withdrawing = await lockAll(context, [...found.values()].flat());
  const answers = rows.map((row) => {
    const done = withdraw(withdrawing, row, found.get(row) ?? []);
    return done.ok ? done.value : { row: row.row, refusal: done.refusal };
  });
  if (withdrawing.judging !== undefined) {
    await compareDocuments(context, withdrawing.unit, [...withdrawing.declarationsOf.keys()]);
  }
  await withdrawing.unit.save();
  await withdrawing.balances.save();
  await context.tx.unlinkItems(withdrawing.unlinks);
  await context.tx.linkItems(withdrawing.links);
  return answers;
}

type WithdrawalAnswer = RowAnswer & {
  readonly declarationIds?: readonly Id[];
  readonly shipmentIds?: readonly Id[];
};

type Found = ReadonlyMap<Row<Withdrawal>, readonly Id[]>;

/** The declarations that each row names. */
async function findAll(context: CallContext, rows: readonly Row<Withdrawal>[]): Promise<Found> {
  const { tx, actor } = context;
  const targets = await decisionTargets(
    tx,
    rows.map(({ value }) => value),
  );
  const of = await tx.declarationsOf([...targets.values()].map(({ id }) => id));
  const parties = await tx.findParties(rows.flatMap(({ value }) => value.declarant ?? []));
  const partyOf = ({ value: { declarant, partiesIfKnown } }: Row<Withdrawal>): Id | undefined => {
    const own = declarant === undefined || partiesIfKnown === true ? actor.partyId : undefined;
    return parties.get(declarant ?? "")?.id ?? own;
  };
  const numbered = await findNumbered(context, rows, partyOf);
  return new Map(
    rows.map((row) => {
      const { declarationId, number } = row.value;
      if (declarationId !== undefined) return [row, [declarationId]];
      const party = partyOf(row);
      const target = targets.get(row.value);
      if (number === undefined || party === undefined)
        return [row, target === undefined ? [] : (of.get(target.id) ?? [])];
      const id = numbered.get(party)?.get(number);
      return [row, id === undefined ? [] : [id]];
    }),
  );
}

/** Declarations by party and number, one question a party. */
async function findNumbered(
  { tx }: CallContext,
  rows: readonly Row<Withdrawal>[],
  partyOf: (row: Row<Withdrawal>) => Id | undefined,
): Promise<ReadonlyMap<Id, ReadonlyMap<string, Id>>> {
  const found = new Map<Id, ReadonlyMap<string, Id>>();
  for (const [party, of] of Map.groupBy(rows, partyOf)) {
    const numbers = new Set(of.flatMap(({ value }) => value.number ?? []));
    if (party === undefined || numbers.size === 0) continue;
    found.set(party, await tx.findDeclarations(party, [...numbers]));
  }
  return found;
}

type Withdrawing = {
  readonly context: CallContext;
  readonly unit: Unit;
  readonly balances: BalanceBook;
  /** Undefined where no shipment is declared by more than one. */
  readonly judging: Rejudging | undefined;
  readonly shipmentsOf: ReadonlyMap<Id, readonly Id[]>;
  /** Of each shipment, those that stood before the call. */
  readonly declarationsOf: ReadonlyMap<Id, readonly Id[]>;
  readonly items: readonly ItemState[];
  readonly shipmentHolds: readonly HoldState[];
  readonly links: Parameters<CallContext["tx"]["linkItems"]>[0][number][];
  readonly unlinks: Parameters<CallContext["tx"]["unlinkItems"]>[0][number][];
};

/** Declarations, shipments, items, balances; then the pieces are found once more. */
async function lockAll(context: CallContext, ids: readonly Id[]): Promise<Withdrawing> {
  const { tx } = context;
  const unit = new Unit(context);
  await unit.lock("declaration", ids);
  const shipmentsOf = await tx.shipmentsOf(ids);
  const shipmentIds = [...new Set([...shipmentsOf.values()].flat())];
  await unit.lock("shipment", shipmentIds);
  const pieces = await tx.itemsOfShipments(shipmentIds);
  await unit.lock(
    "item",
    pieces.map(({ itemId }) => itemId),
  );
  if ((await tx.itemsOfShipments(shipmentIds)).length !== pieces.length) {
    throw new Restart("a piece came to a shipment that is withdrawn");
  }
  const shipments = shipmentIds.flatMap((id) => unit.get("shipment", id) ?? []);
  const declarationsOf = await tx.declarationsOf(shipmentIds);
  const isJoined = [...declarationsOf.values()].some((of) => of.length > 1);
  const asked = shipments.map((shipment) => ({ shipment, regime: shipment.regime }));
  const judging = isJoined ? await openRejudging(context, asked) : undefined;
  const balances = judging?.balances ?? new BalanceBook(tx);
  if (judging === undefined) await balances.openOf(shipments);
  const roots = shipments.flatMap(({ id, holdRoots }) => [id, ...holdRoots]);
  return {
    context,
    unit,
    balances,
    judging,
    shipmentsOf,
    declarationsOf,
    items: pieces.map(({ itemId }) => unit.need("item", itemId)),
    shipmentHolds: await tx.openHolds([...new Set(roots)]),
    links: [],
    unlinks: [],
  };
}

/** One row: all its declarations or none. */
function withdraw(
  withdrawing: Withdrawing,
  { row, value }: Row<Withdrawal>,
  ids: readonly Id[],
): Result<WithdrawalAnswer> {
  const { unit, context } = withdrawing;
  const states = ids.flatMap((id) => unit.get("declaration", id) ?? []);
  const own = states.filter((state) => isOfCentre(context) || isOwn(context, state));
  if (own.length === 0) {
    return refuse("declaration/not-found", { found: value.number ?? value.code });
  }
  const standing = own.filter(({ status }) => status === "lodged");
  if (standing.length === 0) return refuse("declaration/withdrawn-already");
  const shipments = shipmentsUnder(withdrawing, standing);
  if (shipments.some(isReleased)) return refuse("declaration/released");
  // What an authority ordered is not shaken off by declaring anew.
  if (!isOfCentre(context) && shipments.some(({ decisions }) => decisions.length > 0))
    return refuse("declaration/decided");
  for (const { id } of standing) stateWithdrawn(context, unit, id, value.reason);
  const bare = shipments.filter(({ id }) => isBare(withdrawing, id));
  for (const shipment of shipments) {
    if (bare.includes(shipment)) undeclare(withdrawing, shipment, value.reason);
    else judgeByNext(withdrawing, shipment, value.reason);
  }
  return ok({
    row,
    declarationIds: standing.map(({ id }) => id),
    shipmentIds: bare.map(({ id }) => id),
  });
}

function isOwn({ actor }: CallContext, { declarantId }: DeclarationState): boolean {
  return declarantId === actor.partyId;
}

function shipmentsUnder(
  { unit, shipmentsOf }: Withdrawing,
  declarations: readonly DeclarationState[],
): readonly ShipmentState[] {
  const ids = new Set(declarations.flatMap(({ id }) => shipmentsOf.get(id) ?? []));
  return [...ids].sort().map((id) => unit.need("shipment", id));
}

/** Whether no declaration of it stands any more. */
function isBare({ unit, declarationsOf }: Withdrawing, shipmentId: Id): boolean {
  const ids = declarationsOf.get(shipmentId) ?? [];
  return ids.every((id) => (unit.get("declaration", id)?.status ?? "lodged") !== "lodged");
}

/** What was judged by a declaration that is withdrawn is judged by the next that stands. */
function judgeByNext(
  withdrawing: Withdrawing,
  { id, regime }: ShipmentState,
  reason: string,
): void {
  const { context, unit, balances, judging } = withdrawing;
  const before = judging?.declarations.get(id) ?? [];
  const left = before.filter((one) => unit.get("declaration", one.id)?.status !== "withdrawn");
  if (judging === undefined || left[0] === before[0]) return;
  balances.giveBack(context, unit, id);
  const now = { ...judging, declarations: new Map([[id, left]]) };
  const shipment = unit.need("shipment", id);
  const verdict = rejudge(now, { shipment, regime });
  if (verdict === undefined) return;
  if (verdict.unfit !== shipment.unfit) stateJudged(context, unit, shipment, verdict);
  stateRejudged(now, unit, id, verdict, { reason });
}

/** Its pieces go into shipments of their own, which wait for whoever declares them. */
function undeclare(withdrawing: Withdrawing, shipment: ShipmentState, reason: string): void {
  const { context, unit, balances, items } = withdrawing;
  balances.giveBack(context, unit, shipment.id);
  const { duty } = shipment;
  if (duty !== null && duty.assessedMinor > 0n) {
    const owing = { declarantIds: [], payerId: undefined };
    const { owedBy, readers } = duty;
    stateAssessed(context, unit, shipment.id, NOTHING, owing, { owedBy, readers, reason });
  }
  for (const { id, shipmentId } of items) {
    if (shipmentId === shipment.id) setApart(withdrawing, shipment, unit.need("item", id));
  }
  stateWithdrawn(context, unit, shipment.id, reason, "shipment");
}

function setApart(withdrawing: Withdrawing, old: ShipmentState, item: ItemState): void {
  const { context, unit, links, unlinks } = withdrawing;
  const { ids } = context.ports;
  const to = ids.next();
  const was = { arrived: isHere(item.status), held: item.holds > 0 };
  const act = { key: ids.derived(to, "apart"), occurredAt: context.now };
  makeShipment(unit, to, act, undeterminedShipment(item.readers));
  const fact = { schema: 1, sensitivity: 1, occurredAt: context.now } as const;
  const onShipment = { ...fact, subject: "shipment" } as const;
  const data = { itemId: item.id, ...was };
  unit.state({
    ...onShipment,
    key: ids.derived(to, "removed"),
    subjectId: old.id,
    type: "piece-removed",
    data: { ...data, to },
  });
  if (was.arrived || was.held) {
    const key = ids.derived(to, "claimed");
    unit.state({ ...onShipment, key, subjectId: to, type: "piece-claimed", data });
  } else unit.remind(expiry(context, to));
  unit.state({
    ...fact,
    key: ids.derived(to, "moved"),
    subject: "item",
    subjectId: item.id,
    type: "item-shipment-changed",
    data: { shipmentId: to, from: old.id, readers: item.readers, reason: "withdrawn" },
  });
  carryHolds(withdrawing, item, old, unit.need("shipment", to));
  unlinks.push({ itemId: item.id, shipmentId: old.id, to: context.now });
  links.push({ itemId: item.id, shipmentId: to, from: context.now, reason: "withdrawn" });
}

function stateWithdrawn(
  { ports, now }: CallContext,
  unit: Unit,
  id: Id,
  reason: string,
  subject: "declaration" | "shipment" = "declaration",
): void {
  const { version } = unit.need(subject, id);
  unit.state({
    key: ports.ids.derived(id, "withdrawn", version),
    subject,
    subjectId: id,
    type: `${subject}-withdrawn`,
    schema: 1,
    occurredAt: now,
    sensitivity: subject === "declaration" ? 2 : 1,
    data: { reason },
  });
}
