/**
 * Shows the messages exchanged with partners, newest first: state, age, what waits for an answer and who
 * is silent. A party sees its own, the operator all; one message is shown by show-message.
 */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import { view } from "./define.ts";
import { BROKEN_OFF_MS, WAITING_STATES } from "./message-course.ts";
import { messagePlace, pageEnd } from "./message-page.ts";
import { UuidSchema } from "./schemas.ts";

/** Messages on one page at most. */
const PAGE_LIMIT = 200;

const Word = Type.String();
const Count = Type.Integer();
const text = (maxLength: number) => Type.Optional(Type.String({ maxLength }));

export const showMessages = view({
  name: "show-messages",
  sentence:
    "Shows the messages exchanged with partners, what waits for an answer and who is silent.",
  roles: ["administrator", "clerk", "declarant", "officer", "auditor"],
  input: Type.Object(
    {
      direction: Type.Optional(Type.Union([Type.Literal("in"), Type.Literal("out")])),
      state: text(16),
      format: text(32),
      partner: text(64),
      waiting: Type.Optional(
        Type.Boolean({ description: "Only those of which a document waits for an answer." }),
      ),
      silent: Type.Optional(
        Type.Boolean({ description: "Only those whose answer did not come in time." }),
      ),
      toMend: Type.Optional(
        Type.Boolean({
          description: "Only those that wait for a person: in suspense, done in part, broken off.",
        }),
      ),
      after: Type.Optional(Type.String({ maxLength: 64, description: "`next` of the last page." })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: PAGE_LIMIT })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    messages: Type.Array(
      Type.Object({
        messageId: UuidSchema,
        name: Word,
        format: Word,
        profile: Type.Union([Word, Type.Null()]),
        direction: Word,
        state: Word,
        rowsTotal: Count,
        rowsDone: Count,
        rowsRefused: Count,
        findingsTotal: Count,
        attempts: Count,
        sizeBytes: Count,
        receivedAt: Count,
        ageMinutes: Type.Integer({ description: "Since it came or was written." }),
        partner: Type.Union([Word, Type.Null()]),
        waiting: Type.Integer({ description: "Documents in it that wait for an answer." }),
        silent: Type.Integer({ description: "Of these, those that waited too long." }),
        refused: Type.Integer({ description: "Documents in it that its partner refused." }),
        dueAt: Type.Union([Count, Type.Null()], {
          description: "When the first answer is missed, epoch ms.",
        }),
      }),
    ),
    more: Type.Boolean(),
    next: Type.Optional(Word),
  }),
  handler: async (record, { after, limit = 50, toMend, ...filter }, _actor, ports) => {
    const place = messagePlace(after);
    if (!place.ok) return place;
    const now = ports.clock.now();
    const found = await record.listedMessages({
      ...filter,
      ...(toMend === true && { states: WAITING_STATES, brokenOffBefore: now - BROKEN_OFF_MS }),
      after: place.value,
      limit: limit + 1,
    });
    const page = found.slice(0, limit).map((one) => ({
      ...one,
      ageMinutes: Math.max(0, Math.floor((now - one.receivedAt) / 60_000)),
    }));
    const last = page.at(-1);
    const more = found.length > limit;
    const end = last && { receivedAt: last.receivedAt, id: last.messageId };
    return ok({ messages: page, more, ...pageEnd(end, more) });
  },
});
