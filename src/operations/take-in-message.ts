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
    const from = await senderOf(context, input.partner);
    if (!from.ok) return from;
    const { partnerId, partyId } = from.value;
    const { name, blobHash, blobKeyId, sizeBytes, chunk } = input;
    const arrived = {
      name,
      blobHash,
      blobKeyId,
      sizeBytes,
      corrects: null,
      partyId,
    };
    const firstRow = chunk?.firstRow ?? 1;
    return takeIn(context, {
      ...arrived,
      id: idOf(context, partyId, input),
      partnerId,
      firstRow,
    });
  },
  handler: close,
});

function idOf({ ports }: StepsContext, partyId: Id, input: Static<typeof Input>): Id {
  const { name, blobHash, chunk } = input;
  const cut = chunk === undefined ? [] : [chunk.of, chunk.part];
  return ports.ids.derived("message", partyId, name, blobHash, ...cut);
}

type Sender = { readonly partnerId: Id | null; readonly partyId: Id };

/** Roles whose holders, at the operator, take in what partners handed over by another way. */
const STANDS_FOR_PARTNERS: ReadonlySet<string> = new Set(["administrator", "clerk"]);

/** The partner it came from and its party: the caller's own, or any for who stands for the operator. */
async function senderOf(
  { ports, actor }: StepsContext,
  code: string | undefined,
): Promise<Result<Sender>> {
  if (code === undefined) return ok({ partnerId: null, partyId: actor.partyId });
  const isForAny =
    actor.partyId === ports.site.operatorId &&
    actor.roles.some((role) => STANDS_FOR_PARTNERS.has(role));
  const partners = await ports.store.transaction((tx) => tx.partners());
  const partner = partners.find(
    (one) => one.code === code && (isForAny || one.partyId === actor.partyId),
  );
  if (partner === undefined) return refuse("partner/not-found", { found: code });
  return ok({ partnerId: partner.id, partyId: partner.partyId });
}
