/**
 * Declarations as JSON: a list, or an object with the list under `declarations`; lines under `lines`,
 * pieces under `pieces`. Keys are the columns of the CSV, nested or not: see `examples/declarations.json`.
 */
import type { FindingPlace } from "#base/result.ts";
import {
  buildDeclaration,
  type DeclarationPart,
  referenceOf,
} from "#standards/messages/build-declaration.ts";
import { declarationColumns } from "#standards/messages/declaration-columns.ts";
import type { DeclarationRow } from "#standards/messages/declaration-row.ts";
import { DuplicateWatch } from "#standards/messages/duplicate-watch.ts";
import { finding } from "#standards/messages/finding-codes.ts";
import {
  cellsOfJson,
  isJsonObject,
  type Json,
  type JsonObject,
} from "#standards/messages/json-cells.ts";
import { type JsonElement, JsonElements } from "#standards/messages/json-elements.ts";
import { parseJson } from "#standards/messages/json-text.ts";
import { MAX_LINES, MAX_PIECES } from "#standards/messages/limits.ts";
import type { Portion, Reader, Row } from "#standards/messages/reading.ts";

export const declarationsJson = {
  name: "declarations-json",
  columns: undefined,
  open: openDeclarations,
} as const;

function openDeclarations(): Reader<DeclarationRow> {
  const elements = new JsonElements();
  const watch = new DuplicateWatch();
  let rows = 0;
  let bytesSeen = 0;
  let stopped = false;
  const take = (list: readonly JsonElement[]): Portion<DeclarationRow> => {
    const read = list.map((element) => {
      rows += 1;
      return readElement(element, rows, watch);
    });
    const findings = watch.sayFull(read);
    const { damage } = elements;
    if (damage === undefined || stopped) return { rows: read, findings };
    stopped = true;
    const { code, offset, line } = damage;
    findings.push(finding(code, { offset, line, row: rows + 1 }));
    return { rows: read, findings, unreadFrom: offset };
  };
  return {
    push: (bytes) => {
      bytesSeen += bytes.length;
      return take(elements.push(bytes));
    },
    end: () => {
      if (bytesSeen === 0) return { rows: [], findings: [finding("file/empty", { offset: 0 })] };
      elements.end();
      return take([]);
    },
  };
}

function readElement(
  element: JsonElement,
  row: number,
  watch: DuplicateWatch,
): Row<DeclarationRow> {
  const { line, offset, bytes } = element;
  const span = { row, line, offset, length: bytes.length };
  const at = { row, line };
  const parsed = parseJson(bytes, { ...at, offset });
  if (!parsed.ok) return { ...span, value: undefined, findings: [parsed.finding] };
  if (!isJsonObject(parsed.value))
    return { ...span, value: undefined, findings: [finding("json/not-an-object", at)] };
  const parts = partsOf(parsed.value, at);
  const built = buildDeclaration(parts);
  const refusals = watch.judge(referenceOf(parts[0].cells) ?? "", at);
  const value = refusals.length > 0 ? undefined : built.value;
  return { ...span, value, findings: [...built.findings, ...refusals] };
}

/** The head, then a part per content line and per piece. */
function partsOf(object: JsonObject, at: FindingPlace): [DeclarationPart, ...DeclarationPart[]] {
  const head = { ...cellsOfJson(object, declarationColumns, at, ["lines", "pieces"]), at };
  const lines = listOf(object["lines"], MAX_LINES + 1).map((line, index) =>
    partOf(line, { ...at, segment: index + 1 }),
  );
  const pieces = object["pieces"];
  if (typeof pieces === "number" || typeof pieces === "string") {
    const cells = { ...head.cells, pieceCount: String(pieces) };
    return [{ ...head, cells }, ...lines];
  }
  const named = listOf(pieces, MAX_PIECES + 1).map((piece, index) =>
    partOf(typeof piece === "string" ? { pieceId: piece } : renamed(piece), {
      ...at,
      element: index + 1,
    }),
  );
  return [head, ...lines, ...named];
}

function partOf(value: Json, at: FindingPlace): DeclarationPart {
  if (!isJsonObject(value)) return { cells: {}, at, findings: [finding("json/not-an-object", at)] };
  return { ...cellsOfJson(value, declarationColumns, at), at };
}

/** Inside `pieces` the keys `id` and `weightKg` mean the piece's. */
function renamed(piece: Json): Json {
  if (!isJsonObject(piece)) return piece;
  const { id, weightKg, grossWeightKg, ...others } = piece;
  const weight = weightKg ?? grossWeightKg;
  return {
    ...others,
    ...(id === undefined ? {} : { pieceId: id }),
    ...(weight === undefined ? {} : { pieceWeightKg: weight }),
  };
}

function listOf(value: Json | undefined, most: number): readonly Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly Json[]).slice(0, most) : [value];
}
