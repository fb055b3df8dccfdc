/**
 * A profile's table as one regular expression over the canonical text between UNH and UNT: the second
 * opinion on damaged bytes. It shares nothing with the reader but the table itself.
 */
import { type Field, fieldsOf, type Position, type Profile } from "#standards/profiles/profile.ts";

/** One character of a text: plain or released. */
const CHAR = "(?:[^+:?']|\\?[+:?'])";
const NUMBER = "(?:0|[1-9]\\d*)(?:\\.\\d+)?";

const SHAPES: Readonly<Record<Field["kind"], (max: number) => string>> = {
  an: (max) => `${CHAR}{1,${max}}`,
  code: (max) => `${CHAR}{1,${max}}`,
  n: (max) => `\\d{1,${max}}`,
  integer: (max) => `(?=\\d{1,${max}}(?:[+:']|$))(?:0|[1-9]\\d*)`,
  sequence: () => "[1-9]\\d*",
  decimal: (max) => `(?=[\\d.]{1,${max + 1}}(?:[+:']|$))${NUMBER}`,
  measure: (max) => `(?=[\\d.]{1,${max + 1}}(?:[+:']|$))${NUMBER}`,
  time: (max) => `\\d{6,${max}}`,
  lines: (max) => `${CHAR}{0,${max}}`,
  s8: () => "[A-Z0-9]{20}",
  s9: () => "[A-Z0-9]{29}",
  s10: () => "[A-Z]{2}\\d{9}[A-Z]{2}",
  impc: () => "[A-Z0-9]{6}",
};

/** Matches the segments of a message of the profile, with their terminators. */
export function grammarOf({ structure }: Profile): RegExp {
  return new RegExp(`^${sequenceOf(structure)}$`, "su");
}

function sequenceOf(positions: readonly Position[]): string {
  return positions.map(positionOf).join("");
}

function positionOf(position: Position): string {
  const { min, max, group } = position;
  const inner = group === undefined ? "" : sequenceOf(group.children);
  return `(?:${segmentOf(position)}'${inner})${max === 1 && min === 1 ? "" : `{${min},${max}}`}`;
}

/** Elements of which the last ones may be cut when empty. */
function segmentOf(position: Position): string {
  const parts = componentsOf(position);
  let text = "";
  for (const components of parts.toReversed()) {
    const element = elementOf(components);
    const isFilled = components.some(({ isSure }) => isSure);
    text = isFilled ? `\\+${element}${text}` : `(?:\\+${element}${text})?`;
  }
  return `${position.tag}${text}`;
}

type Component = { readonly shape: string; readonly isSure: boolean };

function elementOf(components: readonly Component[]): string {
  let text = "";
  for (const [at, { shape, isSure }] of [...components.entries()].toReversed()) {
    const own = isSure ? shape : `(?:${shape})?`;
    const colon = at === 0 ? "" : ":";
    text = isSure || at === 0 ? `${colon}${own}${text}` : `(?:${colon}${own}${text})?`;
  }
  return text;
}

function componentsOf(position: Position): Component[][] {
  const parts: Component[][] = [];
  const put: Put = (element, component, shape, isSure) => {
    while (parts.length <= element) parts.push([]);
    const list = parts[element] ?? [];
    while (list.length <= component) list.push({ shape: "", isSure: false });
    list[component] = { shape, isSure };
  };
  for (const { element, component = 0, is, in: several = [] } of position.when ?? [])
    put(element, component, `(?:${[is ?? "", ...several].filter(Boolean).join("|")})`, true);
  for (const { element, component = 0, text } of position.fixed ?? [])
    put(element, component, text, true);
  for (const [, field] of fieldsOf(position)) putField(field, put);
  return parts;
}

type Put = (element: number, component: number, shape: string, isSure: boolean) => void;

function putField(field: Field, put: Put): void {
  const { element, component = 0, kind, max, required = false, count = 1, unit } = field;
  const isSure = (required && kind !== "lines") || kind === "sequence";
  const shape = field.oneOf === undefined ? SHAPES[kind](max) : `(?:${field.oneOf.join("|")})`;
  const width = kind === "lines" ? count : 1;
  for (let at = 0; at < width; at += 1) put(element, component + at, shape, isSure);
  if (unit !== undefined) put(element, unit, `${CHAR}{1,3}`, isSure);
  if (kind === "time") put(element, component + 1, "\\d{3}", isSure);
}
