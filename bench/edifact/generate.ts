/**
 * A generated interchange of PREDES messages for benchmarks: receptacles with items, names and
 * contents with letters over 127 and with service characters. The same seed gives the same bytes.
 */
import { type Chance, chanceOf } from "#base/chance.ts";
import { assert } from "#base/result.ts";
import { EdifactWriter } from "#standards/edifact/writer.ts";
import type { Predes21 } from "#standards/messages/predes/profile.ts";
import { predes21 } from "#standards/messages/predes/profile.ts";
import { writeMessage } from "#standards/profiles/message-writer.ts";
import { compileProfile } from "#standards/profiles/plan.ts";

/** What a reader must find in it. */
export type Generated = {
  bytes: number;
  messages: number;
  items: number;
  receptacles: number;
  /** Of all items, in grams. */
  weightGrams: number;
  /** The last digit of every receptacle's and the check digit of every item's identifier, added up. */
  digits: number;
};

type Receptacle = Predes21["receptacles"][number];
type Item = Receptacle["items"][number];

const LEAST_ITEMS = 100;
const MOST_ITEMS = 500;
const ITEMS_A_RECEPTACLE = 25;
/** Items whose contents have letters over 127: 0.6 % of all bytes are such letters. */
const HIGH_SHARE = 0.4;
const DISPATCHES = 9_999;
const DISPATCH = "GBLALACNSHAAAUN6";
const GOODS = ["Scarf of wool, hand-made", "Book, used, cloth cover", "Cup and saucer of china"];
const ACCENTED = [
  "Crème brûlée, à la façon d’été",
  "Hörbücher für Köln",
  "Señal de tráfico, año",
].map((text) => text.replace("’", "'"));
/** Each has service characters, which need release characters. */
const MARKED = ["Size 10+ 'L'", "Ratio 3:4 (new?)", "A+B set: 2 pcs"];
const NAMES = ["Ann Reed", "Bo Stone", "Cy Wood", "Dee Marsh", "Evan Hill", "Flo Brook"];
const STREETS = ["Long Lane", "Station Road", "Mill Street", "Harbour View", "Church Hill"];
const TOWNS = ["Manchester", "Shanghai Pudong New Area", "Leeds West Yorkshire", "Suzhou Jiangsu"];
const plan = compileProfile(predes21);

/** Gives the interchange piece by piece, of at least that many bytes; the last answer is the count. */
export function* generate(bytes: number, seed: number): Generator<Uint8Array, Generated> {
  const chance = chanceOf(seed);
  const writer = new EdifactWriter();
  const none = { bytes: 0, messages: 0, items: 0, receptacles: 0 };
  const sum: Generated = { ...none, weightGrams: 0, digits: 0 };
  const take = (): Uint8Array => {
    const written = writer.take();
    assert(written.findings.length === 0, "the generator writes what can be written");
    sum.bytes += written.bytes.length;
    return written.bytes;
  };
  writer.interchange({
    syntax: "UNOC",
    syntaxVersion: 3,
    sender: { id: "GBA", qualifier: "UP" },
    recipient: { id: "CNA", qualifier: "UP" },
    preparedAt: "261122:0815",
    controlReference: `BENCH${seed}`,
  });
  while (sum.bytes < bytes) {
    const value = message(chance, sum);
    writer.message({
      reference: String(sum.messages),
      type: "PREDES",
      version: "2",
      release: "1",
      agency: "UP",
    });
    const findings = writeMessage(plan, value, writer);
    assert(findings.length === 0, "the generator's values are whole");
    writer.messageEnd();
    yield take();
  }
  writer.interchangeEnd();
  yield take();
  return sum;
}

function message(chance: Chance, sum: Generated): Predes21 {
  sum.messages += 1;
  const wanted = LEAST_ITEMS + chance.below(MOST_ITEMS - LEAST_ITEMS + 1);
  const dispatch = `${DISPATCH}${padded(1 + (sum.messages % DISPATCHES), 4)}`;
  const receptacles: Receptacle[] = [];
  for (let left = wanted; left > 0; left -= ITEMS_A_RECEPTACLE) {
    const count = Math.min(left, ITEMS_A_RECEPTACLE);
    receptacles.push(receptacle(chance, dispatch, receptacles.length + 1, count, sum));
  }
  const unread: Predes21["unread"] = [];
  return {
    kind: "predes",
    version: "2.1",
    reference: String(sum.messages),
    sender: { id: "GBA" },
    recipient: { id: "CNA" },
    unread,
    dispatch,
    function: "9",
    preparedAt: { text: "202611220815", format: "203" },
    accounting: [],
    transports: [],
    containers: [],
    receptacleTotal: receptacles.length,
    itemTotal: wanted,
    receptacles,
  };
}

function receptacle(
  chance: Chance,
  dispatch: string,
  number: number,
  count: number,
  sum: Generated,
): Receptacle {
  sum.receptacles += 1;
  const items = Array.from({ length: count }, () => item(chance, sum));
  const weight = { units: 100 + chance.below(2_900), scale: 1, unit: "KGM" };
  const lastFour = chance.below(9_999);
  sum.digits += lastFour % 10;
  return {
    dispatch,
    itemCount: count,
    type: "BG",
    weight,
    s9: `${dispatch}${padded(number, 3)}00${padded(lastFour, 4)}`,
    items,
  };
}

function item(chance: Chance, sum: Generated): Item {
  sum.items += 1;
  const goods = chance.happens(HIGH_SHARE) ? chance.pick(ACCENTED) : chance.pick(GOODS);
  const marked = chance.pick(MARKED);
  const identifier = s10(sum.items);
  sum.digits += Number(identifier[10]);
  const value: Item = {
    handlingClass: "R",
    originCountry: "GB",
    destinationCountry: "CN",
    declaredValue: { units: 100 + chance.below(99_900), scale: 2, unit: "GBP" },
    contents: [
      `${goods}, ${1 + chance.below(9)} pieces in one box`,
      `${marked}, order ${padded(chance.below(99_999_999), 8)} of the shop`,
      `from ${person(chance)}`,
      `to ${person(chance)}`,
    ],
    contentType: "M",
    weight: { units: 20 + chance.below(1_980), scale: 0, unit: "GRM" },
    s10: identifier,
  };
  sum.weightGrams += value.weight?.units ?? 0;
  return value;
}

function person(chance: Chance): string {
  const street = `${1 + chance.below(200)} ${chance.pick(STREETS)}`;
  return `${chance.pick(NAMES)}, ${street}, ${chance.pick(TOWNS)} ${padded(chance.below(99_999), 5)}`;
}

/** S10 with its check digit (weights 8 6 4 2 3 5 9 7). */
function s10(number: number): string {
  const digits = padded(number % 100_000_000, 8);
  const weights = [8, 6, 4, 2, 3, 5, 9, 7];
  let sum = 0;
  for (const [at, weight] of weights.entries()) sum += weight * Number(digits[at]);
  const rest = 11 - (sum % 11);
  return `RX${digits}${rest === 10 ? 0 : rest === 11 ? 5 : rest}GB`;
}

function padded(number: number, length: number): string {
  return String(number).padStart(length, "0");
}
