/**
 * Finds what an answer of customs is about: a document that we asked with, or one that the record keeps
 * and somebody else sent. Nothing is locked or changed here.
 */
import type { Refusal } from "#base/result.ts";
import { sortedReaders } from "#domain/events/event.ts";
import { UNANSWERED } from "./ceb-work.ts";
import type { CallContext } from "./define.ts";
import type { CebPartner, Dialogue } from "./ports-dialogue.ts";
import type { DocumentKind } from "./ports-documents.ts";
import type { CustomsAnswer } from "./record-customs-answers.ts";

/** The import list: its answers are the states of a shipment. */
export const LIST = "CEB621";
/** The cancel of a list. */
export const CANCEL = "CEB623";
/** The arrival tally. */
export const TALLY = "CEB711";
/** What a parcel's documents come as. */
export const DOCUMENT_MESSAGES: Readonly<Record<string, DocumentKind>> = {
  CEB311: "order",
  CEB411: "payment",
  CEB511: "waybill",
};

/** Whether an answer tells the state of a shipment. */
export function isTold(
  { message }: Pick<Dialogue, "message">,
  { answers }: Pick<CustomsAnswer, "answers">,
): boolean {
  return message === LIST && answers === LIST;
}

/** Whether an answer says that what was asked failed: it must be corrected or sent again. */
export function isFailure({ answers, status }: CustomsAnswer): boolean {
  return answers === FORM || /^(?:-\d+|4|100)$/.test(status);
}

/** A text that says something. */
export function nameless(text: string | undefined): string | null {
  return text === undefined || text === "" ? null : text;
}

/** The refusal of a message's form: it is about every document that stood in the message. */
const FORM = "CEB900";

type One = Dialogue | { readonly refusal: Refusal };
/** The documents an answer is about, or why it is about none. */
export type FoundDialogues = readonly Dialogue[] | { readonly refusal: Refusal };

/** What each of these is about; the same document is one row, however often it is answered. */
export async function findDialogues(
  context: CallContext,
  partner: CebPartner,
  values: readonly CustomsAnswer[],
): Promise<readonly FoundDialogues[]> {
  const { tx } = context;
  const asked = await tx.dialogues(
    values.map(({ answers, number }) => ({
      partnerId: partner.partnerId,
      message: answers,
      number,
    })),
  );
  const made = new Map<string, Dialogue>();
  const found: FoundDialogues[] = [];
  for (const value of values) {
    if (value.answers === FORM) {
      const sent = await tx.dialoguesReferenced(partner.partnerId, value.number);
      found.push(sent.length > 0 ? sent : { refusal: refusal("ceb/answer-to-nothing", value) });
      continue;
    }
    const ours = asked.filter(
      (one) =>
        one.message === value.answers &&
        one.number === value.number &&
        (nameless(value.issuer) === null || one.issuer === "" || one.issuer === value.issuer),
    );
    const [first] = ours;
    if (ours.length > 1) found.push({ refusal: refusal("ceb/answer-ambiguous", value) });
    else if (first !== undefined) found.push([first]);
    else {
      const known = await otherOf(context, partner, value, made);
      if ("refusal" in known) found.push(known);
      else {
        made.set(`${known.message} ${known.number} ${known.issuer}`, known);
        found.push([known]);
      }
    }
  }
  return found;
}

function refusal(code: string, { answers, number }: CustomsAnswer): Refusal {
  return { code, facts: { found: `${answers} ${number}` } };
}

/** A list that was declared to customs by another way, or a document that was handed to us as well. */
async function otherOf(
  context: CallContext,
  partner: CebPartner,
  value: CustomsAnswer,
  made: ReadonlyMap<string, Dialogue>,
): Promise<One> {
  const issuer = value.issuer ?? "";
  const before = made.get(`${value.answers} ${value.number} ${issuer}`);
  if (before !== undefined) return before;
  const subject =
    value.answers === LIST
      ? await listOf(context, value)
      : await documentOf(context, value, DOCUMENT_MESSAGES[value.answers]);
  if ("refusal" in subject) return subject;
  const { ids, site } = context.ports;
  return {
    ...UNANSWERED,
    id: ids.derived("dialogue", partner.partnerId, value.answers, value.number, issuer),
    version: 0,
    site: site.site,
    partnerId: partner.partnerId,
    side: "ours",
    message: value.answers,
    issuer,
    number: value.number,
    reference: "",
    sourceMessage: null,
    state: "waiting",
    askedAt: context.now,
    facts: {},
    ...subject,
  };
}

type Subject = Pick<Dialogue, "partyId" | "shipmentId" | "readers">;

/** By number and declarant; by the number alone where nobody else declared under it. */
async function listOf(
  { tx, ports }: CallContext,
  value: CustomsAnswer,
): Promise<Subject | { readonly refusal: Refusal }> {
  const all = await tx.declarationsNumbered([value.number]);
  const agent =
    nameless(value.issuer) === null
      ? undefined
      : (await tx.findParties([value.issuer ?? ""])).get(value.issuer ?? "");
  const own = all.filter(({ declarantId }) => agent === undefined || declarantId === agent.id);
  const lodged = own.length > 0 ? own : all;
  const shipments = new Set(lodged.map(({ shipmentId }) => shipmentId));
  const [first] = lodged;
  if (first === undefined) return { refusal: refusal("ceb/answer-to-nothing", value) };
  if (shipments.size > 1) return { refusal: refusal("ceb/answer-ambiguous", value) };
  const { declarantId: partyId, shipmentId } = first;
  const readers = sortedReaders([partyId, ports.site.operatorId, ports.site.customsId]);
  return { partyId, shipmentId, readers };
}

async function documentOf(
  { tx, ports }: CallContext,
  value: CustomsAnswer,
  kind: DocumentKind | undefined,
): Promise<Subject | { readonly refusal: Refusal }> {
  const issuer = value.issuer ?? "";
  const [kept] =
    kind === undefined ? [] : await tx.documents([{ kind, issuer, number: value.number }]);
  if (kept === undefined) return { refusal: refusal("ceb/answer-to-nothing", value) };
  const { partyId } = kept;
  const readers = sortedReaders([partyId, ports.site.operatorId, ports.site.customsId]);
  return { partyId, shipmentId: null, readers };
}
