/**
 * Imports a full code list from a file: shows what it adds, changes and removes, and does so when it
 * is told to. Each import is a version from a day on; what stood before still answers for the days
 * before. A damaged row is kept out with its place, and the rows beside it go in.
 */
import { type Static, Type } from "typebox";
import { type Finding, ok, type Result, refuse } from "#base/result.ts";
import type { CodeFile } from "#standards/codes/files/code-file.ts";
import { codeFileOf, codeFiles } from "#standards/codes/files/code-files.ts";
import {
  CODE_ROWS_LIMIT,
  type CodeDifference,
  codeDifference,
  type ReadCodes,
  readCodes,
} from "./code-difference.ts";
import { CodeNamesSchema, DaySchema } from "./code-schema.ts";
import { rescreening } from "./deadlines.ts";
import { type CallContext, command } from "./define.ts";
import { firstDay } from "./first-day.ts";
import type { CodeContent, CodeVersion } from "./ports-codes.ts";
import { DENIED_LISTS } from "./risk-in-force.ts";
import { FindingSchema } from "./schemas.ts";
import { PUBLIC_ACTOR } from "./sessions.ts";

/** Largest file, bytes; in base64 it fits the largest body. */
export const CODE_FILE_LIMIT = 11 * 1024 * 1024;
/** Added, changed and removed codes shown of each. */
const SHOWN = 20;
/** Rows written at a time. */
const SLICE = 5_000;

const Input = Type.Object(
  {
    list: Type.String({ maxLength: 64, description: "impc, operators, hs6, denied and others." }),
    name: Type.String({ minLength: 1, maxLength: 200, description: "Name of the file." }),
    file: Type.String({
      maxLength: Math.ceil(CODE_FILE_LIMIT / 3) * 4,
      contentEncoding: "base64",
      description: "The file's bytes in base64.",
    }),
    apply: Type.Optional(Type.Boolean({ description: "Without it only the difference is told." })),
    validFrom: Type.Optional(DaySchema),
    base: Type.Optional(
      Type.Integer({ minimum: 0, description: "Version the difference was seen against." }),
    ),
  },
  { additionalProperties: false },
);

const Shown = Type.Object({
  code: Type.String(),
  names: Type.Optional(CodeNamesSchema),
  before: Type.Optional(CodeNamesSchema),
});

const Output = Type.Object({
  list: Type.String(),
  applied: Type.Boolean(),
  /** The newest version, after the import where it was applied. */
  version: Type.Integer(),
  validFrom: Type.Union([DaySchema, Type.Null()]),
  digest: Type.String(),
  rows: Type.Integer(),
  good: Type.Integer(),
  refused: Type.Integer(),
  /** False where rows could not even be told apart; nothing is removed then. */
  complete: Type.Boolean(),
  added: Type.Integer(),
  changed: Type.Integer(),
  removed: Type.Integer(),
  unchanged: Type.Integer(),
  first: Type.Object({
    added: Type.Array(Shown),
    changed: Type.Array(Shown),
    removed: Type.Array(Shown),
  }),
  findings: Type.Array(FindingSchema),
  findingsTotal: Type.Integer(),
});

type Input = Static<typeof Input>;

export const importCodes = command({
  name: "import-codes",
  sentence: "Imports a full code list from a file, after showing what it changes.",
  roles: ["administrator"],
  input: Input,
  output: Output,
  carriesFile: true,
  handler: async (context, input) => {
    const planned = await planOf(context, input);
    if (!planned.ok) return planned;
    const { file, read, difference, standing, version, by } = planned.value;
    const rows = standing.size + difference.added.length - difference.removed.length;
    const hasChanges = changesOf(difference) > 0;
    const applied = input.apply === true && hasChanges;
    const digest = context.ports.digest(planned.value.bytes);
    if (applied)
      await write(context, { file, read, difference, rows, by, digest, name: input.name });
    return ok({
      list: file.list,
      applied,
      version: applied ? by.version : version,
      validFrom: hasChanges ? by.validFrom : planned.value.before,
      digest,
      ...told(standing, read, difference, !isClosed(file, context)),
    });
  },
  counts: (output) => {
    const { applied, added, changed, removed, refused } = output as Static<typeof Output>;
    return { done: applied ? added + changed + removed : 0, refused };
  },
});

/** What an import would do to which version. */
type Plan = {
  readonly file: CodeFile;
  readonly bytes: Uint8Array;
  readonly read: ReadCodes;
  readonly standing: ReadonlyMap<string, CodeContent>;
  readonly difference: CodeDifference;
  /** The newest version there is, 0 for none, and the day from which it says. */
  readonly version: number;
  readonly before: string | null;
  readonly by: CodeVersion;
};

