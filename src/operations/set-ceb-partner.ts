/**
 * Sets how the dialogue of China's customs messages (CEB) is held with a partner: for whom it stands, by
 * which transport messages go, whether they must be signed, and what of ours goes to it. What is not
 * given stays as it was set before.
 */
import { type Static, Type } from "typebox";
import { ok, type Result, refuse } from "#base/result.ts";
import { CEB_EDITIONS } from "#standards/ceb/tables.ts";
import { type CallContext, command } from "./define.ts";
import { type CebPartner, type CebSettings, DIALOGUE_SIDES, TRANSPORTS } from "./ports-dialogue.ts";
import type { Partner } from "./ports-messages.ts";
import { filled } from "./told.ts";

const oneOf = (values: readonly string[]) =>
  Type.Optional(Type.Union(values.map((value) => Type.Literal(value))));
const text = (maxLength: number, description?: string) =>
  Type.Optional(
    Type.String({ minLength: 1, maxLength, ...(description !== undefined && { description }) }),
  );

/** TLS, or this machine itself, which a server pushes to only where it was told so. */
const URL_PATTERN =
  "^(https://[^\\s@]+|http://(127\\.0\\.0\\.1|localhost|\\[::1\\])(:\\d+)?(/[^\\s@]*)?)$";

const Input = Type.Object(
  {
    partner: Type.String({ maxLength: 64, description: "Code of the partner." }),
    side: oneOf(DIALOGUE_SIDES),
    edition: oneOf(CEB_EDITIONS),
    production: Type.Optional(
      Type.Boolean({ description: "Whether what is exchanged counts; else a test." }),
    ),
    signatureRequired: Type.Optional(
      Type.Boolean({ description: "As in production unless it is set." }),
    ),
    transport: oneOf(TRANSPORTS),
    url: Type.Optional(Type.String({ pattern: URL_PATTERN, maxLength: 500 })),
    authorisation: Type.Optional(
      Type.String({
        // What a header can carry: anything else would stand in the error of every push.
        pattern: "^[!-~](?:[ -~]*[!-~])?$",
        maxLength: 1_000,
        description: "Header Authorization of what is pushed; kept sealed, for this origin alone.",
      }),
    ),
    copCode: text(18),
    copName: text(100),
    dxpId: text(30),
    receiverId: text(16, "Addressee of an envelope DxpMsg; without one, messages go bare."),
    sendsLists: Type.Optional(
      Type.Boolean({ description: "To customs: lists and cancels of our declarants go on to it." }),
    ),
    sendsTallies: Type.Optional(Type.Boolean()),
    customsCode: Type.Optional(Type.String({ pattern: "^[0-9A-Z]{4}$" })),
    operatorCode: text(18),
    operatorName: text(100),
    answerMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_080 })),
  },
  { additionalProperties: false },
);
type Given = Static<typeof Input>;

const Word = Type.String();
const Shown = Type.Object({
  partner: Word,
  revision: Type.Integer(),
  side: Word,
  edition: Word,
  production: Type.Boolean(),
  signatureRequired: Type.Boolean(),
  transport: Word,
  url: Type.Union([Word, Type.Null()]),
  authorised: Type.Boolean({ description: "Whether an authorisation is kept." }),
  copCode: Word,
  copName: Word,
  dxpId: Word,
  receiverId: Type.Union([Word, Type.Null()]),
  sendsLists: Type.Boolean(),
  sendsTallies: Type.Boolean(),
  customsCode: Word,
  operatorCode: Word,
  operatorName: Word,
  answerMinutes: Type.Integer(),
});

/** Minutes until an answer is missed, unless set otherwise [design: the port answers in minutes]. */
const ANSWER_MINUTES = 60;

export const setCebPartner = command({
  name: "set-ceb-partner",
  sentence: "Sets how the dialogue of customs messages is held with a partner.",
  roles: ["administrator"],
  secret: ["authorisation"],
  input: Input,
  output: Shown,
  handler: async (context, input) => {
    const { tx, now, actor, callId } = context;
    const partner = (await tx.partners()).find(({ code }) => code === input.partner);
    if (partner === undefined) return refuse("partner/not-found", { found: input.partner });
    await tx.lockPartner(partner.id);
    const before = (await tx.cebPartners()).find(({ partnerId }) => partnerId === partner.id);
    const settings = await settingsOf(context, input, before?.settings);
    const refusal = faultOf(partner, settings);
    if (refusal !== undefined) return refusal;
    const revision = (before?.revision ?? 0) + 1;
    const kept = { partnerId: partner.id, revision, settings, setAt: now };
    await tx.saveCebPartner({ ...kept, setBy: actor.userId, callId });
    return ok(shownSettings({ code: partner.code, revision, settings }));
  },
});

function faultOf(partner: Partner, settings: CebSettings): Result<never> | undefined {
  const { transport, url, copCode, dxpId } = settings;
  if (transport === "folder" && partner.folderOut === null)
    return refuse("partner/no-folder", { found: partner.code });
  if (transport === "https" && url === null)
    return refuse("partner/address-missing", { expected: "url" });
  if (copCode === "" || dxpId === "")
    return refuse("partner/address-missing", { expected: "copCode, dxpId" });
  return undefined;
}

const DEFAULTS: CebSettings = {
  side: "declarant",
  edition: "202205",
  production: true,
  signatureRequired: true,
  transport: "folder",
  url: null,
  authorisation: null,
  copCode: "",
  copName: "",
  dxpId: "",
  receiverId: null,
  sendsLists: false,
  sendsTallies: true,
  customsCode: "",
  operatorCode: "",
  operatorName: "",
  answerMinutes: ANSWER_MINUTES,
};

async function settingsOf(
  { ports }: CallContext,
  input: Given,
  before: CebSettings | undefined,
): Promise<CebSettings> {
  const { partner: _partner, authorisation, ...given } = input;
  const sealed = authorisation === undefined ? undefined : await ports.vault.pack(authorisation);
  const production = input.production ?? before?.production ?? DEFAULTS.production;
  return {
    ...DEFAULTS,
    ...before,
    // Whoever was told a secret by one host is not told it by us at another.
    ...(isElsewhere(input.url, before?.url) && { authorisation: null }),
    // Until it is set by itself, whether a signature is asked for follows what counts.
    ...(input.production !== undefined && { signatureRequired: production }),
    ...(filled(given) as Partial<CebSettings>),
    ...(sealed !== undefined && {
      authorisation: {
        salt: Buffer.from(sealed.salt).toString("base64"),
        body: Buffer.from(sealed.body).toString("base64"),
      },
    }),
  };
}

function isElsewhere(url: string | undefined, before: string | null | undefined): boolean {
  if (url === undefined || before === undefined || before === null) return false;
  return !URL.canParse(url) || new URL(url).origin !== new URL(before).origin;
}

/** Settings as they are shown: no secret is part of them. */
export function shownSettings({
  code,
  revision,
  settings,
}: Pick<CebPartner, "code" | "revision" | "settings">): Static<typeof Shown> {
  const { authorisation, ...rest } = settings;
  return { partner: code, revision, ...rest, authorised: authorisation !== null };
}
