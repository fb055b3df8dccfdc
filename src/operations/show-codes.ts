/**
 * Shows the codes of a list that hold on a day, page by page, or one code with all it ever was.
 * Names of denied parties are for officers and administrators.
 */
import { type Static, Type } from "typebox";
import { ok, type Result, refuse } from "#base/result.ts";
import { boundsOfDay, legalDay } from "#base/time.ts";
import { codeHistory, codeList } from "#standards/codes/code-lists.ts";
import { type CodeRow, holdsOn } from "#standards/codes/code-row.ts";
import { codeFileOf } from "#standards/codes/files/code-files.ts";
import { entryOn } from "./code-known.ts";
import { CodeNamesSchema, DaySchema, ListNameSchema } from "./code-schema.ts";
import { type Actor, view } from "./define.ts";
import type { CodeEntry } from "./ports-codes.ts";
import type { View } from "./ports-view.ts";

/** Codes on one page at most. */
const PAGE_LIMIT = 500;

const Day = Type.Union([DaySchema, Type.Null()]);

const CodeSchema = Type.Object({
  code: Type.String(),
  names: CodeNamesSchema,
  facts: Type.Record(Type.String(), Type.String()),
  verified: Type.Boolean(),
  source: Type.String(),
  validFrom: Day,
  validTo: Day,
  from: Type.Union([Type.Literal("imported"), Type.Literal("carried")]),
  version: Type.Union([Type.Integer(), Type.Null()]),
});
type Shown = Static<typeof CodeSchema>;

export const showCodes = view({
  name: "show-codes",
  sentence: "Shows the codes of a list, or one code, as they hold on a day.",
  roles: ["administrator", "floor", "clerk", "declarant", "officer", "auditor", "system"],
  input: Type.Object(
    {
      list: ListNameSchema,
      code: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
      on: Type.Optional(DaySchema),
      after: Type.Optional(Type.String({ maxLength: 64, description: "`next` of the last page." })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: PAGE_LIMIT })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    list: Type.String(),
    titles: CodeNamesSchema,
    on: DaySchema,
    codes: Type.Array(CodeSchema),
    /** Of one code: every row there was. */
    history: Type.Optional(Type.Array(CodeSchema)),
    next: Type.Optional(Type.String()),
  }),
  handler: async (record, { list, code, on, after, limit = 100 }, actor, ports) => {
    const titles = codeList(list)?.title ?? codeFileOf(list)?.title;
    if (titles === undefined) return refuse("codes/list-not-found", { found: list });
    const closed = closedTo(list, actor);
    if (closed !== undefined) return refuse(closed, { list });
    const zone = ports.site.legalZone;
    const day = on ?? legalDay(ports.clock.now(), zone);
    const exists = boundsOfDay(day, zone);
    if (!exists.ok) return exists;
    const shown =
      code === undefined
        ? ok(await page(record, list, day, after ?? "", limit))
        : await oneCode(record, list, code, day);
    return shown.ok ? ok({ list, titles, on: day, ...shown.value }) : shown;
  },
});

/** Why somebody may not read a list's rows; rules of customs are not for the office that imports them. */
function closedTo(list: string, { roles }: Actor): string | undefined {
  const file = codeFileOf(list);
  const isOfficer = roles.includes("officer");
  if (file?.sensitivity === 3 && !isOfficer && !roles.includes("administrator"))
    return "codes/restricted";
  return file?.officersOnly === true && !isOfficer ? "codes/officers-only" : undefined;
}

/** What was imported of a code; what we carry of it only where nothing was. */
async function oneCode(
  record: View,
  list: string,
  code: string,
  on: string,
): Promise<Result<{ readonly codes: readonly Shown[]; readonly history: readonly Shown[] }>> {
  const entries = await record.codeEntries(list, [code]);
  if (entries.length > 0) {
    const entry = entryOn(entries, on);
    const codes = entry === undefined ? [] : [imported(entry)];
    return ok({ codes, history: entries.map(imported) });
  }
  const rows = codeHistory(list, code);
  if (rows.length === 0) return refuse("codes/not-found", { list, found: code });
  const codes = rows.filter((row) => holdsOn(row, on)).map(carried);
  return ok({ codes, history: rows.map(carried) });
}

/** Imported codes, and those we carry of which no import knew, in one order. */
async function page(
  record: View,
  list: string,
  on: string,
  after: string,
  limit: number,
): Promise<{ readonly codes: readonly Shown[]; readonly next?: string }> {
  const entries = await record.codePage({ list, on, after, limit: limit + 1 });
  const own = (codeList(list)?.rows ?? []).filter((row) => row.code > after && holdsOn(row, on));
  const known = await record.codeEntries(
    list,
    own.map((row) => row.code),
  );
  const taken = new Set(known.map((entry) => entry.code));
  const rest = own.filter((row) => !taken.has(row.code)).map(carried);
  const all = [...entries.map(imported), ...rest].sort((one, other) =>
    one.code < other.code ? -1 : 1,
  );
  const codes = all.slice(0, limit);
  const last = codes.at(-1);
  return all.length > limit && last !== undefined ? { codes, next: last.code } : { codes };
}

function imported({ untilVersion: _ended, ...entry }: CodeEntry): Shown {
  return { ...entry, from: "imported" };
}

function carried({ validFrom, validTo, facts, ...row }: CodeRow): Shown {
  const days = { validFrom: validFrom ?? null, validTo: validTo ?? null };
  return { ...row, ...days, facts: { ...facts }, from: "carried", version: null };
}
