/**
 * What the dialogue of customs messages does once documents of a file were taken in: declarants are
 * answered, matched lists and cancels go on to customs. In the transaction that keeps what became of the
 * documents, so that each is answered exactly when it is kept.
 */
import type { Finding } from "#base/result.ts";
import { type Id, sortedReaders } from "#domain/events/event.ts";
import { answerOf, CEB_EDITIONS, cebNames, isCebName } from "#standards/ceb/tables.ts";
import type { CebRow } from "#standards/ceb/values.ts";
import type { InputValue } from "#standards/messages/index.ts";
import type { Row } from "#standards/messages/reading.ts";
import { errorStatus, FORM_ANSWER, infoOf, localMs } from "./ceb-answer.ts";
import { changeOf } from "./ceb-document.ts";
import { CANCEL, LIST, TALLY } from "./ceb-find.ts";
import { goOnMatched } from "./ceb-matching.ts";
import { type Named, namedOf } from "./ceb-named.ts";
import {
  cebSender,
  customsOfLists,
  type DialogueWork,
  keepAndAnswer,
  sendOn,
  UNANSWERED,
} from "./ceb-work.ts";
import { comparisonsOf } from "./compare-documents.ts";
import type { StepsContext } from "./define.ts";
import { outboxLine } from "./outbox-line.ts";
import type { Tx } from "./ports.ts";
import type { CebPartner, Dialogue, DialogueState } from "./ports-dialogue.ts";
import type { Message, OutboxRow } from "./ports-messages.ts";

/** One document of a file, and what became of it. */
export type TakenIn = {
  readonly row: Row<InputValue>;
  readonly message: Message;
  readonly findings: readonly Finding[];
};

/** Messages of imports that declarants are answered. */
const ANSWERED: ReadonlySet<string> = new Set(["CEB311", "CEB411", "CEB511", LIST, CANCEL, TALLY]);

/** Answers and sends on what these documents ask for; nothing where no partner is set so. */
export async function goOnWithDialogue(
  context: Pick<StepsContext, "ports" | "now">,
  tx: Tx,
  file: Message,
  taken: readonly TakenIn[],
): Promise<void> {
  if (file.format !== "ceb" || taken.length === 0) return;
  const partners = await tx.cebPartners();
  const declarant = cebSender(partners, file);
  const customs = customsOfLists(partners);
  if (declarant === undefined && customs === undefined) return;
  const work: DialogueWork = { context, tx, file, declarant, customs, saved: new Map(), lines: [] };
  await answerForms(work, taken);
  await takeDocuments(work, taken);
  await matchTaken(work);
  await tx.saveDialogues([...work.saved.values()]);
  if (work.lines.length > 0) await tx.queue(work.lines);
}

/** Lists of this turn that wait are held against what is kept of their documents by now. */
async function matchTaken(work: DialogueWork): Promise<void> {
  const waiting = [...work.saved.values()].filter(({ state }) => state === "matching");
  const ids = [...new Set(waiting.flatMap(({ shipmentId }) => shipmentId ?? []))];
  if (ids.length === 0) return;
  const shipments = await work.tx.load("shipment", ids);
  const compared = await comparisonsOf(work.tx, [...shipments.values()]);
  const stored = await work.tx.dialoguesOf(ids);
  const fresh = [...work.saved.values()].filter(({ id }) => !stored.some((one) => one.id === id));
  const all = [...stored.map((one) => work.saved.get(one.id) ?? one), ...fresh];
  goOnMatched(work, all, compared);
}

/** Answers a file of which nothing could be read: its form is refused. */
export async function refuseForm(
  context: Pick<StepsContext, "ports" | "now">,
  tx: Tx,
  file: Message,
  findings: readonly Finding[],
): Promise<void> {
  if (file.format !== "ceb" || !findings.some(({ severity }) => severity === "error")) return;
  const declarant = cebSender(await tx.cebPartners(), file);
  if (declarant === undefined) return;
  const work = { context, declarant, file };
  await tx.queue([formLine(work, declarant, { guid: "", type: "", findings, status: NOT_XML })]);
}

/** Error codes of the exchange platform: not of the format, and not of the schema. */
const NOT_XML = "0001";
const NOT_OF_SCHEMA = "0002";

type Form = {
  readonly guid: string;
  readonly type: string;
  readonly findings: readonly Finding[];
  readonly status: string;
};

