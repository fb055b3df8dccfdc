/**
 * Builds the documents of one CEB message from XML events: each document is judged by the tables of both
 * editions as soon as it ends, then its tree is let go. At the end the edition that fits better is taken.
 */
import { assert, type Finding, type FindingPlace } from "#base/result.ts";
import { checkDocument } from "./checks.ts";
import { cebFinding } from "./codes.ts";
import { foreignAttributes, type Ground, type GroupValue, Judgement, judgeGroup } from "./judge.ts";
import { MAX_CEB_DOCUMENTS, MAX_CEB_ELEMENTS, MAX_CEB_TEXT } from "./limits.ts";
import type { CebDocumentReading, CebReading } from "./reader.ts";
import {
  CEB_NAMESPACE,
  type CebEdition,
  type CebName,
  cebNameOfRoot,
  cebRule,
  documentElement,
  editionsToTry,
  isInBothEditions,
} from "./tables.ts";
import { formFault, formOf } from "./text-form.ts";
import type { CebHead } from "./values.ts";
import type { XmlPlace, XmlTag } from "./xml-feed.ts";
import { type OpenNode, openNode, type Scope, scopeIn, type XmlNode } from "./xml-tree.ts";

/** Where the XML stands in the input: not at its beginning when it was in an envelope. */
export type Outside = Pick<Ground, "place" | "pathBefore">;

/** What the writer's root declares. */
export const WRITTEN_SCOPE: Scope = new Map([["ceb", CEB_NAMESPACE]]);

type Judged = {
  readonly value: GroupValue;
  readonly judgement: Judgement;
};

type Document = {
  readonly at: XmlPlace;
  readonly end: number;
  /** Below the root. */
  readonly path: string;
  readonly byEdition: ReadonlyMap<CebEdition, Judged>;
  /** What the specification says beyond the schemas, alike in both editions. */
  readonly checked: readonly Finding[];
};

const ROOT_ATTRIBUTES = { guid: formOf("C36"), version: formOf("C1..10") } as const;

export class CebBuilder {
  readonly #root: OpenNode;
  readonly #name: CebName;
  readonly #outside: Outside;
  readonly #editions: readonly CebEdition[];
  readonly #open: OpenNode[] = [];
  readonly #documents: Document[] = [];
  readonly #findings: Finding[] = [];
  /** Elements of the document that is open; past the bound they are not kept. */
  #elements = 0;
  #unkept = 0;
  /** Elements below the root that are past a bound. */
  #dropped = 0;
  #overflow: { readonly at: XmlPlace; readonly limit: number } | undefined;

  constructor(root: OpenNode, outside: Outside) {
    const name = cebNameOfRoot(root.local);
    assert(name !== undefined, "the root is one of the family");
    this.#root = root;
    this.#name = name;
    this.#outside = outside;
    this.#editions = editionsToTry(name);
  }

