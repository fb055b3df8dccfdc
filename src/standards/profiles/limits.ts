/**
 * Every bound of reading messages by profiles: beyond one of them there is a finding at its place and
 * nothing is held. None is a rule of a standard.
 */

/** One message, UNH to UNT; a larger one is passed over to its UNT. */
export const MAX_MESSAGE_BYTES = 33_554_432;
/** Segments of one message: many small ones make more values than their bytes let expect. */
export const MAX_MESSAGE_SEGMENTS = 200_000;
/** Findings told for one message; beyond them one says that there are more. */
export const MAX_FINDINGS_PER_MESSAGE = 1_000;
/** Characters of what was found that a finding shows. */
export const MAX_SHOWN = 80;
/** Text of a profile to import. */
export const MAX_PROFILE_BYTES = 1_048_576;
/** Positions of a profile, groups within groups, and fields of a position. */
export const MAX_PROFILE_POSITIONS = 500;
export const MAX_PROFILE_DEPTH = 8;
/** Lists and objects of its JSON inside one another, whatever they say; the shipped ones have 17. */
export const MAX_PROFILE_NESTING = 64;
export const MAX_POSITION_FIELDS = 60;
