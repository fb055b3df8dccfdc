/** For tests: interchanges with arbitrary texts, written by our writer, and single faults put into them. */
import fc from "fast-check";
import type { ElementOut, ElementText } from "#standards/edifact/segment-writer.ts";
import { DEFAULT_SEPARATORS, type Separators } from "#standards/edifact/separators.ts";
import { EdifactWriter } from "#standards/edifact/writer.ts";

export type Segment = { readonly tag: string; readonly elements: readonly ElementOut[] };
export type Sent = {
  readonly syntax: string;
  readonly version: 3 | 4;
  readonly separators: Separators;
  readonly reference: string;
  readonly messages: readonly (readonly Segment[])[];
};

/** Letters of the set besides ASCII; those of UNOC make no UTF-8 by chance. */
const LETTERS: Readonly<Record<string, string>> = {
  UNOC: "éüñÿ",
  UNOD: "łżőŘ",
  UNOE: "Жюя",
  UNOF: "αΩή",
  UNOK: "ğİş",
  UNOY: "深圳é😀",
};
const PLAIN = 'ABCxyz 0123456789.,-()/=!"%&*;<>';
const MARKS = "+:?'";
const TAGS = ["BGM", "DTM", "NAD", "RFF", "GID", "C1A", "UNS"];
const OTHER_MARKS: Separators = {
  component: 0x7c,
  element: 0x5e,
  decimal: 0x2c,
  release: 0x5c,
  repetition: 0x23,
  terminator: 0x7e,
};

function texts(syntax: string): fc.Arbitrary<string> {
  const characters = Array.from(`${PLAIN}${MARKS}${MARKS}|^\\#~${LETTERS[syntax] ?? ""}`);
  return fc.array(fc.constantFrom(...characters), { maxLength: 20 }).map((all) => all.join(""));
}

/** Interchanges with all that the writer can write. */
export const interchanges: fc.Arbitrary<Sent> = fc
  .record({
    syntax: fc.constantFrom(...Object.keys(LETTERS)),
    version: fc.constantFrom(3 as const, 4 as const),
    separators: fc.constantFrom(DEFAULT_SEPARATORS, OTHER_MARKS),
  })
  .chain(({ syntax, version, separators }) => {
    const text = texts(syntax);
    const whole: fc.Arbitrary<ElementText> = fc.oneof(text, fc.array(text, { maxLength: 4 }));
    const repeated = fc.array(whole, { minLength: 2, maxLength: 3 }).map((repeat) => ({ repeat }));
    const element: fc.Arbitrary<ElementOut> = version === 4 ? fc.oneof(whole, repeated) : whole;
    const segment = fc.record({
      tag: fc.constantFrom(...TAGS),
      elements: fc.array(element, { maxLength: 5 }),
    });
    return fc.record({
      syntax: fc.constant(syntax),
      version: fc.constant(version),
      separators: fc.constant(separators),
      reference: fc.stringMatching(/^[A-Z0-9+']{1,14}$/),
      messages: fc.array(fc.array(segment, { maxLength: 6 }), { maxLength: 4 }),
    });
  });

/** The bytes of an interchange; every text can be written in its set. */
export function bytesOf(sent: Sent): Uint8Array {
  const writer = new EdifactWriter();
  writer.interchange({
    syntax: sent.syntax,
    syntaxVersion: sent.version,
    separators: sent.separators,
    sender: { id: "CNA", qualifier: "UP" },
    recipient: { id: "GBA" },
    preparedAt: sent.version === 4 ? "20261122:0815" : "261122:0815",
    controlReference: sent.reference,
  });
  for (const [at, segments] of sent.messages.entries()) {
    const reference = `M${at + 1}`;
    writer.message({ reference, type: "PREDES", version: "D", release: "96A", agency: "UN" });
    for (const { tag, elements } of segments) writer.segment(tag, elements);
    writer.messageEnd();
  }
  writer.interchangeEnd();
  const { bytes, findings } = writer.take();
  if (findings.length > 0) throw new Error(`cannot be written: ${JSON.stringify(findings[0])}`);
  return bytes;
}
