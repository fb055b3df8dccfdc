/**
 * Lists messages that wait for a person, newest first: those of which nothing or not all could be
 * done, and those whose taking in broke off. A party sees its own, the operator all.
 */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import { view } from "./define.ts";
import { MessageAnswerSchema, messageAnswer } from "./message-answer.ts";
import { BROKEN_OFF_MS, WAITING_STATES } from "./message-course.ts";
import { type MessagePlace, messagePlace, pageEnd } from "./message-page.ts";
import type { Message } from "./ports-messages.ts";

/** Messages on one page at most. */
const PAGE_LIMIT = 200;
/** Findings of each message on the list; show-message has all that are kept. */
const LISTED_FINDINGS = 3;

export const listSuspense = view({
  name: "list-suspense",
  sentence: "Lists messages that wait for a person, newest first.",
  roles: ["administrator", "clerk", "declarant", "officer", "auditor"],
  input: Type.Object(
    {
      after: Type.Optional(Type.String({ maxLength: 64, description: "`next` of the last page." })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: PAGE_LIMIT })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    messages: Type.Array(MessageAnswerSchema),
    more: Type.Boolean(),
    next: Type.Optional(Type.String()),
  }),
  handler: async (record, { after, limit = 50 }, _actor, ports) => {
    const place = messagePlace(after);
    if (!place.ok) return place;
    const from = place.value;
    const lists: Message[] = [];
    for (const state of WAITING_STATES) {
      lists.push(...(await record.messages({ state, after: from, limit: limit + 1 })));
    }
    const old = olderOf(from, [ports.clock.now() - BROKEN_OFF_MS, FIRST_ID]);
    lists.push(...(await record.messages({ state: "received", after: old, limit: limit + 1 })));
    lists.sort(newestFirst);
    const page = lists.slice(0, limit);
    const last = page.at(-1);
    const more = lists.length > limit;
    const messages = page.map((message) => {
      const answer = messageAnswer(message);
      return { ...answer, findings: answer.findings.slice(0, LISTED_FINDINGS) };
    });
    return ok({ messages, more, ...pageEnd(last, more) });
  },
});

const FIRST_ID = "00000000-0000-0000-0000-000000000000";

function olderOf(one: MessagePlace | undefined, other: MessagePlace): MessagePlace {
  return one !== undefined && one[0] < other[0] ? one : other;
}

function newestFirst(one: Message, other: Message): number {
  if (one.receivedAt !== other.receivedAt) return other.receivedAt - one.receivedAt;
  return one.id < other.id ? 1 : -1;
}
