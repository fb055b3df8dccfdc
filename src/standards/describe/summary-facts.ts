/**
 * The facts of a message's one sentence, gathered by name: single fields, how many entries each list has
 * in all, the parts of its dispatch, and of fields inside lists the first transport and else the entry
 * with the latest time.
 */
import type { Node } from "#standards/profiles/plan.ts";
import type { LocalTime } from "#standards/profiles/value-of.ts";
import { explainIdentifier } from "#standards/upu/explain.ts";
import { identify } from "#standards/upu/identify.ts";
import { identifierText } from "#words/identifiers.ts";
import { fieldText, type Telling, timeText } from "./value-text.ts";

type Value = Readonly<Record<string, unknown>>;
type Facts = Record<string, string | number>;

/** Parts of a dispatch that a sentence names by their meaning. */
const SAID = ["mailCategory", "mailSubclass"] as const;
/** Lists of which the first entry is told; of others the latest. */
const FIRST: ReadonlySet<string> = new Set(["transports", "containers"]);

/** Facts by name; a list `items` gives `itemsCount`. */
export function summaryFacts(root: Node, value: Value, telling: Telling): Readonly<Facts> {
  const facts: Facts = {};
  gather(facts, root, value, telling);
  const dispatch = value["dispatch"];
  if (typeof dispatch === "string") Object.assign(facts, dispatchFacts(dispatch, telling));
  return facts;
}

function gather(facts: Facts, node: Node, value: Value, telling: Telling): void {
  for (const plan of node.fields) {
    if (plan.kind === "sequence" || Object.hasOwn(facts, plan.key)) continue;
    const text = fieldText(plan, value[plan.key], telling);
    if (text !== "") facts[plan.key] = text;
  }
  for (const child of node.children) {
    const { valueKey } = child;
    if (valueKey === undefined) gather(facts, child, value, telling);
    else if (child.isMany) gatherList(facts, child, (value[valueKey] ?? []) as Value[], telling);
  }
}

function gatherList(facts: Facts, node: Node, entries: readonly Value[], telling: Telling): void {
  const { valueKey = "" } = node;
  const key = `${valueKey}Count`;
  facts[key] = Number(facts[key] ?? 0) + entries.length;
  for (const child of node.children) countInside(facts, child, entries);
  const told = FIRST.has(valueKey) ? entries[0] : latestOf(node, entries);
  if (told === undefined) return;
  const inner: Facts = {};
  gather(inner, node, told, telling);
  for (const [name, text] of Object.entries(inner))
    if (!name.endsWith("Count") && !Object.hasOwn(facts, name)) facts[name] = text;
}

/** The entry with the latest time, as written at its place; the last of several, or of those without one. */
function latestOf(node: Node, entries: readonly Value[]): Value | undefined {
  let latest: Value | undefined;
  let time = "";
  for (const entry of entries) {
    const one = timeOf(node, entry);
    if (one < time) continue;
    latest = entry;
    time = one;
  }
  return latest;
}

/** A value's latest time: of its own fields, else of its lists; "" where there is none. */
function timeOf(node: Node, value: Value): string {
  const own = node.fields
    .filter(({ kind }) => kind === "time")
    .map(({ key }) => sortable(value[key] as LocalTime | undefined));
  const below = node.children.map((child) => {
    const { valueKey } = child;
    if (valueKey === undefined) return { isOwn: true, time: timeOf(child, value) };
    const entries = child.isMany ? ((value[valueKey] ?? []) as Value[]) : [];
    return { isOwn: false, time: latestText(entries.map((entry) => timeOf(child, entry))) };
  });
  const here = latestText([...own, ...below.filter(({ isOwn }) => isOwn).map(({ time }) => time)]);
  return here === "" ? latestText(below.map(({ time }) => time)) : here;
}

function latestText(times: readonly string[]): string {
  let found = "";
  for (const time of times) if (time > found) found = time;
  return found;
}

/** A time as text that sorts; two digits of a year are of this century. */
function sortable(time: LocalTime | undefined): string {
  const text = time === undefined ? "" : timeText(time);
  return /^\d{2}-/.test(text) ? `20${text}` : text;
}

/** Lists inside the entries of a list, summed. */
function countInside(facts: Facts, node: Node, entries: readonly Value[]): void {
  const { valueKey } = node;
  let inner = entries;
  if (valueKey !== undefined && node.isMany) {
    inner = entries.flatMap((entry) => (entry[valueKey] ?? []) as Value[]);
    const key = `${valueKey}Count`;
    facts[key] = Number(facts[key] ?? 0) + inner.length;
  }
  for (const child of node.children) countInside(facts, child, inner);
}

function dispatchFacts(text: string, telling: Telling): Readonly<Facts> {
  const { language, on } = telling;
  const found = identify(text, on === "" ? { as: "s8" } : { as: "s8", on });
  const { originOffice, destinationOffice, yearDigit = "", year = yearDigit } = found.parts;
  const facts: Facts = {};
  if (originOffice === undefined) return facts;
  // The number as it stands on the label, with its zeros.
  Object.assign(facts, { originOffice, destinationOffice, year, dispatchNumber: text.slice(-4) });
  const said = explainIdentifier(found, language).parts;
  for (const name of SAID) {
    const label = identifierText(language, `part.${name}`);
    const part = said.find((one) => one.name === label)?.text;
    if (part !== undefined) facts[name] = /^\S+ \((.*)\)$/.exec(part)?.[1] ?? part;
  }
  return facts;
}
