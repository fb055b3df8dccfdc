/**
 * Groups of countries for settlement between posts, as one JSON object: a group and its ISO codes.
 * Members whose name begins with `_`, and `source`, say what the file is.
 */
import type { Finding } from "#base/result.ts";
import { isKnownCountry } from "#standards/codes/countries.ts";
import { finding } from "#standards/messages/finding-codes.ts";
import { decodeUtf8, firstNotUtf8 } from "#standards/messages/utf8.ts";
import type { CodeFile, CodeFilePortion, CodeFileReader, CodeFileRow } from "./code-file.ts";

/** Largest file read, bytes: there are few countries. */
const LIMIT_BYTES = 1_048_576;
/** Two that posts use besides those of trade: Ascension and Tristan da Cunha. */
const OF_POSTS = new Set(["AC", "TA"]);

export const countryGroupsFile: CodeFile = {
  list: "country-groups",
  title: {
    en: "country groups for terminal dues",
    fr: "groupes de pays pour les frais terminaux",
    zh: "终端费国家分组",
  },
  source: "Universal Postal Convention, imported",
  sensitivity: 1,
  open: jsonReader,
};

/** Holds the bytes until the end; beyond the limit nothing is kept. */
function jsonReader(): CodeFileReader {
  const parts: Uint8Array[] = [];
  let size = 0;
  return {
    push: (bytes) => {
      size += bytes.length;
      if (size <= LIMIT_BYTES) parts.push(bytes);
      return { rows: [], findings: [] };
    },
    end: () => (size > LIMIT_BYTES ? tooLong(size) : readGroups(Buffer.concat(parts))),
  };
}

function tooLong(size: number): CodeFilePortion {
  return failed(finding("json/element-too-long", { offset: 0 }, String(size), String(LIMIT_BYTES)));
}

function failed(one: Finding): CodeFilePortion {
  return { rows: [], findings: [one], stopped: true };
}

function readGroups(bytes: Uint8Array): CodeFilePortion {
  if (bytes.length === 0) return failed(finding("file/empty", { offset: 0 }));
  const wrong = firstNotUtf8(bytes);
  if (wrong >= 0) return failed(finding("text/not-utf8", { offset: wrong }, undefined, "UTF-8"));
  const groups = parsed(decodeUtf8(bytes));
  if (groups === undefined) return failed(finding("json/malformed", { offset: 0 }));
  const rows: CodeFileRow[] = [];
  for (const [group, codes] of Object.entries(groups)) {
    if (group.startsWith("_") || group === "source") continue;
    const listed: readonly unknown[] = Array.isArray(codes) ? codes : [codes];
    for (const [at, code] of listed.entries()) {
      rows.push(rowOf(rows.length + 1, group, `${group}[${at}]`, code));
    }
  }
  return { rows, findings: [] };
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

function rowOf(row: number, group: string, field: string, code: unknown): CodeFileRow {
  const isCode = typeof code === "string" && (isKnownCountry(code) || OF_POSTS.has(code));
  if (isCode) {
    const [name = group, ...rest] = group.split("_");
    const facts = { group: name, ...(rest.length === 0 ? {} : { within: rest.join(" ") }) };
    return { row, line: undefined, code, value: { code, names: {}, facts }, findings: [] };
  }
  const found = typeof code === "string" ? code : JSON.stringify(code);
  const fault = finding("field/shape", { row, field }, found, "ISO 3166-1, two letters");
  return { row, line: undefined, code: undefined, value: undefined, findings: [fault] };
}
