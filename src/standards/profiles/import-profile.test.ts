/** Partners' profiles: taken whole or not at all, each fault at its JSON path, the difference shown. */
import { describe, expect, test } from "vitest";
import { edifactMessages } from "#standards/messages/edifact-messages.ts";
import { readTyped, segmentsOf, writtenProfiles } from "#test/profiles/generated-values.ts";
import { handWritten } from "#test/profiles/hand-written.ts";
import { diffProfiles } from "./diff-profiles.ts";
import { importProfile } from "./import-profile.ts";
import { MAX_PROFILE_BYTES } from "./limits.ts";
import type { Profile } from "./profile.ts";

const shipped = writtenProfiles.find(([name]) => name.startsWith("RESCON"))?.[1] as Profile;
const SEGMENTS = [
  "BGM+:::RESCON+4711+9",
  "DTM+137:202611221830:203",
  "CNI+1+USA260000001",
  "STS++74",
  "GID+1+1:BG",
  "PCI+24",
  "GIN+ML+USJFKACNBJSAAUN60001001000125",
];

/** Codes and paths of what keeps a changed profile out. */
function faults(change: (profile: Record<string, unknown>) => void): readonly string[] {
  const copy = structuredClone(shipped) as unknown as Record<string, unknown>;
  change(copy);
  return importProfile(JSON.stringify(copy), edifactMessages).findings.map(
    ({ code, at }) => `${code} ${at.path}`,
  );
}

describe("importing", () => {
  test.each(writtenProfiles)("%s as JSON is taken as it is", (_name, profile) => {
    const imported = importProfile(JSON.stringify(profile), edifactMessages);
    expect(imported).toEqual({ profile, findings: [] });
  });

  test.each([
    ["no name", (one) => delete one["name"], "profile/missing $.name"],
    ["a name of another kind", (one) => (one["name"] = 7), "profile/not-of-kind $.name"],
    ["an unknown message", (one) => (one["name"] = "xyz"), "profile/unknown-message $.name"],
    ["an unknown key", (one) => (one["nmae"] = "x"), "profile/unknown-key $.nmae"],
    [
      "an unknown base",
      (one) => (one["base"] = { type: "X", version: "D", release: "1", agency: "UN" }),
      "profile/unknown-base $.base",
    ],
    [
      "an unknown tag",
      (one) => (position(one, 0)["tag"] = "B"),
      "profile/not-of-kind $.structure[0].tag",
    ],
    [
      "a tag the base lacks",
      (one) => (position(one, 1)["tag"] = "QTY"),
      "profile/against-base $.structure[1]",
    ],
    [
      "too many",
      (one) => (position(one, 1)["max"] = 10),
      "profile/against-base $.structure[1].max",
    ],
    [
      "a kind that is none",
      (one) => (field(one, 1, "preparedAt")["kind"] = "float"),
      "profile/not-of-kind $.structure[1].fields.preparedAt.kind",
    ],
    [
      "a code list that is none",
      (one) => (field(one, 3, "receivingOperator")["codes"] = "operator"),
      "profile/not-of-kind $.structure[3].fields.receivingOperator.codes",
    ],
    [
      "a value that is promised",
      (one) =>
        (position(one, 1)["fields"] = {
          at: { element: 0, component: 1, kind: "time", max: 35, required: true },
        }),
      "profile/missing $.structure",
    ],
    [
      "two fields in one place",
      (one) => (
        (field(one, 0, "number")["component"] = 0), (field(one, 0, "function")["element"] = 1)
      ),
      "profile/ambiguous $.structure[0].fields.function",
    ],
    [
      "neighbours that are alike",
      (one) => delete position(one, 3)["when"],
      "profile/ambiguous $.structure[3]",
    ],
  ] as readonly [string, (one: Record<string, unknown>) => unknown, string][])(
    "canary: %s keeps it out, with its path",
    (_what, change, expected) => {
      expect(faults((one) => void change(one))).toContain(expected);
    },
  );

  test("no JSON, too much, too deep: findings, never a throw", () => {
    expect(importProfile("{", edifactMessages).findings).toMatchObject([
      { code: "profile/not-json" },
    ]);
    const large = " ".repeat(MAX_PROFILE_BYTES + 1);
    expect(importProfile(large, edifactMessages).findings).toMatchObject([
      { code: "profile/too-large" },
    ]);
    for (const json of ["null", "7", "[]", '"x"', '{"structure":[[]]}', '{"structure":{}}'])
      expect(importProfile(json, edifactMessages).profile).toBeUndefined();
    for (const nested of ["[".repeat(60_000) + "]".repeat(60_000), '{"a":['.repeat(200_000)]) {
      const { findings } = importProfile(nested, edifactMessages);
      expect(findings).toMatchObject([{ code: expect.stringMatching("too-large") }]);
    }
    const quoted = JSON.stringify({ name: `\\"${"[".repeat(100)}` });
    expect(importProfile(quoted, edifactMessages).findings).toContainEqual(
      expect.objectContaining({ code: "profile/missing" }),
    );
    let deep: unknown = [];
    for (let at = 0; at < 50; at += 1)
      deep = [{ tag: "GID", min: 0, max: 1, group: { children: deep } }];
    expect(faults((one) => (one["structure"] = deep))[0]).toContain("profile/too-large");
  });
});

describe("a partner's profile", () => {
  const partner = JSON.stringify(shipped).replaceAll('"is":"ML"', '"is":"BN"');
  const imported = importProfile(partner, edifactMessages).profile;

  test("replaces the shipped one at run time", () => {
    const segments = SEGMENTS.with(-1, "GIN+BN+USJFKACNBJSAAUN60001001000125");
    const bytes = handWritten("RESCON:1:1:UP", segments);
    if (imported === undefined) throw new Error("not imported");
    expect(readTyped(bytes).messages[0]?.value).toBeUndefined();
    const [message] = readTyped(bytes, [imported]).messages;
    expect(message?.findings).toEqual([]);
    if (message?.value === undefined) throw new Error("not read");
    expect(segmentsOf(imported, message.value).at(-1)).toEqual({
      tag: "GIN",
      elements: ["BN", "USJFKACNBJSAAUN60001001000125"],
    });
  });

  test("its difference is shown by tag and qualifier", () => {
    if (imported === undefined) throw new Error("not imported");
    expect(diffProfiles(shipped, shipped)).toEqual([]);
    const paths = diffProfiles(shipped, imported).map(({ path }) => path);
    expect(paths.every((path) => path.endsWith("/GIN[0=ML]/when/0/is"))).toBe(true);
    const [bgm, ...rest] = shipped.structure;
    const added = { ...shipped, structure: [bgm, { ...bgm, tag: "FTX" }, ...rest] } as Profile;
    const more = diffProfiles(shipped, added);
    expect(more.every(({ path, before }) => path.startsWith("structure/FTX/") && !before)).toBe(
      true,
    );
    expect(diffProfiles(added, shipped).map(({ after }) => after)).toEqual(
      more.map(() => undefined),
    );
    expect(diffProfiles(shipped, { ...shipped, version: "9" })).toEqual([
      { path: "version", before: "1.1", after: "9" },
    ]);
  });
});

function position(profile: Record<string, unknown>, at: number): Record<string, unknown> {
  return (profile["structure"] as Record<string, unknown>[])[at] ?? {};
}

function field(profile: Record<string, unknown>, at: number, key: string): Record<string, unknown> {
  return (position(profile, at)["fields"] as Record<string, Record<string, unknown>>)[key] ?? {};
}
