/**
 * Risk rules and screening on what a batch of declarations lodged, in its transaction: parcels are
 * counted under locks in one order, rules asked, holds placed; where a list of denied parties is loaded
 * the shipment waits for screening. Nothing of it is in the answer to the declarant.
 */
import { divideRounded } from "#base/decimal.ts";
import { legalDay } from "#base/time.ts";
import type { Books } from "#domain/customs/books.ts";
import type { RiskEngine } from "#domain/customs/risk/risk-engine.ts";
import type { RiskFacts } from "#domain/customs/risk/risk-facts.ts";
import type { Hit } from "#domain/customs/risk/risk-rule.ts";
import type { DeclarationContent, Scaled } from "#domain/declarations/declaration.ts";
import type { Id } from "#domain/events/event.ts";
import { exponentOf } from "#standards/codes/currencies.ts";
import { booksInForce } from "./books-in-force.ts";
import { daysMs, deadline, SCREENING_DUE } from "./deadlines.ts";
import { declaredValue } from "./declared-value.ts";
import { readCode } from "./find-subjects.ts";
import type { Lodged, Lodging } from "./lodge-one.ts";
import type { PersonHashes } from "./ports.ts";
import type { CountedParcel, Parcel } from "./ports-risk.ts";
import { type RiskInForce, riskInForce } from "./risk-in-force.ts";
import { stateScreening } from "./screen-locked.ts";
import { declaredWeightOf } from "./select-weighed.ts";
import { type Selection, stateSelections } from "./state-selection.ts";

/** What of a batch is asked; its unit holds shipments and pieces. */
type Selecting = Pick<Lodging, "context" | "unit" | "persons" | "lodged">;

/** What rules are asked with, of the whole batch. */
type Asked = {
  readonly engine: RiskEngine;
  readonly marks: ReadonlyMap<Id, Marks>;
  readonly counted: Counted;
  /** Rates of exchange; undefined where no rule asks for them. */
  readonly books: Books | undefined;
  readonly day: string;
};

/** The longest time that any rule may count over. */
export const COUNTED_DAYS = 31;

/** Call after identities are claimed and before the unit is saved: counters are locked last. */
export async function selectLodged(lodging: Selecting): Promise<void> {
  const { lodged } = lodging;
  if (lodged.length === 0) return;
  const { context, unit } = lodging;
  const risk = await riskInForce(context);
  if (risk.screens) await awaitScreening(lodging, lodged);
  if (risk.engine.rules.length === 0) return;
  const marks = marksOf(lodging, lodged);
  const { engine } = risk;
  const asked: Asked = {
    engine,
    marks,
    counted: engine.counts ? await countAll(lodging, lodged, marks) : new Map(),
    books: engine.values ? await booksInForce(context) : undefined,
    day: legalDay(context.now, context.ports.site.legalZone),
  };
  const before = await hitBefore(lodging, lodged);
  const selections: Selection[] = [];
  for (const one of lodged) {
    const facts = factsOf(lodging, asked, one);
    const hits = [...engine.lodged(facts), ...weighedHits(lodging, risk, one)].filter(
      ({ rule }) => !before.has(`${one.shipmentId}/${rule.id}/${rule.version}`),
    );
    for (const { rule } of hits) before.add(`${one.shipmentId}/${rule.id}/${rule.version}`);
    if (hits.length > 0) selections.push(selectionOf(lodging, one, hits));
  }
  await stateSelections(context, unit, selections);
}

function selectionOf(
  { unit }: Selecting,
  { plan, shipmentId }: Lodged,
  hits: readonly Hit[],
): Selection {
  const { status } = unit.need("shipment", shipmentId);
  const { declarationId } = plan;
  return { hits, shipmentId, declarationId, itemId: null, here: status !== "left" };
}

/** Whether this very declaration made its shipment. */
function madeIt({ unit }: Selecting, { plan, shipmentId, again }: Lodged): boolean {
  return again !== true && unit.need("shipment", shipmentId).holdRoots[0] === plan.declarationId;
}

/** Rules that hit a shipment when it was declared before: it is not held for the same again. */
async function hitBefore(lodging: Selecting, lodged: readonly Lodged[]): Promise<Set<string>> {
  const joined = lodged.filter((one) => !madeIt(lodging, one)).map(({ shipmentId }) => shipmentId);
  const hits = await lodging.context.tx.hitsOf(joined);
  return new Set(hits.map((hit) => `${hit.shipmentId}/${hit.rule}/${hit.version}`));
}

/** A recipient's marks; undefined where the declaration gives none that tells recipients apart. */
type Marks = { readonly phone: Id | undefined; readonly address: Id | undefined };

const NO_MARKS: Marks = { phone: undefined, address: undefined };
/** A shorter number, or one digit all through, is a placeholder. */
const PHONE = /(?=(?:\D*\d){7})\d/;
const ONE_DIGIT = /^\D*(\d)(?:\D|\1)*$/;

function marksOf(lodging: Selecting, lodged: readonly Lodged[]): ReadonlyMap<Id, Marks> {
  const hashes = new Map<Id, PersonHashes>(
    lodging.persons.map((row) => [row.personRef, row.hashes]),
  );
  return new Map(
    lodged.map(({ plan }) => {
      const own = plan.recipientRef === null ? undefined : hashes.get(plan.recipientRef);
      const { phone = "", addressLines = [] } = plan.input.recipient ?? {};
      if (own === undefined) return [plan.declarationId, NO_MARKS];
      const plain = phone.normalize("NFKC");
      const isPhone = PHONE.test(plain) && !ONE_DIGIT.test(plain);
      // A town alone is an address of everybody in it.
      const isAddress = addressLines.some((line) => line.trim() !== "");
      return [
        plan.declarationId,
        {
          phone: isPhone ? (own.phone ?? undefined) : undefined,
          address: isAddress ? (own.address ?? undefined) : undefined,
        },
      ];
    }),
  );
}

