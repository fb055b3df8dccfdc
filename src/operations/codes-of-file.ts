/**
 * Whether codes of a file's messages are known, for readers that cannot wait for the record: where a
 * list was imported, the file is looked through once for the codes it asks, and these are fetched. What
 * follows from an unknown code is the reader's.
 */
import { codeListNames } from "#standards/codes/code-lists.ts";
import type { Format } from "#standards/messages/index.ts";
import type { CodeKnown } from "#standards/profiles/field-reader.ts";
import type { Profile } from "#standards/profiles/profile.ts";
import { carriedCodeKnown } from "#standards/reading/edifact-file.ts";
import { codesKnown } from "./code-known.ts";
import type { StepsContext } from "./define.ts";
import { type Kept, readParts } from "./message-rows.ts";
import type { CodeReader } from "./ports-codes.ts";

/** Different codes of one file that are asked of imported lists; further ones of those carried. */
const ASKED_LIMIT = 100_000;
/** Messages that lie in memory together while they are looked through. */
const PART_MESSAGES = 50;

type Asked = ReadonlyMap<string, ReadonlyMap<string, Set<string>>>;

/** What imported lists say of the codes of a kept file, and what we carry where none was imported. */
export async function codesOfFile(
  { ports: { blobs, store } }: StepsContext,
  file: Kept,
  format: Format,
  profiles: readonly Profile[],
): Promise<CodeKnown> {
  const imported = await store.transaction((tx) => tx.codeVersions(codeListNames));
  if (imported.size === 0) return carriedCodeKnown;
  const asked = new Map([...imported.keys()].map((list) => [list, new Map<string, Set<string>>()]));
  let room = ASKED_LIMIT;
  const watch: CodeKnown = (list, code, on) => {
    const days = asked.get(list);
    if (days !== undefined && room > 0) {
      const codes = days.get(on) ?? new Set();
      if (!codes.has(code)) room -= 1;
      days.set(on, codes.add(code));
    }
    return carriedCodeKnown(list, code, on);
  };
  const size = { rows: PART_MESSAGES, options: { profiles, codeKnown: watch } };
  const parts = readParts(blobs, file, format, () => undefined, size);
  while ((await parts.next()).done !== true);
  const known = await store.transaction((tx) => answersTo(tx, asked));
  return (list, code, on) => known.get(keyOf(list, code, on)) ?? carriedCodeKnown(list, code, on);
}

/** True or false where something can be said; of a message without a day, whether it ever held. */
async function answersTo(reader: CodeReader, asked: Asked): Promise<ReadonlyMap<string, boolean>> {
  const known = new Map<string, boolean>();
  for (const [list, days] of asked) {
    for (const [on, codes] of days) {
      const answers = await codesKnown(reader, list, [...codes], on);
      for (const [code, { state }] of answers) {
        if (state === "unsure") continue;
        const holds = state === "known" || (on === "" && state === "other-day");
        known.set(keyOf(list, code, on), holds);
      }
    }
  }
  return known;
}

function keyOf(list: string, code: string, on: string): string {
  return `${list} ${code} ${on}`;
}
