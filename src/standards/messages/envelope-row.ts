/**
 * What is known of a message whose type nobody reads yet: enough to name it, keep it and find it
 * again. Its content stays in the raw bytes.
 */

/** The outside of an XML document or an EDIFACT message. */
export type EnvelopeRow = {
  readonly kind: "envelope";
  readonly syntax: "xml" | "edifact";
  /** XML: local name of the root element. */
  readonly rootElement?: string | undefined;
  readonly namespace?: string | undefined;
  /** EDIFACT: type, version, release, agency and association of UNH, joined by `:`. */
  readonly messageTypes: readonly string[];
  /** Always 1: each message has its own. */
  readonly messages: number;
  readonly sender?: string | undefined;
  readonly recipient?: string | undefined;
  readonly controlReference?: string | undefined;
};
