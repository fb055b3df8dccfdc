/**
 * What a CEB document says against the specification where the schema cannot tell: sums, prices, running
 * and given numbers, values that a message fixes, states of answers, country codes. All are warnings with
 * the place of the element. Sees one document; what other messages say is compared where they are kept.
 */
import { isKnown } from "#standards/codes/code-lists.ts";
import type { CebCode } from "./codes.ts";
import type { Judgement } from "./judge.ts";
import { exactOf, shownExact } from "./numbers.ts";
import { CEB_TAX_STATUS, cebState, mayCarry } from "./status-codes.ts";
import type { CebName } from "./tables.ts";
import { timeFault } from "./times.ts";
import { childrenOf, textOf, type XmlNode } from "./xml-tree.ts";

/** A head, a line, or a document whose fields stand directly in it. */
type Part = { readonly node: XmlNode; readonly path: string };
type Field = { readonly node: XmlNode; readonly text: string; readonly path: string };

type Subject = {
  readonly name: CebName;
  readonly head: Part;
  readonly lines: readonly Part[];
  readonly to: Judgement;
};

/** Adds what is found to `to`; the document's own faults have been judged before. */
export function checkDocument(name: CebName, node: XmlNode, path: string, to: Judgement): void {
  const [head, ...lines] = partsOf(node, path);
  if (head === undefined) return;
  const subject: Subject = { name, head, lines, to };
  for (const part of [head, ...lines]) checkFields(subject, part);
  checkSums(subject);
  checkLineNumbers(subject);
  if (TALLIES.has(name)) checkRepeated(subject);
  checkWeights(subject);
  checkSequence(subject);
}

/** The head first; lines are counted as the judgement counts them. */
function partsOf(node: XmlNode, path: string): readonly Part[] {
  const groups = childrenOf(node).filter((child) => /(?:Head\w*|List\w*)$/.test(child.local));
  if (groups.length === 0) return [{ node, path }];
  const heads = groups.filter(({ local }) => /Head\w*$/.test(local));
  const lines = groups.filter(({ local }) => !/Head\w*$/.test(local));
  return [
    ...heads.slice(0, 1).map((head) => ({ node: head, path: `${path}/${head.local}` })),
    ...lines.map((line, at) => ({ node: line, path: `${path}/${line.local}[${at + 1}]` })),
  ];
}

function fieldOf({ node, path }: Part, name: string): Field | undefined {
  for (const child of node.content)
    if (typeof child !== "string" && child.local === name)
      return { node: child, text: textOf(child).trim(), path: `${path}/${name}` };
  return undefined;
}

function say({ to }: Subject, code: CebCode, field: Field, expected: string): void {
  to.add(code, field.node, field.path, field.text, expected);
}

/** Values the specification fixes for a message (tables of the annex), where the schema does not. */
const FIXED: Readonly<Partial<Record<CebName, Readonly<Record<string, string>>>>> = {
  CEB311: { buyerIdType: "1" },
  CEB511: { packNo: "1" },
  CEB513: { logisticsStatus: "S" },
  CEB603: { ieFlag: "E" },
  CEB621: { buyerIdType: "1", packNo: "1", ieFlag: "I" },
  CEB623: { buyerIdType: "1" },
  CEB711: { ieFlag: "I" },
};

type FieldCheck = (field: Field, subject: Subject) => void;

const FIELD_CHECKS: ReadonlyMap<string, FieldCheck> = new Map<string, FieldCheck>([
  ["appType", oneOf(["1", "2", "3"])],
  ["appStatus", oneOf(["1", "2"])],
  ["status", oneOf(Object.keys(CEB_TAX_STATUS))],
  ["returnStatus", checkReturnStatus],
  ["preNo", checkPreNo],
  ["invtNo", checkInvtNo],
  ["country", checkCountry],
  ["tradeCountry", checkCountry],
]);

function checkFields(subject: Subject, { node, path }: Part): void {
  const fixed = FIXED[subject.name];
  for (const child of node.content) {
    if (typeof child === "string") continue;
    const check = FIELD_CHECKS.get(child.local);
    const value = fixed?.[child.local];
    if (check === undefined && value === undefined) continue;
    const field = { node: child, text: textOf(child).trim(), path: `${path}/${child.local}` };
    if (field.text === "") continue;
    check?.(field, subject);
    if (value !== undefined && field.text !== value) say(subject, "ceb/not-in-list", field, value);
  }
}

function oneOf(values: readonly string[]): FieldCheck {
  return (field, subject) => {
    if (!values.includes(field.text)) say(subject, "ceb/not-in-list", field, values.join(", "));
  };
}

/** An answer carries a state of its own list, or an error below zero (specification 202205, states of answers). */
function checkReturnStatus(field: Field, subject: Subject): void {
  const isState = cebState(field.text) !== undefined && mayCarry(subject.name, field.text);
  if (!isState) say(subject, "ceb/return-status", field, subject.name);
}

/** A letter (B; another one for returns), the day, nine digits. */
function checkPreNo(field: Field, subject: Subject): void {
  const isRight = /^[A-Z]\d{17}$/.test(field.text) && isDay(field.text.slice(1, 9));
  if (!isRight) say(subject, "ceb/number-shape", field, "B + YYYYMMDD + 9 digits");
}

function isDay(day: string): boolean {
  return timeFault("declTime", day) === undefined;
}

/** Customs district, year, direction, nine digits (export up to eleven). */
function checkInvtNo(field: Field, subject: Subject): void {
  if (!/^\d{8}[IE]\d{9,11}$/.test(field.text))
    say(subject, "ceb/number-shape", field, "4 digits + year + I or E + 9 to 11 digits");
}

