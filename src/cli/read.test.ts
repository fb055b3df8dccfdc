/** `mailport read` through the real process: one line a file, its keys, counts, places and exit codes. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Finding } from "#base/result.ts";
import { predes21 } from "#standards/messages/predes/profile.ts";
import { mailport } from "#test/mailport.ts";

const folder = mkdtempSync(join(tmpdir(), "mailport-read-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const KEYS = (
  "file format syntax segments interchanges groups messages messagesTotal findings " +
  "findingsTotal trailingBytes rows good refused"
).split(" ");

type Line = {
  readonly file: string;
  readonly format: string;
  readonly syntax: string;
  readonly segments: number;
  readonly interchanges: number;
  readonly groups: number;
  readonly messages: readonly Message[];
  readonly messagesTotal: number;
  readonly findings: readonly Finding[];
  readonly findingsTotal: number;
  readonly trailingBytes: number;
};
type Message = {
  readonly type: string;
  readonly version: string;
  readonly reference: string;
  readonly segments: number;
  readonly declaredSegments: number | null;
};

const PLAIN = [
  "UNB+UNOC:3+CN101+US101+261122:0800+42",
  "UNH+1+FOOBAR:D:96A:UN",
  "BGM+1+CNBJSAUSJFKAAUN60001+9",
  "UNT+3+1",
  "UNZ+1+42",
];
const joined = (terminator = "'", element = "+", component = ":"): string =>
  PLAIN.map((one) => one.replaceAll("+", element).replaceAll(":", component) + terminator).join("");
const plain = joined();
const message = (segment: string, syntax = "UNOC:3", day = "261122"): string =>
  `UNB+${syntax}+A+B+${day}:0800+42'UNH+1+FOOBAR:D:96A:UN'${segment}'UNT+3+1'UNZ+1+42'`;

/** Syntax, segments, interchanges, groups, messages as type version reference segments/declared, trail. */
type Counts = readonly [string, number, number, number, readonly string[], number];
const ONE = ["FOOBAR D:96A 1 3/3"];
const USUAL: Counts = ["UNOC:3", 5, 1, 0, ONE, 0];

/** What each file holds and which findings but notes it has: code and place from the message down. */
const SAMPLES: Readonly<Record<string, readonly [string | Buffer, Counts, readonly string[]]>> = {
  plain: [plain, USUAL, []],
  una: [`UNA:+.? '${plain}`, USUAL, []],
  "other marks": [`UNA|^.$ *${joined("*", "^", "|")}`, USUAL, []],
  "line ends": [joined("'\r\n"), USUAL, []],
  "text behind": [
    `${plain}GARBAGE`,
    ["UNOC:3", 5, 1, 0, ONE, 7],
    ["warning edifact/trailing-bytes @106"],
  ],
  "two interchanges": [plain + plain, ["UNOC:3", 10, 2, 0, [...ONE, ...ONE], 0], []],
  "wrong count": [
    plain.replace("UNT+3", "UNT+4"),
    ["UNOC:3", 5, 1, 0, ["FOOBAR D:96A 1 3/4"], 0],
    ["error edifact/segment-count m1 s3 UNT e1"],
  ],
  "wrong reference": [
    plain.replace("UNT+3+1", "UNT+3+2"),
    USUAL,
    ["error edifact/message-reference m1 s3 UNT e2"],
  ],
  "wrong message count": [
    plain.replace("UNZ+1", "UNZ+2"),
    USUAL,
    ["error edifact/message-count s5 UNZ e1"],
  ],
  "wrong interchange reference": [
    plain.replace("UNZ+1+42", "UNZ+1+43"),
    USUAL,
    ["error edifact/interchange-reference s5 UNZ e2"],
  ],
  "damaged tag": [plain.replace("BGM", "B!M"), USUAL, ["error edifact/tag m1 s2 B!M"]],
  "cut off": [
    plain.slice(0, -20),
    ["UNOC:3", 2, 1, 0, ["FOOBAR D:96A 1 1/null"], 0],
    ["error edifact/truncated m1 s2 BGM"],
  ],
  "last terminator missing": [
    plain.slice(0, -1),
    ["UNOC:3", 4, 1, 0, ONE, 0],
    ["error edifact/truncated s5 UNZ"],
  ],
  group: [
    "UNB+UNOA:2+A+B+261122:0800+42'UNG+FOOBAR+A+B+261122:0800+7+UN+D:96A'" +
      "UNH+1+FOOBAR:D:96A:UN'BGM+1+X'UNT+3+1'UNE+1+7'UNZ+1+42'",
    ["UNOA:2", 7, 1, 1, ONE, 0],
    [],
  ],
  "small letters in level A": [
    message("BGM+1+abc", "UNOA:2"),
    ["UNOA:2", 5, 1, 0, ONE, 0],
    ["warning edifact/outside-level m1 s2 BGM e2 c1"],
  ],
  "released marks": [message("FTX+AAA+++O?'Neill ?+ ?: ??"), USUAL, []],
  "UTF-8 declared as Latin": [
    Buffer.from(message("FTX+AAA+++é中")),
    USUAL,
    ["warning edifact/looks-utf8 m1 s2 FTX e4 c1"],
  ],
  "UTF-8": [
    Buffer.from(message("FTX+AAA+++é中", "UNOY:4", "20261122")),
    ["UNOY:4", 5, 1, 0, ONE, 0],
    [],
  ],
  "Latin declared as UTF-8": [
    Buffer.from(message("FTX+AAA+++é", "UNOY:4", "20261122"), "latin1"),
    ["UNOY:4", 5, 1, 0, ONE, 0],
    ["error edifact/not-utf8 m1 s2 FTX e4 c1"],
  ],
  "repetition of syntax 4": [
    `UNA:+.?*'${message("FTX+AAA*BBB+++x", "UNOC:4", "20261122")}`,
    ["UNOC:4", 5, 1, 0, ONE, 0],
    [],
  ],
  empty: ["", ["", 0, 0, 0, [], 0], ["error file/empty @0"]],
  binary: [
    Buffer.from(Uint8Array.from({ length: 2_560 }, (_, n) => n & 0xff)),
    ["", 0, 0, 0, [], 0],
    ["error file/binary @0"],
  ],
  "no UNB": [
    "UNH+1+FOOBAR:D:96A:UN'BGM+1+X'UNT+3+1'",
    ["", 3, 1, 0, ONE, 0],
    ["error edifact/missing-unb s1 UNH", "error edifact/truncated s4"],
  ],
};
const names = Object.keys(SAMPLES);

