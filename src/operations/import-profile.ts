/**
 * Imports a message profile, such as a partner's guide: judges it whole, tells what differs from the
 * profile in force, and stores it when it is told to. Each import is a revision from a day on; what
 * held before still reads the messages of the days before.
 */
import { type Static, Type } from "typebox";
import { ok, present, type Result, refuse } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import { edifactMessages } from "#standards/messages/edifact-messages.ts";
import { diffProfiles } from "#standards/profiles/diff-profiles.ts";
import { importProfile as readProfile } from "#standards/profiles/import-profile.ts";
import { MAX_PROFILE_BYTES } from "#standards/profiles/limits.ts";
import type { Profile } from "#standards/profiles/profile.ts";
import { DaySchema } from "./code-schema.ts";
import { type CallContext, command } from "./define.ts";
import { firstDay } from "./first-day.ts";
import type { ProfileKey, StoredProfile } from "./ports-profiles.ts";
import { profileOf } from "./profiles-in-force.ts";

/** Differences told. */
const SHOWN = 500;

const Input = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200, description: "Name of the file." }),
    profile: Type.String({ maxLength: MAX_PROFILE_BYTES, description: "The profile as JSON." }),
    apply: Type.Optional(Type.Boolean({ description: "Without it only the difference is told." })),
    validFrom: Type.Optional(DaySchema),
    base: Type.Optional(
      Type.Integer({ minimum: 0, description: "Revision the difference was seen against." }),
    ),
  },
  { additionalProperties: false },
);
type Input = Static<typeof Input>;

const Text = Type.Union([Type.String(), Type.Null()]);

const Output = Type.Object({
  message: Type.String(),
  messageVersion: Type.String(),
  /** Null where it is for everybody. */
  partner: Text,
  applied: Type.Boolean(),
  /** The newest revision, after the import where it was applied; 0 for none. */
  revision: Type.Integer(),
  validFrom: Text,
  digest: Type.String(),
  /** What it is compared with: an imported profile, or a shipped one. */
  against: Type.Object({
    from: Type.Union([Type.Literal("imported"), Type.Literal("shipped")]),
    partner: Text,
    messageVersion: Type.String(),
  }),
  differences: Type.Array(Type.Object({ path: Type.String(), before: Text, after: Text })),
  differencesTotal: Type.Integer(),
});

export const importProfile = command({
  name: "import-profile",
  sentence: "Imports a message profile of a partner, after showing what it changes.",
  roles: ["administrator"],
  input: Input,
  output: Output,
  carriesFile: true,
  handler: async (context, input) => {
    const planned = await planOf(context, input);
    if (!planned.ok) return planned;
    const { profile, next, last, against } = planned.value;
    const differences = diffProfiles(against.profile, profile).map(({ path, before, after }) => ({
      path,
      before: before ?? null,
      after: after ?? null,
    }));
    const hasChanges = last === undefined || differences.length > 0;
    const applied = input.apply === true && hasChanges;
    if (applied) await context.tx.saveProfile(next);
    const { message, messageVersion, partner, digest } = next;
    return ok({
      message,
      messageVersion,
      partner,
      applied,
      revision: applied ? next.revision : (last?.revision ?? 0),
      validFrom: hasChanges ? next.validFrom : (last?.validFrom ?? null),
      digest,
      against: {
        from: against.from,
        partner: against.profile.partner ?? null,
        messageVersion: against.profile.version,
      },
      differences: differences.slice(0, SHOWN),
      differencesTotal: differences.length,
    });
  },
  counts: (output) => ({ done: (output as Static<typeof Output>).applied ? 1 : 0, refused: 0 }),
});

type Against = { readonly from: "imported" | "shipped"; readonly profile: Profile };

/** What an import would store, and what it is compared with. */
type Plan = {
  readonly profile: Profile;
  readonly next: Omit<StoredProfile, "untilRevision" | "validTo">;
  readonly last: StoredProfile | undefined;
  readonly against: Against;
};

async function planOf(context: CallContext, input: Input): Promise<Result<Plan>> {
  const { profile, findings } = readProfile(input.profile, edifactMessages);
  if (profile === undefined) return refuse("profile/not-valid", { findings });
  const partyId = await partyOf(context, profile.partner);
  if (!partyId.ok) return partyId;
  const key = {
    partner: profile.partner ?? null,
    message: profile.name,
    messageVersion: profile.version,
  };
  const last = await context.tx.lastProfile(key);
  const before = last?.revision ?? 0;
  if (input.base !== undefined && input.base !== before) {
    return refuse("profile/changed-meanwhile", { found: before, expected: input.base });
  }
  const from = firstDay(context, input.validFrom, last, "profile/before-last");
  if (!from.ok) return from;
  const { ports, now, actor, callId } = context;
  const next = {
    ...key,
    partyId: partyId.value,
    revision: before + 1,
    validFrom: from.value,
    importedAt: now,
    importedBy: actor.userId,
    callId,
    fileName: input.name,
    digest: ports.digest(Buffer.from(input.profile)),
    body: input.profile,
  };
  return ok({ profile, next, last, against: await inForce(context, key, last) });
}

/** The party of the partner whose guide it is; null where it is for everybody. */
async function partyOf({ tx }: CallContext, code: string | undefined): Promise<Result<Id | null>> {
  if (code === undefined) return ok(null);
  const partner = (await tx.partners()).find((one) => one.code === code);
  return partner === undefined ? refuse("partner/not-found", { found: code }) : ok(partner.partyId);
}

/** The one it would stand before: its own last revision, the one for everybody, or the shipped one. */
async function inForce(
  { tx }: CallContext,
  key: ProfileKey,
  last: StoredProfile | undefined,
): Promise<Against> {
  const general =
    key.partner === null ? undefined : await tx.lastProfile({ ...key, partner: null });
  for (const stored of [last, general]) {
    const profile = stored && profileOf(stored.digest, stored.body);
    if (profile !== undefined) return { from: "imported", profile };
  }
  return { from: "shipped", profile: shippedOf(key) };
}

/** The shipped profile of this version, else the newest. */
function shippedOf({ message, messageVersion }: ProfileKey): Profile {
  const entry = present(
    edifactMessages.find(({ name }) => name === message),
    "an imported profile is of a known message",
  );
  return entry.profiles.find(({ version }) => version === messageVersion) ?? entry.profiles[0];
}
