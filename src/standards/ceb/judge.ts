/**
 * Holds a tree of XML against a group's rules: the value that can be read, every fault with its place, and
 * what has no place in the table. Reads as much as it can; decides nothing about the whole message.
 */

import type { Finding, FindingPlace } from "#base/result.ts";
import { shownText } from "#base/shown-text.ts";
import { type CebCode, cebFinding } from "./codes.ts";
import { MAX_CEB_FINDINGS } from "./limits.ts";
import { misplaced } from "./order.ts";
import type { ElementRule, GroupRule } from "./table.ts";
import { formFault, type TextForm } from "./text-form.ts";
import { timeFault } from "./times.ts";
import type { Unread } from "./values.ts";
import type { XmlPlace } from "./xml-feed.ts";
import { canonical, childrenOf, type Scope, scopeIn, textOf, type XmlNode } from "./xml-tree.ts";

/** What stands in a value: texts, groups, and lists of either. */
export type GroupValue = { readonly [name: string]: GroupValue | string | readonly Inner[] };
type Inner = GroupValue | string;

/** What all judgements of a message share. */
export type Ground = {
  /** The row that findings belong to; empty for what stands around the rows. */
  readonly row: FindingPlace;
  /** Namespace that the elements of the table have. */
  readonly uri: string;
  /** What the writer's root declares, so that kept XML need not. */
  readonly written: Scope;
  /** The place in the input of a place in the XML: another one inside an envelope. */
  readonly place: (at: XmlPlace) => XmlPlace;
  /** The path of the element whose content this is, for an envelope's. */
  readonly pathBefore: string;
};

/** What a judgement adds to; findings past the bound are counted only. */
export class Judgement {
  readonly findings: Finding[] = [];
  readonly unread: Unread[] = [];
  /** Findings that are errors, and those that are warnings. */
  errors = 0;
  warnings = 0;

