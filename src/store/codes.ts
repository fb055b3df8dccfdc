/**
 * Imported code lists as rows: asked by list and code, ended and added by an import. What is added,
 * changed or removed is decided by the operations, never here.
 */
import type { PoolClient } from "pg";
import type {
  CodeContent,
  CodeEntry,
  CodeImport,
  CodeReader,
  CodesTx,
  CodesView,
} from "#operations/ports-codes.ts";
import type { CodeNames } from "#standards/codes/code-row.ts";
import { copyLine, copyRows, numberOf, numberOrNull, rows, run, textArray } from "./sql.ts";

type Row = readonly (string | null)[];
type Ask = (text: string, values: readonly unknown[]) => Promise<readonly Row[]>;

const ENTRY = `select code, version, until_version, names, facts, verified, source, valid_from,
  valid_to from mailport.code_entry`;
const IMPORT = `select list, version, valid_from, imported_at, imported_by, call_id, file_name,
  digest, rows, added, changed, removed from mailport.code_import`;
/** Imports listed at most. */
const IMPORTS_LISTED = 1_000;

/** The part of a view that reads imported lists. */
export function codesView(ask: Ask): CodesView {
  return {
    ...codeReader(ask),
    codeImports: async (list) => {
      const only = list === undefined ? "" : "where list = $1";
      const text = `${IMPORT} ${only} order by list, version desc limit ${IMPORTS_LISTED}`;
      return (await ask(text, list === undefined ? [] : [list])).map(importOf);
    },
    codePage: async ({ list, on, after = "", limit }) => {
      const text = `${ENTRY} e where list = $1 and code > $2
        and coalesce(valid_from, '-infinity') <= $3 and coalesce(valid_to, 'infinity') >= $3
        and not exists (select from mailport.code_entry n where n.list = e.list and n.code = e.code
          and n.version > e.version and coalesce(n.valid_from, '-infinity') <= $3
          and coalesce(n.valid_to, 'infinity') >= $3)
        order by code limit $4`;
      return (await ask(text, [list, after, on, limit])).map(entryOf);
    },
  };
}

function codeReader(ask: Ask): CodeReader {
  return {
    codeEntries: async (list, codes) => {
      if (codes.length === 0) return [];
      const text = `${ENTRY} where list = $1 and code = any($2::text[]) order by code, version`;
      return (await ask(text, [list, textArray(codes)])).map(entryOf);
    },
    isCodeListImported: async (list) => {
      const text = "select 1 from mailport.code_import where list = $1 limit 1";
      return (await ask(text, [list])).length > 0;
    },
  };
}

/** The part of a transaction that keeps them. */
export function codesTx(client: PoolClient): CodesTx {
  const ask: Ask = async (text, values) => {
    const query = { text, values: [...values], rowMode: "array" as const, types: AS_TEXT };
    return (await client.query(query)).rows as Row[];
  };
  return {
    ...codeReader(ask),
    lastCodeImport: async (list) => {
      const text = `${IMPORT} where list = $1 order by version desc limit 1`;
      return (await ask(text, [list])).map(importOf)[0];
    },
    codeVersions: (lists) => codeVersions(client, lists),
    standingCodes: async (list) => {
      const text = `${ENTRY} where list = $1 and until_version is null`;
      return new Map((await ask(text, [list])).map((row) => [row[0] as string, contentOf(row)]));
    },
    endCodes: async (list, codes, { version, validFrom }) => {
      await run(
        client,
        "end-codes",
        `update mailport.code_entry set until_version = $2, valid_to = $3::date - 1
         where list = $1 and code = any($4::text[]) and until_version is null`,
        [list, version, validFrom, textArray(codes)],
      );
    },
    addCodes: async (list, added, { version, validFrom, sensitivity }) => {
      const lines = added.map(({ code, names, facts, verified, source }) =>
        copyLine([
          list,
          code,
          version,
          null,
          JSON.stringify(names),
          JSON.stringify(facts),
          verified,
          source,
          validFrom,
          null,
          sensitivity,
        ]),
      );
      await copyRows(client, "code_entry", COLUMNS, lines);
    },
    saveCodeImport: (row) => saveImport(client, row),
  };
}

async function codeVersions(
  client: PoolClient,
  lists: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const found = await rows(
    client,
    "code-versions",
    `select list, max(version) from mailport.code_import where list = any($1::text[])
     group by list`,
    [textArray(lists)],
  );
  return new Map(found.map((row) => [row[0] as string, Number(row[1])]));
}

const AS_TEXT = { getTypeParser: () => (value: unknown) => value } as never;
const COLUMNS =
  "list, code, version, until_version, names, facts, verified, source, valid_from, valid_to, sensitivity";

async function saveImport(client: PoolClient, row: CodeImport): Promise<void> {
  await rows(
    client,
    "save-code-import",
    `insert into mailport.code_import (list, version, valid_from, imported_at, imported_by,
       call_id, file_name, digest, rows, added, changed, removed)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      row.list,
      row.version,
      row.validFrom,
      row.importedAt,
      row.importedBy,
      row.callId,
      row.fileName,
      row.digest,
      row.rows,
      row.added,
      row.changed,
      row.removed,
    ],
  );
}

function entryOf(row: Row): CodeEntry {
  return {
    code: row[0] as string,
    version: Number(row[1]),
    untilVersion: numberOrNull(row[2] ?? null),
    ...contentOf(row),
    validFrom: row[7] ?? null,
    validTo: row[8] ?? null,
  };
}

function contentOf(row: Row): CodeContent {
  return {
    names: JSON.parse(row[3] as string) as CodeNames,
    facts: JSON.parse(row[4] as string) as Readonly<Record<string, string>>,
    verified: row[5] === "t",
    source: row[6] as string,
  };
}

function importOf(row: Row): CodeImport {
  return {
    list: row[0] as string,
    version: Number(row[1]),
    validFrom: row[2] ?? null,
    importedAt: numberOf(row[3] ?? null),
    importedBy: row[4] as string,
    callId: row[5] as string,
    fileName: row[6] as string,
    digest: row[7] as string,
    rows: Number(row[8]),
    added: Number(row[9]),
    changed: Number(row[10]),
    removed: Number(row[11]),
  };
}
