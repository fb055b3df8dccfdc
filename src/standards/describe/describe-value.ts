/**
 * A message's value in lines, field by field, as its profile says: single fields of the message on lines
 * of their own, each entry of a list on one line with its own lists below it.
 */
import type { Node } from "#standards/profiles/plan.ts";
import { describeText } from "#words/describe.ts";
import { fieldWords } from "#words/fields.ts";
import type { Bounds, DescribedLine } from "./description.ts";
import { fieldText, type Telling } from "./value-text.ts";

type Value = Readonly<Record<string, unknown>>;

/** Lines of a value; `root` is the compiled profile's. */
export function valueLines(
  root: Node,
  value: Value,
  telling: Telling,
  bounds: Bounds,
): readonly DescribedLine[] {
  const out = new Lines(telling, bounds);
  for (const text of out.parts(root, value)) out.add(1, text);
  out.lists(root, value, 1);
  return out.lines;
}

class Lines {
  readonly lines: DescribedLine[] = [];
  readonly #telling: Telling;
  readonly #bounds: Bounds;
  #more = 0;

  constructor(telling: Telling, bounds: Bounds) {
    this.#telling = { ...telling, explained: new Set() };
    this.#bounds = bounds;
  }

  /** A line, as long as there is room; what is left out is counted in the last one. */
  add(depth: number, text: string): void {
    if (this.lines.length < this.#bounds.lines) {
      this.lines.push({ depth, text });
      return;
    }
    this.#more += 1;
    const { language } = this.#telling;
    this.lines[this.#bounds.lines - 1] = {
      depth: 1,
      text: describeText(language, "more.lines", { count: this.#more + 1 }),
    };
  }

  /** `label: text` of every field that stands in this value itself, in the table's order. */
  parts(node: Node, value: Value): readonly string[] {
    const { language } = this.#telling;
    const own = node.fields.flatMap((plan) => {
      if (plan.kind === "sequence") return [];
      const text = fieldText(plan, value[plan.key], this.#telling);
      return text === "" ? [] : [labelled(language, plan.key, text)];
    });
    const below = node.children.flatMap((child) => {
      if (child.valueKey === undefined) return this.parts(child, value);
      const inner = child.isMany ? undefined : (value[child.valueKey] as Value | undefined);
      if (inner === undefined) return [];
      const text = this.parts(child, inner).join(separatorOf(language));
      return text === "" ? [] : [labelled(language, child.valueKey, text)];
    });
    return [...own, ...below];
  }

  /** The lists of a value with their entries, as deep as they go. */
  lists(node: Node, value: Value, depth: number): void {
    for (const child of node.children) {
      const { valueKey } = child;
      if (valueKey === undefined) this.lists(child, value, depth);
      else if (child.isMany) this.#list(child, (value[valueKey] ?? []) as readonly Value[], depth);
    }
  }

  #list(node: Node, entries: readonly Value[], depth: number): void {
    if (entries.length === 0) return;
    const { language } = this.#telling;
    this.add(depth, labelled(language, node.valueKey ?? "", String(entries.length)));
    const shown = entries.slice(0, this.#bounds.entries);
    for (const [at, entry] of shown.entries()) {
      const parts = this.parts(node, entry);
      this.add(depth + 1, `${at + 1}. ${parts.join(separatorOf(language))}`.trimEnd());
      this.lists(node, entry, depth + 2);
    }
    const count = entries.length - shown.length;
    if (count > 0) this.add(depth + 1, describeText(language, "more.lines", { count }));
  }
}

/** `Label: text` by the habits of the language. */
export function labelled(language: Telling["language"], name: string, text: string): string {
  const words = fieldWords(language, name);
  const label = words.charAt(0).toUpperCase() + words.slice(1);
  if (language === "zh") return `${label}：${text}`;
  return language === "fr" ? `${label} : ${text}` : `${label}: ${text}`;
}

function separatorOf(language: Telling["language"]): string {
  if (language === "zh") return "；";
  return language === "fr" ? " ; " : "; ";
}
