import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LANGUAGES } from "#words/language.ts";
import { codeHistory, codeList, codeListNames, codeOn, isKnown } from "./code-lists.ts";
import { type CodeRow, holdsOn, nameIn, rowsOf } from "./code-row.ts";
import { countryCodes } from "./countries.ts";

const lists = codeListNames.map((name) => codeList(name));
const row = (list: string, code: string): CodeRow | undefined => codeHistory(list, code)[0];
const codesOf = (list: string): readonly string[] =>
  (codeList(list)?.rows ?? []).map(({ code }) => code);

/** Faults of a table: a code without shape, name or source, or that holds twice on one day. */
function faultsOf(rows: readonly CodeRow[]): readonly string[] {
  return rows.flatMap((one, at) => [
    ...(/^[A-Za-z0-9_-]+$/.test(one.code) ? [] : [`${one.code}: shape`]),
    ...(nameIn(one.names, "en").trim() === "" ? [`${one.code}: name`] : []),
    ...(one.source === "" ? [`${one.code}: source`] : []),
    ...(rows.some((other, place) => place < at && overlap(one, other))
      ? [`${one.code}: twice`]
      : []),
  ]);
}

function overlap(one: CodeRow, other: CodeRow): boolean {
  if (one.code !== other.code) return false;
  return (
    (one.validFrom ?? "") <= (other.validTo ?? "9999") &&
    (other.validFrom ?? "") <= (one.validTo ?? "9999")
  );
}

describe("law: carried lists are whole", () => {
  test.each(lists)("law: the list $name has a code, a name and a source in every row", (list) => {
    expect(faultsOf(list?.rows ?? [])).toEqual([]);
    for (const language of LANGUAGES) expect(list?.title[language]).toBeTruthy();
  });

  test("law: a row says whether it is verified, and a provisional one names no public source", () => {
    const rows = lists.flatMap((list) => list?.rows ?? []);
    const provisional = rows.filter((one) => !one.verified);
    expect(rows.length).toBeGreaterThan(2_500);
    expect(provisional.length).toBeGreaterThan(60);
  });

  test("canary: a code without a name, a code twice and a code out of shape are found", () => {
    const rows = rowsOf("AA | \nBB | b\nBB | b\nC C | c", { source: "test" });
    expect(faultsOf(rows)).toEqual(["AA: name", "BB: twice", "C C: shape"]);
  });
});

describe("codes of the trade", () => {
  test("golden: UPU code list 115 has four mail categories", () => {
    expect(codesOf("mail-categories")).toEqual(["A", "B", "C", "D"]);
  });

  test("golden: UPU code list 117 marks the subclasses that no public source confirms", () => {
    const verified = (codeList("mail-subclasses")?.rows ?? []).filter((one) => one.verified);
    expect(verified.map(({ code }) => code)).toEqual([
      "UN",
      "CN",
      "CA",
      "CB",
      "CC",
      "CD",
      "CE",
      "CF",
    ]);
    expect(row("mail-subclasses", "EN")).toMatchObject({ verified: false, facts: { class: "E" } });
  });

  test("golden: the item events of the UPU have their leg and the versions that know them", () => {
    expect(codesOf("item-events")).toHaveLength(26);
    expect(codeList("item-events")?.extent).toBe("whole");
    expect(row("item-events", "EMD")?.facts).toEqual({ leg: "destination", versions: "V1 V3" });
    expect(row("item-events", "EXC")?.facts).toEqual({ leg: "origin", versions: "V3" });
    expect(row("item-events", "EMX")).toMatchObject({
      verified: false,
      facts: { versions: "legacy" },
    });
  });

  test("golden: UN/ECE Recommendation 19 has 4 for air, 0 not stated, 9 does not apply", () => {
    const names = ["0", "4", "9"].map((code) => row("transport-modes", code)?.names.en);
    expect(names).toEqual(["not stated", "air", "does not apply"]);
    expect(row("transport-modes", "4")?.verified).toBe(true);
  });

  test("golden: UN/ECE Recommendation 19 with a second digit is known, and provisional", () => {
    expect(row("transport-modes", "40")).toMatchObject({ verified: false, names: { en: "air" } });
    expect(row("transport-modes", "20")?.names.en).toBe("rail");
    expect(row("transport-modes", "41")).toBeUndefined();
    expect(row("transport-modes", "00")).toBeUndefined();
  });

  test("golden: UN/EDIFACT 9011 value 74 is received, 21 delivered, 49 lost", () => {
    const names = ["74", "21", "49"].map((code) => row("transport-states", code)?.names.en);
    expect(names).toEqual(["received", "delivered", "lost"]);
  });

  test("reasons of the UPU carry no invented number", () => {
    for (const list of ["retention-reasons", "non-delivery-reasons", "non-delivery-actions"]) {
      expect(codesOf(list).filter((code) => /\d/.test(code))).toEqual([]);
      expect(codeList(list)?.note).toContain("not published");
    }
  });

  test("offices of exchange have their shape and an operator that is not read off the code", () => {
    const offices = codeList("impc")?.rows ?? [];
    expect(offices.length).toBeGreaterThan(55);
    expect(offices.every(({ code }) => /^[A-Z]{2}[A-Z0-9]{3}[A-Z]$/.test(code))).toBe(true);
    expect(row("impc", "DOSDQT")?.facts).toEqual({ operator: "USA" });
  });
});