type Counted = ReadonlyMap<Id, readonly CountedParcel[]>;

function countAll(
  { context: { tx, now } }: Selecting,
  lodged: readonly Lodged[],
  marks: ReadonlyMap<Id, Marks>,
): Promise<Counted> {
  const parcels = new Map<string, Parcel>();
  for (const { plan, itemIds } of lodged) {
    const { phone, address } = marks.get(plan.declarationId) ?? NO_MARKS;
    for (const hash of [phone, address]) {
      if (hash === undefined) continue;
      for (const itemId of itemIds) parcels.set(`${hash}/${itemId}`, { hash, itemId });
    }
  }
  return tx.countParcels([...parcels.values()], now, now - daysMs(COUNTED_DAYS));
}

function factsOf(
  { context: { now, ports } }: Selecting,
  asked: Asked,
  { plan, itemIds }: Lodged,
): RiskFacts {
  const { content, sender, recipient, pieces } = plan.input;
  const { engine, marks, counted } = asked;
  const own = marks.get(plan.declarationId) ?? NO_MARKS;
  return {
    stream: plan.stream,
    direction: plan.direction,
    regime: plan.regime,
    lines: content.lines,
    grossWeightKg: content.grossWeightKg ?? null,
    sender: sender ?? null,
    recipient: recipient ?? null,
    senderCountry: sender?.countryCode ?? content.senderCountry ?? null,
    valueIn: (currency) => valueIn(asked, content as DeclarationContent, currency),
    furtherFields: Object.keys(content.extra ?? {}),
    parcelsBy: (mark, days) => {
      const hash = own[mark];
      return hash === undefined ? 0 : parcelsUpTo(counted.get(hash) ?? [], itemIds, now, days);
    },
    // The parcel itself draws: another number or a second declaration is no second try.
    draw: engine.draws
      ? ports.draw(
          pieces
            .map(({ code }) => readCode(code).normalised)
            .sort()
            .join("\n"),
        )
      : 1,
  };
}

/** Hundredths of a unit of the currency it was declared in, or of CNY by the customs rate in force. */
function valueIn(
  { books, day }: Asked,
  content: DeclarationContent,
  currency: string,
): bigint | undefined {
  const value = declaredValue(content, day);
  if (value === undefined) return undefined;
  const rate = rateTo(books, value.currency, currency, day);
  const exponent = exponentOf(value.currency, day);
  if (rate === undefined || exponent === undefined) return undefined;
  const hundredths = BigInt(value.valueMinor) * BigInt(rate.units) * 100n;
  return divideRounded(hundredths, 10n ** BigInt(exponent + rate.scale), "half-up");
}

function rateTo(
  books: Books | undefined,
  from: string,
  to: string,
  day: string,
): Scaled | undefined {
  if (from === to) return { units: "1", scale: 0 };
  return to === "CNY" ? books?.rateOf(from, day)?.cnyPerUnit : undefined;
}

/** Parcels of the last days up to the last of these pieces, in the order they were counted. */
function parcelsUpTo(
  counted: readonly CountedParcel[],
  itemIds: readonly Id[],
  now: number,
  days: number,
): number {
  const last = counted.findLastIndex(({ itemId }) => itemIds.includes(itemId));
  const since = now - daysMs(days);
  return counted.slice(0, last + 1).filter(({ at }) => at > since).length;
}

/** Pieces that were weighed before they were declared. */
function weighedHits(
  { unit }: Selecting,
  { engine }: RiskInForce,
  { plan, itemIds }: Lodged,
): Hit[] {
  if (!engine.weighs) return [];
  const { stream, direction, input } = plan;
  return itemIds.flatMap((itemId, at) => {
    const measuredGrams = unit.get("item", itemId)?.weightGrams ?? null;
    const code = input.pieces[at]?.code ?? "";
    if (measuredGrams === null) return [];
    const declaredKg = declaredWeightOf(
      {
        grossWeightKg: input.content.grossWeightKg ?? null,
        piecesDeclared: input.pieces.length,
        pieces: input.pieces.flatMap(({ code: piece, grossWeightKg }) =>
          grossWeightKg === undefined ? [] : [{ code: readCode(piece).normalised, grossWeightKg }],
        ),
      },
      readCode(code).normalised,
    );
    if (declaredKg === undefined) return [];
    return engine.weighed({ stream, direction, declaredKg, measuredGrams });
  });
}

/** A shipment that is new waits, and one that a further declaration names persons of. */
async function awaitScreening(lodging: Selecting, lodged: readonly Lodged[]): Promise<void> {
  const { context, unit } = lodging;
  const ids = new Set(lodged.map(({ shipmentId }) => shipmentId));
  for (const shipmentId of ids) {
    const { screening, status } = unit.need("shipment", shipmentId);
    if (screening === "pending" || status === "left") continue;
    stateScreening(context, unit, shipmentId, "pending");
    unit.remind(deadline(context.ports, SCREENING_DUE, shipmentId, context.now));
  }
}
