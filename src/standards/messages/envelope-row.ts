/**
 * What is known of a message whose type nobody reads yet: enough to name it, keep it and find it
 * again. Its content stays in the raw bytes.
 */

/** The outside of an XML document or an EDIFACT interchange. */
export type EnvelopeRow = {
  readonly kind: "envelope";
  readonly syntax: "xml" | "edifact";
  /** XML: local name of the root element. */
  readonly rootElement?: string | undefined;
  readonly namespace?: string | undefined;
  /** EDIFACT: distinct message types of the UNH segments, in order, bounded. */
  readonly messageTypes: readonly string[];
  /** EDIFACT: number of UNH segments; XML: 1. */
  readonly messages: number;
  readonly sender?: string | undefined;
  readonly recipient?: string | undefined;
  readonly controlReference?: string | undefined;
};