  open(tag: XmlTag, at: XmlPlace): void {
    const parent = this.#open.at(-1);
    if (parent === undefined) this.#elements = 0;
    this.#elements += 1;
    if (this.#unkept > 0 || this.#elements > MAX_CEB_ELEMENTS) {
      if (this.#unkept === 0) this.#overflow = { at, limit: MAX_CEB_ELEMENTS };
      this.#unkept += 1;
      return;
    }
    const node = openNode(tag, at);
    parent?.content.push(node);
    this.#open.push(node);
  }

  text(text: string): void {
    if (this.#unkept > 0) return;
    const parent = this.#open.at(-1) ?? this.#root;
    if (text.length > MAX_CEB_TEXT) this.#overflow = { at: parent.at, limit: MAX_CEB_TEXT };
    parent.content.push(text.slice(0, MAX_CEB_TEXT));
  }

  close(end: () => number): void {
    if (this.#unkept > 0) {
      this.#unkept -= 1;
      return;
    }
    const node = this.#open.pop();
    if (node === undefined) {
      this.#root.end = end();
      return;
    }
    if (this.#open.length > 0) return;
    node.end = end();
    this.#takeTop(node);
  }

  /** What was read: complete when the root was closed. */
  end(): Omit<CebReading, "fault" | "envelope"> {
    const edition = this.#bestEdition();
    const rule = cebRule(edition, this.#name);
    assert(rule !== undefined, "an edition that was tried has the message");
    const to = new Judgement(this.#ground({}));
    const path = `/${this.#root.local}`;
    this.#checkRoot(path, to);
    const isWhole = this.#root.end > this.#root.at.offset;
    const value = isWhole ? judgeGroup(this.#root, rule.root, path, new Map(), to) : {};
    return {
      head: this.#headOf(edition, value),
      documents: this.#documents.map((one) => this.#readingOf(one, edition)),
      findings: [...this.#findings, ...this.#editionTaken(edition), ...to.findings],
      unread: to.unread,
    };
  }

  /** A document is judged and let go; what stands around is kept to the end. */
  #takeTop(node: XmlNode): void {
    const isDocument = node.local === documentElement(this.#name) && node.uri === this.#root.uri;
    const isFull =
      this.#root.content.length >= MAX_CEB_ELEMENTS ||
      (isDocument && this.#documents.length >= MAX_CEB_DOCUMENTS);
    if (isFull && this.#dropped++ === 0)
      this.#overflow = { at: node.at, limit: isDocument ? MAX_CEB_DOCUMENTS : MAX_CEB_ELEMENTS };
    if (!isFull) this.#root.content.push(isDocument ? { ...node, content: [] } : node);
    if (isFull || !isDocument) {
      this.#sayOverflow();
      return;
    }
    const row = this.#documents.length + 1;
    const scope = scopeIn(this.#root);
    const path = `/${this.#root.local}/${node.local}[${row}]`;
    const overflow = this.#overflow;
    this.#overflow = undefined;
    const judged = this.#editions.map((edition): [CebEdition, Judged] => {
      const rule = cebRule(edition, this.#name);
      assert(rule !== undefined, "an edition that is tried has the message");
      const judgement = new Judgement(this.#ground({ row }));
      foreignAttributes(node, path, judgement);
      if (overflow !== undefined)
        judgement.add("ceb/document-too-large", overflow, path, undefined, `${overflow.limit}`);
      return [
        edition,
        { value: judgeGroup(node, rule.document, path, scope, judgement), judgement },
      ];
    });
    const checks = new Judgement(this.#ground({ row }));
    // A document that was cut short has no sums.
    if (overflow === undefined) checkDocument(this.#name, node, path, checks);
    const checked = checks.findings;
    const { at, end, local } = node;
    const byEdition = new Map(judged);
    this.#documents.push({ at, end, path: `/${local}[${row}]`, byEdition, checked });
  }

  /** The edition with the fewest errors, then warnings; the newer one where both fit alike. */
  #bestEdition(): CebEdition {
    const [newest, ...older] = this.#editions;
    assert(newest !== undefined, "every message is in an edition");
    return older.reduce(
      (best, one) => (this.#faults(one) < this.#faults(best) ? one : best),
      newest,
    );
  }

  #faults(edition: CebEdition): number {
    return this.#documents.reduce((sum, { byEdition }) => {
      const { errors = 0, warnings = 0 } = byEdition.get(edition)?.judgement ?? {};
      return sum + errors * 1_000 + warnings;
    }, 0);
  }

  /** Said where nothing in the message tells the editions apart. */
  #editionTaken(edition: CebEdition): readonly Finding[] {
    const [first, ...others] = this.#editions;
    const isTold = others.some((one) => this.#faults(one) !== this.#faults(first ?? one));
    if (!isInBothEditions(this.#name) || isTold) return [];
    const at = { ...this.#outside.place(this.#root.at), path: this.#pathOf("") };
    return [cebFinding("ceb/edition-taken", at, edition)];
  }

  #checkRoot(path: string, to: Judgement): void {
    const root = this.#root;
    if (root.uri !== CEB_NAMESPACE) to.add("ceb/namespace", root, path, root.uri, CEB_NAMESPACE);
    const element = `${this.#name}Message`;
    if (root.local !== element) to.add("ceb/root-name", root, path, root.local, element);
    foreignAttributes(root, path, to, Object.keys(ROOT_ATTRIBUTES));
    for (const [name, form] of Object.entries(ROOT_ATTRIBUTES)) {
      const text = this.#attribute(name);
      if (text === undefined)
        to.add("ceb/missing-attribute", root, `${path}/@${name}`, undefined, name);
      const fault = text === undefined ? undefined : formFault(text, form);
      if (fault !== undefined)
        to.add(fault.code, root, `${path}/@${name}`, fault.found, fault.expected);
    }
  }

  #attribute(name: string): string | undefined {
    return this.#root.attributes.find((one) => one.name === name)?.value;
  }

  #headOf(edition: CebEdition, value: GroupValue): CebHead {
    const { BaseTransfer, BaseSubscribe, ExtendMessage, Signature } = value;
    // The values were read by the tables that the types are derived from.
    return {
      kind: "ceb",
      message: this.#name,
      edition,
      guid: this.#attribute("guid") ?? "",
      version: this.#attribute("version") ?? "",
      ...(BaseTransfer === undefined ? {} : { transfer: BaseTransfer }),
      ...(BaseSubscribe === undefined ? {} : { subscribes: BaseSubscribe }),
      ...(ExtendMessage === undefined ? {} : { extension: ExtendMessage }),
      ...(Signature === undefined ? {} : { signature: Signature }),
    } as CebHead;
  }

  #readingOf(document: Document, edition: CebEdition): CebDocumentReading {
    const { at, end, path, byEdition, checked } = document;
    const judged = byEdition.get(edition);
    assert(judged !== undefined, "a document was judged by every edition tried");
    const { value, judgement } = judged;
    const start = this.#outside.place(at);
    const after = this.#outside.place({ line: at.line, offset: end });
    return {
      // The value was read by the table that the type is derived from.
      value: value as CebDocumentReading["value"],
      path: this.#pathOf(path),
      findings: [...judgement.findings, ...checked],
      unread: judgement.unread,
      line: start.line,
      offset: start.offset,
      length: after.offset - start.offset,
    };
  }

  #ground(row: FindingPlace): Ground {
    return { row, uri: this.#root.uri, written: WRITTEN_SCOPE, ...this.#outside };
  }

  #sayOverflow(): void {
    if (this.#overflow === undefined) return;
    const { at, limit } = this.#overflow;
    const place = { ...this.#outside.place(at), path: this.#pathOf("") };
    this.#findings.push(cebFinding("ceb/document-too-large", place, undefined, `${limit}`));
    this.#overflow = undefined;
  }

  #pathOf(path: string): string {
    return `${this.#outside.pathBefore}/${this.#root.local}${path}`;
  }
}
