/**
 * Rule books asked once more about shipments that are declared: what was lodged is read again, with the
 * rates and limits of the day it was lodged on, and nothing is keyed twice.
 */
import { legalDay } from "#base/time.ts";
import type { DeclarationContent, DeclarationState } from "#domain/declarations/declaration.ts";
import type { Id } from "#domain/events/event.ts";
import type { ShipmentBalance, ShipmentState } from "#domain/shipments/shipment.ts";
import { BalanceBook } from "./balance-book.ts";
import { booksInForce } from "./books-in-force.ts";
import type { CallContext } from "./define.ts";
import {
  balanceOf,
  type JudgedDeclaration,
  type Judging,
  judgeDeclared,
  type Verdict,
} from "./judge-declared.ts";
import { type Owing, stateAssessed } from "./state-duty.ts";
import type { Unit } from "./unit.ts";

/** Declarations of locked shipments, and what they are judged with. */
export type Rejudging = Judging & {
  readonly context: CallContext;
  /** Oldest first, of those that stand. */
  readonly declarations: ReadonlyMap<Id, readonly DeclarationState[]>;
  readonly buyers: ReadonlyMap<Id, Id>;
};

/** The regime under which a shipment is to be judged. */
export type Asked = { readonly shipment: ShipmentState; readonly regime: string };

/** Opens what is needed to judge these shipments, which must be locked. */
export async function openRejudging(
  context: CallContext,
  asked: readonly Asked[],
): Promise<Rejudging> {
  const { tx } = context;
  const shipments = [...new Set(asked.map(({ shipment }) => shipment))];
  const links = await tx.declarationsOf(shipments.map(({ id }) => id));
  const ids = [...links.values()].flat();
  const states = await tx.load("declaration", [...new Set(ids)]);
  const declarations = new Map(
    [...links].map(([id, linked]) => [id, linked.flatMap((one) => states.get(one) ?? [])]),
  );
  const buyers = await tx.buyersOf(ids);
  const balances = new BalanceBook(tx);
  await balances.openOf(shipments);
  const judging = { context, books: await booksInForce(context), balances, declarations, buyers };
  await balances.open(
    asked.flatMap((one) =>
      (declarations.get(one.shipment.id) ?? []).flatMap(
        (declaration) => balanceOf(judgedAs(judging, one, declaration)) ?? [],
      ),
    ),
  );
  return judging;
}

/** The declaration a shipment is judged by: the first of those that stand; undefined where none does. */
export function judgedBy(judging: Rejudging, shipmentId: Id): Id | undefined {
  return judging.declarations.get(shipmentId)?.[0]?.id;
}

/** What a declaration says of its shipment, as a regime looks at it. */
function judgedAs(
  { context, buyers }: Pick<Rejudging, "context" | "buyers">,
  { shipment, regime }: Asked,
  declaration: DeclarationState,
): JudgedDeclaration {
  const { stream, direction, balance } = shipment;
  const { legalZone } = context.ports.site;
  return {
    regime,
    stream,
    direction,
    declaredOn: legalDay(declaration.lodgedAt, legalZone),
    content: declaration.content,
    buyer: buyers.get(declaration.id) ?? null,
    held: balance,
  };
}

/** What the regime says of a shipment; undefined where no declaration of it stands. */
export function rejudge(
  judging: Rejudging,
  asked: Asked,
  amend: (content: DeclarationContent) => DeclarationContent = (content) => content,
): Verdict | undefined {
  const [declaration] = judging.declarations.get(asked.shipment.id) ?? [];
  if (declaration === undefined) return undefined;
  const judged = judgedAs(judging, asked, declaration);
  return judgeDeclared(judging, { ...judged, content: amend(judged.content) });
}

/** States that a rule book says otherwise than before of a shipment, of what was lodged. */
export function stateJudged(
  { ports, now }: CallContext,
  unit: Unit,
  { id, version }: ShipmentState,
  { judgement }: Pick<Verdict, "judgement">,
): void {
  unit.state({
    key: ports.ids.derived(id, "judged", version),
    subject: "shipment",
    subjectId: id,
    type: "shipment-judged",
    schema: 1,
    occurredAt: now,
    sensitivity: 1,
    data: judgement,
  });
}

/** States what a shipment owes now, and what it takes of its buyer's year instead of what it took. */
export function stateRejudged(
  judging: Rejudging,
  unit: Unit,
  shipmentId: Id,
  verdict: Verdict,
  more: Readonly<Record<string, unknown>>,
): void {
  const { context } = judging;
  followBalance(judging, unit, shipmentId, verdict);
  const { duty } = unit.need("shipment", shipmentId);
  const owing = owingOf(judging, shipmentId);
  if (verdict.assessment !== null) {
    stateAssessed(context, unit, shipmentId, verdict.assessment, owing, more);
  } else if (duty !== null && duty.assessedMinor > 0n) {
    stateAssessed(context, unit, shipmentId, NOTHING, owing, more);
  }
}

/** An assessment of what owes nothing any more. */
export const NOTHING = {
  currency: "CNY",
  lines: [],
  totalMinor: 0n,
  dueMinor: 0n,
  collected: false,
  notCollected: [],
  used: [],
  exchange: [],
} as const;

/**
 * What it holds follows what was found: used up where customs released it. What came in stays used up
 * though it fits no more, and nothing is taken for goods that are gone again.
 */
function followBalance(
  { balances, context }: Rejudging,
  unit: Unit,
  shipmentId: Id,
  { draws }: Verdict,
): void {
  const { balance, decisions, status } = unit.need("shipment", shipmentId);
  if (holdsWhat(draws, balance)) return;
  const isReleased = decisions.some(({ purpose }) => purpose === "release");
  const isGone = heldMinor(balance) === 0n && status === "left";
  if (isGone || (isReleased && draws === null)) return;
  balances.giveBack(context, unit, shipmentId);
  if (draws === null) return;
  balances.reserve(context, unit, shipmentId, draws.key, draws.minor);
  if (isReleased) balances.consume(context, unit, shipmentId);
}

/** Whether a shipment holds of its buyer's year just what it draws. */
function holdsWhat(draws: Verdict["draws"], balance: ShipmentBalance | null): boolean {
  if (draws === null) return heldMinor(balance) === 0n;
  return heldMinor(balance) === draws.minor && balance?.family === draws.key.family;
}

function heldMinor(balance: ShipmentBalance | null): bigint {
  return balance === null ? 0n : balance.reservedMinor + balance.consumedMinor;
}

function owingOf({ declarations }: Rejudging, shipmentId: Id): Owing {
  const standing = declarations.get(shipmentId) ?? [];
  return {
    declarantIds: standing.map(({ declarantId }) => declarantId),
    payerId: standing.find(({ content }) => content.payerId !== undefined)?.content.payerId,
  };
}