  readonly #ground: Ground;

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  add(
    code: CebCode,
    node: Pick<XmlNode, "at">,
    path: string,
    found?: string,
    expected?: string,
  ): void {
    const at = { ...this.#ground.row, ...this.#ground.place(node.at), path: this.#pathOf(path) };
    const one = cebFinding(code, at, found, expected);
    if (one.severity === "error") this.errors += 1;
    else if (one.severity === "warning") this.warnings += 1;
    if (this.findings.length < MAX_CEB_FINDINGS) this.findings.push(one);
    else if (this.findings.length === MAX_CEB_FINDINGS)
      this.findings.push(cebFinding("ceb/too-many-findings", at, undefined, `${MAX_CEB_FINDINGS}`));
  }

  keep(node: XmlNode, path: string, around: Scope): void {
    this.keepText(node, path, this.xmlOf(node, around));
  }

  keepText({ at }: XmlNode, path: string, xml: string): void {
    this.unread.push({ path: this.#pathOf(path), xml, ...this.#ground.place(at) });
  }

  #pathOf(path: string): string {
    return this.#ground.pathBefore + path;
  }

  /** A node as XML text that stands by itself below the writer's root. */
  xmlOf(node: XmlNode, around: Scope): string {
    return canonical(node, around, this.#ground.written);
  }

  isOurs(node: XmlNode, rule: ElementRule): boolean {
    return (
      node.uri === (rule.kind === "xml" && rule.uri !== undefined ? rule.uri : this.#ground.uri)
    );
  }
}

/** The value of a group and its faults; `around` is the scope of the node's ancestors. */
export function judgeGroup(
  node: XmlNode,
  rule: GroupRule,
  path: string,
  around: Scope,
  to: Judgement,
): GroupValue {
  const scope = scopeIn(node, around);
  const known: { readonly child: XmlNode; readonly index: number }[] = [];
  for (const child of childrenOf(node)) {
    const index = indexOf(child, rule, to);
    if (index !== undefined) known.push({ child, index });
    else unknown(child, `${path}/${shownName(child.name)}`, scope, to);
  }
  strayText(node, path, to);
  sayOrder(known, rule, path, to);
  return valueOf(node, known, rule, { path, scope, to });
}

type Around = { readonly path: string; readonly scope: Scope; readonly to: Judgement };

function indexOf(child: XmlNode, rule: GroupRule, to: Judgement): number | undefined {
  const index = rule.indexOf.get(child.local);
  const element = index === undefined ? undefined : rule.elements[index];
  return element !== undefined && to.isOurs(child, element) ? index : undefined;
}

function unknown(child: XmlNode, path: string, scope: Scope, to: Judgement): void {
  to.add("ceb/unknown-element", child, path, child.name);
  to.keep(child, path, scope);
}

/** Text between elements says nothing to anybody. */
function strayText(node: XmlNode, path: string, to: Judgement): void {
  const text = textOf(node).trim();
  if (text === "") return;
  to.add("ceb/stray-text", node, path, text);
  to.keepText(node, path, text);
}

/** The fewest elements that would have to move are out of order. */
function sayOrder(
  known: readonly { readonly child: XmlNode; readonly index: number }[],
  rule: GroupRule,
  path: string,
  to: Judgement,
): void {
  for (const at of misplaced(known.map(({ index }) => index))) {
    const one = known[at];
    if (one === undefined) continue;
    const before = rule.elements[one.index - 1];
    const expected = before === undefined ? "first" : `after ${before.name}`;
    to.add("ceb/element-order", one.child, `${path}/${one.child.local}`, one.child.local, expected);
  }
}

function valueOf(
  node: XmlNode,
  known: readonly { readonly child: XmlNode; readonly index: number }[],
  rule: GroupRule,
  around: Around,
): GroupValue {
  const byIndex: (XmlNode[] | undefined)[] = [];
  for (const { child, index } of known) {
    const list = byIndex[index];
    if (list === undefined) byIndex[index] = [child];
    else list.push(child);
  }
  const value: Record<string, GroupValue | string | readonly Inner[]> = {};
  rule.elements.forEach((element, index) => {
    const children = byIndex[index] ?? [];
    if (children.length < element.least) missing(node, element, around);
    if (element.most > 1) {
      if (children.length > 0 || element.least > 0)
        value[element.name] = many(children, element, around);
    } else if (children[0] !== undefined) {
      value[element.name] = innerValue(children[0], element, `/${element.name}`, around);
      for (const extra of children.slice(1)) repeated(extra, element, around);
    }
  });
  return value;
}

function missing(node: XmlNode, element: ElementRule, { path, to }: Around): void {
  const here = `${path}/${element.name}`;
  if (element.kind === "xml" && element.name === "Signature") to.add("ceb/unsigned", node, here);
  else to.add("ceb/missing-element", node, here, undefined, element.name);
}

function repeated(node: XmlNode, element: ElementRule, { path, scope, to }: Around): void {
  to.add("ceb/repeated-element", node, `${path}/${element.name}`, element.name, "1");
  to.keep(node, `${path}/${element.name}`, scope);
}

function many(
  children: readonly XmlNode[],
  element: ElementRule,
  around: Around,
): readonly Inner[] {
  const surplus = children[element.most];
  if (surplus !== undefined)
    around.to.add(
      "ceb/too-many",
      surplus,
      `${around.path}/${element.name}[${element.most + 1}]`,
      String(children.length),
      `${element.most} at most`,
    );
  return children.map((child, index) =>
    innerValue(child, element, `/${element.name}[${index + 1}]`, around),
  );
}

function innerValue(
  child: XmlNode,
  element: ElementRule,
  step: string,
  { path, scope, to }: Around,
): Inner {
  const here = path + step;
  if (element.kind === "document") return "";
  const attributes = element.kind === "group" ? element.attributes : undefined;
  if (element.kind !== "xml") foreignAttributes(child, here, to, attributes);
  if (element.kind === "group") return judgeGroup(child, element.group, here, scope, to);
  if (element.kind === "xml") return to.xmlOf(child, scope);
  return judgeText(child, element.form, here, scope, to);
}

function judgeText(
  node: XmlNode,
  form: TextForm,
  path: string,
  scope: Scope,
  to: Judgement,
): string {
  for (const child of childrenOf(node)) {
    const here = `${path}/${shownName(child.name)}`;
    to.add("ceb/element-in-text", child, here, child.name, "text");
    to.keep(child, here, scopeIn(node, scope));
  }
  const text = textOf(node);
  const fault = formFault(text, form) ?? timeFault(node.local, text);
  if (fault !== undefined) to.add(fault.code, node, path, fault.found, fault.expected);
  return text;
}

/** A name that no table has, as it stands in paths: the sender may have made it of any length. */
function shownName(name: string): string {
  return shownText(name, SHOWN_NAME);
}

const SHOWN_NAME = 80;

const INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

/** Attributes that the table does not name; hints to a schema's place are harmless. */
export function foreignAttributes(
  node: Pick<XmlNode, "attributes" | "at">,
  path: string,
  to: Judgement,
  known: readonly string[] = [],
): void {
  for (const { name, uri, local } of node.attributes) {
    const isHint = uri === INSTANCE && /schemaLocation$/i.test(local);
    if (!isHint && !(uri === "" && known.includes(name)))
      to.add("ceb/unknown-attribute", node, `${path}/@${shownName(name)}`, name);
  }
}
