/**
 * The titles of the tests in a file, read from its syntax tree: each with the titles of the groups
 * around it. Titles of `each` stay templates; a title computed in another way is given as `COMPUTED`.
 */
import { parseAst } from "rolldown/parseAst";
import type { Source } from "./sources.ts";

/** One test: `groups` from the outermost `describe` inwards. */
export type TestTitle = {
  readonly file: string;
  readonly groups: readonly string[];
  readonly title: string;
};

/** The title given for one that is no text in the source. */
export const COMPUTED = "(computed)";

type Node = Readonly<Record<string, unknown>> & { readonly type: string };

const TESTS = ["test", "it"];
const GROUPS = ["describe", "suite"];

/** Every test of the file in the order of its text. Throws when the file is no TypeScript. */
export function titlesOf({ path, text }: Source): readonly TestTitle[] {
  const lang = path.endsWith("x") ? "tsx" : "ts";
  const found: TestTitle[] = [];
  const visit = (value: unknown, groups: readonly string[]): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, groups);
    if (!isNode(value)) return;
    const call = callOf(value, text);
    if (call?.of === "test") found.push({ file: path, groups, title: call.title });
    const inner = call?.of === "group" ? [...groups, call.title] : groups;
    for (const part of Object.values(value)) visit(part, inner);
  };
  visit(parseAst(text, { lang }), []);
  return found;
}

/** What a call declares: a test, a group, or neither. `test.each(rows)` alone is no test yet. */
function callOf(node: Node, text: string): { of: "test" | "group"; title: string } | undefined {
  if (node.type !== "CallExpression") return undefined;
  const [first, ...others] = node["arguments"] as readonly Node[];
  const name = rootOf(node["callee"]);
  const of = TESTS.includes(name) ? "test" : GROUPS.includes(name) ? "group" : undefined;
  // A test or a group has a body besides its title; what makes one has not.
  const hasBody = others.some(({ type }) => /Function|Identifier|Call/.test(type));
  if (of === undefined || first === undefined || !hasBody) return undefined;
  return { of, title: textOf(first, text) };
}

/** `test` of `test`, `test.each(rows)`, `` test.each`rows` `` and `test.runIf(x).each(rows)`. */
function rootOf(value: unknown): string {
  if (!isNode(value)) return "";
  if (value.type === "Identifier") return String(value["name"]);
  return rootOf(value["object"] ?? value["callee"] ?? value["tag"]);
}

function textOf(node: Node, text: string): string {
  if (node.type === "Literal") return String(node["value"]);
  if (node.type === "TemplateLiteral") {
    const { start, end } = node as unknown as { readonly start: number; readonly end: number };
    return text.slice(start + 1, end - 1);
  }
  if (node.type === "BinaryExpression")
    return textOf(node["left"] as Node, text) + textOf(node["right"] as Node, text);
  return COMPUTED;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}
