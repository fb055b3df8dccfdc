/**
 * Sets how a partner is sent one of the messages that are made of events: addresses, syntax, profile and
 * whether it is sent at all, for every product or one. What is not given stays as it was set before.
 */
import { type Static, Type } from "typebox";
import { type Finding, ok, present, type Result, refuse } from "#base/result.ts";
import { legalDay } from "#base/time.ts";
import { HOLD_KINDS } from "#domain/holds/hold.ts";
import { EdifactScanner } from "#standards/edifact/scanner.ts";
import { EdifactWriter } from "#standards/edifact/writer.ts";
import { parseImpc } from "#standards/upu/s34.ts";
import { type CallContext, command } from "./define.ts";
import { entryOf, newestVersion, outgoingProfile } from "./outgoing-profile.ts";
import { PartnerMessageSchema } from "./partner-schema.ts";
import type { Partner } from "./ports-messages.ts";
import type { MessageSettings, PartnerMessage } from "./ports-outgoing.ts";
import { outgoingMessages } from "./queue-outgoing.ts";
import { InstantSchema, OfficeCodeSchema, PURPOSES } from "./schemas.ts";
import { filled } from "./told.ts";
import { interchangeHead, localTime } from "./write-interchange.ts";

const address = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 35, description }));
const part = (maxLength: number) => Type.Optional(Type.String({ minLength: 1, maxLength }));
const Reason = Type.Optional(Type.String({ pattern: "^[A-Z0-9]{1,3}$" }));
const Operator = Type.Optional(Type.String({ minLength: 1, maxLength: 17 }));

const Input = Type.Object(
  {
    partner: Type.String({ maxLength: 64, description: "Code of the partner." }),
    message: Type.Union([...outgoingMessages.keys()].map((name) => Type.Literal(name))),
    product: Type.Optional(
      Type.String({ minLength: 1, maxLength: 32, description: "One product; else every one." }),
    ),
    from: Type.Optional(InstantSchema),
    enabled: Type.Optional(Type.Boolean()),
    office: Type.Optional(OfficeCodeSchema),
    sender: address("Our address in the interchange."),
    senderQualifier: part(4),
    senderRouting: part(35),
    recipient: address("The partner's address in the interchange."),
    recipientQualifier: part(4),
    recipientRouting: part(35),
    syntax: Type.Optional(
      Type.Union(["UNOA", "UNOB", "UNOC", "UNOY"].map((syntax) => Type.Literal(syntax))),
    ),
    syntaxVersion: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })),
    profileVersion: Type.Optional(Type.String({ minLength: 1, maxLength: 16 })),
    test: Type.Optional(Type.Boolean()),
    transliterate: Type.Optional(Type.Boolean()),
    sendingOperator: Operator,
    receivingOperator: Operator,
    reasons: Type.Optional(
      Type.Object(
        Object.fromEntries([...HOLD_KINDS, ...PURPOSES].map((word) => [word, Reason] as const)),
        {
          additionalProperties: false,
          description: "The partner's reason codes by kind of hold or purpose of exit.",
        },
      ),
    ),
    missingAfterHours: Type.Optional(Type.Integer({ minimum: 1, maximum: 720 })),
  },
  { additionalProperties: false },
);
type Given = Static<typeof Input>;

/** Hours until what did not come of a dispatch is missing, unless set otherwise [design]. */
const MISSING_AFTER_HOURS = 24;

export const setPartnerMessage = command({
  name: "set-partner-message",
  sentence: "Sets how a partner is sent a postal message made of events, or that it is not.",
  roles: ["administrator"],
  input: Input,
  output: PartnerMessageSchema,
  handler: async (context, input) => {
    const { tx } = context;
    const partner = (await tx.partners()).find(({ code }) => code === input.partner);
    if (partner === undefined) return refuse("partner/not-found", { found: input.partner });
    if (partner.folderOut === null) return refuse("partner/no-folder", { found: partner.code });
    const products = outgoingMessages.get(input.message)?.products ?? [];
    const { message, product = "" } = input;
    if (product !== "" && !products.includes(product))
      return refuse("partner/product-unknown", { found: product, expected: products.join(" | ") });
    await tx.lockPartner(partner.id);
    const key = { partnerId: partner.id, message, product };
    const before = await tx.lastPartnerMessage(key);
    const settings = await settingsOf(context, partner, input, before?.settings);
    if (!settings.ok) return settings;
    const made = { ...key, ...revisionOf(context, input, before), settings: settings.value };
    await tx.savePartnerMessage(made);
    return ok(shownMessage({ ...made, validTo: null }));
  },
});

function revisionOf(
  { now, actor, callId }: CallContext,
  { from = now, enabled }: Given,
  before: PartnerMessage | undefined,
): Pick<PartnerMessage, "revision" | "validFrom" | "enabled" | "setAt" | "setBy" | "callId"> {
  return {
    revision: (before?.revision ?? 0) + 1,
    validFrom: from,
    enabled: enabled ?? before?.enabled ?? true,
    setAt: now,
    setBy: actor.userId,
    callId,
  };
}

