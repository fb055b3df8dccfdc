/**
 * Writes a group's value as canonical XML text in the schema's order, checking every element before a byte
 * is given: what must stand, what may, how often, the form of its text.
 */
import type { Finding } from "#base/result.ts";
import { type CebCode, cebFinding } from "./codes.ts";
import type { GroupValue } from "./judge.ts";
import type { ElementRule, GroupRule } from "./table.ts";
import { formFault, formFaultOf, type TextForm } from "./text-form.ts";
import { timeFault } from "./times.ts";
import { canonical, childrenOf, escapeText, type Scope } from "./xml-tree.ts";
import { parseWhole } from "./xml-whole.ts";

/** What was written; nothing when one of the findings is an error. */
export type CebWriting = {
  readonly bytes: Uint8Array | undefined;
  readonly findings: readonly Finding[];
};

/** A document in the making. */
export class XmlWriter {
  readonly findings: Finding[] = [];
  readonly #parts: string[] = ['<?xml version="1.0" encoding="UTF-8"?>\n'];
  readonly #prefix: string;
  readonly #scope: Scope;
  /** Attributes of elements by name, as they are written. */
  readonly #attributes: Readonly<Record<string, string>>;

  constructor(
    prefix: string,
    namespace: string,
    attributes: Readonly<Record<string, string>> = {},
  ) {
    this.#prefix = prefix;
    this.#scope = new Map([[prefix, namespace]]);
    this.#attributes = attributes;
  }

  /** The root with its attributes as written, and all inside it. */
  root(name: string, attributes: string, value: GroupValue, rule: GroupRule): void {
    const [namespace = ""] = this.#scope.values();
    this.#parts.push(`<${this.#prefix}:${name} xmlns:${this.#prefix}="${namespace}"${attributes}>`);
    this.#group(value, rule, `/${name}`);
    this.#parts.push(`</${this.#prefix}:${name}>`);
  }

  add(code: CebCode, path: string, found?: string, expected?: string): void {
    this.findings.push(cebFinding(code, { path }, found, expected));
  }

  end(): CebWriting {
    const isRefused = this.findings.some((one) => one.severity === "error");
    const bytes = isRefused ? undefined : new Uint8Array(Buffer.from(this.#parts.join(""), "utf8"));
    return { bytes, findings: this.findings };
  }

  #group(value: GroupValue, rule: GroupRule, path: string): void {
    for (const name of Object.keys(value))
      if (value[name] !== undefined && !rule.indexOf.has(name))
        this.add("ceb/not-allowed", `${path}/${name}`, name);
    for (const element of rule.elements) this.#element(value[element.name], element, path);
  }

  #element(value: GroupValue[string] | undefined, element: ElementRule, path: string): void {
    const here = `${path}/${element.name}`;
    const isList = element.most > 1;
    const list = value === undefined ? [] : Array.isArray(value) ? value : [value];
    if (list.length < element.least) this.#missing(element, here);
    if (list.length > element.most)
      this.add("ceb/too-many", here, String(list.length), `${element.most} at most`);
    list.forEach((one: GroupValue | string, index) => {
      this.#one(one, element, isList ? `${here}[${index + 1}]` : here);
    });
  }

  /** A signature is put in once the bytes stand, so its absence is only said. */
  #missing(element: ElementRule, path: string): void {
    if (element.kind === "xml" && element.name === "Signature") this.add("ceb/unsigned", path);
    else this.add("ceb/missing-element", path, undefined, element.name);
  }

  #one(value: GroupValue | string, element: ElementRule, path: string): void {
    const { name } = element;
    if (element.kind === "xml") {
      this.#xml(value, element, path);
      return;
    }
    this.#parts.push(`<${this.#prefix}:${name}${this.#attributes[name] ?? ""}>`);
    if (element.kind === "group" && typeof value === "object")
      this.#group(value, element.group, path);
    else if (element.kind === "text" && typeof value === "string") this.#text(value, element, path);
    else this.add("ceb/not-allowed", path, typeof value);
    this.#parts.push(`</${this.#prefix}:${name}>`);
  }

  #text(text: string, { name, form }: { name: string; form: TextForm }, path: string): void {
    const fault = characterFault(text) ?? formFault(text, form) ?? timeFault(name, text);
    if (fault !== undefined) this.add(fault.code, path, fault.found, fault.expected);
    this.#parts.push(escapeText(text));
  }

  #xml(value: GroupValue | string, element: ElementRule & { kind: "xml" }, path: string): void {
    const [namespace = ""] = this.#scope.values();
    const text = typeof value === "string" ? value : "";
    const found = canonicalOf(text, element.name, element.uri ?? namespace, this.#scope);
    if (found === undefined) this.add("ceb/not-xml", path, text, element.name);
    this.#parts.push(found ?? "");
  }
}

const NOT_OF_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** A character that XML 1.0 cannot carry, not even escaped. */
export function characterFault(text: string): ReturnType<typeof formFault> {
  const [found] = NOT_OF_XML.exec(text) ?? [];
  if (found === undefined) return undefined;
  const point = found.codePointAt(0) ?? 0;
  const name = `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
  return formFaultOf("ceb/character", name, "XML 1.0");
}

/** XML text as canonical text below a root that declares `scope`; undefined unless one such element. */
function canonicalOf(text: string, name: string, uri: string, scope: Scope): string | undefined {
  const declared = Array.from(scope, ([prefix, namespace]) => ` xmlns:${prefix}="${namespace}"`);
  const root = parseWhole(Buffer.from(`<root${declared.join("")}>${text}</root>`, "utf8"));
  const [only, ...others] = root?.content ?? [];
  if (root === undefined || others.length > 0 || only === undefined) return undefined;
  const [child] = childrenOf(root);
  if (child === undefined || child.local !== name || child.uri !== uri) return undefined;
  return canonical(child, scope, scope);
}