const linesOf = (stdout: string): readonly Line[] =>
  stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);

function countsOf(line: Line): Counts {
  const messages = line.messages.map(
    (one) => `${one.type} ${one.version} ${one.reference} ${one.segments}/${one.declaredSegments}`,
  );
  const { syntax, segments, interchanges, groups, trailingBytes } = line;
  return [syntax, segments, interchanges, groups, messages, trailingBytes];
}

function saidOf({ code, severity, at }: Finding): string {
  const { message: number, segment, tag, element, component, offset } = at;
  const place = [
    number === undefined ? "" : `m${number}`,
    segment === undefined ? "" : `s${segment}`,
    tag ?? "",
    element === undefined ? "" : `e${element}`,
    component === undefined ? "" : `c${component}`,
  ].filter((part) => part !== "");
  return [severity, code, ...(place.length === 0 ? [`@${offset}`] : place)].join(" ");
}

describe("the line of a file", () => {
  let lines: readonly Line[];
  beforeAll(async () => {
    const files = names.map((name) => join(folder, `${name}.edi`));
    for (const [at, name] of names.entries())
      writeFileSync(files[at] ?? "", SAMPLES[name]?.[0] ?? "");
    const ran = await mailport(["read", ...files, "--json"]);
    expect(ran).toMatchObject({ status: 2, stderr: "" });
    lines = linesOf(ran.stdout);
  }, 60_000);

  test("there is one line a file with exactly these keys in this order", () => {
    expect(lines.map(({ file }) => file)).toEqual(names.map((name) => join(folder, `${name}.edi`)));
    for (const line of lines) {
      expect(Object.keys(line)).toEqual(KEYS);
      expect(line.messagesTotal).toBe(line.messages.length);
      expect(line.findingsTotal).toBe(line.findings.length);
    }
  });

  test.each(names)("golden: EDIFACT ISO 9735 %s", (name) => {
    const [, counts, found] = SAMPLES[name] ?? ["", USUAL, []];
    const line = lines[names.indexOf(name)];
    if (line === undefined) throw new Error(name);
    expect(countsOf(line)).toEqual(counts);
    const findings = line.findings.filter(({ severity }) => severity !== "info");
    expect(findings.map(saidOf)).toEqual(found);
  });

  test("every finding of a segment says offset, line, interchange and what stood there", () => {
    const found = lines.flatMap(({ findings }) => findings).filter(({ at }) => at.segment);
    expect(found.length).toBeGreaterThan(10);
    for (const { at } of found) {
      for (const key of ["offset", "line", "interchange"] as const)
        expect(at[key], JSON.stringify(at)).toEqual(expect.any(Number));
    }
  });
});

