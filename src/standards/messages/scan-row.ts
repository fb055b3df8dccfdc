/**
 * One scan as a file states it, from CSV or NDJSON. Local times without a zone stay unresolved: the
 * office's zone is the caller's to know.
 */
import { kilogramsToGrams } from "#base/decimal.ts";
import type { Finding, FindingPlace } from "#base/result.ts";
import { parseWrittenTime, resolveTime } from "#base/time.ts";
import { CellReader, type Cells, columnTable, type WrittenIdentifier } from "./cells.ts";
import { keepsOut } from "./finding-codes.ts";

/** When it happened as written, and the instant where the text or a zone column settles it. */
export type ScanTime = {
  readonly text: string;
  readonly zone?: string | undefined;
  /** Epoch milliseconds; absent for a local time without a zone. */
  readonly at?: number | undefined;
  readonly doubt?: "gap" | "overlap" | undefined;
};

/** One scan of an item or a container. */
export type ScanRow = {
  readonly kind: "scan";
  readonly identifier: WrittenIdentifier;
  readonly scannedAt: ScanTime;
  /** Code of the zone, bench or container where it was scanned, as received. */
  readonly place?: string | undefined;
  readonly device?: string | undefined;
  readonly operator?: string | undefined;
  /** Event code as received, such as EMD; text, never checked against a list here. */
  readonly event?: string | undefined;
  /** Key of the source, 32 hexadecimal digits in lower case. */
  readonly eventKey?: string | undefined;
  /** Reading of a scale in grams. */
  readonly weightGrams?: number | undefined;
  readonly note?: string | undefined;
  readonly extra?: Readonly<Record<string, string>> | undefined;
};

const NAMES = {
  identifier: ["item", "item_id", "code", "barcode", "scan"],
  scannedAt: ["time", "occurred_at", "timestamp"],
  zone: ["time_zone", "timezone"],
  place: ["location"],
  device: ["device_id", "scanner"],
  operator: ["user"],
  event: ["event_code", "event_type"],
  eventKey: ["key"],
  weightGrams: ["weight_g"],
  weightKg: [],
  note: ["remark"],
} as const;

export type ScanKey = keyof typeof NAMES;

export const scanColumns = columnTable<ScanKey>(NAMES, [["identifier"], ["scannedAt"]]);

/** Heaviest reading of a scale that is taken: 100 t, so a lorry fits. */
const MAX_SCALE_GRAMS = 100_000_000;

/** Builds one scan; `value` is there when no finding is an error. */
export function buildScan(
  cells: Cells<ScanKey>,
  at: FindingPlace,
  before: readonly Finding[],
  extra: Readonly<Record<string, string>> | undefined,
): { readonly value: ScanRow | undefined; readonly findings: readonly Finding[] } {
  const reading = new CellReader<ScanKey>();
  reading.addAll(before);
  // The cells of a damaged row are in doubt: faults found in them would only mislead.
  if (keepsOut(before)) return { value: undefined, findings: reading.findings };
  const text = reading.required(cells, "identifier", at);
  const value: ScanRow = {
    kind: "scan",
    identifier: text === "" ? NO_IDENTIFIER : reading.identifier(text, "identifier", at),
    scannedAt: readTime(cells, at, reading),
    place: cells.place,
    device: cells.device,
    operator: cells.operator,
    event: cells.event,
    eventKey: readKey(cells, at, reading),
    weightGrams: readWeight(cells, at, reading),
    note: cells.note,
    extra,
  };
  return { value: keepsOut(reading.findings) ? undefined : value, findings: reading.findings };
}

const NO_IDENTIFIER: WrittenIdentifier = { scheme: "other", asWritten: "", normalised: "" };

function readTime(cells: Cells<ScanKey>, at: FindingPlace, reading: CellReader<ScanKey>): ScanTime {
  const text = reading.required(cells, "scannedAt", at);
  if (text === "") return { text };
  const zone = cells.zone;
  if (zone !== undefined) return resolveInZone(text, zone, at, reading);
  const written = parseWrittenTime(text);
  if (!written.ok) return refuseTime(text, at, reading);
  return written.value.kind === "instant" ? { text, at: written.value.at } : { text };
}

function resolveInZone(
  text: string,
  zone: string,
  at: FindingPlace,
  reading: CellReader<ScanKey>,
): ScanTime {
  const resolved = resolveTime(text, zone);
  if (resolved.ok) {
    const { doubt } = resolved.value;
    if (doubt !== undefined)
      reading.add("time/doubtful", { ...at, field: "scannedAt" }, text, doubt);
    return { text, zone, at: resolved.value.at, doubt };
  }
  if (resolved.refusal.code !== "time/unknown-zone") return refuseTime(text, at, reading);
  reading.add("time/unknown-zone", { ...at, field: "zone" }, zone, "IANA zone name");
  return { text };
}

function refuseTime(text: string, at: FindingPlace, reading: CellReader<ScanKey>): ScanTime {
  reading.add(
    "field/not-a-time",
    { ...at, field: "scannedAt" },
    text,
    "YYYY-MM-DDTHH:MM[:SS][±HH:MM]",
  );
  return { text };
}

function readKey(
  cells: Cells<ScanKey>,
  at: FindingPlace,
  reading: CellReader<ScanKey>,
): string | undefined {
  const key = cells.eventKey?.replaceAll("-", "").toLowerCase();
  if (key === undefined || /^[0-9a-f]{32}$/.test(key)) return key;
  reading.add("field/shape", { ...at, field: "eventKey" }, cells.eventKey, "32 hexadecimal digits");
  return undefined;
}

function readWeight(
  cells: Cells<ScanKey>,
  at: FindingPlace,
  reading: CellReader<ScanKey>,
): number | undefined {
  if (cells.weightKg === undefined) return reading.whole(cells, "weightGrams", at, MAX_SCALE_GRAMS);
  const kilograms = reading.decimal(cells, "weightKg", at);
  if (kilograms === undefined) return undefined;
  const grams = kilogramsToGrams(kilograms);
  if (grams.ok && grams.value <= MAX_SCALE_GRAMS) return grams.value;
  reading.add("field/not-a-number", { ...at, field: "weightKg" }, cells.weightKg, "kg, 3 decimals");
  return undefined;
}
