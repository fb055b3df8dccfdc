/**
 * Puts another label on a piece: a code that was given, or one of this centre's own. The old codes go
 * on answering as former ones; the unique index decides whether the new one is free.
 */
import { Type } from "typebox";
import { ok, type Result, refuse } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import { mayTouch } from "./batch.ts";
import { type CallContext, command } from "./define.ts";
import { onlySubject, type ReadCode, readCode, subjectsOf } from "./find-subjects.ts";
import { CARRIER_SCHEMES } from "./piece-claim.ts";
import type { Identifier } from "./ports.ts";
import { CodeSchema, FindingSchema, ReasonSchema, UuidSchema } from "./schemas.ts";
import { identifierOf, internalCodes } from "./state-item.ts";
import { factOf } from "./state-merge.ts";
import { Unit } from "./unit.ts";

export const relabelItem = command({
  name: "relabel-item",
  sentence: "Puts another label on a piece; its old codes go on answering as former ones.",
  roles: ["floor", "system"],
  input: Type.Object(
    {
      itemId: Type.Optional(UuidSchema),
      code: Type.Optional(CodeSchema),
      label: Type.Optional({
        ...CodeSchema,
        description: "The code of the new label; a number of this centre unless given.",
      }),
      reason: ReasonSchema,
    },
    { additionalProperties: false },
  ),
  output: Type.Object(
    {
      itemId: UuidSchema,
      label: Type.String(),
      scheme: Type.String(),
      former: Type.Array(Type.String(), { description: "Codes that go on answering." }),
      findings: Type.Optional(Type.Array(FindingSchema)),
    },
    { additionalProperties: false },
  ),
  handler: async (context, input) => {
    const { tx, actor, now } = context;
    const found = await itemNamed(context, input.itemId, input.code);
    if (!found.ok) return found;
    const itemId = found.value;
    const unit = new Unit(context);
    await unit.lock("item", [itemId]);
    const item = unit.get("item", itemId);
    if (item === undefined || !mayTouch(actor, item)) {
      return refuse("item/not-found", { found: input.code });
    }
    if (item.status !== "present") return refuse("relabel/not-here", { found: item.status });
    const [own] = input.label === undefined ? await internalCodes(context, 1) : [input.label];
    const code = readCode(own ?? "");
    if (code.error !== undefined) return refuse(code.error.code, { found: code.error.found });
    const claimed = await claimLabel(context, itemId, code, own ?? "");
    if (!claimed.ok) return claimed;
    const { normalised: label, scheme, findings } = code;
    const former = await tx.markFormer(itemId, label, now);
    unit.state({
      ...factOf({ context }, "item", itemId),
      type: "item-relabelled",
      data: { label, scheme, former, reason: input.reason },
    });
    await unit.save();
    return ok({ itemId, label, scheme, former, ...(findings.length > 0 && { findings }) });
  },
});

async function itemNamed(
  { tx }: CallContext,
  itemId: Id | undefined,
  code: string | undefined,
): Promise<Result<Id>> {
  if (itemId !== undefined) return ok(itemId);
  if (code === undefined) return refuse("item/not-found");
  const found = onlySubject(await subjectsOf(tx, [readCode(code).normalised]), code);
  if (!found.ok) return found;
  return found.value.kind === "item"
    ? ok(found.value.id)
    : refuse("item/not-found", { found: code });
}

/** Claims a label; one that the piece carried before is its own. Refuses `relabel/…`. */
async function claimLabel(
  { tx, now }: CallContext,
  itemId: Id,
  { scheme, normalised }: ReadCode,
  typed: string,
): Promise<Result<true>> {
  if (scheme === "s9") return refuse("relabel/of-containers", { found: normalised });
  const its = (await tx.identifiersOf([itemId])).filter(({ freedAt }) => freedAt === null);
  if (its.some((one) => one.normalised === normalised && one.scheme === scheme)) return ok(true);
  // Under another carrier it would be free, and whoever scanned it there would find two.
  const others = (await tx.findSubjects([normalised])).filter(({ id }) => id !== itemId);
  if (others.length > 0) return refuse("relabel/taken", { found: normalised });
  const issuer = CARRIER_SCHEMES.has(scheme) ? issuerAmong(its, scheme) : "";
  const label = identifierOf(itemId, "item", scheme, normalised, typed, now, issuer);
  const lost = await tx.claimIdentifiers([label]);
  return lost.length === 0 ? ok(true) : refuse("relabel/taken", { found: normalised });
}

/** Under whom the piece's numbers of this kind are unique; under nobody where it has none. */
function issuerAmong(its: readonly Identifier[], scheme: string): string {
  return its.find((one) => one.scheme === scheme)?.issuer ?? "";
}
