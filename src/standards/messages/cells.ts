/**
 * Named cells of a row, whatever the syntax, and reading single values out of them with findings.
 * A column is known by any of its names; case, blanks, `_`, `-` and `.` do not count.
 */
import { type Decimal, parseDecimal } from "#base/decimal.ts";
import type { Finding, FindingPlace } from "#base/result.ts";
import { classify, type IdentifierScheme } from "#standards/upu/identifiers.ts";
import { type FindingCode, finding } from "./finding-codes.ts";
import { MAX_FINDINGS_PER_ROW } from "./limits.ts";

/** The cells that hold something, trimmed. */
export type Cells<K extends string> = Readonly<Partial<Record<K, string>>>;

/** The columns of a format: every name that means a key, and which keys a file must have. */
export type ColumnTable<K extends string> = {
  readonly columns: ReadonlyMap<string, K>;
  /** Each entry is satisfied by any one of its keys. */
  readonly required: readonly (readonly K[])[];
};

/** An identifier as written and as it is compared. */
export type WrittenIdentifier = {
  readonly scheme: IdentifierScheme;
  readonly asWritten: string;
  readonly normalised: string;
};

/** The name of a column without case, blanks and marks between words. */
export function foldName(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_.-]/g, "");
}

/** Builds the table from keys and their other names; the key itself is a name too. */
export function columnTable<K extends string>(
  names: Readonly<Record<K, readonly string[]>>,
  required: readonly (readonly K[])[],
): ColumnTable<K> {
  const columns = new Map<string, K>();
  for (const key of Object.keys(names) as K[])
    for (const name of [key, ...names[key]]) columns.set(foldName(name), key);
  return { columns, required };
}

/** Words for yes and for no, in turn. */
const FLAGS = ["yes", "no", "true", "false", "y", "n", "1", "0"] as const;

/** Collects the findings of one row and reads values out of its cells. */
export class CellReader<K extends string> {
  readonly findings: Finding[] = [];

  add(code: FindingCode, at: FindingPlace, found?: string, expected?: string): void {
    this.addAll([finding(code, at, found, expected)]);
  }

  addAll(findings: readonly Finding[]): void {
    for (const one of findings) {
      if (this.findings.length >= MAX_FINDINGS_PER_ROW && one.severity !== "error") continue;
      if (this.findings.length < MAX_FINDINGS_PER_ROW) this.findings.push(one);
      else this.findings[MAX_FINDINGS_PER_ROW - 1] = one;
    }
  }

  /** Text that must be there; "" and an error when it is not. */
  required(cells: Cells<K>, key: K, at: FindingPlace): string {
    const text = cells[key];
    if (text === undefined) this.add("field/missing", { ...at, field: key });
    return text ?? "";
  }

  /** A number of zero or more, as declared. */
  decimal(cells: Cells<K>, key: K, at: FindingPlace): Decimal | undefined {
    const text = cells[key];
    if (text === undefined) return undefined;
    const parsed = parseDecimal(text);
    if (parsed.ok && parsed.value.units >= 0) return parsed.value;
    this.add("field/not-a-number", { ...at, field: key }, text, "digits with a point, 0 or more");
    return undefined;
  }

  requiredDecimal(cells: Cells<K>, key: K, at: FindingPlace): Decimal {
    this.required(cells, key, at);
    return this.decimal(cells, key, at) ?? { units: 0, scale: 0 };
  }

  /** A whole number from 0 to the limit. */
  whole(cells: Cells<K>, key: K, at: FindingPlace, limit: number): number | undefined {
    const text = cells[key];
    if (text === undefined) return undefined;
    if (/^\d{1,9}$/.test(text) && Number(text) <= limit) return Number(text);
    this.add("field/not-a-number", { ...at, field: key }, text, `whole number 0..${limit}`);
    return undefined;
  }

  /** An identifier by its shape; warnings of its check digit come along, with their place. */
  identifier(text: string, key: K, at: FindingPlace): WrittenIdentifier {
    const { scheme, normalised, findings } = classify(text);
    for (const one of findings) this.addAll([{ ...one, at: { ...at, field: key } }]);
    return { scheme, asWritten: text, normalised };
  }

  /** One of a closed list of words, case not counted; undefined and an error when it is none. */
  oneOf<W extends string>(
    cells: Cells<K>,
    key: K,
    words: readonly W[],
    at: FindingPlace,
  ): W | undefined {
    const text = cells[key];
    if (text === undefined) return undefined;
    const word = words.find((one) => one === text.toLowerCase());
    if (word === undefined)
      this.add("field/not-one-of", { ...at, field: key }, text, words.join(" | "));
    return word;
  }

  /** Yes or no, in the words of `FLAGS`; undefined and an error when it is neither. */
  flag(cells: Cells<K>, key: K, at: FindingPlace): boolean | undefined {
    const word = this.oneOf(cells, key, FLAGS, at);
    return word === undefined ? undefined : FLAGS.indexOf(word) % 2 === 0;
  }

  /** A code kept as received, with a warning when the list does not know it. */
  code(
    cells: Cells<K>,
    key: K,
    known: (code: string) => boolean,
    unknown: FindingCode,
    at: FindingPlace,
  ): string | undefined {
    const text = cells[key]?.toUpperCase();
    if (text !== undefined && !known(text)) this.add(unknown, { ...at, field: key }, text);
    return text;
  }
}
