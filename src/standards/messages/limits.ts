/**
 * Every bound of the readers, in one place: beyond one of them an input is refused at that place,
 * never held in memory. Counts and bytes; none is a rule of a standard unless it says so.
 */

/** Bytes looked at to recognise a format. */
export const RECOGNISE_HEAD_BYTES = 65_536;
/** Largest slice a reader is handed by `readInput`; its rows are the most that sit in memory. */
export const SLICE_BYTES = 65_536;
/** One CSV record or NDJSON line, quoted line ends included. */
export const MAX_RECORD_BYTES = 65_536;
/** One declaration in JSON, all its lines included. */
export const MAX_JSON_ELEMENT_BYTES = 1_048_576;
/** What stands around the list of declarations in a JSON file. */
export const MAX_JSON_WRAPPER_BYTES = 65_536;
export const MAX_JSON_DEPTH = 32;
/** Characters of one field after reading. */
export const MAX_FIELD_CHARACTERS = 2_000;
export const MAX_COLUMNS = 512;
/** Unknown columns named one by one in findings; the rest are kept without one. */
export const MAX_UNKNOWN_COLUMNS_NAMED = 50;
/** Rows of one declaration or container together; further rows of it are refused. */
export const MAX_GROUP_BYTES = 4_194_304;
/** Content lines of one declaration. */
export const MAX_LINES = 999;
/** Pieces of one shipment. */
export const MAX_PIECES = 10_000;
/** Items listed in one container. */
export const MAX_ITEMS_IN_CONTAINER = 10_000;
/** Findings kept for one row, declaration or container. */
export const MAX_FINDINGS_PER_ROW = 200;
/** Declarations of one file watched for duplicates, at about 200 bytes of memory each. */
export const MAX_DECLARATIONS_WATCHED = 500_000;
export const MAX_XML_DEPTH = 64;
/** Bytes of XML between two tags, or of one tag. */
export const MAX_XML_RUN_BYTES = 1_048_576;
