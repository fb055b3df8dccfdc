/**
 * How every segment of a position begins: its tag and the constants right behind it. What differs from
 * segment to segment begins behind that, so it is found without looking at what stands before.
 */
import type { Separators } from "#standards/edifact/separators.ts";
import type { Node } from "./plan.ts";

/** A component that always has the same text. */
export type Constant = {
  readonly element: number;
  readonly component: number;
  readonly text: string;
};

/** The beginning that all segments share. */
export type Prefix = {
  readonly tag: string;
  /** In their order, with no component between them. */
  readonly constants: readonly Constant[];
  /** Its bytes; the next byte is a mark. */
  readonly length: number;
  /** Constants that stand elsewhere, or are no plain text. */
  readonly rest: readonly Constant[];
  /** The last component in it; element -1 is the tag. */
  readonly element: number;
  readonly component: number;
};

/** Characters that are text under any marks. */
const PLAIN_TEXT = /^[A-Z0-9]+$/;

export function prefixOf(node: Pick<Node, "tag" | "conditions" | "fixed" | "widths">): Prefix {
  const all = constantsOf(node);
  const constants: Constant[] = [];
  let last = { element: -1, component: 0 };
  for (let next = nextOf(all, last, node); next !== undefined; next = nextOf(all, last, node)) {
    constants.push(next);
    last = { element: next.element, component: next.component };
  }
  const length = constants.reduce((sum, { text }) => sum + 1 + text.length, node.tag.length);
  const rest = all.filter((one) => !constants.includes(one));
  return { tag: node.tag, constants, length, rest, ...last };
}

/** The constant that stands right behind a component, where nothing else can. */
function nextOf(
  all: readonly Constant[],
  { element, component }: { readonly element: number; readonly component: number },
  { widths }: Pick<Node, "widths">,
): Constant | undefined {
  const isWhole = element < 0 || component + 1 >= (widths[element] ?? 0);
  const next = isWhole
    ? { element: element + 1, component: 0 }
    : { element, component: component + 1 };
  const found = all.find((one) => one.element === next.element && one.component === next.component);
  return found !== undefined && PLAIN_TEXT.test(found.text) ? found : undefined;
}

/** Its bytes under these marks. */
export function prefixBytes({ tag, constants }: Prefix, marks: Separators): Uint8Array {
  const bytes = Array.from(tag, (letter) => letter.charCodeAt(0));
  for (const { component, text } of constants) {
    bytes.push(component === 0 ? marks.element : marks.component);
    for (let at = 0; at < text.length; at += 1) bytes.push(text.charCodeAt(at));
  }
  return Uint8Array.from(bytes);
}

/** Of several texts a condition admits only the first is written. */
function constantsOf({ conditions, fixed }: Pick<Node, "conditions" | "fixed">): Constant[] {
  const chosen = conditions.map(({ element, component, texts }) => ({
    element,
    component,
    text: texts[0] ?? "",
  }));
  return [...chosen, ...fixed];
}
