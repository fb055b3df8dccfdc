/**
 * The facts of a message's one sentence, gathered by name: single fields, how many entries each list has
 * in all, the parts of its dispatch, and of fields inside lists the first transport and the last entry.
 */
import type { Node } from "#standards/profiles/plan.ts";
import { explainIdentifier } from "#standards/upu/explain.ts";
import { identify } from "#standards/upu/identify.ts";
import { identifierText } from "#words/identifiers.ts";
import { fieldText, type Telling } from "./value-text.ts";

type Value = Readonly<Record<string, unknown>>;
type Facts = Record<string, string | number>;

/** Parts of a dispatch that a sentence names by their meaning. */
const SAID = ["mailCategory", "mailSubclass"] as const;
/** Lists of which the first entry is told; of others the last. */
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
  const told = FIRST.has(valueKey) ? entries[0] : entries.at(-1);
  if (told === undefined) return;
  const inner: Facts = {};
  gather(inner, node, told, telling);
  for (const [name, text] of Object.entries(inner))
    if (!name.endsWith("Count") && !Object.hasOwn(facts, name)) facts[name] = text;
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
