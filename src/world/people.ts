/**
 * Invented people at real cities: senders abroad, addressees in China and the other way round. A
 * person's number always gives the same person, so that one may be sent to again and again.
 */
import type { Chance } from "#base/chance.ts";
import { chanceFor } from "./chance-streams.ts";

/** A person as a declaration names them. */
export type InventedPerson = {
  readonly name: string;
  readonly addressLines: readonly string[];
  readonly city: string;
  readonly countryCode: string;
  readonly phone?: string;
  readonly identityNumber?: string;
};

export type Town = {
  readonly city: string;
  readonly countryCode: string;
  /** What is paid with there, its decimals, and what one is worth in fen. */
  readonly currency: string;
  readonly decimals: number;
  readonly fen: number;
  readonly streets: readonly string[];
  readonly given: readonly string[];
  readonly family: readonly string[];
};

const town = (
  city: string,
  countryCode: string,
  [currency, decimals, fen]: readonly [string, number, number],
  streets: readonly string[],
  given: readonly string[],
  family: readonly string[],
): Town => ({ city, countryCode, currency, decimals, fen, streets, given, family });

/** Towns abroad; the worth of a currency only makes plausible prices. */
export const TOWNS_ABROAD: readonly Town[] = [
  town(
    "Leeds",
    "GB",
    ["GBP", 2, 930],
    ["Kiln Row", "Park Lane"],
    ["Maren", "Tobias", "Isla"],
    ["Oldershaw", "Penhallow", "Crickmore"],
  ),
  town(
    "Utrecht",
    "NL",
    ["EUR", 2, 820],
    ["Biltstraat", "Oudegracht"],
    ["Joris", "Femke", "Sanne"],
    ["Veldhoven", "Terpstra", "Wijngaard"],
  ),
  town(
    "Leipzig",
    "DE",
    ["EUR", 2, 820],
    ["Karl-Heine-Straße", "Petersstraße"],
    ["Anke", "Ruprecht", "Liv"],
    ["Reinholz", "Ostermoor", "Quandt"],
  ),
  town(
    "Lyon",
    "FR",
    ["EUR", 2, 820],
    ["Rue Sala", "Cours Lafayette"],
    ["Clémence", "Aurélien", "Maïwenn"],
    ["Darrieu", "Vauquelin", "Estival"],
  ),
  town(
    "Nagoya",
    "JP",
    ["JPY", 0, 4.6],
    ["Osu 3-chome", "Sakae 4-chome"],
    ["Haruka", "Sota", "Rin"],
    ["Minase", "Toyokura", "Ashigawa"],
  ),
  town(
    "Adelaide",
    "AU",
    ["AUD", 2, 460],
    ["Halifax Street", "Grote Street"],
    ["Bronte", "Callum", "Tess"],
    ["Callister", "Warrumba", "Finlayson"],
  ),
  town(
    "Portland",
    "US",
    ["USD", 2, 710],
    ["Alder Street", "Burnside Street"],
    ["June", "Emmett", "Odessa"],
    ["Halvorsen", "Bracken", "Lindqvist"],
  ),
];

const CNY = ["CNY", 2, 100] as const;
const GIVEN = ["Wanqing", "Haoyu", "Siming", "Yating", "Chengxi", "Ruolan", "Zihan", "Muchen"];
const FAMILY = ["Dong", "Ren", "Yu", "Pan", "Gu", "Xiang", "Nie", "Tong", "Qi", "Miao"];

export const TOWNS_INLAND: readonly Town[] = [
  town("Zhengzhou", "CN", CNY, ["Nongye Road", "Jinshui Road", "Huayuan Road"], GIVEN, FAMILY),
  town("Luoyang", "CN", CNY, ["Zhongzhou Road", "Wangcheng Avenue"], GIVEN, FAMILY),
  town("Kaifeng", "CN", CNY, ["Gulou Street", "Daliang Road"], GIVEN, FAMILY),
  town("Xinxiang", "CN", CNY, ["Heping Avenue", "Jianshe Road"], GIVEN, FAMILY),
  town("Wuhan", "CN", CNY, ["Zhongshan Avenue", "Luoyu Road"], GIVEN, FAMILY),
];

/** The person of a number in one of these towns. */
export function personOf(
  seed: number,
  towns: readonly Town[],
  number: number,
): { readonly person: InventedPerson; readonly town: Town } {
  const chance = chanceFor(seed, "person", towns[0]?.countryCode ?? "", number);
  const home = chance.pick(towns);
  const person = {
    name: nameOf(chance, home),
    addressLines: [`${1 + chance.below(240)} ${chance.pick(home.streets)}, ${number}`],
    city: home.city,
    countryCode: home.countryCode,
    ...(home.countryCode === "CN" && {
      phone: `+86 199 ${String(number).padStart(8, "0")}`,
      identityNumber: identityNumber(chance, number),
    }),
  };
  return { person, town: home };
}

function nameOf(chance: Chance, { countryCode, given, family }: Town): string {
  const [first, last] = [chance.pick(given), chance.pick(family)];
  return countryCode === "CN" ? `${last} ${first}` : `${first} ${last}`;
}

/** GB 11643 (ISO 7064 MOD 11-2): weights of the 17 digits before the check character. */
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const ID_CHECKS = "10X98765432";

/** A well formed number of no district that exists: 419xxx. */
function identityNumber(chance: Chance, number: number): string {
  const district = `419${String(number % 1000).padStart(3, "0")}`;
  const two = (value: number): string => String(value).padStart(2, "0");
  const born = `${1950 + chance.below(55)}${two(1 + chance.below(12))}${two(1 + chance.below(28))}`;
  const head = `${district}${born}${String(Math.floor(number / 1000) % 1000).padStart(3, "0")}`;
  const sum = ID_WEIGHTS.reduce((total, weight, at) => total + weight * Number(head[at]), 0);
  return `${head}${ID_CHECKS.charAt(sum % 11)}`;
}