describe("files, exit codes and limits", () => {
  const path = (name: string): string => join(folder, name);

  test("a good file exits 0, and so does one with warnings alone", async () => {
    writeFileSync(path("good.edi"), plain);
    const warned = SAMPLES["text behind"]?.[0] ?? "";
    writeFileSync(path("warned.edi"), warned);
    expect(await mailport(["read", path("good.edi"), "--json"])).toMatchObject({ status: 0 });
    expect(await mailport(["read", path("warned.edi"), "--json"])).toMatchObject({ status: 0 });
  });

  test("a file that is not there is one line with a finding, and the next one is read", async () => {
    writeFileSync(path("next.edi"), plain);
    const ran = await mailport(["read", path("absent"), path("next.edi"), "--json"]);
    expect(ran.status).toBe(2);
    const [absent, next] = linesOf(ran.stdout);
    expect(Object.keys(absent ?? {})).toEqual(KEYS);
    expect(absent).toMatchObject({ format: "unknown", findingsTotal: 1 });
    expect(absent?.findings[0]?.code).toBe("file/not-found");
    expect(next).toMatchObject({ segments: 5 });
    const asFolder = await mailport(["read", folder, "--json"]);
    expect(asFolder.status).toBe(2);
    expect(linesOf(asFolder.stdout)[0]?.findings[0]?.code).toBe("file/not-found");
  });

  test("stdin is read by the name -", async () => {
    const ran = await mailport(["read", "-", "--json"], plain);
    expect(ran.status).toBe(0);
    expect(linesOf(ran.stdout)).toMatchObject([{ file: "-", segments: 5, messagesTotal: 1 }]);
  });

  const many = 10_005;
  const manyMessages = (): string => {
    const inside = Array.from({ length: many }, (_, n) => `UNH+${n}+X:1:1:UN'UNT+9+${n}'`);
    return `UNB+UNOC:3+A+B+261122:0800+1'${inside.join("")}UNZ+${many}+1'`;
  };

  test("the line holds 10,000 messages and 1,000 findings at most, and counts all", async () => {
    writeFileSync(path("many.edi"), manyMessages());
    const { stdout } = await mailport(["read", path("many.edi"), "--json"]);
    const [line] = linesOf(stdout);
    expect(line?.messages).toHaveLength(10_000);
    expect(line?.findings).toHaveLength(1_000);
    expect(line).toMatchObject({ messagesTotal: many, findingsTotal: 2 * many });
  });

  test("an error behind more notes than the line holds is in the line", async () => {
    const input = manyMessages()
      .replaceAll("UNT+9", "UNT+2")
      .replace(/UNZ\+\d+/, "UNZ+7");
    writeFileSync(path("late.edi"), input);
    const [line] = linesOf((await mailport(["read", path("late.edi"), "--json"])).stdout);
    expect(line?.findings).toHaveLength(1_000);
    expect(line?.findings.at(-1)).toMatchObject({
      code: "edifact/message-count",
      severity: "error",
    });
    expect(line?.findings.slice(0, 999).map(({ at }) => at)).toEqual(
      Array.from({ length: 999 }, (_, n) => expect.objectContaining({ message: n + 1 })),
    );
    expect(line).toMatchObject({ findingsTotal: many + 1 });
  });

  test("with --all every message and finding stands in the one line, in both forms of it", async () => {
    writeFileSync(path("many.edi"), manyMessages());
    const ran = await mailport(["read", path("many.edi"), "--json", "--all"]);
    expect(ran.stdout.trimEnd().split("\n")).toHaveLength(1);
    const [line] = linesOf(ran.stdout);
    expect(line?.messages).toHaveLength(many);
    expect(line?.findings).toHaveLength(2 * many);
    expect(Object.keys(line ?? {}).sort()).toEqual([...KEYS].sort());
    expect(line).toMatchObject({ messagesTotal: many, segments: 2 * many + 2, syntax: "UNOC:3" });
    writeFileSync(path("few.edi"), plain);
    const few = await mailport(["read", path("few.edi"), "--json", "--all"]);
    expect(Object.keys(linesOf(few.stdout)[0] ?? {})).toEqual(KEYS);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("mailport-read-"))).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/^mailport-read-(?!test-)/)]),
    );
  });

  test("a profile is tried for the run; a bad one is refused with findings at JSON paths", async () => {
    writeFileSync(path("guide.json"), JSON.stringify({ ...predes21, source: "A guide" }));
    writeFileSync(path("bad.json"), JSON.stringify({ ...predes21, structure: [] }));
    writeFileSync(path("good.edi"), plain);
    const args = ["read", path("good.edi"), "--json", "--profile"];
    expect(await mailport([...args, path("guide.json")])).toMatchObject({ status: 0 });
    const refused = await mailport([...args, path("guide.json"), "--profile", path("bad.json")]);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain("$.structure");
    const { refusal } = JSON.parse(refused.stdout) as { refusal: { code: string } };
    expect(refusal.code).toBe("profile/not-valid");
    expect(await mailport([...args, path("absent.json")])).toMatchObject({ status: 2 });
  });

  test("golden: without --json the file is told in words, in the language asked for", async () => {
    writeFileSync(path("counted.edi"), plain.replace("UNT+3", "UNT+4"));
    const told = async (language: string) =>
      (await mailport(["read", path("counted.edi"), "--language", language])).stdout;
    const english = await told("en");
    expect(english).toContain(
      "line 1, interchange 1 (42), message 1 (1), segment 3 UNT, element 1",
    );
    expect(english).toContain("EDIFACT UNOC:3, interchanges: 1, segments: 5, messages: 1");
    expect(await told("fr")).toContain("segment 3 UNT, élément 1: erreur");
    expect(await told("zh")).toContain("第 3 段 UNT，第 1 个数据元: 错误");
  });
});
