/**
 * What a verb is handed of the terminal: its output on stdout, everything else on stderr, in the
 * caller's language. Also the exit codes, and how a failure of any kind becomes one of them.
 */
import type { Finding, Refusal } from "#base/result.ts";
import { StoreFault, type StoreFaultCode } from "#store/store-fault.ts";
import { type CliKey, cliText } from "#words/cli.ts";
import { say } from "#words/codes.ts";
import type { Facts } from "#words/fill.ts";
import { type Language, pickLanguage } from "#words/language.ts";

/** 0 all well, 1 a fault of ours, 2 something was refused and the rest done. */
export const EXIT = { well: 0, fault: 1, refused: 2 } as const;

/** A refusal that ends the verb; it is told in one sentence and the exit is 2. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal, sentence?: string) {
    super(sentence ?? refusal.code);
    this.refusal = refusal;
  }
}

/** What keeps the store from opening because of what was asked: the caller can put it right. */
const MISTAKES: ReadonlySet<StoreFaultCode> = new Set<StoreFaultCode>([
  "store/data-in-use",
  "store/data-not-a-database",
  "store/target-not-empty",
  "store/backup-damaged",
  "store/key-open-to-others",
  "store/signature-key-damaged",
  "store/signature-key-there",
  "store/signature-methods-damaged",
  "store/other-master-key",
]);

/** Whoever reads a pipe may stop reading it. */
const HUNG_UP = new Set(["EPIPE", "ECONNRESET"]);

/**
 * Lets a verb go on when nobody reads its output any more (`… | head -1`): it ends quietly with its
 * own exit code. `isLost` tells that output could not be written for another reason, told once.
 */
export function watchOutput(): { readonly isLost: () => boolean } {
  let isLost = false;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (HUNG_UP.has(error.code ?? "") || isLost) return;
      isLost = true;
      process.stderr.write(`mailport: ${error.message}\n`);
    });
  }
  return { isLost: () => isLost };
}

/** Most findings printed of one file; `--json` gives all that were kept. */
const FINDINGS_PRINTED = 100;

export class Terminal {
  readonly language: Language;
  readonly json: boolean;

  constructor(options: { readonly language?: string | undefined; readonly json?: boolean }) {
    const { LC_ALL, LC_MESSAGES, LANG } = process.env;
    this.language = pickLanguage(options.language ?? (LC_ALL || LC_MESSAGES || LANG));
    this.json = options.json ?? false;
  }

  say(key: CliKey, facts?: Facts): string {
    return cliText(this.language, key, facts);
  }

  /** The verb's own output. */
  print(text: string): void {
    process.stdout.write(`${text}\n`);
  }

  printJson(value: unknown): void {
    this.print(JSON.stringify(value, plain, 2));
  }

  /** A note beside the output. */
  note(text: string): void {
    if (this.#onLine) process.stderr.write("\r\u001b[K");
    this.#onLine = false;
    process.stderr.write(`${text}\n`);
  }

  #onLine = false;

  /** A line that the next one replaces; only where a person looks on. */
  progress(text: string): void {
    if (process.stderr.isTTY !== true) return;
    process.stderr.write(`\r\u001b[K${text.slice(0, (process.stderr.columns ?? 80) - 1)}`);
    this.#onLine = true;
  }

  /** A refusal in the caller's language with its code. */
  refusal(refusal: Refusal): string {
    const text = `${codeSentence(this.language, refusal.code, refusal.facts)} (${refusal.code})`;
    const blockers = refusal.facts?.["blockers"];
    const named = Array.isArray(blockers) ? `${text}: ${blockers.join(", ")}` : text;
    const findings = refusal.facts?.["findings"];
    if (!Array.isArray(findings)) return named;
    return [named, ...(findings as readonly Finding[]).map((one) => this.finding(one))].join("\n");
  }

  /** A finding as one line: where, what, and what stood there. */
  finding(finding: Finding): string {
    const { file, line, row, field, path } = finding.at;
    const where = [
      file,
      line === undefined ? undefined : `line ${line}`,
      row === undefined ? undefined : `row ${row}`,
      field === undefined || field === "" ? undefined : field,
      path,
    ].filter((part) => part !== undefined);
    const facts = { found: finding.found, expected: finding.expected };
    const text = codeSentence(this.language, finding.code, facts);
    const said = text.includes(finding.found ?? "") ? "" : ` [${finding.found}]`;
    return `${where.join(", ")}: ${finding.severity}: ${text}${said} (${finding.code})`;
  }

  /** Notes the first findings of a list. */
  noteFindings(findings: readonly Finding[], total = findings.length): void {
    const shown = findings.slice(0, FINDINGS_PRINTED);
    for (const one of shown) this.note(this.finding(one));
    if (total > shown.length) {
      this.note(this.say("take-in.findings", { shown: shown.length, total }));
    }
  }

  /** Tells why a verb failed; gives the exit code. */
  failure(error: unknown): number {
    if (error instanceof Refused) {
      this.note(error.message === error.refusal.code ? this.refusal(error.refusal) : error.message);
      if (this.json) this.printJson({ refusal: error.refusal });
      return EXIT.refused;
    }
    if (error instanceof StoreFault) {
      // Its own sentence says most, in English; other languages have the words of its code.
      const told = codeSentence(this.language, error.code, error.facts);
      this.note(`${this.language === "en" ? error.message : told} (${error.code})`);
      if (this.json) this.printJson({ fault: { code: error.code, facts: error.facts } });
      return MISTAKES.has(error.code) ? EXIT.refused : EXIT.fault;
    }
    this.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return EXIT.fault;
  }
}

/** JSON has no bigint; minor units travel as text. */
function plain(_name: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}

/** What a code means and, where there is something to do, that. */
function codeSentence(language: Language, code: string, facts?: Facts): string {
  const { sentence, todo } = say(language, code, facts);
  return todo === "" ? sentence : `${sentence} ${todo}`;
}
