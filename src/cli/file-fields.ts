/**
 * Reads fields of a JSON value and notes each fault with its place, such as `places[2].code`.
 * A faulty field reads as an empty value, so that one pass finds every fault.
 */
import type { Finding } from "#base/result.ts";

/** What a text must be beside present and short enough. */
export type TextRule = {
  readonly shape?: RegExp;
  readonly check?: (text: string) => boolean;
  readonly expected?: string;
  /** What was found is not shown. */
  readonly secret?: boolean;
};

/** Longest text of a field, characters. */
const TEXT_LIMIT = 200;
/** Most entries of one list. */
const LIST_LIMIT = 10_000;

export class FileFields {
  readonly #value: Readonly<Record<string, unknown>>;
  readonly #path: string;
  readonly #file: string;
  readonly #findings: Finding[];
  readonly #known = new Set<string>();

  constructor(value: unknown, path: string, file: string, findings: Finding[]) {
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    this.#value = isObject ? (value as Record<string, unknown>) : {};
    this.#path = path;
    this.#file = file;
    this.#findings = findings;
    if (!isObject) this.#note("", "init/shape", undefined, "an object");
  }

  /** Notes a fault of a field of this object. */
  fault(name: string, code: string, found: string | undefined, expected: string | undefined): void {
    this.#note(name, code, found, expected);
  }

  object(name: string): FileFields {
    const value = this.#take(name);
    if (value === undefined) this.#note(name, "init/missing", undefined, undefined);
    return new FileFields(value ?? {}, this.#placeOf(name), this.#file, this.#findings);
  }

  text(name: string, rule: TextRule): string {
    const value = this.optionalText(name, rule);
    if (value === null && this.#value[name] === undefined) {
      this.#note(name, "init/missing", undefined, rule.expected ?? shapeOf(rule));
    }
    return value ?? "";
  }

  optionalText(name: string, rule: TextRule): string | null {
    const value = this.#take(name);
    if (value === undefined || value === null) return null;
    const found = rule.secret === true ? undefined : shown(value);
    if (typeof value !== "string" || value.trim() === "" || value.length > TEXT_LIMIT) {
      this.#note(name, "init/shape", found, `text of 1 to ${TEXT_LIMIT} characters`);
      return "";
    }
    if (rule.shape?.test(value) === false || rule.check?.(value) === false) {
      this.#note(name, "init/shape", found, rule.expected ?? shapeOf(rule));
    }
    return value;
  }

  oneOf<T extends string>(name: string, values: readonly T[], otherwise?: T): T {
    const value = this.#take(name);
    const [first] = values;
    const fallback = (otherwise ?? first) as T;
    if (value === undefined && otherwise !== undefined) return otherwise;
    const known = values.find((one) => one === value);
    if (known !== undefined) return known;
    const code = value === undefined ? "init/missing" : "init/shape";
    const found = value === undefined ? undefined : shown(value);
    this.#note(name, code, found, values.join(", "));
    return fallback;
  }

  optionalCount(name: string): number | null {
    const value = this.#take(name);
    if (value === undefined || value === null) return null;
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
    this.#note(name, "init/shape", shown(value), "a whole number, 0 or more");
    return null;
  }

  /** A list of known words; empty when absent. */
  texts(name: string, values: readonly string[]): readonly string[] {
    const list = this.#listOf(name);
    for (const [index, one] of list.entries()) {
      if (values.includes(one as string)) continue;
      this.#note(`${name}[${index}]`, "init/shape", shown(one), values.join(", "));
    }
    return list.filter((one): one is string => typeof one === "string");
  }

  /** A list of objects; empty when absent, a fault when shorter than `least`. */
  list(name: string, least = 0): readonly FileFields[] {
    const list = this.#listOf(name);
    if (list.length < least) this.#note(name, "init/missing", undefined, `${least} or more`);
    return list.map(
      (one, index) =>
        new FileFields(one, `${this.#placeOf(name)}[${index}]`, this.#file, this.#findings),
    );
  }

  /** Notes every field that nothing asked for: most often a misspelt one. */
  refuseOthers(): void {
    for (const name of Object.keys(this.#value)) {
      if (this.#known.has(name) || name.startsWith("$")) continue;
      this.#note(name, "init/unknown-field", undefined, [...this.#known].join(", "));
    }
  }

  #listOf(name: string): readonly unknown[] {
    const value = this.#take(name);
    if (value === undefined) return [];
    if (Array.isArray(value) && value.length <= LIST_LIMIT) return value;
    this.#note(name, "init/shape", undefined, `a list of at most ${LIST_LIMIT}`);
    return [];
  }

  #take(name: string): unknown {
    this.#known.add(name);
    return this.#value[name];
  }

  #placeOf(name: string): string {
    if (name === "") return this.#path;
    return this.#path === "" ? name : `${this.#path}.${name}`;
  }

  #note(name: string, code: string, found?: string, expected?: string): void {
    this.#findings.push({
      code,
      severity: "error",
      at: { file: this.#file, field: this.#placeOf(name) },
      ...(found === undefined ? {} : { found }),
      ...(expected === undefined ? {} : { expected }),
    });
  }
}

function shapeOf(rule: TextRule): string | undefined {
  return rule.shape?.source;
}

/** Longest part of a faulty value that is shown, characters. */
const SHOWN = 80;

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.slice(0, SHOWN);
}
