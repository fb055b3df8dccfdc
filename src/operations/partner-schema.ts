/**
 * How a partner is shown: code, party, folders, counters. Its secrets, should a transport need some,
 * are never part of it.
 */
import { Type } from "typebox";
import { UuidSchema } from "./schemas.ts";

/** Format of a partner whose files are recognised by their content. */
export const AUTOMATIC_FORMAT = "by-content";

const FolderSchema = Type.Union([Type.String(), Type.Null()]);

export const PartnerSchema = Type.Object({
  id: UuidSchema,
  code: Type.String(),
  partyId: UuidSchema,
  format: Type.String(),
  folderIn: FolderSchema,
  folderOut: FolderSchema,
  reports: Type.Boolean(),
  messagesIn: Type.Integer({ description: "Messages taken in from it." }),
  messagesOut: Type.Integer({ description: "Messages sent to it." }),
});
