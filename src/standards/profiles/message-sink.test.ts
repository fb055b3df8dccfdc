/** Reading by profile at its edges: limits, days of code lists, types nobody knows, several messages. */
import { describe, expect, test } from "vitest";
import { EdifactScanner } from "#standards/edifact/scanner.ts";
import { edifactMessages } from "#standards/messages/edifact-messages.ts";
import { edifact } from "#standards/messages/edifact-rows.ts";
import { emsevt3 } from "#standards/messages/emsevt/profile.ts";
import { readBytes } from "#standards/messages/reading.ts";
import { handWritten } from "#test/profiles/hand-written.ts";
import { MAX_FINDINGS_PER_MESSAGE, MAX_MESSAGE_SEGMENTS } from "./limits.ts";
import { MessageSink, type MessageSinkOptions, type TypedMessage } from "./message-sink.ts";
import type { Profile } from "./profile.ts";
import { gramsOf } from "./totals.ts";

const HEAD = ["BGM+:::EMSEVT+4711+9", "DTM+137:202611221830:203"];
const EVENT = ["STS++EMD", "DTM+334:202611220900:203"];
const UNH = "EMSEVT:3:0:UP";

function read(bytes: Uint8Array, options: Partial<MessageSinkOptions> = {}): TypedMessage[] {
  const messages: TypedMessage[] = [];
  const sink = new MessageSink({
    entries: edifactMessages,
    message: (one) => void messages.push(one),
    finding: () => undefined,
    ...options,
  });
  const scanner = new EdifactScanner(sink);
  scanner.push(bytes);
  scanner.end();
  return messages;
}

describe("limits", () => {
  const items = Array.from({ length: 50 }, () => ["CNI+1+RR473124829GB", ...EVENT]).flat();

  test("a message past its limit is found where it passes it, not held, and the next one is read", () => {
    const large = Buffer.from(handWritten(UNH, [...HEAD, ...items]));
    const small = Buffer.from(handWritten(UNH, [...HEAD, "CNI+1+RR473124829GB", ...EVENT]));
    const both = read(Buffer.concat([large, small]), { limitBytes: 500 });
    expect(both.map(({ value }) => value === undefined)).toEqual([true, false]);
    const findings = both[0]?.findings ?? [];
    const over = findings.find(({ code }) => code === "message/over-limit");
    expect(over).toMatchObject({ code: "message/over-limit", expected: "0..500 bytes" });
    expect(over?.at.segment).toBeGreaterThan(5);
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([over]);
  });

  test("a message of more segments than are held is found, plain and lazy, with the next one read", () => {
    const count = MAX_MESSAGE_SEGMENTS;
    const many = handWritten(UNH, [...HEAD, ...Array.from({ length: count }, () => "STS++EMD")]);
    const small = handWritten(UNH, [...HEAD, "CNI+1+RR473124829GB", ...EVENT]);
    const bytes = Buffer.concat([Buffer.from(many), Buffer.from(small)]);
    for (const isLazy of [false, true]) {
      const [large, next] = read(bytes, { isLazy });
      expect(large?.value).toBeUndefined();
      const over = large?.findings.find(({ code }) => code === "message/over-limit");
      expect(over).toMatchObject({ expected: `0..${count} segments`, at: { segment: count + 1 } });
      expect(next?.value).toBeDefined();
    }
  });

  test("findings of a message are bounded, and one says that there are more", () => {
    const many = Array.from({ length: MAX_FINDINGS_PER_MESSAGE + 5 }, () => "XYZ+1");
    const [message] = read(handWritten(UNH, [...HEAD, ...many, "CNI+1+RR473124829GB", ...EVENT]));
    const codes = message?.findings.map(({ code }) => code) ?? [];
    expect(codes.filter((code) => code === "message/segment-unread")).toHaveLength(
      MAX_FINDINGS_PER_MESSAGE,
    );
    expect(message?.findings.find(({ code }) => code === "message/more-findings")?.found).toBe(
      String(many.length - MAX_FINDINGS_PER_MESSAGE),
    );
    expect(message?.value?.unread).toHaveLength(many.length);
  });
});

