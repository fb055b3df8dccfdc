/**
 * Tells declarants of the dialogue how their lists stand, from the events of a call: what customs told,
 * what its officers here held, released or ordered. Queued in the call's own transaction.
 */
import type { Event, Id } from "#domain/events/event.ts";
import { answerLine } from "./ceb-answer.ts";
import { LIST } from "./ceb-find.ts";
import type { CallContext } from "./define.ts";
import type { Look } from "./happening.ts";
import type { Dialogue } from "./ports-dialogue.ts";
import type { OutboxRow } from "./ports-messages.ts";

/** What a declarant is told: a state of the list's answer and what was said with it. */
type News = {
  readonly status: string;
  readonly info: string;
  readonly at: number;
  /** Customs' own numbers of the list, once it gave them. */
  readonly preNo?: string;
  readonly invtNo?: string;
};

/** Events of a shipment that may be news for its declarant. */
const NEWS: ReadonlySet<string> = new Set([
  "customs-told",
  "shipment-decided",
  "hold-placed",
  "piece-held",
]);
const CUSTOMS = "customs";
/** States that customs' own decisions here are told as (annex). */
const DECIDED: Readonly<Record<string, string>> = {
  release: "800",
  return: "700",
  authority: "599",
  destruction: "599",
};
const INSPECTION = "500";
const DETAINED = "599";

/** The answers that the declarants of these events' shipments are sent; saves how their lists stand. */
export async function relayLines(
  context: CallContext,
  events: readonly Event[],
  look: Look,
): Promise<readonly OutboxRow[]> {
  const news = newsOf(events, look);
  if (news.size === 0) return [];
  const { tx } = context;
  const partners = await tx.cebPartners();
  if (!partners.some(({ settings }) => settings.side === "declarant")) return [];
  const theirs = (await tx.dialoguesOf([...news.keys()])).filter(
    ({ side, message }) => side === "theirs" && message === LIST,
  );
  const lines: OutboxRow[] = [];
  const saved: Dialogue[] = [];
  for (const one of theirs) {
    let last = one;
    for (const { at, ...told } of news.get(one.shipmentId ?? "") ?? []) {
      if (last.status === told.status) continue;
      last = { ...last, ...told, version: last.version + 1, statusAt: at };
      const line = answerLine(context, last);
      if (line !== undefined) lines.push(line);
    }
    if (last !== one) saved.push(last);
  }
  await tx.saveDialogues(saved);
  return lines;
}

/** By shipment, in order; what customs told in the call says more than the events that follow of it. */
function newsOf(events: readonly Event[], look: Look): ReadonlyMap<Id, readonly News[]> {
  const told = new Map<Id, News[]>();
  const relevant = events.filter(({ subject, type }) => subject === "shipment" && NEWS.has(type));
  const byCustoms = new Set(
    relevant.filter(({ type }) => type === "customs-told").map(({ subjectId }) => subjectId),
  );
  for (const event of relevant) {
    const isTold = event.type === "customs-told";
    if (!isTold && byCustoms.has(event.subjectId)) continue;
    const news = isTold ? toldNews(event) : decidedNews(event, look);
    if (news !== undefined) told.set(event.subjectId, [...(told.get(event.subjectId) ?? []), news]);
  }
  return told;
}

function toldNews({ data, occurredAt }: Event): News {
  const { status, note, preNo, invtNo } = data ?? {};
  return {
    status: String(status),
    info: typeof note === "string" ? note : "",
    at: occurredAt,
    ...(typeof preNo === "string" && { preNo }),
    ...(typeof invtNo === "string" && { invtNo }),
  };
}

function decidedNews({ type, data, occurredAt }: Event, look: Look): News | undefined {
  if (type === "shipment-decided") {
    const { authority, purpose } = data ?? {};
    const status = authority === CUSTOMS ? DECIDED[String(purpose)] : undefined;
    return status === undefined ? undefined : { status, info: "", at: occurredAt };
  }
  const hold = look("hold", String(data?.["holdId"]));
  if (hold?.authority !== CUSTOMS) return undefined;
  const isInspection = hold.kind === "open" || hold.kind === "image";
  return {
    status: isInspection ? INSPECTION : DETAINED,
    info: hold.publicReason.slice(0, 1_000),
    at: occurredAt,
  };
}
