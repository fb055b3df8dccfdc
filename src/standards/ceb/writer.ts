/**
 * Writes a CEB message in the order of the edition it names, checked element by element before anything is
 * given, and as a whole as a reader of it would: sums, numbers, states. The bytes are canonical: one line, `ceb:` before every name, attributes in order, ready to be
 * signed. A message that must be signed is written without a signature; the signature is put in after.
 */
import { assert } from "#base/result.ts";
import { CEB_CHECK_CODES, cebFinding } from "./codes.ts";
import type { GroupValue } from "./judge.ts";
import { readCeb } from "./reader.ts";
import { type ElementRule, type GroupRule, groupRule } from "./table.ts";
import { CEB_NAMESPACE, cebRule, documentElement } from "./tables.ts";
import { formFault, formOf } from "./text-form.ts";
import type { CebMessage } from "./values.ts";
import { escapeAttribute } from "./xml-tree.ts";
import { type CebWriting, characterFault, XmlWriter } from "./xml-writer.ts";

const ATTRIBUTES = { guid: formOf("C36"), version: formOf("C1..10") } as const;

/** The bytes of a message, or every reason why it cannot be written in its edition. */
export function writeCeb(message: CebMessage): CebWriting {
  const { message: name, edition } = message;
  const rule = cebRule(edition, name);
  if (rule === undefined) {
    const found = cebFinding("ceb/not-in-edition", { path: `/${name}Message` }, name, edition);
    return { bytes: undefined, findings: [found] };
  }
  const writer = new XmlWriter("ceb", CEB_NAMESPACE);
  for (const [attribute, form] of Object.entries(ATTRIBUTES)) {
    const text = attribute === "guid" ? message.guid : message.version;
    const fault = characterFault(text) ?? formFault(text, form);
    const path = `/${name}Message/@${attribute}`;
    if (fault !== undefined) writer.add(fault.code, path, fault.found, fault.expected);
  }
  const attributes = ` guid="${escapeAttribute(message.guid)}" version="${escapeAttribute(message.version)}"`;
  writer.root(
    `${name}Message`,
    attributes,
    rootValue(message),
    withDocuments(rule.root, rule.document),
  );
  return checked(writer.end());
}

/** What the specification says beyond the schema, found as a reader of these bytes would find it. */
function checked({ bytes, findings }: CebWriting): CebWriting {
  if (bytes === undefined) return { bytes, findings };
  const beyond = readCeb(bytes).documents.flatMap((one) =>
    one.findings.filter(({ code }) => Object.hasOwn(CEB_CHECK_CODES, code)),
  );
  return { bytes, findings: [...findings, ...beyond] };
}

/** The value of the root group, elements by their names. */
function rootValue(message: CebMessage): GroupValue {
  const { documents, transfer, subscribes, extension, signature } = message;
  const value = {
    [documentElement(message.message)]: documents,
    BaseTransfer: transfer,
    BaseSubscribe: subscribes,
    ExtendMessage: extension,
    Signature: signature,
  };
  const given = Object.entries(value).filter(([, one]) => one !== undefined);
  // Documents are groups of texts; the compiler sees the union of all of them.
  return Object.fromEntries(given) as GroupValue;
}

/** For writing, the documents are groups like the others. */
function withDocuments(root: GroupRule, document: GroupRule): GroupRule {
  const [first, ...around] = root.elements;
  assert(first !== undefined, "a root has documents");
  const { name, least, most } = first;
  const documents: ElementRule = { kind: "group", name, least, most, group: document };
  return groupRule([documents, ...around]);
}
