/**
 * The rule books' part in lodging: books once a batch, buyers' balances locked in one statement, then
 * each new shipment judged, assessed and counted on its buyer's year.
 */
import { legalDay } from "#base/time.ts";
import { defaultRegime, undeclaredRegime } from "#domain/customs/regimes/index.ts";
import type { DeclarationContent } from "#domain/declarations/declaration.ts";
import type { Id } from "#domain/events/event.ts";
import type { Direction, ShipmentState, Stream } from "#domain/shipments/shipment.ts";
import { BalanceBook } from "./balance-book.ts";
import { booksInForce } from "./books-in-force.ts";
import { matchAgain } from "./deadlines.ts";
import type { DeclarationInput } from "./declaration-schema.ts";
import type { CallContext } from "./define.ts";
import {
  balanceOf,
  isLimited,
  type Judging,
  judgeDeclared,
  type Verdict,
} from "./judge-declared.ts";
import type { Lodging, Plan } from "./lodge-one.ts";
import {
  documentsNamed,
  heldAgainst,
  type ListBook,
  matchesDocuments,
  namesIn,
  openLists,
} from "./match-lists.ts";
import { stateAssessed } from "./state-duty.ts";

/** Judging with what a batch knows of its declarations. */
export type LodgeJudging = Judging & {
  /** Legal day of the call. */
  readonly day: string;
  /** Keyed hashes of the buyers' identity numbers. */
  readonly buyers: ReadonlyMap<DeclarationInput, Id>;
  /** The documents of the batch's lists. */
  readonly lists: ListBook;
};

/** Opens books, balances and the documents of lists for a batch, each in one reading; shipments and items must be locked before. */
export async function openLodgeJudging(
  context: CallContext,
  inputs: readonly DeclarationInput[],
): Promise<LodgeJudging> {
  const { tx, ports, now } = context;
  const day = legalDay(now, ports.site.legalZone);
  const balances = new BalanceBook(tx);
  const buyers = new Map<DeclarationInput, Id>();
  const keys = inputs.flatMap((input) => {
    const { stream, direction } = wayOf(input);
    const regime = regimeDeclared(input);
    const declared = { regime, stream, direction, declaredOn: day };
    const buyer = isLimited(declared) ? buyerOf(context, input) : null;
    if (buyer === null) return [];
    buyers.set(input, buyer);
    return balanceOf({ ...declared, buyer }) ?? [];
  });
  await balances.open(keys);
  const lists = inputs.flatMap((input) =>
    matchesDocuments(regimeDeclared(input), wayOf(input).direction)
      ? (namesIn(statedContent(input)) ?? [])
      : [],
  );
  const books = await booksInForce(context);
  return { books, balances, day, buyers, lists: await openLists(tx, lists) };
}

/** The regime named, else the stream's default. */
function regimeDeclared(input: DeclarationInput): string {
  const { stream, direction } = wayOf(input);
  return input.regime ?? (defaultRegime(stream, direction) ?? undeclaredRegime).code;
}

/** What was declared, with the codes and countries that its parties stand for. */
function statedContent(input: DeclarationInput): DeclarationContent {
  const { content } = input;
  return { ...(content as DeclarationContent), ...countriesOf(input), ...documentsNamed(input) };
}

function buyerOf({ ports }: CallContext, { recipient }: DeclarationInput): Id | null {
  const identityNumber = recipient?.identityNumber;
  return identityNumber === undefined ? null : ports.vault.hash({ identityNumber }).identity;
}

function wayOf({ stream, direction }: DeclarationInput): {
  readonly stream: Stream;
  readonly direction: Direction;
} {
  return { stream: stream as Stream, direction: direction as Direction };
}

/** Where it is from and goes to: what the declaration says, else where its persons live. */
export function countriesOf({
  content,
  sender,
  recipient,
}: DeclarationInput): Pick<DeclarationContent, "senderCountry" | "recipientCountry"> {
  const senderCountry = content.senderCountry ?? sender?.countryCode;
  const recipientCountry = content.recipientCountry ?? recipient?.countryCode;
  return {
    ...(senderCountry !== undefined && { senderCountry }),
    ...(recipientCountry !== undefined && { recipientCountry }),
  };
}

/** Judges a planned shipment; what was found goes to its answer. */
export function judgePlan({ judging }: Lodging, plan: Plan): Verdict {
  const { regime, stream, direction, input, declarantId, buyer } = plan;
  const content = statedContent(input);
  const verdict = judgeDeclared(judging, {
    regime,
    stream,
    direction,
    declaredOn: judging.day,
    content,
    buyer: judging.buyers.get(input) ?? null,
    ...(matchesDocuments(regime, direction) && {
      list: heldAgainst(judging.lists, { content, buyer, declarantId }),
    }),
  });
  plan.findings.push(...verdict.findings);
  return verdict;
}

/**
 * Whether pieces that a further declaration adds owe something of their own: a shipment is judged by its
 * first declaration alone, which knows nothing of them.
 */
export function owesMore(
  { judging }: Pick<Lodging, "judging">,
  input: DeclarationInput,
  { regime, stream, direction }: ShipmentState,
): boolean {
  const { unfit, assessment, draws } = judgeDeclared(judging, {
    regime,
    stream,
    direction,
    declaredOn: judging.day,
    content: statedContent(input),
    buyer: judging.buyers.get(input) ?? null,
  });
  return unfit || draws !== null || (assessment?.dueMinor ?? 0n) > 0n;
}

/** States what a new shipment owes and what it takes of its buyer's year; a list that waits is looked at again. */
export function stateVerdict(
  { context, unit, parties, judging }: Lodging,
  { declarantId, input }: Plan,
  shipmentId: Id,
  { assessment, draws, documents }: Verdict,
): void {
  if (documents !== null && documents.state !== "matched") {
    unit.remind(matchAgain(context, shipmentId));
  }
  if (assessment !== null) {
    const payerId = parties.get(input.payer ?? "")?.id;
    stateAssessed(context, unit, shipmentId, assessment, { declarantIds: [declarantId], payerId });
  }
  if (draws !== null) judging.balances.reserve(context, unit, shipmentId, draws.key, draws.minor);
}
