/**
 * Changes how files are exchanged with a partner: its folders, its format, whether it is sent the event
 * report. What is not given stays. Its code and party stay always: messages are kept under them.
 */
import { Type } from "typebox";
import { ok, refuse } from "#base/result.ts";
import { sharedFolder } from "./create-partner.ts";
import { type CallContext, command } from "./define.ts";
import { FOLDER_PATTERN, PartnerSchema } from "./partner-schema.ts";
import type { Partner } from "./ports-messages.ts";

const folder = Type.Optional(
  Type.String({
    pattern: `^$|${FOLDER_PATTERN}`,
    maxLength: 1_000,
    description: "An absolute path; empty: none from now on.",
  }),
);

export const changePartner = command({
  name: "change-partner",
  sentence: "Changes a partner's folders, format or event report; what is not given stays.",
  roles: ["administrator"],
  input: Type.Object(
    {
      partner: Type.String({ maxLength: 64, description: "Code of the partner." }),
      format: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
      folderIn: folder,
      folderOut: folder,
      reports: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  output: PartnerSchema,
  handler: async (context, input) => {
    const { tx } = context;
    const named = (await tx.partners()).find(({ code }) => code === input.partner);
    if (named === undefined) return refuse("partner/not-found", { found: input.partner });
    await tx.lockPartner(named.id);
    const partners = await tx.partners();
    const before = partners.find(({ id }) => id === named.id) ?? named;
    const partner: Partner = {
      ...before,
      format: input.format ?? before.format,
      folderIn: folderOf(input.folderIn, before.folderIn),
      folderOut: folderOf(input.folderOut, before.folderOut),
      reports: input.reports ?? before.reports,
    };
    const others = partners.filter(({ id }) => id !== partner.id);
    const shared = sharedFolder(others, partner);
    if (shared !== undefined) return refuse("partner/folder-taken", { found: shared });
    if (partner.folderOut === null && (await needsFolder(context, before, partner)))
      return refuse("partner/no-folder", { found: partner.code });
    await tx.savePartner(partner);
    return ok(partner);
  },
});

function folderOf(given: string | undefined, before: string | null): string | null {
  return given === "" ? null : (given ?? before);
}

/** Whether a change leaves what this partner is sent without the folder that it goes to. */
async function needsFolder({ tx, now }: CallContext, before: Partner, after: Partner) {
  const isReported = after.reports && !before.reports;
  if (isReported || before.folderOut === null) return isReported;
  const messages = await tx.partnerMessages(now);
  const dialogues = await tx.cebPartners();
  return (
    after.reports ||
    messages.some(({ partnerId, enabled }) => partnerId === after.id && enabled) ||
    dialogues.some((one) => one.partnerId === after.id && one.settings.transport === "folder")
  );
}
