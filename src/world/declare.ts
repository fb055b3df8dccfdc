/**
 * What is declared of a parcel, in the neutral form that `lodge-declarations` takes: the truth, but
 * for the troubles the parcel has.
 */
import type { Chance } from "#base/chance.ts";
import { CARRIER, SHOP } from "./documents.ts";
import type { Article } from "./goods.ts";
import type { InventedPerson, Town } from "./people.ts";
import type { Trouble } from "./troubles.ts";

type Party = { readonly person: InventedPerson; readonly town: Town };

/** One piece and what is in it. */
export type Piece = {
  readonly grams: number;
  readonly article: Article;
  readonly quantity: number;
};

/** A parcel before anybody declared it. */
export type Packed = {
  readonly number: number;
  readonly kind: { readonly stream: string; readonly direction: string };
  readonly troubles: ReadonlySet<Trouble>;
  readonly pieces: readonly Piece[];
  readonly codes: readonly string[];
  readonly sender: Party;
  readonly recipient: Party;
};

type Row = Readonly<Record<string, unknown>>;

/** Words that say nothing of the goods. */
const VAGUE = ["gift", "sample", "accessories", "daily necessities", "goods", "present"] as const;
/** What over-limit parcels are worth more than they would be. */
const OVER_LIMIT = 40;
/** A scale finds half as much again as this was declared with. */
const UNDERSTATED = 1.5;

/** Worth above which a parcel is not declared as a personal article, fen [design]. */
const PERSONAL_FEN = 90_000;

export function declarationOf(packed: Packed, chance: Chance): Row {
  const { kind, codes, sender, recipient, troubles } = packed;
  const { stream, direction } = kind;
  const number = codes[0]?.slice(0, stream === "express" ? 12 : undefined);
  return {
    number,
    stream,
    direction,
    ...regimeOf(packed),
    ...(stream === "express" && { carrier: "YELLOW-RIVER" }),
    ...(stream === "ecommerce" && { seller: SHOP, carrier: CARRIER }),
    pieces: codes.map((code) => ({ code })),
    sender: personGiven(sender, troubles, stream),
    recipient: personGiven(recipient, troubles, stream),
    content: contentOf(packed, chance, number ?? ""),
  };
}

/** Buyers are named with their number; letters and parcels are not. */
function personGiven({ person }: Party, troubles: ReadonlySet<Trouble>, stream: string): Row {
  const { identityNumber, ...named } = person;
  const isNumbered = stream === "ecommerce" && !troubles.has("missing-field");
  return isNumbered && identityNumber !== undefined ? { ...named, identityNumber } : named;
}

/** Express above the personal limits is class C; the rest is what its stream falls under. */
function regimeOf(packed: Packed): { readonly regime?: string } {
  if (packed.kind.stream !== "express" || fenOf(packed) <= PERSONAL_FEN) return {};
  return { regime: "express-c" };
}

/** Worth of all lines, fen. */
function fenOf({ pieces, troubles }: Packed): number {
  const sum = pieces.reduce((total, { article, quantity }) => total + article.fen * quantity, 0);
  return troubles.has("over-limit") ? sum * OVER_LIMIT : sum;
}

function contentOf(packed: Packed, chance: Chance, number: string): Row {
  const { kind, sender, recipient, pieces, troubles } = packed;
  const grams = pieces.reduce((sum, piece) => sum + piece.grams, 0);
  const declared = troubles.has("weight-off") ? Math.floor(grams / UNDERSTATED) : grams;
  const units = troubles.has("malformed") ? `${declared}O` : String(declared);
  const currency = currencyOf(packed);
  return {
    ...(kind.stream === "postal" && {
      mailClass: chance.pick(["U", "U", "C", "E"]),
      natureOfTransaction: chance.pick(["GIFT", "SALE_GOODS"]),
    }),
    ...(kind.stream === "express" && { waybillNumber: number }),
    ...(kind.stream === "ecommerce" && {
      orderNumber: `PEONY-${String(packed.number).padStart(7, "0")}`,
      paymentNumber: `PAY-${String(packed.number).padStart(9, "0")}`,
      waybillNumber: number,
    }),
    grossWeightKg: { units, scale: 3 },
    currency: currency.currency,
    senderCountry: sender.town.countryCode,
    recipientCountry: recipient.town.countryCode,
    lines: pieces.map((piece) => lineOf(packed, piece, currency, chance)),
  };
}

/** Shops sell in yuan, express firms bill in dollars, people use their own money. */
function currencyOf({ kind, sender }: Packed): Pick<Town, "currency" | "decimals" | "fen"> {
  if (kind.stream === "ecommerce") return { currency: "CNY", decimals: 2, fen: 100 };
  if (kind.stream === "express") return { currency: "USD", decimals: 2, fen: 710 };
  return sender.town;
}

function lineOf(
  { troubles, sender, kind }: Packed,
  { article, quantity }: Piece,
  { decimals, fen }: Pick<Town, "decimals" | "fen">,
  chance: Chance,
): Row {
  const each = article.fen * (troubles.has("over-limit") ? OVER_LIMIT : 1);
  const price = Math.max(1, Math.round((each / fen) * 10 ** decimals));
  const isVague = troubles.has("vague-words");
  const hsCode = troubles.has("undeclared-battery") ? "8504.40" : article.hsCode;
  const lacksCode = troubles.has("missing-field") && kind.stream !== "ecommerce";
  return {
    description: isVague ? chance.pick(VAGUE) : article.description,
    quantity: { units: String(quantity), scale: 0 },
    totalValue: { units: String(price * quantity), scale: decimals },
    netWeightKg: { units: String(article.grams * quantity), scale: 3 },
    originCountry: sender.town.countryCode,
    ...(!lacksCode && { hsCode }),
  };
}
