/**
 * Lines of the outbox as one interchange: composed by their message, written by the partner's profile.
 * Says of a line alone whether it can be written; when and where it goes is the sender's.
 */
import { assert, type Finding } from "#base/result.ts";
import { formatInstant } from "#base/time.ts";
import { transliterate } from "#standards/edifact/transliterate.ts";
import { EdifactWriter } from "#standards/edifact/writer.ts";
import type { MessageEntry } from "#standards/profiles/message-entry.ts";
import { faultsOf, findingOf } from "#standards/profiles/message-sink.ts";
import { writeMessage } from "#standards/profiles/message-writer.ts";
import type { Line, Outgoing, Told } from "#standards/profiles/outgoing.ts";
import { compileProfile, type Plan } from "#standards/profiles/plan.ts";
import type { Profile } from "#standards/profiles/profile.ts";
import type { AnyMessage, LocalTime } from "#standards/profiles/value-of.ts";
import type { OutboxRow } from "./ports-messages.ts";
import type { MessageSettings } from "./ports-outgoing.ts";

/** How lines of one message go to one address. */
export type Sending = {
  readonly entry: MessageEntry;
  readonly outgoing: Outgoing;
  readonly profile: Profile;
  readonly settings: MessageSettings;
  /** Zone of our office. */
  readonly zone: string;
  readonly now: number;
};

export type WrittenInterchange = {
  readonly bytes: Uint8Array;
  readonly messages: number;
  /** The first error; with one the bytes must not be sent. */
  readonly fault: Finding | undefined;
};

/** Lines of one interchange at most: so many are written without holding others up for 50 ms. */
export const LINES_PER_INTERCHANGE = 500;

/** What keeps lines from being sent, if anything does: they are written to see. */
export function unfit(sending: Sending, rows: readonly OutboxRow[]): Finding | undefined {
  return writeInterchange(sending, "1", rows).fault;
}

/** One interchange of these lines under this control reference. */
export function writeInterchange(
  sending: Sending,
  reference: string,
  rows: readonly OutboxRow[],
): WrittenInterchange {
  const { entry, profile, settings, zone, now, outgoing } = sending;
  const { office, sendingOperator, receivingOperator } = settings;
  const head = {
    office,
    preparedAt: localTime(now, zone),
    ...(sendingOperator !== null && { sendingOperator }),
    ...(receivingOperator !== null && { receivingOperator }),
  };
  const bodies = outgoing.compose(
    head,
    rows.map((row) => lineOf(row, sending)),
  );
  const writer = new EdifactWriter();
  const plan = compileProfile(profile);
  writer.interchange(interchangeHead(settings, reference, head.preparedAt));
  const findings = bodies.flatMap((body, at) => {
    const number = String(at + 1);
    const frame = { kind: entry.name, version: profile.version, reference: number, unread: [] };
    const { sender, recipient } = addresses(settings);
    const value = { ...body, ...frame, sender, recipient, number: `${reference}-${number}` };
    return writeOne(writer, entry, plan, value);
  });
  writer.interchangeEnd();
  const { bytes, findings: written } = writer.take();
  const fault = [...findings, ...written].find(({ severity }) => severity === "error");
  return { bytes, messages: bodies.length, fault };
}

/** UNB of these settings; `preparedAt` by the office's clock. */
export function interchangeHead(
  settings: MessageSettings,
  controlReference: string,
  preparedAt: LocalTime,
): Parameters<EdifactWriter["interchange"]>[0] {
  const { syntax, syntaxVersion, isTest } = settings;
  const day = preparedAt.text.slice(syntaxVersion === 4 ? 0 : 2, 8);
  const clock = preparedAt.text.slice(8, 12);
  return {
    syntax,
    syntaxVersion,
    ...addresses(settings),
    preparedAt: `${day}:${clock}`,
    controlReference,
    isTest,
  };
}

/** Local time to the second, as UN/EDIFACT 2379 format 204 writes it. */
export function localTime(at: number, zone: string): LocalTime {
  const text = formatInstant(at, zone).slice(0, 19).replace(/\D/g, "");
  return { text, format: "204" };
}

function addresses({
  sender,
  recipient,
}: MessageSettings): Pick<AnyMessage, "sender" | "recipient"> {
  return { sender: { ...sender }, recipient: { ...recipient } } as Pick<
    AnyMessage,
    "sender" | "recipient"
  >;
}

function lineOf({ body }: OutboxRow, { settings, zone }: Sending): Line {
  const { code, occurredAt, told } = body as { code: string; occurredAt: number; told: Told };
  const { syntax } = settings;
  const fit = (value: string | number): string | number =>
    typeof value === "string" && settings.transliterate ? transliterate(value, syntax) : value;
  const fitted = Object.entries(told).map(([field, value]) => [field, fit(value)] as const);
  return { code, at: localTime(occurredAt, zone), told: Object.fromEntries(fitted) };
}

function writeOne(
  writer: EdifactWriter,
  entry: MessageEntry,
  plan: Plan,
  value: AnyMessage,
): readonly Finding[] {
  const [unh] = plan.profile.unh;
  assert(unh !== undefined, "a profile says what UNH carries");
  writer.message({ reference: value.reference, ...unh });
  const findings = writeMessage(plan, value, writer);
  writer.messageEnd();
  const context = { direction: "out", codeKnown: () => undefined } as const;
  const faults = faultsOf(entry, value, context).map((fault) =>
    findingOf(fault, plan, value, (segment) => ({ messageRef: value.reference, segment })),
  );
  return [...findings, ...faults];
}
