/**
 * The CEB writer gives no byte of a message that its schema would refuse.
 */
import { describe, expect, test } from "vitest";
import { chanceOf } from "#base/chance.ts";
import { messageOf } from "#test/ceb/generated-messages.ts";
import type { CebMessage } from "./values.ts";
import { writeCeb } from "./writer.ts";

describe("the writer checks before it gives a byte", () => {
  const message = messageOf("202205", "CEB513", "least", chanceOf(3)) as CebMessage<"CEB513">;
  const [document] = message.documents;
  const changed = (change: object): CebMessage =>
    ({ ...message, documents: [{ ...document, ...change }] }) as CebMessage;

  test.each<[string, object, string]>([
    ["an element missing", { logisticsNo: undefined }, "ceb/missing-element"],
    ["an element of no table", { parcel: "1" }, "ceb/not-allowed"],
    ["a text too long", { logisticsNo: "1".repeat(61) }, "ceb/length"],
    ["a character XML cannot carry", { logisticsNo: "1\u0000" }, "ceb/character"],
    ["half a character", { logisticsNo: "1\ud800" }, "ceb/character"],
    ["a list where a text belongs", { logisticsNo: { a: "1" } }, "ceb/not-allowed"],
  ])("%s is refused", (_what, change, code) => {
    const { bytes, findings } = writeCeb(changed(change));
    expect(bytes).toBeUndefined();
    expect(findings.map((one) => one.code)).toContain(code);
    expect(findings[0]?.at.path).toMatch(/^\/CEB513Message\/LogisticsStatus\[1\]\//);
  });

  test("XML to be kept that is not one element of its name is refused", () => {
    for (const signature of ["<a", "<a></a>", "text", ""]) {
      const { bytes, findings } = writeCeb({ ...message, signature });
      expect(bytes).toBeUndefined();
      expect(findings.map(({ code }) => code)).toEqual(["ceb/not-xml"]);
    }
  });

  test("no document, and a guid of another length, are refused", () => {
    const { findings } = writeCeb({ ...message, documents: [], guid: "1" });
    expect(findings.map(({ code }) => code)).toEqual(["ceb/length", "ceb/missing-element"]);
  });
});
