/**
 * Every bound of the CEB readers, in one place. The schema's own limits (100 documents, 99 lines) stand in
 * the tables; these hold memory where the schema has no limit.
 */

/** One message, its envelope included. */
export const MAX_CEB_BYTES = 67_108_864;
/** Depth of elements below the root. */
export const MAX_CEB_DEPTH = 32;
/** Characters of one element's text; of an envelope's content `MAX_CEB_BYTES`. */
export const MAX_CEB_TEXT = 1_048_576;
/** Elements of one document (the tally CEB711 has lines without a limit). */
export const MAX_CEB_ELEMENTS = 500_000;
/** Documents of one message (the tax bill CEB816 has no limit of its own). */
export const MAX_CEB_DOCUMENTS = 10_000;
/** Findings kept for one document, and for what stands around the documents. */
export const MAX_CEB_FINDINGS = 200;
/** Bytes parsed at a time, however the input is cut. */
export const CEB_BLOCK_BYTES = 8_192;
