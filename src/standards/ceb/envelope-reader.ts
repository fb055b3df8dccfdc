/**
 * Reads the message inside an envelope of the exchange platform: the outside by its table, the content as
 * base64, each place inside it said as the place in the whole input. Opens no envelope inside another.
 */
import {
  DXP_NAMESPACE,
  DXP_SCOPE,
  ENVELOPE_ATTRIBUTES,
  ENVELOPES,
  isEnvelopeRoot,
} from "./envelope-tables.ts";
import { foreignAttributes, type GroupValue, Judgement, judgeGroup } from "./judge.ts";
import { CEB_BLOCK_BYTES } from "./limits.ts";
import type { Outside } from "./message-builder.ts";
import type { CebReader, CebReading } from "./reader.ts";
import type { DxpHead, DxpPlatform } from "./values.ts";
import type { XmlPlace } from "./xml-feed.ts";
import { childrenOf, textOf, type XmlNode } from "./xml-tree.ts";
import { parseWhole } from "./xml-whole.ts";

/** What an envelope holds; nothing when the root is no envelope. */
export function readEnvelope(
  root: XmlNode,
  open: (outside: Outside) => CebReader,
): Partial<CebReading> {
  if (!isEnvelopeRoot(root.local)) return {};
  const path = `/${root.local}`;
  const to = new Judgement({
    row: {},
    uri: root.uri,
    written: DXP_SCOPE,
    place: (at) => at,
    pathBefore: "",
  });
  if (root.uri !== DXP_NAMESPACE) to.add("ceb/namespace", root, path, root.uri, DXP_NAMESPACE);
  foreignAttributes(root, path, to, ENVELOPE_ATTRIBUTES);
  checkVersions(root, path, to);
  const value = judgeGroup(root, ENVELOPES[root.local], path, new Map(), to);
  const data = dataIn(root);
  const envelope = headOf(value);
  const outside = { envelope, findings: to.findings, unread: to.unread };
  if (data === undefined) return outside;
  const dataPath = root.local === "DxpMsg" ? `${path}/Data` : `${path}/DxpMsg/Data`;
  const inside = readContent(data, dataPath, open, to);
  if (inside === undefined) return outside;
  if (inside.head === undefined) {
    to.add("ceb/envelope-content", data, dataPath, textOf(data).trim(), "base64 of a CEB message");
    return { ...outside, ...(inside.fault === undefined ? {} : { fault: inside.fault }) };
  }
  const type = `${inside.head.message}Message`;
  if (envelope.messageType !== type)
    to.add("ceb/envelope-type", data, `${dataPath}`, envelope.messageType, type);
  return {
    ...inside,
    envelope,
    findings: [...to.findings, ...inside.findings],
    unread: [...to.unread, ...inside.unread],
  };
}

/** The element that carries the content. */
function dataIn(root: XmlNode): XmlNode | undefined {
  const message = root.local === "DxpMsg" ? root : childNamed(root, "DxpMsg");
  return message === undefined ? undefined : childNamed(message, "Data");
}

/**
 * The bytes of the message that a reader of this input reads: what its envelope carries, or the input
 * itself. Undefined where it is not well-formed or nothing is read of it. For signatures, which must be
 * sought in nothing else.
 */
export function messageBytes(bytes: Uint8Array): Uint8Array | undefined {
  const root = parseWhole(bytes);
  if (root === undefined || !isEnvelopeRoot(root.local)) return root && bytes;
  const data = dataIn(root);
  const text = data === undefined ? "" : textOf(data);
  const right = BASE64.exec(text)?.[0].length ?? 0;
  if (data === undefined || right < text.length) return undefined;
  return Buffer.from(text.replace(/[ \t\r\n]+/g, ""), "base64");
}

/** Both envelopes and the node's number say 1.0, the number in an attribute of another spelling. */
function checkVersions(root: XmlNode, path: string, to: Judgement): void {
  checkVersion(root, path, "ver", to);
  if (root.local === "DxpMsg") return;
  const [number, message] = [childNamed(root, "SvNo"), childNamed(root, "DxpMsg")];
  if (number !== undefined) checkVersion(number, `${path}/SvNo`, "Ver", to);
  if (message !== undefined) checkVersion(message, `${path}/DxpMsg`, "ver", to);
}

function checkVersion(node: XmlNode, path: string, attribute: string, to: Judgement): void {
  const version = node.attributes.find(({ name }) => name === attribute)?.value;
  const at = `${path}/@${attribute}`;
  if (version === undefined) to.add("ceb/missing-attribute", node, at, undefined, attribute);
  else if (version !== "1.0") to.add("ceb/fixed-value", node, at, version, "1.0");
}

function childNamed(node: XmlNode, name: string): XmlNode | undefined {
  return childrenOf(node).find((child) => child.local === name && child.uri === node.uri);
}

/** Base64 with blanks and line ends (XML Schema part 2, base64Binary), as far as it goes. */
const BASE64 = /^[A-Za-z0-9+/ \t\r\n]*(?:=[ \t\r\n]*){0,2}/;

