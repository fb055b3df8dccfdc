/** Descriptions as text: title and summary, indented lines, findings with the raw segment and marks. */
import type { Finding } from "#base/result.ts";
import { describedFinding } from "#standards/describe/described-finding.ts";
import type { DescribedFinding, Description } from "#standards/describe/description.ts";
import type { FileSums } from "#standards/reading/file-sink.ts";
import { describeText } from "#words/describe.ts";
import type { Language } from "#words/language.ts";
import { readingText } from "#words/reading.ts";
import { printable } from "./finding-words.ts";
import { written } from "./written.ts";

/** Findings outside of messages that are shown. */
const OUTSIDE = 200;

export class DescribeWords {
  readonly #language: Language;
  #lines: string[] = [];
  #outside: DescribedFinding[] = [];
  #outsideCount = 0;

  constructor(language: Language) {
    this.#language = language;
  }

  description({ title, summary, notes, lines, findings, findingsMore }: Description): void {
    this.#add(0, title);
    if (summary !== undefined) this.#add(0, summary);
    for (const note of notes) this.#add(0, note);
    for (const { depth, text } of lines) this.#add(depth, text);
    const count = findings.length + findingsMore;
    if (count === 0) this.#add(0, describeText(this.#language, "findings.none"));
    else this.#findings("findings.title", count, findings);
    this.#lines.push("");
  }

  outside(finding: DescribedFinding): void {
    this.#outsideCount += 1;
    if (this.#outside.length < OUTSIDE) this.#outside.push(finding);
  }

  async flush(): Promise<void> {
    const lines = this.#lines;
    this.#lines = [];
    await written(lines.map((line) => `${line}\n`).join(""));
  }

  /** Ends the file; `more` messages were not described. */
  async end(file: string, sums: FileSums, more: number): Promise<void> {
    const language = this.#language;
    if (more > 0) this.#add(0, describeText(language, "more.messages", { count: more }));
    if (this.#outsideCount > 0) {
      this.#findings("findings.outside", this.#outsideCount, this.#outside);
      this.#lines.push("");
    }
    const key = sums.format === "edifact" ? "file.edifact" : "file.other";
    this.#add(0, describeText(language, key, { file, ...sums }));
    await this.flush();
  }

  /** A file that could not be read. */
  async fail(file: string, fault: Finding): Promise<void> {
    this.#add(0, `${file}:`);
    this.#finding(describedFinding(this.#language, fault, undefined));
    await this.flush();
  }

  #findings(
    key: "findings.title" | "findings.outside",
    count: number,
    findings: readonly DescribedFinding[],
  ): void {
    this.#add(0, describeText(this.#language, key, { count }));
    for (const one of findings) this.#finding(one);
    const more = count - findings.length;
    if (more > 0) this.#add(1, describeText(this.#language, "more.findings", { count: more }));
  }

  #finding({ severity, place, sentence, advice, code, marked }: DescribedFinding): void {
    const name = readingText(this.#language, `severity.${severity}`);
    const colon = this.#language === "zh" ? "：" : this.#language === "fr" ? " : " : ": ";
    this.#add(1, `${name}${colon}${place}${colon}${sentence} (${code})`);
    if (marked !== undefined) {
      this.#add(2, marked.raw);
      this.#lines.push(`    ${marked.marks}`);
    }
    if (advice !== "") this.#add(2, advice);
  }

  #add(depth: number, text: string): void {
    this.#lines.push("  ".repeat(depth) + printable(text));
  }
}
