/**
 * The envelopes of the exchange platform as tables (schemas of the terminal and the transport node, equal
 * in both editions): DxpMsg from a client, DxpMsgSv between nodes.
 */
import {
  type ElementRule,
  fieldsRule,
  type GroupRule,
  groupRule,
  signatureElement,
} from "./table.ts";
import { formOf } from "./text-form.ts";

/** Namespace of the envelopes. */
export const DXP_NAMESPACE = "http://www.chinaport.gov.cn/dxp";

/** What an envelope's root declares when written. */
export const DXP_SCOPE: ReadonlyMap<string, string> = new Map([["dxp", DXP_NAMESPACE]]);

const TRANS_INFO = groupRule([
  ...fieldsRule({ CopMsgId: "C1..255", SenderId: "C1..16" }).elements,
  once(
    "ReceiverIds",
    groupRule([{ kind: "text", name: "ReceiverId", least: 1, most: 5, form: formOf("C1..16") }]),
  ),
  ...fieldsRule({ CreatTime: "T", MsgType: "C..30" }).elements,
]);

const ADD_INFO: ElementRule = { kind: "xml", name: "AddInfo", least: 0, most: 1 };

const MESSAGE = groupRule([
  once("TransInfo", TRANS_INFO),
  ...fieldsRule({ Data: "C.." }).elements,
  ADD_INFO,
  signatureElement(false),
]);

const SERVER_NUMBER = fieldsRule({
  MsgId: "C1..32",
  "SubMsgId?": "C1",
  SendTime: "T",
  EndNode: "C1..8",
  StaNode: "C1..8",
});

/** Attributes of an envelope's root; `ver` must be 1.0. */
export const ENVELOPE_ATTRIBUTES: readonly string[] = ["ver", "Id"];

const SERVER_MESSAGE = groupRule([
  once("SvNo", SERVER_NUMBER, ["Ver"]),
  once("DxpMsg", MESSAGE, ENVELOPE_ATTRIBUTES),
  signatureElement(false),
]);

/** The rules of the envelopes by their root. */
export const ENVELOPES = { DxpMsg: MESSAGE, DxpMsgSv: SERVER_MESSAGE } as const;
export type EnvelopeRoot = keyof typeof ENVELOPES;

export function isEnvelopeRoot(root: string): root is EnvelopeRoot {
  return Object.hasOwn(ENVELOPES, root);
}

function once(name: string, group: GroupRule, attributes: readonly string[] = []): ElementRule {
  return { kind: "group", name, least: 1, most: 1, group, attributes };
}
