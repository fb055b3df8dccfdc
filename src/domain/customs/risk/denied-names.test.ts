import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DeniedName, deniedIndex } from "./denied-names.ts";

const names: readonly [code: string, name: string, type?: string, countries?: readonly string[]][] =
  [
    ["1", "VORONIN, Arkadi Petrovich", "individual", ["RU"]],
    ["2", "OLD HARBOUR TRADING CO., LTD."],
    ["3", "SEA LARK", "vessel"],
    ["4", "ZHANG, Xiao Feng", "individual", ["CN"]],
    ["5", "MÜLLER-LÜDENSCHEID, Jörg", "individual"],
    ["6", "王小明", "individual"],
    ["7", "MERIDIAN"],
    ["1", "BORONIN, Arkadi"],
  ];

const index = deniedIndex(
  names.map(([code, name, type = "", countries = []]): DeniedName => {
    return { code, version: 1, name, type, countries };
  }),
);
const codes = (name: string, country: string | null = null): string[] =>
  index.matches(name, country).map(({ code, how }) => `${code} ${how}`);

describe("a name on a list of denied parties", () => {
  test.each([
    ["Arkadi Petrovich Voronin", ["1 same"]],
    ["voronin arkadi", ["1 same"]],
    ["Arkadi P. Voronin", ["1 same"]],
    ["Arkadi Voronjn", ["1 near"]],
    ["Old Harbour Trading Company Limited", ["2 same"]],
    ["Old Harbour Trading", ["2 same"]],
    ["Zhang Xiaofeng", ["4 same"]],
    ["Xiao Zhang", ["4 same"]],
    ["Xiaofeng Zhang", ["4 same"]],
    ["Jorg Muller Ludenscheid", ["5 same"]],
    ["王小明", ["6 same"]],
    ["Meridian Ltd", ["7 same"]],
  ])("is found as %s", (name, expected) => {
    expect(codes(name)).toEqual(expected);
  });

  test.each([
    "Arkadi Ivanov",
    "Petrovich",
    "Voronin",
    "Sea Lark",
    "Li Ming",
    "Harbour Coffee House",
    "Zhang Wei",
    "小明",
    "Meridian Tea House",
    "",
    "  ",
    "the of and",
  ])("is not %s", (name) => {
    expect(codes(name)).toEqual([]);
  });

  test("a letter off counts only where the country does not speak against it", () => {
    expect(codes("Arkadi Petrovich Voronjn", "RU")).toEqual(["1 near"]);
    expect(codes("Arkadi Petrovich Voronjn", "BR")).toEqual([]);
    expect(index.matches("Arkadi Petrovich Voronin", "BR")).toMatchObject([
      { how: "same", country: "other" },
    ]);
  });

  test("property: parts in any order, marks and case change nothing, and no text throws", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(["Arkadi", "Petrovich", "Voronin"], { minLength: 3 }),
        (parts) => {
          expect(codes(parts.join(", ").toUpperCase())).toContain("1 same");
        },
      ),
    );
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        codes(text);
      }),
    );
  });
});
