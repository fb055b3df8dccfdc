/** Events: written by COPY, read back by subject in recorded order. */
import type { PoolClient } from "pg";
import type { Event, Id, Sensitivity, SubjectKind } from "#domain/events/event.ts";
import { upcast } from "#operations/ports.ts";
import { copyLine, copyRows, numberOf, plainArray, rows } from "./sql.ts";

const COLUMNS =
  "event_key, subject_id, subject_kind, version, site, type, schema, occurred_at, zone, local_text, recorded_at, call_id, actor, device, place, source_message, sensitivity, data";

export async function appendEvents(client: PoolClient, events: readonly Event[]): Promise<void> {
  await copyRows(client, "event", COLUMNS, events.map(eventLine));
}

/** One event as a line of COPY; the bare-path benchmark encodes the same. */
export function eventLine(event: Event): string {
  return copyLine([
    event.key,
    event.subjectId,
    event.subject,
    event.version,
    event.site,
    event.type,
    event.schema,
    event.occurredAt,
    event.zone ?? null,
    event.localText ?? null,
    event.recordedAt,
    event.callId,
    event.actor,
    event.device ?? null,
    event.place ?? null,
    event.sourceMessage ?? null,
    event.sensitivity,
    event.data === null ? null : JSON.stringify(event.data),
  ]);
}

/** All events of these subjects, by subject and version. */
export async function eventsOf(
  client: PoolClient,
  subjectIds: readonly Id[],
): Promise<readonly Event[]> {
  const found = await rows(
    client,
    "events-of",
    `select ${COLUMNS} from mailport.event where subject_id = any($1::uuid[])
     order by subject_id, version`,
    [plainArray(subjectIds)],
  );
  return found.map(eventOf);
}

/** An event from its columns in the order of `COLUMNS`, in the shape of today. */
export function eventOf(row: readonly (string | null)[]): Event {
  return upcast({
    key: row[0] as Id,
    subjectId: row[1] as Id,
    subject: row[2] as SubjectKind,
    version: Number(row[3]),
    site: row[4] as string,
    type: row[5] as string,
    schema: Number(row[6]),
    occurredAt: numberOf(row[7] ?? null),
    zone: row[8] ?? undefined,
    localText: row[9] ?? undefined,
    recordedAt: numberOf(row[10] ?? null),
    callId: row[11] as Id,
    actor: row[12] as Id,
    device: row[13] ?? undefined,
    place: row[14] ?? undefined,
    sourceMessage: row[15] ?? undefined,
    sensitivity: Number(row[16]) as Sensitivity,
    data: row[17] === null || row[17] === undefined ? null : JSON.parse(row[17]),
  });
}

/** Makes the event partition of a month (`2026_11`) with bounds in epoch ms; false where it is. */
export async function makeMonth(
  client: PoolClient,
  month: string,
  fromMs: number,
  toMs: number,
): Promise<boolean> {
  const [row] = await rows(client, "make-month", "select mailport.make_event_month($1, $2, $3)", [
    month,
    fromMs,
    toMs,
  ]);
  return row?.[0] === "t";
}