describe("countries, currencies, tariff", () => {
  test("golden: ISO 3166-1 gives each of 249 countries two letters, three letters, three digits", () => {
    expect(codesOf("countries").slice(0, 249).toSorted()).toEqual(countryCodes);
    for (const [list, shape] of [
      ["countries-alpha-3", /^[A-Z]{3}$/],
      ["countries-numeric", /^\d{3}$/],
    ] as const) {
      expect(new Set(codesOf(list)).size).toBe(249);
      expect(codesOf(list).every((code) => shape.test(code))).toBe(true);
    }
    expect(row("countries", "CN")?.facts).toEqual({
      alpha3: "CHN",
      numeric: "156",
      customsCn: "142",
    });
  });

  test("golden: China's customs count 142 China, 110 Hong Kong, 502 the United States", () => {
    const alpha2 = ["142", "110", "502", "303", "701"].map(
      (code) => row("countries-cn", code)?.facts?.["alpha2"],
    );
    expect(alpha2).toEqual(["CN", "HK", "US", "GB", undefined]);
    expect(row("countries-cn", "260")?.verified).toBe(false);
  });

  test("names come in the languages of the reader", () => {
    const names = row("countries", "DE")?.names ?? {};
    expect(LANGUAGES.map((language) => nameIn(names, language))).toEqual([
      "Germany",
      "Allemagne",
      "德国",
    ]);
    expect(nameIn({ zh: "中" }, "fr")).toBe("中");
    expect(nameIn({}, "fr")).toBe("");
  });

  test("ISO 4217: a currency is known on the days of its time", () => {
    expect(codeOn("currencies", "HRK", "2022-06-01")?.facts).toEqual({ exponent: "2" });
    expect(codeOn("currencies", "HRK", "2026-06-01")).toBeUndefined();
    expect(isKnown("currencies", "HRK")).toBe(true);
    expect(isKnown("currencies", "HRK", "2026-06-01")).toBe(false);
  });

  test("golden: the Harmonized System of 2022 has 96 chapters and 1,228 headings; 77 is kept free", () => {
    expect(codesOf("hs-chapters")).toHaveLength(96);
    expect(isKnown("hs-chapters", "77")).toBe(false);
    const headings = codesOf("hs-headings");
    expect(headings).toHaveLength(1_228);
    expect(headings).toEqual([...new Set(headings)].toSorted());
    expect([...new Set(headings.map((code) => code.slice(0, 2)))]).toEqual(codesOf("hs-chapters"));
    expect(row("hs-headings", "0902")?.names.en).toBe("tea");
  });

  test("a list or a code that is none is not known, whatever its name", () => {
    for (const name of ["", "constructor", "__proto__", "countriez"]) {
      expect(codeList(name)).toBeUndefined();
      expect(isKnown(name, "CN")).toBe(false);
    }
    expect(isKnown("countries", "cn")).toBe(false);
  });
});

describe("property: validity windows", () => {
  const day = fc
    .tuple(
      fc.integer({ min: 1990, max: 2060 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
    )
    .map(
      ([year, month, date]) =>
        `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`,
    );

  test("property: a row holds on its first and last day and between, never outside", () => {
    fc.assert(
      fc.property(day, day, day, (one, other, on) => {
        const [validFrom = "", validTo = ""] = [one, other].sort();
        expect(holdsOn({ validFrom, validTo }, on)).toBe(validFrom <= on && on <= validTo);
        expect(holdsOn({ validFrom, validTo }, validFrom)).toBe(true);
        expect(holdsOn({ validFrom, validTo }, validTo)).toBe(true);
        expect(holdsOn({ validFrom }, on)).toBe(on >= validFrom);
        expect(holdsOn({}, on)).toBe(true);
      }),
    );
  });
});