/** Settings as they are shown. */
export function shownMessage(one: PartnerMessage): Static<typeof PartnerMessageSchema> {
  const { message, product, revision, validFrom, validTo, enabled, settings } = one;
  const shown = { message, product, revision, validFrom, validTo, enabled };
  return { ...shown, ...settings } as Static<typeof PartnerMessageSchema>;
}

async function settingsOf(
  context: CallContext,
  partner: Partner,
  input: Given,
  before: MessageSettings | undefined,
): Promise<Result<MessageSettings>> {
  const office = await officeOf(context, input.office ?? before?.office);
  if (!office.ok) return office;
  const addresses = addressesOf(input, before);
  if (!addresses.ok) return addresses;
  const version = await versionOf(context, partner, input, before?.profileVersion);
  if (!version.ok) return version;
  const settings: MessageSettings = {
    ...DEFAULTS,
    ...before,
    ...choicesIn(input),
    ...addresses.value,
    office: office.value,
    profileVersion: version.value,
  };
  const fault = headFault(settings, context);
  if (fault === undefined) return ok(settings);
  const { code, found = "", expected = "" } = fault;
  return refuse("partner/interchange-unfit", { finding: code, found, expected });
}

type Choices = Omit<MessageSettings, "office" | "sender" | "recipient" | "profileVersion">;

const DEFAULTS: Choices = {
  syntax: "UNOA",
  syntaxVersion: 2,
  isTest: false,
  transliterate: false,
  sendingOperator: null,
  receivingOperator: null,
  reasons: {},
  missingAfterHours: MISSING_AFTER_HOURS,
};

/** The choices that the input names, and no others. */
function choicesIn(input: Given): Partial<Choices> {
  const { syntax, syntaxVersion, test: isTest, transliterate } = input;
  const { sendingOperator, receivingOperator, reasons, missingAfterHours } = input;
  const given = { syntax, syntaxVersion, isTest, transliterate };
  const rest = { sendingOperator, receivingOperator, reasons, missingAfterHours };
  return filled({ ...given, ...rest }) as Partial<Choices>;
}

/** Refuses `partner/address-missing`. */
function addressesOf(
  input: Given,
  before: MessageSettings | undefined,
): Result<Pick<MessageSettings, "sender" | "recipient">> {
  const sender = input.sender ?? before?.sender.id;
  const recipient = input.recipient ?? before?.recipient.id;
  if (sender === undefined || recipient === undefined)
    return refuse("partner/address-missing", { expected: "sender, recipient" });
  const { senderQualifier, senderRouting, recipientQualifier, recipientRouting } = input;
  return ok({
    sender: addressOf(sender, senderQualifier, senderRouting, before?.sender),
    recipient: addressOf(recipient, recipientQualifier, recipientRouting, before?.recipient),
  });
}

/** A version that can be written to this partner today; refuses `partner/profile-unknown`. */
async function versionOf(
  { tx, now, ports }: CallContext,
  partner: Partner,
  { message, profileVersion }: Given,
  before: string | undefined,
): Promise<Result<string>> {
  const entry = present(entryOf(message), "messages made of events are in the registry");
  const version = profileVersion ?? before ?? newestVersion(entry);
  const on = legalDay(now, ports.site.legalZone);
  const profile = await outgoingProfile(tx, partner.code, entry, version, on);
  return profile === undefined
    ? refuse("partner/profile-unknown", { found: version })
    : ok(version);
}

/** The office named, or the only one; refuses `office/unknown`, `office/no-impc`, `office/several`. */
async function officeOf(
  { tx, ports }: CallContext,
  named: string | undefined,
): Promise<Result<string>> {
  const offices = await tx.exchangeOffices(ports.site.site);
  if (named !== undefined && !offices.includes(named))
    return refuse("office/unknown", { found: named });
  const known = offices.filter((code) => parseImpc(code) !== undefined);
  if (named !== undefined)
    return known.includes(named) ? ok(named) : refuse("office/no-impc", { found: named });
  const [only] = known;
  if (only === undefined) return refuse("office/no-impc");
  return known.length === 1 ? ok(only) : refuse("office/several", { expected: known.join(" | ") });
}

/** Another address has no part of the one before; a part alone is put to the one before. */
function addressOf(
  id: string,
  qualifier: string | undefined,
  routing: string | undefined,
  before: MessageSettings["sender"] | undefined,
): MessageSettings["sender"] {
  const kept = before?.id === id ? before : undefined;
  const parts = { qualifier: qualifier ?? kept?.qualifier, routing: routing ?? kept?.routing };
  return {
    id,
    ...(parts.qualifier !== undefined && { qualifier: parts.qualifier }),
    ...(parts.routing !== undefined && { routing: parts.routing }),
  };
}

/** What is wrong with the envelope alone: it is written and read again. */
function headFault(settings: MessageSettings, { now, ports }: CallContext): Finding | undefined {
  const writer = new EdifactWriter();
  writer.interchange(interchangeHead(settings, "1", localTime(now, ports.site.legalZone)));
  writer.interchangeEnd();
  const { bytes, findings } = writer.take();
  const found = [...findings];
  const sink = { message: () => undefined, segment: () => undefined, messageEnd: () => undefined };
  const scanner = new EdifactScanner({ ...sink, finding: (one) => void found.push(one) });
  scanner.push(bytes);
  scanner.end();
  return found[0];
}
