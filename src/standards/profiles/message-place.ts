/** Places of a message as a whole: what the segments in it share, and its end. */
import type { FindingPlace } from "#base/result.ts";
import type { InterchangeHead, MessageEnd, MessageHead } from "#standards/edifact/sink.ts";

/** What every place inside a message says. */
export function placeOfMessage(
  head: MessageHead,
  interchange: InterchangeHead | undefined,
): FindingPlace {
  const { number: message, reference: messageRef } = head;
  if (interchange === undefined) return { message, messageRef };
  const { number, controlReference } = interchange;
  return { interchange: number, interchangeRef: controlReference, message, messageRef };
}

/** Where a message ends: the terminator of its trailer. */
export function trailerPlace(end: MessageEnd): FindingPlace {
  const offset = end.offset + Math.max(0, end.length - 1);
  return end.endLine === undefined ? { offset } : { offset, line: end.endLine };
}
