/**
 * The declaration form filled in from a shipment that is here: the pieces of one nobody declared, or all
 * of a declaration that is to be corrected. What the form has no field for is sent as it was declared.
 */
import type { DeclarationContent, Scaled } from "#domain/declarations/declaration.ts";
import type { Person, Remarks } from "#operations/ports.ts";
import type { ShownIdentifier } from "#operations/ports-view.ts";
import { classify } from "#standards/upu/identifiers.ts";
import type { ShipmentPage, ShownDeclaration, ShownPiece } from "./answers.ts";
import {
  CONTENT_FIELDS,
  type Draft,
  EMPTY_DRAFT,
  EMPTY_LINE,
  EMPTY_PIECE,
  inputOf,
  LINE_FIELDS,
  type LineDraft,
  PERSON_FIELDS,
  type PersonDraft,
  type PieceDraft,
} from "./declare.model.ts";
import { codeToActOn, decimalOf } from "./show.model.ts";

/** The persons of a declaration and its remarks in full. */
export type Persons = {
  readonly sender?: Person;
  readonly recipient?: Person;
  readonly remarks?: Remarks;
};

/** A draft of the pieces that are here; a postal number makes it postal. */
export function draftOfPieces({ items }: ShipmentPage): Draft {
  const pieces = items.map((item) => pieceOf(item, undefined));
  const isPostal = pieces.every(({ code }) => classify(code).scheme === "s10");
  return { ...EMPTY_DRAFT, stream: isPostal ? "postal" : "express", pieces };
}

/** A draft that says what the declaration says. */
export function draftOfDeclaration(
  { shipment, items }: ShipmentPage,
  { number, stream, direction, content }: ShownDeclaration,
  { sender, recipient, remarks }: Persons,
): Draft {
  const [lengthCm = "", widthCm = "", heightCm = ""] = (content.dimensionsCm ?? []).map(String);
  const fields = { ...EMPTY_DRAFT.content, ...textsOf(CONTENT_FIELDS, content) };
  return {
    ...EMPTY_DRAFT,
    number,
    stream,
    direction,
    regime: shipment.regime,
    content: { ...fields, lengthCm, widthCm, heightCm, comments: remarks?.comments ?? "" },
    sender: personDraft(sender),
    recipient: personDraft(recipient),
    pieces: items.map((item) => pieceOf(item, content)),
    lines: content.lines.length === 0 ? [EMPTY_LINE] : content.lines.map(lineDraft),
    ownUse: content.ownUse === true,
    indivisible: content.indivisible === true,
  };
}

/** A draft as `amend-declarations` takes it, with what the form has no field for. */
export function amendmentOf(
  draft: Draft,
  { content }: ShownDeclaration,
  { remarks }: Persons,
): object {
  const { content: typed, ...input } = inputOf(draft) as Readonly<Record<string, object>>;
  const { lines = [], ...fields } = typed as { readonly lines?: readonly object[] };
  const { discount, taxTotal, paid, documentsOnly } = content;
  const kept = { discount, taxTotal, paid, documentsOnly, extra: remarks?.extra };
  return {
    ...input,
    content: {
      ...given(kept),
      ...fields,
      lines: lines.map((line, at) => ({ ...keptOfLine(content, line, at), ...line })),
    },
  };
}

/** Of a line that is described as before: what the form has no field for. */
function keptOfLine(content: DeclarationContent, line: object, at: number): object {
  const before = content.lines[at];
  if (before === undefined || !("description" in line)) return {};
  if (before.description !== line.description) return {};
  const { unit, taxClass, totalValue } = before;
  return given({ unit, taxClass, ...(!("unitValue" in line) && { totalValue }) });
}

function given(members: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

/** The code on the piece's own label; the centre's number where it has no other. */
function pieceOf(item: ShownPiece, content: DeclarationContent | undefined): PieceDraft {
  const identifiers: readonly ShownIdentifier[] = item.identifiers ?? [];
  const labels = identifiers.filter(({ scheme }) => scheme !== "internal");
  const code = codeToActOn(labels.length > 0 ? labels : identifiers, "");
  const weight = content?.pieces?.find((one) => one.code === code)?.grossWeightKg;
  return {
    ...EMPTY_PIECE,
    code,
    ...(weight !== undefined && { grossWeightKg: decimalOf(weight) }),
  };
}

/** A line of which only the whole value is known is one of that value, where it is one piece. */
function lineDraft(line: DeclarationContent["lines"][number]): LineDraft {
  const draft: LineDraft = { ...EMPTY_LINE, ...textsOf(LINE_FIELDS, line) };
  const { totalValue } = line;
  if (totalValue === undefined || draft.unitValue !== "") return draft;
  const isOne = draft.quantity === "" || Number(draft.quantity) === 1;
  return isOne ? { ...draft, quantity: "1", unitValue: decimalOf(totalValue) } : draft;
}

function personDraft(person: Person | undefined): PersonDraft {
  const texts = textsOf(PERSON_FIELDS, person ?? {});
  const address = (person?.addressLines ?? []).join("\n");
  return { ...EMPTY_DRAFT.sender, ...texts, address };
}

/** Members with these names as texts: numbers with the decimals they were declared with. */
function textsOf<K extends string>(
  names: readonly K[],
  members: object,
): Partial<Record<K, string>> {
  const all = members as Readonly<Record<string, unknown>>;
  const texts: Partial<Record<K, string>> = {};
  for (const name of names) {
    const value = all[name];
    if (typeof value === "string") texts[name] = value;
    else if (isScaled(value)) texts[name] = decimalOf(value);
  }
  return texts;
}

function isScaled(value: unknown): value is Scaled {
  return typeof value === "object" && value !== null && "units" in value && "scale" in value;
}
