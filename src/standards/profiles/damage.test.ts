/**
 * One byte of a message damaged: told at its segment or at the trailer, or the damaged bytes are by
 * themselves a message of the profile. That is not judged by the reader but by a grammar made of the
 * table as one regular expression. Damage inside a text changes that element only.
 */
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import {
  interchangeOf,
  readTyped,
  segmentsOf,
  valueOf,
  writtenProfiles,
} from "#test/profiles/generated-values.ts";
import { grammarOf } from "#test/profiles/grammar.ts";
import type { TypedMessage } from "./message-sink.ts";

const RUNS = { numRuns: 60 };
/** How often damaged bytes were a message by themselves, by kind of damage. */
const valid = new Map<string, number>();

const DAMAGES = {
  "a separator becomes a letter": { at: /[+:](?!$)/g, put: "X" },
  "a separator becomes the other": { at: /\+(?!$)/g, put: ":" },
  "a terminator becomes a letter": { at: /'/g, put: "X" },
  "a letter of a tag becomes another": { at: /(?<=')[A-Z]/g, put: "Q" },
  "a digit becomes a letter": { at: /\d/g, put: "X" },
} as const;

describe.each(writtenProfiles)("%s", (_name, profile) => {
  const grammar = grammarOf(profile);

  test.each(Object.entries(DAMAGES))("property: %s: told, or a message by itself", (kind, how) => {
    fc.assert(
      fc.property(valueOf(profile), fc.nat(), (value, pick) => {
        const bytes = interchangeOf(profile, value, segmentsOf(profile, value));
        const text = Buffer.from(bytes).toString("latin1");
        const from = text.indexOf("'", text.indexOf("UNH+")) + 1;
        const body = text.slice(from, text.indexOf("'UNT+") + 1);
        expect(grammar.test(body)).toBe(true);
        const places = Array.from(body.matchAll(how.at), ({ index }) => index).filter(
          (index) => !isReleased(body, index),
        );
        const place = places[pick % Math.max(1, places.length)];
        if (place === undefined) return;
        const damaged = body.slice(0, place) + how.put + body.slice(place + 1);
        const [message] = read(text, from, body, damaged);
        const number = 2 + terminatorsIn(body.slice(0, place));
        if (isTold(message, number)) return;
        expect(grammar.test(damaged), `silent: ${damaged}`).toBe(true);
        valid.set(kind, (valid.get(kind) ?? 0) + 1);
      }),
      RUNS,
    );
  });
});

describe("damage inside a text", () => {
  test("property: changes that element only", () => {
    const [, profile] = writtenProfiles[0] as (typeof writtenProfiles)[number];
    fc.assert(
      fc.property(valueOf(profile), (value) => {
        const marked = { ...value, comment: ["AAAA"] };
        const bytes = interchangeOf(profile, marked, segmentsOf(profile, marked));
        const text = Buffer.from(bytes).toString("latin1");
        const damaged = text.replace("FTX+AAI+++AAAA", "FTX+AAI+++AZAA");
        const [message] = readTyped(Buffer.from(damaged, "latin1")).messages;
        expect(message?.value).toEqual({ ...marked, comment: ["AZAA"] });
      }),
      { numRuns: 30 },
    );
  });

  test("canary: the grammar refuses what is no message", () => {
    const [, profile] = writtenProfiles[0] as (typeof writtenProfiles)[number];
    const grammar = grammarOf(profile);
    expect(grammar.test("")).toBe(false);
    expect(grammar.test("BGM+:::OTHER+1'")).toBe(false);
  });
});

afterAll(() => {
  for (const [kind, count] of valid) console.info(`${kind}: ${count} were messages by themselves`);
});

function read(text: string, from: number, body: string, damaged: string): readonly TypedMessage[] {
  const whole = text.slice(0, from) + damaged + text.slice(from + body.length);
  return readTyped(Buffer.from(whole, "latin1")).messages;
}

/** A finding at the segment, at the one behind it, or at the trailer. */
function isTold(message: TypedMessage | undefined, number: number): boolean {
  return (message?.findings ?? []).some(
    ({ at }) => at.tag === "UNT" || (at.segment ?? 0) >= number,
  );
}

function terminatorsIn(text: string): number {
  return Array.from(text.matchAll(/'/g)).filter(({ index }) => !isReleased(text, index)).length;
}

/** True when an odd number of release characters stands before the place. */
function isReleased(text: string, at: number): boolean {
  let count = 0;
  while (text[at - 1 - count] === "?") count += 1;
  return count % 2 === 1;
}