/** One answer for all documents of a message that could not be read. */
async function answerForms(work: DialogueWork, taken: readonly TakenIn[]): Promise<void> {
  const { declarant } = work;
  if (declarant === undefined) return;
  const unread = taken.filter(
    ({ row, message }) => row.value === undefined && !isAnswer(message.contained?.type ?? ""),
  );
  const byGuid = Map.groupBy(unread, ({ message }) => message.contained?.interchange ?? "");
  for (const [guid, group] of byGuid) {
    const type = group[0]?.message.contained?.type ?? "";
    const findings = group.flatMap((one) => one.findings);
    work.lines.push(formLine(work, declarant, { guid, type, findings, status: NOT_OF_SCHEMA }));
  }
}

/** What answers is never answered: two systems that cannot read each other would go on for ever. */
function isAnswer(type: string): boolean {
  return type === FORM_ANSWER || (isCebName(type) && ANSWERS.has(type));
}

const ANSWERS: ReadonlySet<string> = new Set(
  CEB_EDITIONS.flatMap(cebNames).flatMap((name) => answerOf(name) ?? []),
);

function formLine(
  { context, file }: Pick<DialogueWork, "context" | "file">,
  { partnerId }: CebPartner,
  { guid, type, findings, status }: Form,
): OutboxRow {
  const { ports, now } = context;
  const document = {
    guid: guidOf(ports.ids.derived("form", file.id, guid)),
    returnStatus: status,
    returnInfo: infoOf(findings),
    returnTime: localMs(now, ports.site.legalZone),
    oriCopMsgId: guid,
    oriMessageType: isCebName(type) ? `${type}Message` : "",
    oriBizMessage: "",
  };
  const subjectId = ports.ids.derived("form", file.id, guid);
  const line = { partnerId, subjectId, kind: FORM_ANSWER, body: { document } };
  return outboxLine(context, { ...line, ordinal: file.attempts });
}

/** An id as the family writes a guid: 36 characters, upper case. */
export function guidOf(id: Id): string {
  return id.toUpperCase();
}

type Entry = TakenIn & { readonly value: CebRow; readonly named: Named };

/** Every document that could be read has its row of the dialogue, and its declarant an answer. */
async function takeDocuments(work: DialogueWork, taken: readonly TakenIn[]): Promise<void> {
  const { tx } = work;
  const entries = taken.flatMap((one): readonly Entry[] => {
    const { value } = one.row;
    if (value?.kind !== "ceb" || !ANSWERED.has(value.message)) return [];
    const named = namedOf(value);
    return named === undefined ? [] : [{ ...one, value, named }];
  });
  if (entries.length === 0) return;
  const lodged = await tx.lodgedBy(entries.map(({ message }) => message.id));
  const shipmentOf = new Map(lodged.map((one) => [one.messageId, one.shipmentId]));
  const found = await dialoguesOf(work, entries);
  for (const entry of entries) {
    const shipmentId = shipmentOf.get(entry.message.id) ?? null;
    answerOne(work, entry, found, shipmentId);
    if (goesOn(work, entry)) askCustoms(work, entry, found, shipmentId);
  }
}

async function dialoguesOf(
  work: DialogueWork,
  entries: readonly Entry[],
): Promise<readonly Dialogue[]> {
  const partners = [work.declarant, work.customs].flatMap((one) => one?.partnerId ?? []);
  const keys = partners.flatMap((partnerId) =>
    entries.map(({ value, named }) => ({
      partnerId,
      message: value.message as string,
      number: named.number,
    })),
  );
  const ids = (await work.tx.dialogues(keys)).map(({ id }) => id);
  return work.tx.dialoguesById(ids);
}

/** The row of a document in the dialogue with a partner: as it stands, or a new one. */
function rowOf(
  work: DialogueWork,
  partner: CebPartner,
  { value, named, message }: Entry,
  found: readonly Dialogue[],
  side: Dialogue["side"],
): Dialogue {
  const { ids, site } = work.context.ports;
  const id = ids.derived("dialogue", partner.partnerId, value.message, named.number, named.issuer);
  const before = work.saved.get(id) ?? found.find((one) => one.id === id);
  if (before !== undefined) return before;
  return {
    ...UNANSWERED,
    ...named,
    id,
    version: 0,
    site: site.site,
    partnerId: partner.partnerId,
    partyId: work.file.partyId,
    side,
    message: value.message,
    shipmentId: null,
    sourceMessage: message.id,
    state: "waiting",
    askedAt: work.context.now,
    readers: sortedReaders([work.file.partyId, site.operatorId, site.customsId]),
  };
}

