/** Lists the code lists: what we carry of each, and the newest import where there is one. */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import { codeList, codeListNames } from "#standards/codes/code-lists.ts";
import { codeFileOf, codeFiles } from "#standards/codes/files/code-files.ts";
import { CodeNamesSchema, DaySchema } from "./code-schema.ts";
import { view } from "./define.ts";
import type { CodeImport } from "./ports-codes.ts";

const ImportSchema = Type.Object({
  version: Type.Integer(),
  validFrom: Type.Union([DaySchema, Type.Null()]),
  importedAt: Type.Integer(),
  rows: Type.Integer(),
  fileName: Type.String(),
  digest: Type.String(),
});

const ListSchema = Type.Object({
  name: Type.String(),
  titles: CodeNamesSchema,
  /** Rows we carry, and whether they are all of the list. */
  carried: Type.Integer(),
  extent: Type.Union([Type.Literal("whole"), Type.Literal("part"), Type.Literal("none")]),
  /** Whether a file of the full list can be imported. */
  importable: Type.Boolean(),
  imported: Type.Optional(ImportSchema),
  note: Type.Optional(Type.String()),
});

export const listCodeLists = view({
  name: "list-code-lists",
  sentence: "Lists the code lists with what is carried and imported of each.",
  roles: ["administrator", "floor", "clerk", "declarant", "officer", "auditor", "system"],
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({ lists: Type.Array(ListSchema) }),
  handler: async (record) => {
    const newest = new Map<string, CodeImport>();
    for (const one of await record.codeImports()) {
      if (!newest.has(one.list)) newest.set(one.list, one);
    }
    const names = new Set([...codeListNames, ...codeFiles.map((file) => file.list)]);
    return ok({ lists: [...names].map((name) => described(name, newest.get(name))) });
  },
});

function described(name: string, last: CodeImport | undefined): object {
  const carried = codeList(name);
  const file = codeFileOf(name);
  return {
    name,
    titles: carried?.title ?? file?.title ?? {},
    carried: carried?.rows.length ?? 0,
    extent: carried?.extent ?? "none",
    importable: file !== undefined,
    ...(last === undefined ? {} : { imported: importShown(last) }),
    ...(carried?.note === undefined ? {} : { note: carried.note }),
  };
}

function importShown({
  version,
  validFrom,
  importedAt,
  rows,
  fileName,
  digest,
}: CodeImport): object {
  return { version, validFrom, importedAt, rows, fileName, digest };
}