describe("findings past their limit", () => {
  test("an error is never lost behind a thousand remarks: the message has no value", () => {
    const many = Array.from({ length: MAX_FINDINGS_PER_MESSAGE + 5 }, () => "XYZ+1");
    const lacking = handWritten(UNH, [...HEAD, ...many, "CNI+1+RR473124829GB"]);
    const [message] = read(lacking, { profiles: [{ ...emsevt3, status: "verified" }] });
    expect(message?.value).toBeUndefined();
    expect(message?.findings.some(({ severity }) => severity === "error")).toBe(true);
  });
});

describe("code lists", () => {
  test("are asked for the day the message was prepared, once a code; unknown codes only warn", () => {
    const asked: string[] = [];
    const segments = [...HEAD, "CNI+1+RR473124829GB", "LOC+28+ZZ", ...EVENT, ...EVENT];
    const [message] = read(handWritten(UNH, segments), {
      codeKnown: (list, code, on) => {
        asked.push(`${list} ${code} ${on}`);
        return list !== "countries";
      },
    });
    expect(asked).toEqual(["countries ZZ 2026-11-22", "item-events EMD 2026-11-22"]);
    expect(message?.findings.map(({ code, at }) => `${code} ${at.tag}@${at.segment}`)).toEqual([
      "message/code-unknown LOC@5",
      "message/twice STS@8",
    ]);
    expect(message?.value).toBeDefined();
  });
});

describe("types", () => {
  test("a type that no profile reads is told by its envelope alone", () => {
    const [message] = read(handWritten("INVOIC:D:96A:UN", ["BGM+380+1+9"]));
    expect(message).toMatchObject({ profile: undefined, value: undefined, findings: [] });
    expect(message?.end).toMatchObject({ type: "INVOIC", segments: 3 });
  });

  test("running numbers of another kind are told where they do not run on, and written again", () => {
    const numbers = [7, 8, 9, 3].map((number) => [`CNI+${number}+RR473124829GB`, ...EVENT]).flat();
    const [message] = read(handWritten(UNH, [...HEAD, ...numbers]));
    expect(
      message?.findings.map(({ code, at, found }) => `${code} ${at.segment} ${found}`),
    ).toEqual(["message/element-unread 4 7", "message/element-unread 13 3"]);
    expect(message?.value?.unread).toHaveLength(4);
  });

  test("a message without any segment lacks its mandatory ones, at the trailer", () => {
    const [message] = read(handWritten(UNH, []));
    expect(message?.findings).toMatchObject([
      { code: "message/segment-missing", expected: "BGM", at: { tag: "UNT", segment: 2 } },
      { code: "message/segment-missing", expected: "DTM+137" },
      { code: "message/segment-missing", expected: "CNI" },
    ]);
  });
});

describe("profiles that are not verified", () => {
  const lacking = handWritten(UNH, ["BGM+:::EMSEVT+4711+9", "CNI+1+RR473124829GB", ...EVENT]);
  const severities = (profiles: readonly Profile[]) => {
    const [message] = read(lacking, { profiles });
    expect(message?.value).toBeUndefined();
    return message?.findings.map(({ code, severity }) => `${code} ${severity}`);
  };

  test("warn where a message does not fit: the assumption may be wrong; nothing is done by it", () => {
    expect(severities([])).toEqual(["message/segment-missing warning"]);
  });

  test("canary: the same profile, verified, refuses the message", () => {
    const verified: Profile = { ...emsevt3, status: "verified" };
    expect(severities([verified])).toEqual(["message/segment-missing error"]);
  });

  test("a file's row is known by its envelope then, and a fault of the interchange still refuses it", () => {
    const row = readBytes(edifact.open(), lacking).rows[0];
    expect(row?.value).toMatchObject({ kind: "envelope" });
    const text = Buffer.from(lacking)
      .toString("latin1")
      .replace(/UNT\+\d+/, "UNT+99");
    expect(readBytes(edifact.open(), Buffer.from(text, "latin1")).rows[0]?.value).toBeUndefined();
  });
});

describe("weights", () => {
  test("are whole grams, exactly, or nothing", () => {
    expect(gramsOf({ units: 1250, scale: 3, unit: "KGM" })).toBe(1250);
    expect(gramsOf({ units: 125, scale: 1, unit: "KGM" })).toBe(12_500);
    expect(gramsOf({ units: 921, scale: 0, unit: "GRM" })).toBe(921);
    expect(gramsOf({ units: 12_345, scale: 4, unit: "KGM" })).toBeUndefined();
    expect(gramsOf({ units: 1, scale: 0, unit: "LBR" })).toBeUndefined();
  });
});
