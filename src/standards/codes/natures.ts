/**
 * Nature of transaction (UPU code list 136; boxes of CN 22 and CN 23): names and number values.
 * The number values are provisional; a code outside the table is kept as received.
 */

/** The natures a declaration can state. */
export type Nature =
  | "sale-of-goods"
  | "returned-goods"
  | "gift"
  | "commercial-sample"
  | "documents"
  | "mixed-contents"
  | "other";

const NATURES: ReadonlyMap<string, Nature> = new Map<string, Nature>([
  ["salegoods", "sale-of-goods"],
  ["saleofgoods", "sale-of-goods"],
  ["sale", "sale-of-goods"],
  ["11", "sale-of-goods"],
  ["returngoods", "returned-goods"],
  ["returnedgoods", "returned-goods"],
  ["21", "returned-goods"],
  ["gift", "gift"],
  ["31", "gift"],
  ["commercialsample", "commercial-sample"],
  ["sample", "commercial-sample"],
  ["32", "commercial-sample"],
  ["documents", "documents"],
  ["document", "documents"],
  ["91", "documents"],
  ["mixedcontents", "mixed-contents"],
  ["others", "other"],
  ["other", "other"],
  ["99", "other"],
  ["999", "other"],
]);

/** The nature a code or its name stands for, or undefined; case, blanks, `_` and `-` do not count. */
export function natureOf(code: string): Nature | undefined {
  return NATURES.get(code.toLowerCase().replaceAll(/[\s_-]/g, ""));
}
