/**
 * Writes an envelope of the exchange platform around a message: DxpMsg, and DxpMsgSv around that where the
 * head names what the platform's nodes add. The content is carried as base64, byte for byte.
 */
import { DXP_NAMESPACE, ENVELOPES } from "./envelope-tables.ts";
import type { GroupValue } from "./judge.ts";
import type { DxpHead } from "./values.ts";
import { type CebWriting, XmlWriter } from "./xml-writer.ts";

const VERSION = ' ver="1.0"';

/** The bytes of the envelope, or every reason why it cannot be written. */
export function writeDxp(head: DxpHead, content: Uint8Array): CebWriting {
  const writer = new XmlWriter("dxp", DXP_NAMESPACE, { DxpMsg: VERSION, SvNo: ' Ver="1.0"' });
  const message = messageValue(head, content);
  if (head.platform === undefined) writer.root("DxpMsg", VERSION, message, ENVELOPES.DxpMsg);
  else {
    const value = { SvNo: serverValue(head.platform), DxpMsg: message };
    writer.root("DxpMsgSv", VERSION, value, ENVELOPES.DxpMsgSv);
  }
  return writer.end();
}

function messageValue(head: DxpHead, content: Uint8Array): GroupValue {
  return {
    TransInfo: {
      CopMsgId: head.copMsgId,
      SenderId: head.senderId,
      ReceiverIds: { ReceiverId: head.receiverIds },
      CreatTime: head.createdTime,
      MsgType: head.messageType,
    },
    Data: Buffer.from(content).toString("base64"),
    ...(head.addInfo === undefined ? {} : { AddInfo: head.addInfo }),
    ...(head.signature === undefined ? {} : { Signature: head.signature }),
  };
}

function serverValue(platform: NonNullable<DxpHead["platform"]>): GroupValue {
  return {
    MsgId: platform.messageId,
    ...(platform.part === undefined ? {} : { SubMsgId: platform.part }),
    SendTime: platform.sentTime,
    EndNode: platform.endNode,
    StaNode: platform.startNode,
  };
}
