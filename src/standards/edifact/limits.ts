/**
 * Every bound of the EDIFACT engine: beyond one of them bytes are passed over with a finding at their
 * place, never held in memory. None is a rule of ISO 9735.
 */

/** One segment, its terminator not counted. */
export const MAX_SEGMENT_BYTES = 65_536;
/** Bytes taken up at once; a larger push is cut. */
export const BATCH_BYTES = 65_536;
/** Findings about single characters told for one message; beyond them one says that there are more. */
export const MAX_CHARACTER_FINDINGS = 50;
/** References of messages compared in one interchange or group; what comes behind them is not. */
export const MAX_REFERENCES = 100_000;
/** Characters of what was found that a finding shows. */
export const MAX_SHOWN_CHARACTERS = 80;
/** Characters kept of each text of a service segment: ISO 9735 gives none more than 35. */
export const MAX_SERVICE_CHARACTERS = 80;
/** Bytes `readTree` takes: a tree needs some twenty times their memory. */
export const MAX_TREE_BYTES = 16_777_216;