/** Nothing is read where a character stands that base64 does not have; a group too short is only said. */
function readContent(
  data: XmlNode,
  path: string,
  open: (outside: Outside) => CebReader,
  to: Judgement,
): CebReading | undefined {
  const text = textOf(data);
  const right = BASE64.exec(text)?.[0].length ?? 0;
  const digits = text.replace(/[ \t\r\n]+/g, "");
  if (right < text.length || digits.length % 4 !== 0) {
    const at = placeInText(data, text)(right);
    to.add("ceb/not-base64", { at }, path, text.slice(right, right + SHOWN_DIGITS), "base64");
  }
  if (right < text.length) return undefined;
  const content = Buffer.from(digits, "base64");
  const reader = open({ pathBefore: path, place: placeInside(data, text) });
  for (let from = 0; from < content.length; from += CEB_BLOCK_BYTES)
    reader.push(content.subarray(from, from + CEB_BLOCK_BYTES));
  const reading = reader.end();
  // A fault inside is said where it stands in the input.
  if (reading.fault === undefined) return reading;
  const { line = 1, offset = 0 } = reading.fault.at;
  const at = { ...reading.fault.at, ...placeInside(data, text)({ line, offset }), path };
  return { ...reading, fault: { ...reading.fault, at } };
}

/** What is shown of content that is no base64. */
const SHOWN_DIGITS = 20;

/** Where an element's text starts in the input; undefined where it is not written plainly. */
function startOfText(data: XmlNode, text: string): number | undefined {
  const close = `</${data.name}>`.length;
  const start = data.end - close - Buffer.byteLength(text);
  const isPlain = data.content.length === 1 && start > data.at.offset && !text.includes("\r");
  return isPlain ? start : undefined;
}

/** The place in the input of a character of an element's text, with nothing but ASCII before it. */
function placeInText(data: XmlNode, text: string): (at: number) => XmlPlace {
  const start = startOfText(data, text);
  if (start === undefined) return () => data.at;
  return (at) => ({
    line: data.at.line + text.slice(0, at).split("\n").length - 1,
    offset: start + at,
  });
}

/**
 * The place in the input of a byte of the content: its group of four base64 digits. Where the digits are
 * not written plainly (references, CDATA, comments), the place of the element.
 */
function placeInside(data: XmlNode, text: string): (at: XmlPlace) => XmlPlace {
  const start = startOfText(data, text);
  if (start === undefined) return () => data.at;
  const hasBlanks = /\s/.test(text);
  const digits = hasBlanks ? new DigitIndex(text) : undefined;
  return ({ offset }) => {
    const digit = Math.floor(offset / 3) * 4;
    const found = digits === undefined ? { at: digit, lines: 0 } : digits.find(digit);
    return { line: data.at.line + found.lines, offset: start + found.at };
  };
}

/** Where the n-th base64 digit stands in text with blanks and line ends. */
class DigitIndex {
  readonly #ends: { readonly digits: number; readonly at: number; readonly lines: number }[] = [];

  constructor(text: string) {
    let digits = 0;
    let lines = 0;
    for (const run of text.matchAll(/[^\s]+|\s+/g)) {
      const [found] = run;
      if (/\S/.test(found)) {
        this.#ends.push({ digits, at: run.index, lines });
        digits += found.length;
      } else lines += found.split("\n").length - 1;
    }
  }

  find(digit: number): { readonly at: number; readonly lines: number } {
    let low = 0;
    let high = this.#ends.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#ends[middle]?.digits ?? 0) <= digit) low = middle;
      else high = middle - 1;
    }
    const run = this.#ends[low] ?? { digits: 0, at: 0, lines: 0 };
    return { at: run.at + digit - run.digits, lines: run.lines };
  }
}

function headOf(value: GroupValue): DxpHead {
  const message = groupOf(value["DxpMsg"]) ?? value;
  const info = groupOf(message["TransInfo"]) ?? {};
  const receivers = groupOf(info["ReceiverIds"])?.["ReceiverId"];
  const list = Array.isArray(receivers) ? receivers : [];
  const server = groupOf(value["SvNo"]);
  return {
    copMsgId: wordOf(info["CopMsgId"]),
    senderId: wordOf(info["SenderId"]),
    receiverIds: list.filter((one): one is string => typeof one === "string"),
    createdTime: wordOf(info["CreatTime"]),
    messageType: wordOf(info["MsgType"]),
    ...(server === undefined ? {} : { platform: platformOf(server) }),
    ...kept("addInfo", message["AddInfo"]),
    ...kept("signature", message["Signature"]),
  };
}

function platformOf(server: GroupValue): DxpPlatform {
  return {
    messageId: wordOf(server["MsgId"]),
    ...kept("part", server["SubMsgId"]),
    sentTime: wordOf(server["SendTime"]),
    endNode: wordOf(server["EndNode"]),
    startNode: wordOf(server["StaNode"]),
  };
}

function kept<K extends string>(
  name: K,
  value: GroupValue[string] | undefined,
): { readonly [name in K]?: string } {
  return typeof value === "string" ? ({ [name]: value } as { readonly [name in K]: string }) : {};
}

function groupOf(value: GroupValue[string] | undefined): GroupValue | undefined {
  return typeof value === "object" && !Array.isArray(value) ? (value as GroupValue) : undefined;
}

function wordOf(value: GroupValue[string] | undefined): string {
  return typeof value === "string" ? value : "";
}
