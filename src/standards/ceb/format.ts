/**
 * CEB messages as an input format: one row a business document, with what stands around it. A message whose
 * XML is damaged gives no row: all that was found is said, and all its bytes go to suspense.
 */
import { finding, keepsOut } from "#standards/messages/finding-codes.ts";
import type { Portion, Reader, Row } from "#standards/messages/reading.ts";
import { isEnvelopeRoot } from "./envelope-tables.ts";
import { CebReader, type CebReading } from "./reader.ts";
import { cebNameOfRoot } from "./tables.ts";
import type { CebRow } from "./values.ts";

export const ceb = {
  name: "ceb",
  columns: undefined,
  open: openCeb,
} as const;

/** A document type stands here too, so that it is refused as one of a CEB message, at its place. */
const BEFORE_ROOT =
  /^(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE[^[>]*(?:\[[^\]]*\]\s*)?>)*<(?:[^\s<>/:]+:)?([^\s<>/:]+)/;

/** Whether XML text begins like a message of the family or an envelope of the exchange platform. */
export function isCeb(start: string): boolean {
  const root = BEFORE_ROOT.exec(start)?.[1];
  return root !== undefined && (cebNameOfRoot(root) !== undefined || isEnvelopeRoot(root));
}

/** Where the XML breaks the reading ends at once, however much is still to come. */
function openCeb(): Reader<CebRow> {
  const reader = new CebReader();
  const nothing: Portion<CebRow> = { rows: [], findings: [] };
  let isSaid = false;
  const say = (): Portion<CebRow> => {
    isSaid = true;
    return portionOf(reader.end());
  };
  return {
    push: (bytes) => {
      if (isSaid) return nothing;
      reader.push(bytes);
      return reader.isBroken ? say() : nothing;
    },
    end: () => {
      if (reader.bytes === 0) return { rows: [], findings: [finding("file/empty", { offset: 0 })] };
      return isSaid ? nothing : say();
    },
  };
}

function portionOf(reading: CebReading): Portion<CebRow> {
  const { head, envelope, documents, findings, fault } = reading;
  if (fault !== undefined || head === undefined) {
    const inside = documents.flatMap((one) => one.findings);
    const all = [...findings, ...inside, ...(fault === undefined ? [] : [fault])];
    if (all.length === 0) all.push(finding("file/unknown-format", { offset: 0 }, "XML", "CEB"));
    return { rows: [], findings: all, unreadFrom: 0 };
  }
  const rows = documents.map((one, index): Row<CebRow> => {
    const value = {
      ...head,
      document: one.value,
      unread: one.unread,
      ...(envelope === undefined ? {} : { envelope }),
      // Head and document are of one message.
    } as CebRow;
    return {
      row: index + 1,
      line: one.line,
      offset: one.offset,
      length: one.length,
      path: one.path,
      value: keepsOut(one.findings) ? undefined : value,
      findings: one.findings,
      envelope: {
        type: head.message,
        version: head.edition,
        reference: referenceOf(one.value, head.guid),
        sender: envelope?.senderId ?? head.transfer?.dxpId ?? "",
        recipient: envelope?.receiverIds[0] ?? "",
        interchange: head.guid,
      },
    };
  });
  return { rows, findings };
}

/** A document's own `guid`; that of the message where it lacks one. */
function referenceOf(document: object, guid: string): string {
  const parts = [document, ...Object.values(document)];
  const own = parts.map((part) => (part as { readonly guid?: unknown } | null)?.guid);
  const found = own.find((one) => typeof one === "string" && one !== "");
  return typeof found === "string" ? found : guid;
}
