/**
 * Reading what was written and writing what was read, over every message of both editions, and damage
 * found where it is. Documents are made from the tables; nothing outside the repository is read.
 */
import { describe, expect, test } from "vitest";
import { chanceOf } from "#base/chance.ts";
import { present } from "#base/result.ts";
import { all } from "#test/ceb/cancel-message.ts";
import { messageOf, type Size } from "#test/ceb/generated-messages.ts";
import { CebReader, type CebReading, readCeb } from "./reader.ts";
import { CEB_EDITIONS, type CebEdition, type CebName, cebNames } from "./tables.ts";
import type { CebMessage } from "./values.ts";
import { writeCeb } from "./writer.ts";

const ALL = CEB_EDITIONS.flatMap((edition) =>
  cebNames(edition).map((name): [CebEdition, CebName] => [edition, name]),
);
const SIZES: readonly Size[] = ["least", "most", "any", "any", "any"];

function written(message: CebMessage): Uint8Array {
  const { bytes, findings } = writeCeb(message);
  return present(bytes, `${message.message} is written: ${JSON.stringify(findings[0])}`);
}

/** What was read as a message again; the edition is not told by bytes that fit both. */
function messageIn({ head, documents }: CebReading, edition: CebEdition): CebMessage {
  const { kind, ...rest } = present(head, "a message was read");
  return { kind, ...rest, edition, documents: documents.map((one) => one.value) } as CebMessage;
}

describe("CEB round trip", () => {
  test.each(ALL)(
    "property: CEB read(write(m)) = m and write(read(b)) = b: %s %s",
    (edition, name) => {
      const chance = chanceOf(name.length + Number(name.slice(3)));
      for (const size of SIZES) {
        const message = messageOf(edition, name, size, chance);
        const bytes = written(message);
        const reading = readCeb(bytes);
        const again = messageIn(reading, edition);
        expect(again).toEqual(message);
        expect(Buffer.from(written(again)).equals(bytes)).toBe(true);
        expect(serious(reading)).toEqual([]);
      }
    },
  );

  test("there are messages of both editions, four of them only in the newer", () => {
    expect(cebNames("202205")).toHaveLength(42);
    expect(cebNames("2018-113")).toHaveLength(38);
  });
});

function serious(reading: CebReading): readonly unknown[] {
  return all(reading).filter(({ code }) => code !== "ceb/edition-taken" && code !== "ceb/unsigned");
}

test("canary: a reader that lost a field would be seen", () => {
  const message = messageOf("202205", "CEB621", "most", chanceOf(5));
  const bytes = Buffer.from(written(message))
    .toString()
    .replace(/<ceb:copNo>[^<]*<\/ceb:copNo>/, "");
  expect(messageIn(readCeb(Buffer.from(bytes)), "202205")).not.toEqual(message);
});

test("property: CEB chunk size 1 to n gives the same result", () => {
  const bytes = written(messageOf("202205", "CEB621", "any", chanceOf(9)));
  const whole = readCeb(bytes);
  for (const size of [1, 2, 3, 7, 64, 1_000, 8_191, 8_192, 8_193]) {
    const reader = new CebReader();
    for (let from = 0; from < bytes.length; from += size)
      reader.push(bytes.slice(from, from + size));
    expect(reader.end(), `chunks of ${size}`).toEqual(whole);
  }
});
