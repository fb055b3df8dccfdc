/** What `read` prints of one file without `--json`: what it is, how much of it, findings in words. */
import type { Finding } from "#base/result.ts";
import { placeWords } from "#standards/describe/described-finding.ts";
import type { FileSums, MessageLine } from "#standards/reading/file-sink.ts";
import { readingText } from "#words/reading.ts";
import { findingSentence, printable } from "./finding-words.ts";
import type { ReadOutput } from "./read.ts";
import type { Terminal } from "./terminal.ts";
import { written } from "./written.ts";

/** Kinds of messages named one by one. */
const NAMED = 20;

export class ReadWords implements ReadOutput {
  readonly #terminal: Terminal;
  readonly #file: string;
  readonly #types = new Map<string, number>();
  #lines: string[] = [];

  constructor(terminal: Terminal, file: string) {
    this.#terminal = terminal;
    this.#file = printable(file);
  }

  message({ type, version }: MessageLine): void {
    const name = `${type} ${version}`.trim();
    const isKept = this.#types.has(name) || this.#types.size < NAMED;
    const key = isKept ? name : "…";
    this.#types.set(key, (this.#types.get(key) ?? 0) + 1);
  }

  finding(finding: Finding): void {
    const { language } = this.#terminal;
    const place = printable(placeWords(language, finding.at));
    this.#lines.push(`${this.#file}: ${place}: ${findingSentence(language, finding)}`);
  }

  async flush(): Promise<void> {
    const lines = this.#lines;
    this.#lines = [];
    await written(lines.map((line) => `${line}\n`).join(""));
  }

  async end(sums: FileSums): Promise<void> {
    const { language } = this.#terminal;
    const types = [...this.#types].map(([type, count]) =>
      count > 1 ? `${type} × ${count}` : type,
    );
    const groups = sums.groups === 0 ? undefined : sums.groups;
    const facts = { file: this.#file, ...sums, groups, types: types.join(", ") };
    this.#lines.push(readingText(language, keyOf(sums, types.length), facts));
    this.#lines.push(readingText(language, "read.counts", facts));
    const bytes = sums.trailingBytes;
    if (bytes > 0) this.#lines.push(readingText(language, "read.trailing", { bytes }));
    await this.flush();
  }
}

function keyOf({ format }: FileSums, types: number) {
  if (format === "unknown") return "read.unknown";
  if (format === "edifact") return "read.edifact";
  return types > 0 ? "read.xml" : "read.rows";
}
