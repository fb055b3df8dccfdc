/**
 * Takes in a file: the bytes are kept first, then its rows are done in parts. The same bytes under
 * the same name are one message: sent again they go on where it broke, or give the first answer.
 */
import { type Static, Type } from "typebox";
import { ok, type Result, refuse } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import { ArrivedSchema, NameSchema } from "./arrived-schema.ts";
import { command, type StepsContext } from "./define.ts";
import { type MessageAnswer, MessageAnswerSchema, messageCounts } from "./message-answer.ts";
import { close, takeIn } from "./message-course.ts";

const Input = Type.Object(
  {
    name: NameSchema,
    ...ArrivedSchema,
    partner: Type.Optional(Type.String({ maxLength: 64, description: "Code of the partner." })),
    chunk: Type.Optional(
      Type.Object(
        {
          of: Type.String({ pattern: "^[0-9a-f]{64}$", description: "SHA-256 of the whole file." }),
          part: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
          firstRow: Type.Integer({
            minimum: 1,
            maximum: 2_000_000_000,
            description: "Number in the whole file of this part's first row of data.",
          }),
        },
        { additionalProperties: false, description: "Where these bytes were cut from." },
      ),
    ),
  },
  { additionalProperties: false },
);

export const takeInMessage = command({
  name: "take-in-message",
  sentence:
    "Takes in a file of declarations, containers or scans; what cannot be done waits in suspense.",
  roles: ["administrator", "floor", "clerk", "declarant", "officer", "system"],
  input: Input,
  output: MessageAnswerSchema,
  counts: (answer) => messageCounts(answer as MessageAnswer),
  steps: async (context, input) => {
    const partnerId = await partnerOf(context, input.partner);
    if (!partnerId.ok) return partnerId;
    const { name, blobHash, blobKeyId, sizeBytes, chunk } = input;
    const arrived = {
      name,
      blobHash,
      blobKeyId,
      sizeBytes,
      corrects: null,
      partyId: context.actor.partyId,
    };
    const firstRow = chunk?.firstRow ?? 1;
    return takeIn(context, {
      ...arrived,
      id: idOf(context, input),
      partnerId: partnerId.value,
      firstRow,
    });
  },
  handler: close,
});

function idOf({ ports, actor }: StepsContext, input: Static<typeof Input>): Id {
  const { name, blobHash, chunk } = input;
  const cut = chunk === undefined ? [] : [chunk.of, chunk.part];
  return ports.ids.derived("message", actor.partyId, name, blobHash, ...cut);
}

/** The partner it came from, whose party must be the caller's. */
async function partnerOf(
  { ports, actor }: StepsContext,
  code: string | undefined,
): Promise<Result<Id | null>> {
  if (code === undefined) return ok(null);
  const partners = await ports.store.transaction((tx) => tx.partners());
  const partner = partners.find((one) => one.code === code && one.partyId === actor.partyId);
  return partner === undefined ? refuse("partner/not-found", { found: code }) : ok(partner.id);
}
