/**
 * Descriptions as data: one line of JSON a file, the messages written as they come. Findings outside of
 * messages and the counts stand behind them.
 */
import type { Finding } from "#base/result.ts";
import { describedFinding } from "#standards/describe/described-finding.ts";
import type { DescribedFinding, Description } from "#standards/describe/description.ts";
import type { FileSums } from "#standards/reading/file-sink.ts";
import type { Language } from "#words/language.ts";
import { Spill } from "./spill.ts";
import { written } from "./written.ts";

export class DescribeJson {
  readonly #language: Language;
  readonly #outside = new Spill();
  #text: string;
  #count = 0;

  constructor(file: string, language: Language) {
    this.#language = language;
    this.#text = `${JSON.stringify({ file, language }).slice(0, -1)},"messages":[`;
  }

  description(one: Description): void {
    this.#text += `${this.#count > 0 ? "," : ""}${JSON.stringify(one)}`;
    this.#count += 1;
  }

  outside(finding: DescribedFinding): void {
    this.#outside.add(JSON.stringify(finding));
  }

  async flush(): Promise<void> {
    const text = this.#text;
    this.#text = "";
    await written(text);
  }

  /** Ends the file; `messagesMore` were not described. */
  async end(_file: string, sums: FileSums, messagesMore: number): Promise<void> {
    const { format, messages: messagesTotal, findings: findingsTotal } = sums;
    await this.#close({ messagesMore, messagesTotal, findingsTotal, format });
  }

  /** A file that could not be read. */
  async fail(_file: string, fault: Finding): Promise<void> {
    this.outside(describedFinding(this.#language, fault, undefined));
    const none = { messagesMore: 0, messagesTotal: 0, findingsTotal: 1, format: "unknown" };
    await this.#close(none);
  }

  async #close(rest: object): Promise<void> {
    await this.flush();
    await written('],"findings":[');
    await this.#outside.writeTo(written);
    await written(`],${JSON.stringify(rest).slice(1)}\n`);
  }
}
