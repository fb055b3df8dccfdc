/**
 * What `read --json` prints of one file: one line of JSON. A bounded number of messages and findings is
 * gathered, no error left out for less; with `--all` messages are written as they come, findings wait
 * in a file beside them, and counts that are not known yet stand at the line's end.
 */
import type { Finding } from "#base/result.ts";
import type { FileSums, MessageLine } from "#standards/reading/file-sink.ts";
import { KeptFindings } from "./kept-findings.ts";
import type { ReadOutput } from "./read.ts";
import { Spill } from "./spill.ts";
import { written } from "./written.ts";

/** Messages and findings in the line at most; all of them are counted. */
const MESSAGES_IN_LINE = 10_000;
const FINDINGS_IN_LINE = 1_000;
/** Characters of messages gathered before they are written. */
const PORTION = 65_536;

export class JsonLine implements ReadOutput {
  readonly #file: string;
  readonly #isAll: boolean;
  /** With `--all` in `#findings`, else in `#kept`. */
  readonly #findings = new Spill();
  readonly #kept = new KeptFindings(FINDINGS_IN_LINE);
  #messages: string[] = [];
  #length = 0;
  #count = 0;
  /** The line's beginning was written before the counts were known. */
  #isBegun = false;

  constructor(file: string, isAll: boolean) {
    this.#file = file;
    this.#isAll = isAll;
  }

  message(line: MessageLine): void {
    if (!this.#isAll && this.#count >= MESSAGES_IN_LINE) return;
    const text = `${this.#count > 0 ? "," : ""}${JSON.stringify(line)}`;
    this.#count += 1;
    this.#length += text.length;
    this.#messages.push(text);
  }

  finding(finding: Finding): void {
    if (this.#isAll) this.#findings.add(JSON.stringify(finding));
    else this.#kept.add(finding);
  }

  async flush(): Promise<void> {
    if (!this.#isAll || this.#length < PORTION) return;
    await written(this.#isBegun ? this.#taken() : `${this.#head({})}${this.#taken()}`);
    this.#isBegun = true;
  }

  async end(sums: FileSums): Promise<void> {
    const { format, syntax, segments, interchanges, groups, rows, good, refused } = sums;
    const counts = { format, syntax, segments, interchanges, groups };
    await written(`${this.#isBegun ? "" : this.#head(counts)}${this.#taken()}`);
    await written(`],"messagesTotal":${sums.messages},"findings":[`);
    if (this.#isAll) await this.#findings.writeTo(written);
    else await written(this.#kept.text());
    const { findings: findingsTotal, trailingBytes } = sums;
    const late = this.#isBegun ? counts : {};
    const rest = { findingsTotal, trailingBytes, ...late, rows, good, refused };
    await written(`],${JSON.stringify(rest).slice(1)}\n`);
  }

  #head(counts: object): string {
    const head = JSON.stringify({ file: this.#file, ...counts });
    return `${head.slice(0, -1)},"messages":[`;
  }

  #taken(): string {
    const text = this.#messages.join("");
    this.#messages = [];
    this.#length = 0;
    return text;
  }
}
