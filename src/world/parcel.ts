/**
 * A parcel as its sender made it: who sends what to whom, what was declared of it and what it truly
 * weighs. The same seed and number always give the same parcel. What happens to it is elsewhere.
 */
import type { Chance } from "#base/chance.ts";
import type { Direction, Stream } from "#domain/shipments/shipment.ts";
import { writeS10 } from "#standards/upu/s10.ts";
import { chanceFor } from "./chance-streams.ts";
import { declarationOf, type Packed, type Piece } from "./declare.ts";
import { type Article, ASSORTMENT, articleFor, pieceGrams, quantityFor } from "./goods.ts";
import { personOf, TOWNS_ABROAD, TOWNS_INLAND } from "./people.ts";
import { type Trouble, troublesOf } from "./troubles.ts";

export type Parcel = {
  readonly number: number;
  readonly stream: Stream;
  readonly direction: Direction;
  /** Login of the one who declares it. */
  readonly lodgedBy: string;
  /** A row of `lodge-declarations`, troubles and all. */
  readonly declaration: Readonly<Record<string, unknown>>;
  /** Codes of its pieces, and what the scale finds for each, grams. */
  readonly codes: readonly string[];
  readonly grams: readonly number[];
  readonly troubles: ReadonlySet<Trouble>;
  /** HS codes of its lines, as they truly are: digits only. */
  readonly hsCodes: readonly string[];
  /** Where its way out leads: an inland town or an office of exchange abroad. */
  readonly destination: string;
  /** Whether quarantine looks at what is in it. */
  readonly organic: boolean;
};

type Kind = {
  readonly stream: "postal" | "express" | "ecommerce";
  readonly direction: "import" | "export";
  readonly share: number;
};

/** Shares of streams and ways in a hundred parcels [design]. */
const KINDS: readonly Kind[] = [
  { stream: "postal", direction: "import", share: 30 },
  { stream: "ecommerce", direction: "import", share: 26 },
  { stream: "express", direction: "import", share: 17 },
  { stream: "postal", direction: "export", share: 16 },
  { stream: "express", direction: "export", share: 11 },
];

/** Real offices of exchange by country (UPU S34). */
const OFFICES: Readonly<Record<string, string>> = {
  GB: "GBLALA",
  NL: "NLAMSA",
  DE: "DEFRAA",
  FR: "FRCDGA",
  JP: "JPKWSA",
  AU: "AUSYDA",
  US: "USJFKA",
};

/** Addressees and senders there are, for each hundred parcels of a year. */
const PERSONS = 40_000;

/** The parcel of a number, counted from 0. */
export function parcelOf(seed: number, number: number): Parcel {
  const chance = chanceFor(seed, "parcel", number);
  const kind = kindOf(chance);
  const troubles = troublesOf(seed, number);
  const abroad = personOf(seed, TOWNS_ABROAD, chance.below(PERSONS));
  const inland = personOf(seed, TOWNS_INLAND, chance.below(PERSONS));
  const pieces = piecesOf(chance, kind, troubles);
  const isImport = kind.direction === "import";
  const [sender, recipient] = isImport ? [abroad, inland] : [inland, abroad];
  const codes = codesOf(chance, kind, number, sender.town.countryCode, pieces.length);
  const packed: Packed = { number, kind, troubles, pieces, codes, sender, recipient };
  return {
    number,
    stream: kind.stream,
    direction: kind.direction,
    lodgedBy: lodgerOf(chance, kind),
    declaration: declarationOf(packed, chance),
    codes,
    grams: pieces.map((piece) => piece.grams),
    hsCodes: pieces.map(({ article }) => article.hsCode.replace(".", "")),
    troubles,
    destination: isImport
      ? inland.town.city.toUpperCase()
      : (OFFICES[abroad.town.countryCode] ?? "NLAMSA"),
    organic: isImport && pieces.some(({ article }) => article.organic === true),
  };
}

function kindOf(chance: Chance): Kind {
  let drawn = chance.below(100);
  const found = KINDS.find(({ share }) => {
    drawn -= share;
    return drawn < 0;
  });
  return found ?? (KINDS[0] as Kind);
}

/** Express firms declare themselves or through the forwarder, shops through the forwarder. */
function lodgerOf(chance: Chance, { stream }: Kind): string {
  if (stream === "postal") return "post";
  return stream === "express" && chance.happens(0.6) ? "express" : "forwarder";
}

/** In express one in six has several pieces. */
function piecesOf(chance: Chance, { stream }: Kind, troubles: ReadonlySet<Trouble>): Piece[] {
  const several = stream === "express" && chance.happens(1 / 6) ? 2 + chance.below(2) : 1;
  return Array.from({ length: several }, () => {
    const grams = pieceGrams(chance);
    const hidden = troubles.has("undeclared-battery") ? batteryFor(chance) : undefined;
    const article = hidden ?? articleFor(chance, grams);
    const quantity = hidden === undefined ? quantityFor(chance, article, grams) : 1;
    return { grams: Math.max(grams, article.grams * quantity + 20), article, quantity };
  });
}

function batteryFor(chance: Chance): Article {
  return chance.pick(ASSORTMENT.filter(({ battery }) => battery === true));
}

/** Serial numbers stay far apart, so that neighbours do not look alike. */
const SERIAL_STEP = 7_919;
const SERIALS = 99_999_989;

function codesOf(
  chance: Chance,
  { stream }: Kind,
  number: number,
  country: string,
  pieces: number,
): readonly string[] {
  const serial = (10_000_019 + number * SERIAL_STEP) % SERIALS;
  if (stream === "postal") {
    return [writeS10(chance.pick(["RR", "LX", "LX", "CP", "EE"]), serial, country)];
  }
  const digits = String(serial).padStart(10, "0");
  if (stream === "ecommerce") return [`SS${digits}`];
  return Array.from({ length: pieces }, (_, at) => `YR${digits}${String(at + 1).padStart(3, "0")}`);
}
