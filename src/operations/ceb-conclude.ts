/**
 * What follows from answers to other documents than lists: a cancel that customs carried out withdraws its
 * list, and whoever asked through us is told how what it asked stands.
 */
import { answerLine } from "./ceb-answer.ts";
import { CANCEL, LIST } from "./ceb-find.ts";
import type { CallContext } from "./define.ts";
import { outboxLine } from "./outbox-line.ts";
import type { CebPartner, Dialogue } from "./ports-dialogue.ts";
import type { OutboxRow } from "./ports-messages.ts";
import { withdrawRows } from "./withdraw-declarations.ts";

/** States in which a cancel was carried out (annex: review closed, closed). */
const CARRIED_OUT: ReadonlySet<string> = new Set(["399", "899"]);

/** Withdraws the lists of cancels that customs carried out. */
export async function concludeCancels(
  context: CallContext,
  partner: CebPartner,
  changed: readonly Dialogue[],
): Promise<void> {
  const { tx, actor, ports } = context;
  const cancels = changed.filter(
    ({ message, side, status }) =>
      message === CANCEL && side === "ours" && CARRIED_OUT.has(status ?? ""),
  );
  const numbers = cancels.flatMap((one) => listOf(one) ?? []);
  if (numbers.length === 0) return;
  const lists = (await tx.dialoguesInvt(partner.partnerId, numbers)).filter(
    ({ side, message, state, facts, invtNo }) =>
      side === "ours" &&
      message === LIST &&
      state !== "withdrawn" &&
      cancels.some((one) => namesList(one, invtNo) && isSameOrder(one.facts, facts)),
  );
  // In the centre's name: customs has carried it out for whoever asked.
  const centre = { ...actor, partyId: ports.site.operatorId, roles: ["system"] as const };
  const rows = lists.flatMap(({ shipmentId }, row) =>
    shipmentId === null
      ? []
      : [{ row, value: { shipmentId, reason: `${CANCEL} ${partner.code}` } }],
  );
  const answers = await withdrawRows({ ...context, actor: centre }, rows);
  // What could not be withdrawn, such as what is released meanwhile, stands as it did.
  const standing = new Set(answers.flatMap(({ row, refusal }) => (refusal ? [row] : [])));
  await tx.saveDialogues(
    lists
      .filter((_one, row) => !standing.has(row))
      .map((one) => ({ ...one, version: one.version + 1, state: "withdrawn" as const })),
  );
}

/** Customs' number of the list that a cancel is about. */
function listOf({ facts, invtNo }: Dialogue): string | null {
  const named = facts["invtNo"];
  return typeof named === "string" ? named : invtNo;
}

function namesList(cancel: Dialogue, invtNo: string | null): boolean {
  return invtNo !== null && listOf(cancel) === invtNo;
}

function isSameOrder(one: Dialogue["facts"], other: Dialogue["facts"]): boolean {
  return (
    [one, other].some(({ orderNo }) => orderNo === undefined) || one["orderNo"] === other["orderNo"]
  );
}

/** A document that the port could not send is sent once more, so often at most. */
const SENT_AGAIN = 5;
const SENDING_FAILED = "4";

/** Sends again what the port could not send on. */
export async function sendAgain(context: CallContext, changed: readonly Dialogue[]): Promise<void> {
  const unsent = changed.filter(
    ({ side, status, state, facts }) =>
      side === "ours" &&
      state === "refused" &&
      status === SENDING_FAILED &&
      Number(facts["sentAgain"] ?? 0) < SENT_AGAIN,
  );
  const saved: Dialogue[] = [];
  const lines: OutboxRow[] = [];
  for (const one of unsent) {
    const sentAgain = Number(one.facts["sentAgain"] ?? 0) + 1;
    const body = one.facts["tally"] === undefined ? { source: one.sourceMessage } : { tally: true };
    if (one.sourceMessage === null && one.facts["tally"] === undefined) continue;
    const next = { ...one, version: one.version + 1, facts: { ...one.facts, sentAgain } };
    const { partnerId, id: subjectId, message: kind, version: ordinal } = next;
    saved.push(next);
    lines.push(outboxLine(context, { partnerId, subjectId, kind, body, ordinal }));
  }
  await saveAndQueue(context, saved, lines);
}

async function saveAndQueue(
  { tx }: CallContext,
  saved: readonly Dialogue[],
  lines: readonly OutboxRow[],
): Promise<void> {
  await tx.saveDialogues(saved);
  if (lines.length > 0) await tx.queue(lines);
}

/** Tells who asked through us; how lists stand is told by the events of their shipments. */
export async function relayAnswers(
  context: CallContext,
  changed: readonly Dialogue[],
): Promise<void> {
  const { tx } = context;
  const others = changed.filter(({ message, side }) => side === "ours" && message !== LIST);
  if (others.length === 0) return;
  const partners = (await tx.cebPartners()).filter(({ settings }) => settings.side === "declarant");
  const asked = others.flatMap((one) =>
    partners
      .filter(({ partyId }) => partyId === one.partyId)
      .map(({ partnerId }) => ({ partnerId, message: one.message, number: one.number })),
  );
  const ids = (await tx.dialogues(asked)).map(({ id }) => id);
  const saved: Dialogue[] = [];
  for (const theirs of await tx.dialoguesById(ids)) {
    const said = others.find(
      ({ message, number, issuer }) =>
        message === theirs.message && number === theirs.number && issuer === theirs.issuer,
    );
    if (said === undefined || theirs.side !== "theirs" || said.status === theirs.status) continue;
    const next: Dialogue = {
      ...theirs,
      version: theirs.version + 1,
      status: said.status,
      statusAt: said.statusAt,
      info: said.info,
      preNo: said.preNo ?? theirs.preNo,
      invtNo: said.invtNo ?? theirs.invtNo,
    };
    saved.push(next);
  }
  const lines = saved.flatMap((one) => answerLine(context, one) ?? []);
  await saveAndQueue(context, saved, lines);
}
