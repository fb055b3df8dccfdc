/** The documents of a CEB message in words: what each is, its elements by their labels, its findings. */
import { CEB_LABELS } from "#standards/ceb/labels.ts";
import type { CebReading } from "#standards/ceb/reader.ts";
import { sayCebStatus } from "#standards/ceb/status-codes.ts";
import { documentElement } from "#standards/ceb/tables.ts";
import { CebFile } from "#standards/reading/ceb-file.ts";
import type { FileSink, KindReader, KindSums } from "#standards/reading/file-sink.ts";
import { cebDocumentWords, cebLabelWords } from "#words/ceb-labels.ts";
import { describeText } from "#words/describe.ts";
import { fieldWords } from "#words/fields.ts";
import type { Language } from "#words/language.ts";
import { type ObjectWords, objectLines } from "./describe-object.ts";
import { describedFindings, markFound } from "./described-finding.ts";
import type { Bounds, Description } from "./description.ts";

/** The element by which people name a document, the first that it has. */
const NUMBERS =
  "copNo orderNo logisticsNo payTransactionId payNo coElNo taxNo sumNo oriCopMsgId".split(" ");
const SENDERS = ["agentName", "ebcName", "logisticsName", "payName", "operatorName", "copName"];

/** Reads a CEB message and describes its documents at its end. */
export class CebDescriber implements KindReader {
  readonly #language: Language;
  readonly #bounds: Bounds;
  readonly #take: (make: () => Description) => void;
  readonly #file: CebFile;

  constructor(
    sink: FileSink,
    language: Language,
    bounds: Bounds,
    take: (make: () => Description) => void,
  ) {
    this.#language = language;
    this.#bounds = bounds;
    this.#take = take;
    this.#file = new CebFile(sink, (reading) => this.#describe(reading));
  }

  push(bytes: Uint8Array): void {
    this.#file.push(bytes);
  }

  end(): KindSums {
    return this.#file.end();
  }

  #describe({ head, documents }: CebReading): void {
    if (head === undefined) return;
    for (const [index, document] of documents.entries()) {
      this.#take(() => this.#document(head, index + 1, document));
    }
  }

  #document(
    { message: type, edition }: NonNullable<CebReading["head"]>,
    row: number,
    { value, findings }: CebReading["documents"][number],
  ): Description {
    const language = this.#language;
    const flat = flattened(value);
    const list = Object.values(flat).find((one) => Array.isArray(one)) as unknown[] | undefined;
    const texts = flat as Readonly<Record<string, string | undefined>>;
    const first = (names: readonly string[]): string | undefined =>
      names.map((name) => texts[name]).find((text) => text !== undefined);
    const name = cebDocumentWords(language, documentElement(type));
    const facts = { row, type, edition, name, number: first(NUMBERS), sender: first(SENDERS) };
    return {
      title: describeText(language, "document.title", { ...facts, lines: list?.length }),
      notes: [],
      lines: objectLines(flat, cebWords(language), this.#bounds),
      ...describedFindings(language, findings, this.#bounds, markFound),
    };
  }
}

/** The fields of the head beside the lists. */
function flattened(value: object): Readonly<Record<string, unknown>> {
  const parts = Object.entries(value).flatMap(([name, part]) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.entries(part as object)
      : [[name, part] as const],
  );
  return Object.fromEntries(parts);
}

function cebWords(language: Language): ObjectWords {
  return {
    language,
    label: (name) => partsOf(labelOf(language, name)).label,
    text: (name, value) => {
      const said = name === "returnStatus" ? sayCebStatus(language, value) : value;
      const meaning = said === value ? partsOf(labelOf(language, name)).codes.get(value) : said;
      return meaning === undefined ? value : `${value} (${meaning})`;
    },
  };
}

function labelOf(language: Language, name: string): string {
  const own = cebLabelWords(language, name);
  if (own !== undefined) return own;
  if (Object.hasOwn(CEB_LABELS, name)) return CEB_LABELS[name] ?? name;
  return name.endsWith("List") ? fieldWords(language, "lines") : name;
}

/** A label `action: 1 new, 2 change` is a name and what single codes mean. */
function partsOf(words: string): {
  readonly label: string;
  readonly codes: ReadonlyMap<string, string>;
} {
  const [label = words, ...rest] = words.split(/ ?[:：] ?/);
  const codes = rest
    .join(" ")
    .split(/[,，] ?/)
    .flatMap((one) => {
      const [, code, meaning] = /^([0-9A-Z]{1,3}) (.+)$/.exec(one) ?? [];
      return code === undefined || meaning === undefined ? [] : [[code, meaning] as const];
    });
  return { label, codes: new Map(codes) };
}