/** Valid on the day of the declaration, or that it was sent. */
function checkCountry(field: Field, subject: Subject): void {
  const day = fieldOf(subject.head, "declTime")?.text ?? fieldOf(subject.head, "appTime")?.text;
  const on = day?.slice(0, 8);
  const date = on !== undefined && isDay(on) ? on.replace(/(....)(..)(..)/, "$1-$2-$3") : undefined;
  if (!isKnown("countries-cn", field.text, date))
    say(subject, "ceb/unknown-country", field, "countries-cn");
}

/** A field of the head that is the sum of a field of the lines. */
const LINE_SUMS: Readonly<Partial<Record<CebName, readonly (readonly [string, string])[]>>> = {
  CEB303: [["goodsValue", "totalPrice"]],
  CEB311: [["goodsValue", "totalPrice"]],
  CEB816: ["customsTax", "valueAddedTax", "consumptionTax"].map((one) => [one, one]),
};

const PRICED: ReadonlySet<CebName> = new Set<CebName>(["CEB303", "CEB311", "CEB603", "CEB621"]);

function checkSums(subject: Subject): void {
  const { name, head, lines } = subject;
  if (name === "CEB311") {
    const parts = ["goodsValue", "freight", "taxTotal"].map((one) => amountIn(head, one));
    const discount = amountIn(head, "discount");
    const sum = total([...parts, discount === undefined ? undefined : -discount]);
    checkSum(subject, "acturalPaid", sum);
  }
  for (const [field, ofLines] of LINE_SUMS[name] ?? [])
    checkSum(subject, field, total(lines.map((line) => amountIn(line, ofLines))));
  if (PRICED.has(name)) for (const line of lines) checkPrice(subject, line);
}

/** Units of 10^-5; undefined where it is missing or no number. */
function amountIn(part: Part, name: string): bigint | undefined {
  const field = fieldOf(part, name);
  return field === undefined ? undefined : exactOf(field.text);
}

function total(amounts: readonly (bigint | undefined)[]): bigint | undefined {
  let sum = 0n;
  for (const one of amounts) {
    if (one === undefined) return undefined;
    sum += one;
  }
  return sum;
}

function checkSum(subject: Subject, name: string, sum: bigint | undefined): void {
  const field = fieldOf(subject.head, name);
  const stated = field === undefined ? undefined : exactOf(field.text);
  if (field === undefined || stated === undefined || sum === undefined || stated === sum) return;
  say(subject, "ceb/sum", field, shownExact(sum));
}

const UNIT = 100_000n;

/** Total price = unit price × quantity, as near as rounding both to what is written can come. */
function checkPrice(subject: Subject, line: Part): void {
  const [total, price] = [fieldOf(line, "totalPrice"), fieldOf(line, "price")];
  const quantity = amountIn(line, "qty");
  if (total === undefined || price === undefined || quantity === undefined) return;
  const [stated, each] = [exactOf(total.text), exactOf(price.text)];
  if (stated === undefined || each === undefined) return;
  const size = quantity < 0n ? -quantity : quantity;
  const slack = halfStep(price.text) * size + halfStep(total.text) * UNIT;
  const difference = each * quantity - stated * UNIT;
  if (difference > slack || -difference > slack)
    say(subject, "ceb/line-price", total, shownExact((each * quantity) / UNIT));
}

/** Half of the last decimal that is written, of the second at least, in units of 10^-5. */
function halfStep(text: string): bigint {
  const decimals = Math.min(Math.max(text.split(".")[1]?.length ?? 0, 2), 5);
  return 10n ** BigInt(5 - decimals) / 2n + 1n;
}

/** Messages whose lines are numbered from 1; refunds and summaries name lines of other documents. */
const NUMBERED: ReadonlySet<CebName> = new Set<CebName>([
  "CEB303",
  "CEB311",
  "CEB507",
  "CEB603",
  "CEB607",
  "CEB621",
  "CEB711",
  "CEB816",
]);

/** A part of a split document goes on counting where the part before ended. */
function checkLineNumbers(subject: Subject): void {
  const part = fieldOf(subject.head, "msgSeqNo")?.text ?? "1";
  if (!NUMBERED.has(subject.name)) return;
  let before = part === "1" ? 0 : undefined;
  for (const line of subject.lines) {
    const field = fieldOf(line, "gnum");
    const number = Number(field?.text);
    if (field !== undefined && before !== undefined && number !== before + 1)
      say(subject, "ceb/line-number", field, String(before + 1));
    before = Number.isSafeInteger(number) ? number : undefined;
  }
}

/** Messages that count parcels: none is named twice. */
const TALLIES: ReadonlySet<CebName> = new Set<CebName>(["CEB507", "CEB509", "CEB607", "CEB711"]);

function checkRepeated(subject: Subject): void {
  const seen = new Map<string, number>();
  subject.lines.forEach((line, at) => {
    const field = fieldOf(line, "logisticsNo");
    if (field === undefined || field.text === "") return;
    const first = seen.get(field.text);
    if (first === undefined) seen.set(field.text, at + 1);
    else say(subject, "ceb/repeated-number", field, String(first));
  });
}

function checkWeights(subject: Subject): void {
  const field = fieldOf(subject.head, "netWeight");
  const gross = fieldOf(subject.head, "grossWeight");
  const [net, all] = [exactOf(field?.text ?? ""), exactOf(gross?.text ?? "")];
  if (field !== undefined && net !== undefined && all !== undefined && net > all)
    say(subject, "ceb/net-weight", field, shownExact(all));
}

function checkSequence(subject: Subject): void {
  const field = fieldOf(subject.head, "msgSeqNo");
  const count = Number(fieldOf(subject.head, "msgCount")?.text);
  const number = Number(field?.text);
  if (field !== undefined && (number < 1 || number > count))
    say(subject, "ceb/not-in-list", field, `1 to ${count}`);
}
