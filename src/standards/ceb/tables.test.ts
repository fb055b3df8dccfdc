/**
 * The tables of the CEB family: what both editions hold, where they differ, and that every element has a
 * meaning, every error and state its words.
 */
import { describe, expect, test } from "vitest";
import { LANGUAGES } from "#words/language.ts";
import { CEB_ERRORS, cebErrors } from "./error-codes.ts";
import { CEB_LABELS } from "./labels.ts";
import { decimalOf, integerOf } from "./numbers.ts";
import { CEB_STATUS, cebState, mayCarry, sayCebStatus, sayTaxStatus } from "./status-codes.ts";
import type { GroupRule } from "./table.ts";
import {
  answerOf,
  CEB_EDITIONS,
  cebNameOfRoot,
  cebNames,
  cebRule,
  editionsToTry,
  isInBothEditions,
} from "./tables.ts";
import { formFault, formOf } from "./text-form.ts";

function textNames(rule: GroupRule): readonly string[] {
  return rule.elements.flatMap((element) =>
    element.kind === "group"
      ? textNames(element.group)
      : element.kind === "text"
        ? element.name
        : [],
  );
}

const NAMES = CEB_EDITIONS.flatMap((edition) =>
  cebNames(edition).flatMap((name) => {
    const rule = cebRule(edition, name);
    return rule === undefined ? [] : [...textNames(rule.root), ...textNames(rule.document)];
  }),
);

describe("CEB tables", () => {
  test("CEB 202205 and 2018-113: every element has a meaning, and no meaning is of no element", () => {
    const extension = ["name", "version"];
    const elements = [...new Set(NAMES)].filter((name) => !extension.includes(name)).sort();
    expect(Object.keys(CEB_LABELS).sort()).toEqual(elements);
  });

  test("CEB 202205: every message a sender writes has its answer", () => {
    const asked = cebNames("202205").filter((name) => answerOf(name) !== undefined);
    expect(asked).toHaveLength(19);
    expect(answerOf("CEB621")).toBe("CEB622");
    expect(answerOf("CEB622")).toBeUndefined();
    expect(answerOf("CEB816")).toBeUndefined();
  });

  test("CEB 2018-113 has no return messages 213 to 216 and differs in the list's lines", () => {
    expect(isInBothEditions("CEB213")).toBe(false);
    expect(cebRule("2018-113", "CEB213")).toBeUndefined();
    expect(editionsToTry("CEB311")).toEqual(["202205"]);
    expect(editionsToTry("CEB621")).toEqual(["202205", "2018-113"]);
  });

  test("a root is known by its name, with or without its ending", () => {
    expect(cebNameOfRoot("CEB621Message")).toBe("CEB621");
    expect(cebNameOfRoot("CEB214")).toBe("CEB214");
    expect(cebNameOfRoot("CEB999Message")).toBeUndefined();
    expect(cebNameOfRoot("toString")).toBeUndefined();
  });
});

describe("CEB forms of text", () => {
  test.each<[string, string, string | undefined]>([
    ["C36", "x".repeat(36), undefined],
    ["C36", "x".repeat(35), "ceb/length"],
    ["C1..3", "𠀀𠀀𠀀", undefined],
    ["C1..3", "", "ceb/length"],
    ["C..3 collapsed", "  a   b ", undefined],
    ["C..3", " a b", "ceb/length"],
    ["C3 =142", "142", undefined],
    ["C3 =142", "", undefined],
    ["C3 =142", "840", "ceb/fixed-value"],
    ["N19,5", "99999999999999.99999", undefined],
    ["N19,5", "+0001.50000000", undefined],
    ["N19,5", ".00001", undefined],
    ["N19,5", "-.5", undefined],
    ["N19,5", "1.", undefined],
    ["N19,5", "1.000001", "ceb/digits"],
    ["N19,5", "99999999999999999999", "ceb/digits"],
    ["N19,5", "1e3", "ceb/not-a-number"],
    ["N19,5", "1,5", "ceb/not-a-number"],
    ["N19,5", ".", "ceb/not-a-number"],
    ["N19,5", "", "ceb/not-a-number"],
    ["I", "2147483647", undefined],
    ["I", "-2147483648", undefined],
    ["I", "2147483648", "ceb/digits"],
    ["I5", "00099999", undefined],
    ["I5", "100000", "ceb/digits"],
    ["I", "1.0", "ceb/not-a-number"],
    ["T", "2026-11-22T10:20:30.5+08:00", undefined],
    ["T", "2026-11-22 10:20:30", "ceb/not-a-time"],
  ])("XML Schema part 2: %s, %j gives %s", (notation, text, code) => {
    expect(formFault(text, formOf(notation))?.code).toBe(code);
  });

  test("numbers become scaled decimals and whole numbers", () => {
    expect(decimalOf("12.50")).toEqual({ ok: true, value: { units: 1_250, scale: 2 } });
    expect(decimalOf(" +.5 ")).toEqual({ ok: true, value: { units: 5, scale: 1 } });
    expect(decimalOf("-007.")).toEqual({ ok: true, value: { units: -7, scale: 0 } });
    expect(decimalOf("1e3").ok).toBe(false);
    expect(decimalOf("").ok).toBe(false);
    expect(decimalOf("9999999999999999999").ok).toBe(false);
    expect(integerOf("+12")).toEqual({ ok: true, value: 12 });
    expect(integerOf("1.5").ok).toBe(false);
  });
});

describe("CEB states and errors", () => {
  test("CEB 202205 tables 7-1 and 7-2: 176 errors, two numbers with two meanings", () => {
    expect(CEB_ERRORS).toHaveLength(176);
    const twice = CEB_ERRORS.filter(({ code }) => cebErrors(code).length > 1);
    expect([...new Set(twice.map(({ code }) => code))].sort()).toEqual(["-621027", "-625022"]);
  });

  test.each(LANGUAGES)("every state and every error is said in %s", (language) => {
    for (const status of Object.keys(CEB_STATUS))
      expect(sayCebStatus(language, status)).not.toBe(status);
    for (const { code } of CEB_ERRORS)
      if (code.startsWith("-")) expect(sayCebStatus(language, code)).toContain("; ");
    expect(sayTaxStatus(language, "3")).not.toBe("3");
  });

  test("a state of no list is known by its number, an unknown number is said as it is", () => {
    expect(cebState("-621029")).toBe("error");
    expect(cebState("800")).toBe("released");
    expect(sayCebStatus("en", "-621029")).toBe(
      "refused with an error; list: the signature is not valid",
    );
    expect(sayCebStatus("en", "77")).toBe("77");
    expect(sayTaxStatus("en", "9")).toBe("9");
  });

  test("CEB 202205: which states an answer may carry", () => {
    expect(mayCarry("CEB622", "700")).toBe(true);
    expect(mayCarry("CEB604", "700")).toBe(false);
    expect(mayCarry("CEB712", "-800001")).toBe(true);
    expect(mayCarry("CEB312", "anything")).toBe(true);
  });
});
