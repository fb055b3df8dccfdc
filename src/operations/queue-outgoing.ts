/**
 * Queues what partners are to be told of a call's events, in its transaction: the event report and the
 * postal messages set for them. Partners without either cost one reading of the list of partners.
 */
import { legalDay } from "#base/time.ts";
import type { Event, Id } from "#domain/events/event.ts";
import { edifactMessages } from "#standards/messages/edifact-messages.ts";
import type { Outgoing } from "#standards/profiles/outgoing.ts";
import { relayLines } from "./ceb-relay.ts";
import { dispatchMissing } from "./deadlines.ts";
import type { CallContext } from "./define.ts";
import { dispatchHappenings } from "./dispatch-happenings.ts";
import type { Happened, Look } from "./happening.ts";
import { itemHappenings } from "./item-happenings.ts";
import { outboxLine } from "./outbox-line.ts";
import type { Deadline } from "./ports.ts";
import type { OutboxRow, Partner } from "./ports-messages.ts";
import type { PartnerMessage } from "./ports-outgoing.ts";
import { reportLines } from "./queue-reports.ts";

/** The messages that are made of events, by name. */
export const outgoingMessages: ReadonlyMap<string, Outgoing> = new Map(
  edifactMessages.flatMap(({ name, outgoing }) =>
    outgoing === undefined ? [] : [[name, outgoing] as const],
  ),
);

/** A message, how it is made of events, and which partners it is set for. */
export type Telling = {
  readonly message: string;
  readonly outgoing: Outgoing;
  readonly settings: readonly PartnerMessage[];
  readonly partners: readonly Partner[];
};

/** Queues lines of reports and messages of these events, and asks for what is to be told later. */
export async function queueOutgoing(
  context: CallContext,
  events: readonly Event[],
  look: Look,
): Promise<void> {
  if (events.length === 0) return;
  const { tx } = context;
  const partners = await tx.partners();
  const rows = reportLines(context, events, partners, look);
  if (partners.some(({ sendsMessages }) => sendsMessages)) {
    for (const telling of await tellings(context, partners))
      rows.push(...(await linesOf(context, telling, events, look)));
  }
  rows.push(...(await relayLines(context, events, look)));
  if (rows.length > 0) await tx.queue(rows);
}

/** The messages that are set for somebody now. */
export async function tellings(
  { tx, now }: CallContext,
  partners: readonly Partner[],
): Promise<readonly Telling[]> {
  const all = await tx.partnerMessages(now);
  return [...outgoingMessages].flatMap(([message, outgoing]) => {
    const settings = all.filter((one) => one.message === message);
    const ids = new Set(settings.flatMap((one) => (one.enabled ? [one.partnerId] : [])));
    const told = partners.filter(({ id }) => ids.has(id));
    return told.length === 0 ? [] : [{ message, outgoing, settings, partners: told }];
  });
}

/** The settings of a partner for a product: its own, else those for every product. */
export function settingFor(
  settings: readonly PartnerMessage[],
  partnerId: Id,
  product: string,
): PartnerMessage | undefined {
  const own = settings.filter((one) => one.partnerId === partnerId);
  const found = own.find((one) => one.product === product) ?? own.find((one) => one.product === "");
  return found?.enabled === true ? found : undefined;
}

async function linesOf(
  context: CallContext,
  telling: Telling,
  events: readonly Event[],
  look: Look,
): Promise<readonly OutboxRow[]> {
  if (telling.outgoing.subject === "item") {
    const parties = new Set(telling.partners.map(({ partyId }) => partyId));
    return toldLines(context, telling, await itemHappenings(context, events, look, parties));
  }
  const { happened, begun } = await dispatchHappenings(context, events, look);
  const deadlines = begun.flatMap((one) => missingLater(context, telling, one));
  if (deadlines.length > 0) await context.tx.addDeadlines(deadlines);
  return toldLines(context, telling, happened);
}

/** One line for each happening and partner whose party may read of it and whose message tells it. */
export function toldLines(
  context: CallContext,
  { message, outgoing, settings, partners }: Telling,
  happened: readonly Happened[],
): readonly OutboxRow[] {
  const { legalZone } = context.ports.site;
  return happened.flatMap((one) => {
    const product = outgoing.productOf(one.code);
    const on = legalDay(one.occurredAt, legalZone);
    return partners.flatMap(({ id, partyId }) => {
      if (!one.readers.includes(partyId)) return [];
      const reasons = settingFor(settings, id, product)?.settings.reasons;
      const told = reasons && outgoing.tell({ ...one, on }, reasons);
      if (told === undefined) return [];
      const { eventKey, code, occurredAt, subjectId, ordinal } = one;
      const body = { eventKey, code, product, occurredAt, told };
      const line = { partnerId: id, subjectId, kind: message, body, ordinal };
      return [outboxLine(context, line)];
    });
  });
}

/** When those who announced a dispatch are to be told what of it did not come. */
function missingLater(
  context: CallContext,
  { outgoing, settings, partners }: Telling,
  { dispatch, readers }: { readonly dispatch: string; readonly readers: readonly Id[] },
): readonly Deadline[] {
  return partners.flatMap(({ id, partyId }) => {
    if (!readers.includes(partyId)) return [];
    const found = settingFor(settings, id, outgoing.productOf(dispatch))?.settings;
    return found === undefined
      ? []
      : [dispatchMissing(context, id, dispatch, found.missingAfterHours)];
  });
}
