/**
 * CEB messages made from the tables: every message of an edition, as small and as large as its forms
 * allow, or by chance. Invented people and numbers; the meaning of a field is not looked at.
 */
import type { Chance } from "#base/chance.ts";
import { present } from "#base/result.ts";
import type { GroupValue } from "#standards/ceb/judge.ts";
import type { ElementRule, GroupRule } from "#standards/ceb/table.ts";
import { type CebEdition, type CebName, cebRule } from "#standards/ceb/tables.ts";
import type { TextForm } from "#standards/ceb/text-form.ts";
import { timeFormOf } from "#standards/ceb/times.ts";
import type { CebDocument, CebMessage } from "#standards/ceb/values.ts";
import { escapeText } from "#standards/ceb/xml-tree.ts";

/**
 * `least`: only what must stand, as short as it may be; `most`: every element, texts as long and numbers
 * as large as they may be; `counts`: as many documents and lines as the schema allows; `any`: by chance.
 */
export type Size = "least" | "most" | "counts" | "any";

/** Lines and documents made where the schema knows no limit. */
const UNLIMITED = 120;
/** Characters made where the schema knows no limit. */
const LONG = 3_000;
const SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";

/** One message of an edition. */
export function messageOf(
  edition: CebEdition,
  name: CebName,
  size: Size,
  chance: Chance,
): CebMessage {
  const rule = present(cebRule(edition, name), `${edition} has ${name}`);
  const [documents, ...around] = rule.root.elements;
  const element = present(documents, "a message has documents");
  const made = Array.from({ length: countOf(element, size, chance) }, (_, at) =>
    groupOf(rule.document, sizeOfDocument(size, at), chance),
  );
  const value = groupOf({ ...rule.root, elements: around }, size, chance);
  const { BaseTransfer, BaseSubscribe, ExtendMessage, Signature } = value;
  // Made from the tables that the types are derived from.
  return {
    kind: "ceb",
    message: name,
    edition,
    guid: textOf({ length: 36 }, chance),
    version: "1.0",
    documents: made as unknown as readonly CebDocument[],
    ...(BaseTransfer === undefined ? {} : { transfer: BaseTransfer }),
    ...(BaseSubscribe === undefined ? {} : { subscribes: BaseSubscribe }),
    ...(ExtendMessage === undefined ? {} : { extension: ExtendMessage }),
    ...(Signature === undefined ? {} : { signature: Signature }),
  } as CebMessage;
}

/** With all counts at their limits only the first document has all its lines. */
function sizeOfDocument(size: Size, at: number): Size {
  return size === "counts" && at > 0 ? "least" : size;
}

function groupOf(rule: GroupRule, size: Size, chance: Chance): GroupValue {
  const value: Record<string, GroupValue[string]> = {};
  for (const element of rule.elements) {
    const count = countOf(element, size, chance);
    const list = Array.from({ length: count }, () => innerOf(element, size, chance));
    if (element.most > 1 && (count > 0 || element.least > 0)) value[element.name] = list;
    else if (list[0] !== undefined) value[element.name] = list[0];
  }
  return value;
}

function countOf({ least, most, kind }: ElementRule, size: Size, chance: Chance): number {
  const limit = Number.isFinite(most) ? most : UNLIMITED;
  if (size === "least") return kind === "xml" ? 0 : least;
  if (size === "counts") return limit;
  const some = Math.min(limit, 3);
  return size === "most" ? some : Math.max(least, chance.below(some + 1));
}

function innerOf(element: ElementRule, size: Size, chance: Chance): GroupValue | string {
  if (element.kind === "group") return groupOf(element.group, size, chance);
  if (element.kind !== "text") return xmlOf(element.name, chance);
  return formedOf(element.name, element.form, size === "counts" ? "least" : size, chance);
}

/** XML that is kept as it is, in its canonical form. */
function xmlOf(name: string, chance: Chance): string {
  const inner = escapeText(textOf({ length: 8 }, chance));
  return name === "Signature"
    ? `<ds:Signature xmlns:ds="${SIGNATURE}"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="http://www.w3.org/2000/09/xmldsig#rsa-sha1"></ds:SignatureMethod><ds:Reference URI=""><ds:DigestMethod Algorithm="http://www.w3.org/2000/09/xmldsig#sha1"></ds:DigestMethod><ds:DigestValue>AAAA</ds:DigestValue></ds:Reference></ds:SignedInfo><ds:SignatureValue>AAAA</ds:SignatureValue></ds:Signature>`
    : `<ceb:${name}><own:note xmlns:own="urn:own" kind="a &amp; b">${inner} &lt;&amp;&gt;</own:note></ceb:${name}>`;
}

function formedOf(name: string, form: TextForm, size: Size, chance: Chance): string {
  const time = timeFormOf(name);
  if (time !== undefined) return timeOf(time.length, size, chance);
  if (form.fixed !== undefined) return form.fixed;
  if (form.base === "decimal") return decimalOf(form, size, chance);
  if (form.base === "integer") return integerOf(form, size, chance);
  const most = Number.isFinite(form.most) ? form.most : LONG;
  const length =
    size === "least" ? form.least : size === "most" ? most : lengthOf(form.least, most, chance);
  return form.collapsed ? letters(length, chance) : textOf({ length }, chance);
}

function lengthOf(least: number, most: number, chance: Chance): number {
  return least + chance.below(Math.min(most - least, 40) + 1);
}

function timeOf(length: number, size: Size, chance: Chance): string {
  const [first, last] = ["20000101000000000", "99991231235959999"];
  if (size === "least") return first.slice(0, length);
  if (size === "most") return last.slice(0, length);
  const two = (from: number, below: number): string =>
    String(from + chance.below(below)).padStart(2, "0");
  const day = `20${two(0, 100)}${two(1, 12)}${two(1, 28)}`;
  return `${day}${two(0, 24)}${two(0, 60)}${two(0, 60)}${two(0, 100)}0`.slice(0, length);
}

function decimalOf({ digits, decimals }: TextForm, size: Size, chance: Chance): string {
  if (size === "least") return "0";
  if (size === "most") {
    const whole = "9".repeat(digits - decimals);
    return chance.pick([
      `${whole}.${"9".repeat(decimals)}`,
      `-${whole}.${"9".repeat(decimals)}`,
      "9".repeat(digits),
      `0.${"0".repeat(decimals - 1)}1`,
      `+00${whole}.${"5".repeat(decimals)}000`,
      ".5",
    ]);
  }
  const cents = String(chance.below(100)).padStart(2, "0");
  return chance.pick([`${chance.below(10_000)}.${cents}`, String(chance.below(100))]);
}

function integerOf({ digits }: TextForm, size: Size, chance: Chance): string {
  if (size === "least") return "1";
  if (size === "most") return Number.isFinite(digits) ? "9".repeat(digits) : "2147483647";
  return String(1 + chance.below(99));
}

const ALPHABET = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
const HARD = Array.from("&<>\"'\n\t\r ]é中文包裹𠀀😀\u00a0\u2028");

function letters(length: number, chance: Chance): string {
  return Array.from({ length }, () => chance.pick(ALPHABET)).join("");
}

/** So many characters, a quarter of them such as need care. */
function textOf({ length }: { readonly length: number }, chance: Chance): string {
  const one = (): string => chance.pick(chance.happens(0.25) ? HARD : ALPHABET);
  return Array.from({ length }, one).join("");
}
