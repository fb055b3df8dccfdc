/**
 * What a reader may expect of every file: its size, its name, a heading, and words it never contains.
 * Each rule gets one file and gives sentences; no rule reads the disk.
 */
import { withoutComments } from "./imports.ts";
import { isTest, type Source } from "./sources.ts";

/** A rule's answer: one sentence a fault, none when the file is tidy. */
export type Rule = (source: Source) => readonly string[];

const MOST_LINES = 400;
const HEADING_LINES = { least: 1, most: 5, leastCharacters: 40 };
const CODE = /\.(ts|tsx|mjs)$/;
const VAGUE_NAME = /^(utils?|helpers?|common|types?|managers?|misc|shared)$/;
/** A registry may be named index.ts: it lists its folder's entries. */
const REGISTRIES = [
  "src/operations",
  "src/standards/messages",
  "src/domain/customs/regimes",
  "src/domain/products",
];
/** Tools ask for a default export in their settings. */
const TOOL_SETTINGS = /(^|\/)(vite|vitest)\.config\.ts$/;

/** Words that never appear, with the reason. Written in two halves so that this file does not. */
const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [word("desp" + "atch"), "the spelling is dispatch"],
  [
    new RegExp(`\\b(${["TO" + "DO", "FIX" + "ME", "HA" + "CK", "X" + "XX"].join("|")})\\b`),
    "unfinished work",
  ],
  [/\bregistry\.[a-z]/i, "the host of a package registry"],
  [/\b[\w-]*mirror\.(com|org|cn|io)\b/i, "the host of a package registry"],
  [/"resolved":\s*"https?:/, "the host of a package registry"],
  [
    new RegExp(`(^|[\\s"'\`(=:])/(${"wo" + "rk"}|home/\\w+|Users/\\w+)/`, "m"),
    "a path of one machine",
  ],
  [/\b[A-Z]:\\Users\\/, "a path of one machine"],
  [word("assis" + "tant"), "the project speaks of itself alone"],
  [word("chat" + "gpt|clau" + "de|copi" + "lot|ll" + "m"), "the project speaks of itself alone"],
];

/** All the rules for a file of code. */
export const CODE_RULES: readonly Rule[] = [
  size,
  fileName,
  heading,
  noDefaultExport,
  forbiddenWords,
];

/** Files are at most 400 lines. */
export function size({ path, text }: Source): readonly string[] {
  const lines = text.split("\n").length - 1;
  return lines > MOST_LINES ? [`${path}: ${lines} lines, at most ${MOST_LINES}`] : [];
}

/** Names are kebab-case, say what is inside, and only registries are called index.ts. */
export function fileName({ path }: Source): readonly string[] {
  const parts = path.split("/");
  const file = parts.at(-1) ?? "";
  const stems = [...parts.slice(0, -1), file.split(".")[0] ?? ""];
  const shape = /^\d{4}-[a-z0-9-]+\.sql$|^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)+$/;
  return [
    ...(shape.test(file) ? [] : [`${path}: the name is not kebab-case`]),
    ...stems.filter((stem) => VAGUE_NAME.test(stem)).map((stem) => `${path}: ${stem} says nothing`),
    ...(/^index\.tsx?$/.test(file) && !REGISTRIES.includes(parts.slice(0, -1).join("/"))
      ? [`${path}: only a registry is called index`]
      : []),
  ];
}

/**
 * A file opens with a comment: two to four lines of what it is and what it does not do. A test beside
 * its code has its titles instead.
 */
export function heading({ path, text }: Source): readonly string[] {
  if (path.startsWith("src/") && isTest(path)) return [];
  const lines = path.endsWith(".sql") ? sqlHeading(text) : blockHeading(text);
  const length = lines.join(" ").length;
  const { least, most, leastCharacters } = HEADING_LINES;
  if (lines.length < least) return [`${path}: no heading comment`];
  if (lines.length > most)
    return [`${path}: the heading has ${lines.length} lines, at most ${most}`];
  return length < leastCharacters ? [`${path}: the heading says too little`] : [];
}

function blockHeading(text: string): readonly string[] {
  const block = /^(?:#!.*\n)?\/\*\*([^]*?)\*\//.exec(text)?.[1] ?? "";
  return block
    .split("\n")
    .map((line) => line.replace(/^\s*\*?\s*/, "").trim())
    .filter((line) => line !== "");
}

function sqlHeading(text: string): readonly string[] {
  const end = text.split("\n").findIndex((line) => !line.startsWith("--"));
  return text
    .split("\n")
    .slice(0, Math.max(end, 0))
    .map((line) => line.replace(/^-+\s*/, ""))
    .filter((line) => line !== "");
}

/** Everything exported has a name of its own. */
export function noDefaultExport({ path, text }: Source): readonly string[] {
  if (!CODE.test(path) || TOOL_SETTINGS.test(path)) return [];
  const exported = /(^|[;}\s])export\s+default\b|\bexport\s*\{[^}]*\bas\s+default\b/;
  return exported.test(withoutComments(text)) ? [`${path}: a default export`] : [];
}

/** Words that never appear in code, comments or documents. */
export function forbiddenWords({ path, text }: Source): readonly string[] {
  return FORBIDDEN.flatMap(([pattern, reason]) => {
    const found = pattern.exec(text);
    if (found === null) return [];
    const line = text.slice(0, found.index + 1).split("\n").length;
    return [`${path}:${line}: ${found[0].trim()}: ${reason}`];
  });
}

/** Relative links of a document, without their anchors. */
export function relativeLinks(text: string): readonly string[] {
  const prose = text.replace(/^```[^]*?^```/gm, "").replace(/`[^`\n]*`/g, "");
  const inline = Array.from(
    prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g),
    (link) => link[1] ?? "",
  );
  const listed = Array.from(prose.matchAll(/^\[[^\]]+\]:\s*(\S+)/gm), (link) => link[1] ?? "");
  return [...inline, ...listed]
    .filter((link) => !/^([a-z][a-z+.-]*:|#|\/\/)/i.test(link))
    .map((link) => decodeURI(link.replace(/[#?].*$/, "")));
}

function word(letters: string): RegExp {
  return new RegExp(`\\b(${letters})(s|es|ed|ing)?\\b`, "i");
}
