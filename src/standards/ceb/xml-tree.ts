/**
 * A bounded tree of XML with the place of every element, and its canonical text (Canonical XML 1.0 of
 * 2001, without comments). Comments are dropped; processing instructions are not kept.
 */
import type { XmlPlace, XmlTag } from "./xml-feed.ts";

export type XmlAttribute = {
  readonly name: string;
  readonly local: string;
  readonly uri: string;
  readonly value: string;
};

export type XmlNode = {
  readonly name: string;
  readonly local: string;
  readonly uri: string;
  /** Namespaces declared here: prefix ("" for the default) to URI. */
  readonly declared: readonly (readonly [string, string])[];
  /** All but namespace declarations. */
  readonly attributes: readonly XmlAttribute[];
  /** Elements and runs of text in their order. */
  readonly content: readonly (XmlNode | string)[];
  readonly at: XmlPlace;
  /** Byte offset after its end tag. */
  readonly end: number;
};

/** A node that is being read. */
export type OpenNode = XmlNode & { readonly content: (XmlNode | string)[]; end: number };

const XMLNS = "http://www.w3.org/2000/xmlns/";
const XML = "http://www.w3.org/XML/1998/namespace";

const NONE: readonly never[] = [];

/** The node an opening tag starts. */
export function openNode(tag: XmlTag, at: XmlPlace): OpenNode {
  const { name, local, uri, ns } = tag;
  const all = Object.values(tag.attributes);
  const declared = all.length === 0 ? NONE : Object.entries(ns);
  const attributes = all.length === 0 ? NONE : attributesOf(all);
  return { name, local, uri, declared, attributes, content: [], at, end: at.offset };
}

/** All but namespace declarations. */
function attributesOf(all: readonly XmlAttribute[]): readonly XmlAttribute[] {
  const own = all.filter(({ uri }) => uri !== XMLNS);
  return own.map(({ name, local, uri, value }) => ({ name, local, uri, value }));
}

/** The elements directly inside. */
export function childrenOf(node: XmlNode): readonly XmlNode[] {
  return node.content.filter((one) => typeof one !== "string");
}

/** The text directly inside, runs joined. */
export function textOf(node: XmlNode): string {
  const [only] = node.content;
  if (node.content.length === 1 && typeof only === "string") return only;
  return node.content.filter((one) => typeof one === "string").join("");
}

/** Prefixes in scope, "" the default; those with an empty URI are not bound. */
export type Scope = ReadonlyMap<string, string>;

const EMPTY: Scope = new Map();

/** The scope inside a node, given the one around it. */
export function scopeIn(node: XmlNode, around: Scope = EMPTY): Scope {
  return node.declared.length === 0 ? around : new Map([...around, ...node.declared]);
}

/**
 * The canonical text of a node as the top of a document subset. `around` is the scope of its ancestors,
 * `written` what the text around it already declares, `omit` a node to leave out (enveloped signature).
 */
export function canonical(
  node: XmlNode,
  around: Scope = EMPTY,
  written: Scope = EMPTY,
  omit?: XmlNode,
): string {
  const parts: string[] = [];
  write(node, around, written, parts, omit);
  return parts.join("");
}

function write(
  node: XmlNode,
  around: Scope,
  written: Scope,
  parts: string[],
  omit: XmlNode | undefined,
): void {
  const scope = scopeIn(node, around);
  const news = [...scope].filter(([prefix, uri]) => isNews(prefix, uri, written));
  news.sort(([a], [b]) => byCodePoint(a, b));
  parts.push("<", node.name);
  for (const [prefix, uri] of news)
    parts.push(prefix === "" ? " xmlns" : ` xmlns:${prefix}`, '="', escapeAttribute(uri), '"');
  for (const { name, value } of node.attributes.toSorted(byNameOfAttribute))
    parts.push(" ", name, '="', escapeAttribute(value), '"');
  parts.push(">");
  const inside = news.length === 0 ? written : new Map([...written, ...news]);
  for (const one of node.content) {
    if (typeof one === "string") parts.push(escapeText(one));
    else if (one !== omit) write(one, scope, inside, parts, omit);
  }
  parts.push("</", node.name, ">");
}

function isNews(prefix: string, uri: string, written: Scope): boolean {
  if (prefix === "xml" && uri === XML) return false;
  return (written.get(prefix) ?? "") !== uri;
}

function byNameOfAttribute(a: XmlAttribute, b: XmlAttribute): number {
  return byCodePoint(a.uri, b.uri) || byCodePoint(a.local, b.local);
}

/** Canonical XML orders by UCS code point, as UTF-8 bytes do. */
function byCodePoint(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}

const TEXT_ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "\r": "&#xD;",
};
const ATTRIBUTE_ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  '"': "&quot;",
  "\t": "&#x9;",
  "\n": "&#xA;",
  "\r": "&#xD;",
};

/** Text between tags, exactly as Canonical XML writes it. */
export function escapeText(text: string): string {
  return /[&<>\r]/.test(text) ? text.replace(/[&<>\r]/g, (one) => TEXT_ESCAPES[one] ?? one) : text;
}

/** Text of an attribute, exactly as Canonical XML writes it. */
export function escapeAttribute(text: string): string {
  return text.replace(/[&<"\t\n\r]/g, (one) => ATTRIBUTE_ESCAPES[one] ?? one);
}
