/**
 * How a partner is shown: code, party, folders, counters. Its secrets, should a transport need some,
 * are never part of it.
 */
import { Type } from "typebox";
import { InstantSchema, UuidSchema } from "./schemas.ts";

/** Format of a partner whose files are recognised by their content. */
export const AUTOMATIC_FORMAT = "by-content";

/** An absolute path on the machine that serves, without dots that climb. */
export const FOLDER_PATTERN = "^(/|[A-Za-z]:[\\\\/])(?!.*(^|[\\\\/])\\.\\.([\\\\/]|$)).+$";

const FolderSchema = Type.Union([Type.String(), Type.Null()]);

export const PartnerSchema = Type.Object({
  id: UuidSchema,
  code: Type.String(),
  partyId: UuidSchema,
  format: Type.String(),
  folderIn: FolderSchema,
  folderOut: FolderSchema,
  reports: Type.Boolean(),
  sendsMessages: Type.Boolean({ description: "Whether messages were ever set for it." }),
  messagesIn: Type.Integer({ description: "Messages taken in from it." }),
  messagesOut: Type.Integer({ description: "Messages sent to it." }),
});

const AddressSchema = Type.Object({
  id: Type.String(),
  qualifier: Type.Optional(Type.String()),
  routing: Type.Optional(Type.String()),
});
const OperatorSchema = Type.Union([Type.String(), Type.Null()]);

/** How one message is sent to a partner, with the time these settings hold for. */
export const PartnerMessageSchema = Type.Object({
  message: Type.String(),
  product: Type.String({ description: "Empty: every product without settings of its own." }),
  revision: Type.Integer(),
  validFrom: InstantSchema,
  validTo: Type.Union([InstantSchema, Type.Null()]),
  enabled: Type.Boolean(),
  office: Type.String(),
  sender: AddressSchema,
  recipient: AddressSchema,
  syntax: Type.String(),
  syntaxVersion: Type.Integer(),
  profileVersion: Type.String(),
  isTest: Type.Boolean(),
  transliterate: Type.Boolean(),
  sendingOperator: OperatorSchema,
  receivingOperator: OperatorSchema,
  reasons: Type.Record(Type.String(), Type.String()),
  missingAfterHours: Type.Integer(),
});
