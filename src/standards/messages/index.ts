/**
 * The registry of input formats, in the order they are tried, and recognising one by the first bytes
 * of an input: its header columns, its first byte, its JSON shape. File names are never asked.
 */
import type { Finding } from "#base/result.ts";
import { ceb, isCeb } from "#standards/ceb/format.ts";
import type { CebRow } from "#standards/ceb/values.ts";
import { type ColumnTable, foldName } from "./cells.ts";
import { containerListCsv } from "./container-list-csv/format.ts";
import type { ContainerRow } from "./container-row.ts";
import { headerNames } from "./csv-table.ts";
import type { DeclarationRow } from "./declaration-row.ts";
import { declarationsCsv } from "./declarations-csv/format.ts";
import { declarationsJson } from "./declarations-json/format.ts";
import { type EdifactRow, edifact, type OpenOptions } from "./edifact-rows.ts";
import type { EnvelopeRow } from "./envelope-row.ts";
import { expressManifestCsv } from "./express-manifest-csv/format.ts";
import { finding } from "./finding-codes.ts";
import { LIST_KEY } from "./json-elements.ts";
import { RECOGNISE_HEAD_BYTES } from "./limits.ts";
import type { Reader } from "./reading.ts";
import type { ScanRow } from "./scan-row.ts";
import { scansCsv } from "./scans-csv/format.ts";
import { scansNdjson } from "./scans-ndjson/format.ts";
import { decodeUtf8 } from "./utf8.ts";
import { xmlUnknown } from "./xml-unknown/format.ts";

/** What any reader gives; `kind` says which. */
export type InputValue =
  | DeclarationRow
  | ContainerRow
  | ScanRow
  | EnvelopeRow
  | CebRow
  | EdifactRow;

/** A format of the registry; `columns` only where a header names them. */
export type Format = {
  readonly name: string;
  readonly columns: ColumnTable<string> | undefined;
  readonly open: (options?: OpenOptions) => Reader<InputValue>;
};

/** Every format that can be read. Adding one is a line here and a folder. */
export const formats: readonly Format[] = [
  declarationsCsv,
  expressManifestCsv,
  containerListCsv,
  scansCsv,
  scansNdjson,
  declarationsJson,
  ceb,
  xmlUnknown,
  edifact,
];

/** UNA with its marks, or a service segment and a mark: a control byte further on is a finding in it. */
const EDIFACT_START = /^UN(?:A|[BGH](?:$|[^A-Za-z0-9_ ,;\t]))/;
/** A message in spite of a damaged beginning. */
const EDIFACT_INSIDE = /'\s*UN[HZ]\+/;

/** The format of an input, or why none fits. */
export type Recognised =
  | { readonly format: Format; readonly findings: readonly Finding[] }
  | { readonly format: undefined; readonly findings: readonly Finding[] };

/** Recognises an input by its head: at most RECOGNISE_HEAD_BYTES of it are looked at. Never throws. */
export function recognise(head: Uint8Array): Recognised {
  const bytes = head.subarray(0, RECOGNISE_HEAD_BYTES);
  if (bytes.length === 0) return none(finding("file/empty", { offset: 0 }));
  const text = decodeUtf8(bytes).replace(/^\uFEFF/, "");
  const start = text.trimStart();
  if (EDIFACT_START.test(start)) return { format: edifact, findings: [] };
  const fault = binaryFault(bytes);
  if (fault !== undefined) return none(fault);
  if (start.startsWith("<")) return { format: isCeb(start) ? ceb : xmlUnknown, findings: [] };
  if (start.startsWith("[")) return { format: declarationsJson, findings: [] };
  if (start.startsWith("{")) return recogniseObject(start);
  const table = recogniseTable(bytes);
  const isEdifact = table.format === undefined && EDIFACT_INSIDE.test(start);
  return isEdifact ? { format: edifact, findings: [] } : table;
}

/** Opens the format of this name; undefined when the registry has none. */
export function formatNamed(name: string): Format | undefined {
  return formats.find((format) => format.name === name);
}

function none(one: Finding): Recognised {
  return { format: undefined, findings: [one] };
}

const MAGIC: readonly (readonly [string, string])[] = [
  ["PK\u0003\u0004", "zip archive or spreadsheet"],
  ["%PDF", "PDF"],
  ["\u001f\u008b", "gzip"],
  ["\u00d0\u00cf\u0011\u00e0", "old office document"],
  ["\u0089PNG", "image"],
];

/** Encodings and file kinds that are no text of ours. */
function binaryFault(bytes: Uint8Array): Finding | undefined {
  const first = bytes[0] ?? 0;
  const second = bytes[1] ?? 0;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return finding("file/encoding", { offset: 0 }, "UTF-16", "UTF-8");
  const start = String.fromCharCode(...bytes.subarray(0, 4));
  const magic = MAGIC.find(([mark]) => start.startsWith(mark));
  if (magic !== undefined) return finding("file/binary", { offset: 0 }, magic[1], "text");
  const nul = bytes.subarray(0, 1_024).indexOf(0);
  return nul < 0 ? undefined : finding("file/binary", { offset: nul }, "0x00", "text");
}

/** One object a line is NDJSON; an object with the list's key holds declarations. */
function recogniseObject(start: string): Recognised {
  const firstLine = start.split("\n", 1)[0] ?? "";
  if (new RegExp(`"${LIST_KEY}"\\s*:\\s*\\[`).test(start))
    return { format: declarationsJson, findings: [] };
  const isScan = /"(?:identifier|scanned_?at|occurred_?at)"\s*:/i.test(firstLine);
  if (isScan) return { format: scansNdjson, findings: [] };
  return none(
    finding("file/unknown-format", { offset: 0 }, "JSON object", `"${LIST_KEY}" or scans by line`),
  );
}

/** The table that knows most of the header's columns; missing ones are found by its reader. */
function recogniseTable(bytes: Uint8Array): Recognised {
  const from = bytes.findIndex((byte) => byte !== 10 && byte !== 13);
  const lineEnd = bytes.indexOf(10, from);
  const header = bytes.subarray(from, lineEnd < 0 ? bytes.length : lineEnd);
  const names = headerNames(header).cells.map((name) => foldName(name.replace(/^\uFEFF/, "")));
  let best: Format | undefined;
  let most = 1;
  for (const format of formats) {
    const known = scoreOf(format, names);
    if (known > most) {
      best = format;
      most = known;
    }
  }
  if (best !== undefined) return { format: best, findings: [] };
  const tables = formats.filter((format) => format.columns !== undefined);
  return none(
    finding(
      "file/unknown-format",
      { line: 1, offset: 0 },
      names.slice(0, 8).join(", "),
      tables.map((format) => format.name).join(" | "),
    ),
  );
}

/** Known columns, and more than all of them when no required one is missing. */
function scoreOf({ columns }: Format, names: readonly string[]): number {
  if (columns === undefined) return 0;
  const keys = new Set(names.flatMap((name) => columns.columns.get(name) ?? []));
  const isWhole = columns.required.every((any) => any.some((key) => keys.has(key)));
  return keys.size + (isWhole ? 1_000 : 0);
}
