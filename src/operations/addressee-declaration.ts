/**
 * What an addressee declares of the own item: a further declaration of its shipment, lodged by the
 * centre for the party that issued the code. What was declared before stands, and so does what was
 * assessed by it: whoever reads the new one assesses anew.
 */
import { type Static, Type } from "typebox";
import { ok, type Result, refuse } from "#base/result.ts";
import type { DeclarationState } from "#domain/declarations/declaration.ts";
import { addresseeFact, type Entered } from "./addressee-item.ts";
import {
  actsOf,
  addresseePage,
  declarationsOf,
  isGone,
  isTooOften,
  TOO_OFTEN,
} from "./addressee-page.ts";
import type { BatchAnswer, RowAnswer } from "./batch.ts";
import { type DeclarationInput, LineSchema } from "./declaration-schema.ts";
import type { CallContext } from "./define.ts";
import { lodgeDeclarations } from "./lodge-declarations.ts";
import { CARRIER_SCHEMES } from "./piece-claim.ts";
import type { Identifier } from "./ports.ts";
import { filled } from "./told.ts";
import { Unit } from "./unit.ts";

/** Lines an addressee declares at once at most. */
const LINES_LIMIT = 50;

export const DECLARED = {
  currency: Type.Optional(Type.String({ maxLength: 8 })),
  lines: Type.Array(LineSchema, { minItems: 1, maxItems: LINES_LIMIT }),
  phone: Type.Optional(Type.String({ maxLength: 40 })),
  email: Type.Optional(Type.String({ maxLength: 254 })),
  identityNumber: Type.Optional(Type.String({ maxLength: 64 })),
  orderNumber: Type.Optional(Type.String({ maxLength: 64 })),
  comments: Type.Optional(Type.String({ maxLength: 500 })),
};
const DeclaredSchema = Type.Object(DECLARED, { additionalProperties: false });
export type Declared = Static<typeof DeclaredSchema>;

/** Lodges it once, however often it is sent. */
export async function declareMore(
  context: CallContext,
  entered: Entered,
  given: Declared,
): Promise<Result<object>> {
  const { tx, ports } = context;
  const { item, shipment } = entered;
  if (isGone(item.status)) return refuse("addressee/decided-already", { found: item.status });
  const declarations = await declarationsOf(tx, shipment.id);
  const [first] = declarations;
  if (first === undefined) return refuse("addressee/not-declared");
  // The keyed hash tells the same words sent twice, and tells nobody what they were.
  const said = ports.vault.fingerprint(JSON.stringify(given));
  const acts = await actsOf(tx, item.id);
  if (acts.some(({ data }) => data?.["said"] === said)) {
    return ok(await addresseePage(context, entered));
  }
  if (isTooOften(acts)) return TOO_OFTEN;
  const count = acts.filter(({ type }) => type === "addressee-declared").length + 1;
  const declaration = await declarationOf(context, entered, first, given, count);
  const lodged = await lodgeDeclarations.handler(context, {
    declarations: [declaration],
  } as never);
  if (!lodged.ok) return lodged;
  const [row] = (lodged.value as BatchAnswer).rows as readonly (RowAnswer & {
    readonly declarationId?: string;
  })[];
  if (row?.refusal !== undefined) return { ok: false, refusal: row.refusal };
  const unit = new Unit(context);
  await unit.lock("shipment", [shipment.id]);
  await unit.lock("item", [item.id]);
  const data = { declarationId: row?.declarationId ?? null, said };
  unit.state(addresseeFact(context, item.id, "addressee-declared", data));
  await unit.save();
  const { page } = await addresseePage(context, { ...entered, unit });
  return ok({ page, ...(row?.findings !== undefined && { findings: row.findings }) });
}

async function declarationOf(
  { tx }: CallContext,
  { item, shipment, code }: Entered,
  first: DeclarationState,
  given: Declared,
  count: number,
): Promise<DeclarationInput> {
  const declarant = (await tx.load("party", [code.partyId])).get(code.partyId)?.code;
  const named = bestOf(await tx.identifiersOf([item.id]));
  const ofCarrier = named !== undefined && CARRIER_SCHEMES.has(named.scheme);
  const carrier = ofCarrier && named.issuer !== "" ? named.issuer : undefined;
  const { phone, email, identityNumber, currency, lines, orderNumber, comments } = given;
  const { senderCountry, recipientCountry } = first.content;
  const countries = { senderCountry, recipientCountry };
  return {
    number: `ADDRESSEE-${count}-${item.id}`,
    stream: shipment.stream as DeclarationInput["stream"],
    direction: shipment.direction as DeclarationInput["direction"],
    regime: shipment.regime,
    ...filled({ declarant, carrier }),
    partiesIfKnown: true,
    pieces: [{ code: named?.normalised ?? "" }],
    recipient: filled({ phone, email, identityNumber }),
    content: { ...filled({ currency, orderNumber, comments, ...countries }), lines },
  };
}

/** The identifier a declaration finds the piece by again: live, uncontested, worldwide before a carrier's. */
function bestOf(identifiers: readonly Identifier[]): Identifier | undefined {
  const live = identifiers.filter(({ freedAt, contested }) => freedAt === null && !contested);
  return live.find(({ issuer }) => issuer === "") ?? live[0];
}
