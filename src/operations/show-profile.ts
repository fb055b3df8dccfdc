/** Shows one profile whole: the one that reads a partner's messages on a day, imported or shipped. */
import { type Static, Type } from "typebox";
import { ok, refuse } from "#base/result.ts";
import { boundsOfDay, legalDay } from "#base/time.ts";
import { edifactMessages } from "#standards/messages/edifact-messages.ts";
import type { Profile } from "#standards/profiles/profile.ts";
import { DaySchema } from "./code-schema.ts";
import { view } from "./define.ts";
import { profilesInForce } from "./profiles-in-force.ts";

const Input = Type.Object(
  {
    message: Type.String({ minLength: 1, maxLength: 64, description: "Such as predes." }),
    version: Type.Optional(Type.String({ maxLength: 64, description: "The newest where absent." })),
    partner: Type.Optional(Type.String({ maxLength: 64, description: "Code of the partner." })),
    on: Type.Optional(DaySchema),
  },
  { additionalProperties: false },
);

export const showProfile = view({
  name: "show-profile",
  sentence: "Shows the profile that reads a message, for everybody or one partner, on a day.",
  roles: ["administrator", "floor", "clerk", "declarant", "officer", "auditor", "system"],
  input: Input,
  output: Type.Object({
    message: Type.String(),
    from: Type.Union([Type.Literal("imported"), Type.Literal("shipped")]),
    on: DaySchema,
    profile: Type.Record(Type.String(), Type.Unknown()),
  }),
  handler: async (record, given, _actor, ports) => {
    const message = given.message.toLowerCase();
    const input = { ...given, message };
    const zone = ports.site.legalZone;
    const on = input.on ?? legalDay(ports.clock.now(), zone);
    const exists = boundsOfDay(on, zone);
    if (!exists.ok) return exists;
    const { partner = null } = input;
    const stored = (await profilesInForce(record, partner, on)).find((one) => isAsked(one, input));
    const shipped = edifactMessages
      .flatMap(({ profiles }) => profiles)
      .find((one) => isAsked(one, input));
    const profile = stored ?? shipped;
    if (profile === undefined) return refuse("profile/not-found", { found: given.message });
    return ok({ message, from: stored === undefined ? "shipped" : "imported", on, profile });
  },
});

function isAsked(profile: Profile, { message, version }: Static<typeof Input>): boolean {
  return profile.name === message && (version === undefined || profile.version === version);
}