/** States of answers (annex): kept at the port, being lodged, entered. */
const STORED = "1";
const ENTERED = "120";
/** A cancel that was carried out. */
const REVIEWED = "399";

/** What a document is answered at once: that it is kept, or why it is not. */
function answerOne(
  work: DialogueWork,
  entry: Entry,
  found: readonly Dialogue[],
  shipmentId: Id | null,
): void {
  const { declarant } = work;
  if (declarant === undefined) return;
  const { message, named, findings } = entry;
  const before = rowOf(work, declarant, entry, found, "theirs");
  const isDone = message.state === "taken-in";
  const isMatched = isDone && isMatchedHere(work, entry);
  const status = statusNow(work, entry, isMatched);
  const kept = before.status !== null && isDone && before.reference === named.reference;
  keepAndAnswer(work, {
    ...before,
    reference: named.reference,
    shipmentId: shipmentId ?? before.shipmentId,
    facts: { ...before.facts, ...named.facts },
    preNo: before.preNo ?? preNoOf(work, before),
    // The same document sent again is told how it stands by now.
    ...(!kept && { status, info: infoOf(findings), statusAt: work.context.now }),
    state: !isDone ? "refused" : isMatched ? "matching" : "answered",
    answeredAt: work.context.now,
  });
}

/** The state that a document is told to be in at once. */
function statusNow(work: DialogueWork, entry: Entry, isMatched: boolean): string {
  const { value, message, findings } = entry;
  const isOlder = findings.some(({ code }) => code === OLDER);
  if (message.state !== "taken-in" || isOlder) return errorStatus(value.message, findings);
  if (isMatched || (goesOn(work, entry) && !isDeleted(entry))) return STORED;
  return value.message === CANCEL ? REVIEWED : ENTERED;
}

/** What is told of a statement older than the one that is kept. */
const OLDER = "document/older";

/** A list that is not customs' elsewhere waits for its documents here. */
function isMatchedHere({ customs }: DialogueWork, entry: Entry): boolean {
  return entry.value.message === LIST && customs === undefined && !isDeleted(entry);
}

/** A number of ours in the form of the port's: a letter, the day, nine digits of the document's id. */
function preNoOf({ context: { ports, now } }: DialogueWork, { id }: Dialogue): string {
  const day = localMs(now, ports.site.legalZone).slice(0, 8);
  return `B${day}${String(BigInt(`0x${id.replaceAll("-", "").slice(-12)}`) % 1_000_000_000n).padStart(9, "0")}`;
}

/** Lists that were taken in go on, where customs is set so, and cancels that wait for customs' word. */
function goesOn({ customs }: DialogueWork, { value, message, findings }: Entry): boolean {
  if (customs === undefined || message.state !== "taken-in") return false;
  if (value.message === CANCEL) return findings.some(({ code }) => code === "ceb/cancel-asked");
  return value.message === LIST;
}

/** A list that its declarant takes back (appType 3). */
function isDeleted({ value }: Entry): boolean {
  return value.message === LIST && changeOf(value.document.InventoryHead.appType) === "delete";
}

/** One that customs never had is dropped; of one that it has, customs is told. */
function deleteList(work: DialogueWork, before: Dialogue, sourceMessage: Id): void {
  if (before.version === 0) return;
  const version = before.version + 1;
  const gone: Dialogue = { ...before, version, sourceMessage, state: "withdrawn" };
  work.saved.set(gone.id, gone);
  if (before.state !== "matching") sendOn(work, gone);
}

/** A list waits for its documents; a cancel of one that customs has goes at once. */
function askCustoms(
  work: DialogueWork,
  entry: Entry,
  found: readonly Dialogue[],
  shipmentId: Id | null,
): void {
  const { customs } = work;
  if (customs === undefined) return;
  const { value, message, named } = entry;
  const before = rowOf(work, customs, entry, found, "ours");
  if (before.version > 0 && before.sourceMessage === message.id) return;
  if (isDeleted(entry)) return deleteList(work, before, message.id);
  const state: DialogueState = value.message === LIST ? "matching" : "waiting";
  const asked: Dialogue = {
    ...before,
    version: before.version + 1,
    reference: named.reference,
    sourceMessage: message.id,
    shipmentId: shipmentId ?? before.shipmentId,
    facts: { ...before.facts, ...named.facts },
    state,
    askedAt: work.context.now,
  };
  work.saved.set(asked.id, asked);
  if (state === "waiting") sendOn(work, asked);
}
