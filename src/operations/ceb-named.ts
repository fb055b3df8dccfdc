/** What a document of the customs dialogue is named by, and what of it the dialogue keeps: no person. */
import type { CebName } from "#standards/ceb/tables.ts";
import type { CebDocument, CebRow } from "#standards/ceb/values.ts";
import type { Dialogue } from "./ports-dialogue.ts";

/** The number a document has under who made it, its guid, and facts that its answer needs. */
export type Named = Pick<Dialogue, "issuer" | "number" | "reference" | "facts">;

type Naming = { readonly [N in CebName]?: (document: CebDocument<N>) => Named };

const NAMINGS: Naming = {
  CEB311: ({ OrderHead: { guid, ebpCode, ebcCode, orderNo } }) => ({
    issuer: ebpCode,
    number: orderNo,
    reference: guid,
    facts: { ebcCode, orderNo },
  }),
  CEB411: ({ PaymentHead: { guid, payCode, payTransactionId, orderNo } }) => ({
    issuer: payCode,
    number: payTransactionId,
    reference: guid,
    facts: { orderNo },
  }),
  CEB511: ({ LogisticsHead: { guid, logisticsCode, logisticsNo, orderNo } }) => ({
    issuer: logisticsCode,
    number: logisticsNo,
    reference: guid,
    facts: { orderNo },
  }),
  CEB621: ({ InventoryHead }) => namedByHead(InventoryHead),
  CEB623: (cancel) => namedByHead(cancel),
  CEB625: ({ InvtRefundHead }) => namedByHead(InvtRefundHead),
  CEB711: ({ DeliveryHead: { guid, operatorCode, copNo, billNo, customsCode } }) => ({
    issuer: operatorCode,
    number: copNo || billNo,
    reference: guid,
    facts: { customsCode, billNo },
  }),
};

/** Undefined for messages that the dialogue keeps no row of. */
export function namedOf({ message, document }: CebRow): Named | undefined {
  // A row's document is of its own message.
  return (NAMINGS[message] as ((document: unknown) => Named) | undefined)?.(document);
}

type ListHead = Pick<
  CebDocument<"CEB621">["InventoryHead"],
  "guid" | "agentCode" | "copNo" | "orderNo" | "customsCode" | "ebpCode" | "ebcCode" | "invtNo"
>;

function namedByHead(head: ListHead): Named {
  const { guid, agentCode, copNo, orderNo, customsCode, ebpCode, ebcCode, invtNo } = head;
  const own = { ...(copNo && { copNo }), ...(invtNo && { invtNo }) };
  const facts = { customsCode, ebpCode, ebcCode, orderNo, ...own };
  return { issuer: agentCode, number: copNo || orderNo, reference: guid, facts };
}
