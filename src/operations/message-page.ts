/** Where a page of messages ends, as a caller is given it and hands it back: time of receipt and id. */
import { ok, type Result, refuse } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";

/** Time of receipt, epoch ms, and id. */
export type MessagePlace = readonly [number, Id];

const WRITTEN = /^(\d{1,16})\.([0-9a-f-]{36})$/;

/** The place as it is handed back; undefined for the first page. Refuses `input/invalid`. */
export function messagePlace(after: string | undefined): Result<MessagePlace | undefined> {
  if (after === undefined) return ok(undefined);
  const parts = WRITTEN.exec(after);
  return parts === null
    ? refuse("input/invalid", { field: "after", found: after })
    : ok([Number(parts[1]), parts[2] ?? ""]);
}

/** The end of a page, where more follows. */
export function pageEnd(
  last: { readonly receivedAt: number; readonly id: Id } | undefined,
  more: boolean,
): { readonly next?: string } {
  return more && last !== undefined ? { next: `${last.receivedAt}.${last.id}` } : {};
}
