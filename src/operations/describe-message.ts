/**
 * Tells a kept message in plain sentences of the trade, in the reader's language: what it is, its fields
 * by their names, each finding with its place, its raw text and marks below what is at fault. A bounded
 * part of a large file; what names a person is taken out of findings.
 */
import { type Static, Type } from "typebox";
import { ok, refuse } from "#base/result.ts";
import { legalDay } from "#base/time.ts";
import { describedFinding } from "#standards/describe/described-finding.ts";
import type { Bounds, DescribedFinding, Description } from "#standards/describe/description.ts";
import { FileDescriber } from "#standards/describe/file-describer.ts";
import type { Language } from "#words/language.ts";
import { view } from "./define.ts";
import { maskFinding } from "./mask-findings.ts";
import type { Blobs } from "./ports.ts";
import type { Message } from "./ports-messages.ts";
import { profilesInForce } from "./profiles-in-force.ts";
import { FindingSchema, UuidSchema } from "./schemas.ts";
import { LANGUAGE } from "./sessions.ts";

/** Messages, documents or rows that are told, and how much of each. */
const MESSAGES = 20;
const BOUNDS: Bounds = { entries: 20, lines: 120, findings: 50 };
/** Bytes that are read at most. */
const BYTES_LIMIT = 4_194_304;

const DescribedFindingSchema = Type.Object(
  {
    ...FindingSchema.properties,
    place: Type.String(),
    sentence: Type.String(),
    advice: Type.String({ description: "What to do." }),
    marked: Type.Optional(
      Type.Object(
        { raw: Type.String(), marks: Type.String() },
        { additionalProperties: false, description: "Raw text, and marks for the line below it." },
      ),
    ),
  },
  { additionalProperties: false },
);

const DescriptionSchema = Type.Object(
  {
    title: Type.String(),
    summary: Type.Optional(Type.String()),
    notes: Type.Array(Type.String()),
    lines: Type.Array(
      Type.Object({ depth: Type.Integer(), text: Type.String() }, { additionalProperties: false }),
    ),
    findings: Type.Array(DescribedFindingSchema),
    findingsMore: Type.Integer(),
  },
  { additionalProperties: false },
);

const Output = Type.Object(
  {
    descriptions: Type.Array(DescriptionSchema),
    outside: Type.Array(DescribedFindingSchema, { description: "Findings of no message." }),
    more: Type.Boolean({ description: "Whether there are more messages than are told." }),
  },
  { additionalProperties: false },
);

/** A message told in sentences. */
export type ToldMessage = Static<typeof Output>;

export const describeMessage = view({
  name: "describe-message",
  sentence: "Tells a message in plain sentences, with each finding beside what it is about.",
  roles: ["administrator", "clerk", "declarant", "officer", "auditor"],
  input: Type.Object(
    { id: UuidSchema, language: Type.Optional(LANGUAGE) },
    { additionalProperties: false },
  ),
  output: Output,
  handler: async (record, { id, language = "en" }, _actor, { blobs, site, clock }) => {
    const message = await record.message(id);
    if (message === undefined) return refuse("message/not-found", { messageId: id });
    const on = legalDay(clock.now(), site.legalZone);
    const profiles = await profilesInForce(record, null, on);
    const told: ToldMessage = { descriptions: [], outside: [], more: false };
    const describer = new FileDescriber(
      {
        description: (one) => told.descriptions.push(shown(language, one)),
        outside: (one) => told.outside.push(masked(language, one)),
      },
      { language, bounds: BOUNDS, messages: MESSAGES, profiles },
    );
    const isWhole = await pushAll(blobs, message, describer);
    const more = !isWhole || describer.count > MESSAGES;
    return ok({ ...told, outside: told.outside.slice(0, BOUNDS.findings), more });
  },
});

/** Of a message inside a file only its own bytes; false where not all of it was read. */
async function pushAll(
  blobs: Blobs,
  { blobKeyId, blobHash, sizeBytes, contained }: Message,
  describer: FileDescriber,
): Promise<boolean> {
  const isPart = contained !== undefined && contained.length > 0;
  const from = isPart ? contained.offset : 0;
  const end = isPart ? from + contained.length : sizeBytes;
  const to = Math.min(end, from + BYTES_LIMIT);
  let at = 0;
  for await (const bytes of blobs.get(blobKeyId, blobHash)) {
    const own = bytes.subarray(Math.max(0, from - at), Math.max(0, to - at));
    at += bytes.length;
    if (own.length > 0 && (!describer.push(own) || describer.count > MESSAGES)) break;
    if (at >= to) break;
  }
  describer.end();
  return at >= end;
}

function shown(language: Language, one: Description): Static<typeof DescriptionSchema> {
  const { title, summary, notes, lines, findings, findingsMore } = one;
  return {
    title,
    ...(summary !== undefined && { summary }),
    notes: [...notes],
    lines: [...lines],
    findings: findings.map((finding) => masked(language, finding)),
    findingsMore,
  };
}

/** A finding that may name a person is told without what was found, and without its raw text. */
function masked(language: Language, told: DescribedFinding): Static<typeof DescribedFindingSchema> {
  const { place: _place, sentence: _sentence, advice: _advice, marked: _marked, ...finding } = told;
  const kept = maskFinding(finding);
  const safe = kept === finding ? told : describedFinding(language, kept, undefined);
  return { ...safe, at: { ...safe.at } } as Static<typeof DescribedFindingSchema>;
}
