/** Lists the profiles that messages are read with: the shipped ones and every imported revision. */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import { edifactMessages } from "#standards/messages/edifact-messages.ts";
import { view } from "./define.ts";
import type { StoredProfile } from "./ports-profiles.ts";
import { profileOf } from "./profiles-in-force.ts";

const Text = Type.Union([Type.String(), Type.Null()]);

const ListedSchema = Type.Object({
  message: Type.String(),
  messageVersion: Type.String(),
  partner: Text,
  from: Type.Union([Type.Literal("imported"), Type.Literal("shipped")]),
  /** Null where this version of the centre cannot read it any more. */
  status: Text,
  source: Text,
  /** Of an imported one: its number and days. */
  revision: Type.Union([Type.Integer(), Type.Null()]),
  validFrom: Text,
  validTo: Text,
  importedAt: Type.Union([Type.Integer(), Type.Null()]),
  fileName: Text,
  digest: Text,
});

export const listProfiles = view({
  name: "list-profiles",
  sentence: "Lists the profiles that messages are read with, shipped and imported.",
  roles: ["administrator", "floor", "clerk", "declarant", "officer", "auditor", "system"],
  input: Type.Object(
    { message: Type.Optional(Type.String({ maxLength: 64, description: "Such as predes." })) },
    { additionalProperties: false },
  ),
  output: Type.Object({ profiles: Type.Array(ListedSchema) }),
  handler: async (record, input) => {
    const message = input.message?.toLowerCase();
    const stored = await record.storedProfiles(message);
    const shipped = edifactMessages
      .filter(({ name }) => message === undefined || name === message)
      .flatMap(({ profiles }) => profiles)
      .map(({ name, version, partner, status, source }) => ({
        message: name,
        messageVersion: version,
        partner: partner ?? null,
        from: "shipped",
        status,
        source,
        ...NOT_IMPORTED,
      }));
    return ok({ profiles: [...stored.map(imported), ...shipped] });
  },
});

const NOT_IMPORTED = {
  revision: null,
  validFrom: null,
  validTo: null,
  importedAt: null,
  fileName: null,
  digest: null,
};

function imported(stored: StoredProfile): object {
  const { message, messageVersion, partner, revision, validFrom, validTo } = stored;
  const { importedAt, fileName, digest, body } = stored;
  const profile = profileOf(digest, body);
  return {
    message,
    messageVersion,
    partner,
    from: "imported",
    status: profile?.status ?? null,
    source: profile?.source ?? null,
    revision,
    validFrom,
    validTo,
    importedAt,
    fileName,
    digest,
  };
}