async function planOf(context: CallContext, input: Input): Promise<Result<Plan>> {
  const found = readGiven(input);
  if (!found.ok) return found;
  const { file, bytes, read } = found.value;
  const last = await context.tx.lastCodeImport(file.list);
  const version = last?.version ?? 0;
  if (input.base !== undefined && input.base !== version) {
    return refuse("codes/changed-meanwhile", { found: version, expected: input.base });
  }
  const from = firstDay(context, input.validFrom, last, "codes/before-last");
  if (!from.ok) return from;
  const standing = await context.tx.standingCodes(file.list);
  const whole = codeDifference(standing, read);
  const difference = file.adds === true ? { ...whole, removed: [], withheld: 0 } : whole;
  const by = { version: version + 1, validFrom: from.value };
  const before = last?.validFrom ?? null;
  return ok({ file, bytes, read, standing, difference, version, before, by });
}

/** Refuses a list that no file fills, and a file without a row that can be read. */
function readGiven({ list, file: base64 }: Input): Result<Pick<Plan, "file" | "bytes" | "read">> {
  const file = codeFileOf(list);
  if (file === undefined) return notImportable(list);
  const bytes = Buffer.from(base64, "base64");
  const read = readCodes(file, bytes);
  const { findings } = read;
  if (read.isTooLong) return refuse("codes/too-many-rows", { expected: CODE_ROWS_LIMIT });
  if (read.codes.size === 0) return refuse("codes/no-rows", { list, findings });
  return ok({ file, bytes, read });
}

function notImportable(list: string): Result<never> {
  const expected = codeFiles.map((file) => file.list).join(", ");
  return refuse("codes/not-importable", { found: list, expected });
}

function changesOf({ added, changed, removed }: CodeDifference): number {
  return added.length + changed.length + removed.length;
}

type Applied = {
  readonly file: CodeFile;
  readonly read: ReadCodes;
  readonly difference: CodeDifference;
  /** That stand after it. */
  readonly rows: number;
  readonly by: CodeVersion;
  readonly digest: string;
  readonly name: string;
};

/** Ends what changed or went, adds what changed or came. */
async function write(context: CallContext, given: Applied): Promise<void> {
  const { tx, actor, callId, now } = context;
  const { file, read, difference, by, digest, name } = given;
  const { added, changed, removed } = difference;
  const { list, sensitivity } = file;
  await tx.endCodes(list, [...changed, ...removed], by);
  const rows = [...changed, ...added].flatMap((code) => {
    const content = read.codes.get(code);
    return content === undefined ? [] : [{ code, ...content }];
  });
  for (let from = 0; from < rows.length; from += SLICE) {
    await tx.addCodes(list, rows.slice(from, from + SLICE), { ...by, sensitivity });
  }
  if (DENIED_LISTS.some((denied) => denied === list)) {
    await tx.addDeadlines([rescreening(context, PUBLIC_ACTOR.userId)]);
  }
  await tx.saveCodeImport({
    list,
    ...by,
    importedAt: now,
    importedBy: actor.userId,
    callId,
    fileName: name,
    digest,
    rows: given.rows,
    added: added.length,
    changed: changed.length,
    removed: removed.length,
  });
}

/** Whether what stands in a list is not for this caller: who carries in a file reads no more by it. */
function isClosed({ officersOnly }: CodeFile, { actor }: CallContext): boolean {
  return officersOnly === true && !actor.roles.includes("officer");
}

/** What the answer says of the file and of the difference; of what stood before only where it is open. */
function told(
  standing: ReadonlyMap<string, CodeContent>,
  read: ReadCodes,
  { added, changed, removed, unchanged, withheld }: CodeDifference,
  isOpen: boolean,
): Omit<Static<typeof Output>, "list" | "applied" | "version" | "validFrom" | "digest"> {
  const shown = (code: string): Static<typeof Shown> => {
    const names = read.codes.get(code)?.names;
    const before = isOpen ? standing.get(code)?.names : undefined;
    return { code, ...(names && { names }), ...(before && { before }) };
  };
  const findings = [...(read.findings as Finding[])];
  if (withheld > 0) {
    const found = String(withheld);
    findings.unshift({ code: "codes/removals-withheld", severity: "warning", at: {}, found });
  }
  return {
    rows: read.rows,
    good: read.rows - read.refused,
    refused: read.refused,
    complete: !read.isIncomplete,
    added: added.length,
    changed: changed.length,
    removed: removed.length,
    unchanged,
    first: {
      added: added.slice(0, SHOWN).map(shown),
      changed: changed.slice(0, SHOWN).map(shown),
      removed: isOpen ? removed.slice(0, SHOWN).map(shown) : [],
    },
    findings,
    findingsTotal: read.findingsTotal + (withheld > 0 ? 1 : 0),
  };
}
