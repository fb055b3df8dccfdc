/**
 * Names a partner that messages are exchanged with: its party, its code, the folders files come from
 * and go to, and whether it is sent the event report. Folders are made when first used.
 */
import { Type } from "typebox";
import { ok, refuse } from "#base/result.ts";
import { command } from "./define.ts";
import { AUTOMATIC_FORMAT, FOLDER_PATTERN, PartnerSchema } from "./partner-schema.ts";
import type { Partner } from "./ports-messages.ts";

const FolderSchema = Type.String({ pattern: FOLDER_PATTERN, maxLength: 1_000 });

const Input = Type.Object(
  {
    code: Type.String({ pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$" }),
    party: Type.String({ maxLength: 64, description: "Code of the party it stands for." }),
    format: Type.Optional(Type.String({ maxLength: 64 })),
    folderIn: Type.Optional(FolderSchema),
    folderOut: Type.Optional(FolderSchema),
    reports: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

export const createPartner = command({
  name: "create-partner",
  sentence: "Names a partner with its folders for files in and out.",
  roles: ["administrator"],
  input: Input,
  output: PartnerSchema,
  handler: async ({ tx, ports }, input) => {
    const party = (await tx.findParties([input.party])).get(input.party);
    if (party === undefined) return refuse("party/not-found", { found: input.party });
    const partners = await tx.partners();
    if (partners.some((one) => one.code === input.code)) {
      return refuse("partner/code-taken", { found: input.code });
    }
    const shared = sharedFolder(partners, input);
    if (shared !== undefined) return refuse("partner/folder-taken", { found: shared });
    const partner: Partner = {
      id: ports.ids.next(),
      code: input.code,
      partyId: party.id,
      format: input.format ?? AUTOMATIC_FORMAT,
      folderIn: input.folderIn ?? null,
      folderOut: input.folderOut ?? null,
      reports: input.reports ?? false,
      sendsMessages: false,
      messagesIn: 0,
      messagesOut: 0,
    };
    await tx.savePartner(partner);
    return ok(partner);
  },
});

type Folders = { readonly folderIn?: string | null; readonly folderOut?: string | null };

/** The folder that serves another of them, or both ways: two would take each other's files. */
export function sharedFolder(
  partners: readonly Partner[],
  { folderIn = null, folderOut = null }: Folders,
): string | undefined {
  const taken = new Set(partners.flatMap((one) => [one.folderIn, one.folderOut]));
  const wanted = [folderIn, folderOut].filter((one) => one !== null);
  if (folderIn !== null && folderIn === folderOut) return folderIn;
  return wanted.find((one) => taken.has(one));
}
