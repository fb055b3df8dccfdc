import fc from "fast-check";
import { expect, test } from "vitest";
import { shownText } from "./shown-text.ts";

test("controls stand as pictures, tab and line ends as they are", () => {
  expect(shownText("UNB\0\u001b[2J\u007f\u0085\tA\r\n", 80)).toBe("UNB␀␛[2J␡\ufffd\tA\r\n");
});

test("a long text is cut with an ellipsis, never inside of a character", () => {
  expect(shownText("abcdef", 3)).toBe("abc…");
  expect(shownText("ab😀", 3)).toBe("ab\ufffd…");
  expect(shownText("abc", 3)).toBe("abc");
});

test("property: any text becomes one that JSON, a terminal and a database take", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.nat(40), (text, most) => {
      const shown = shownText(text, most);
      expect(shown.isWellFormed()).toBe(true);
      expect(shown.length).toBeLessThanOrEqual(most + 1);
      expect(/[^\P{Cc}\t\r\n]/u.test(shown)).toBe(false);
    }),
  );
});
