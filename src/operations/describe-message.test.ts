/** A kept message told in sentences, in each language, with its findings at their place. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Centre, openCentre } from "#test/centre.ts";
import { type Intake, intakeOf } from "#test/intake.ts";
import { LANGUAGES } from "#words/language.ts";

type Told = {
  readonly descriptions: readonly {
    readonly title: string;
    readonly lines: readonly { readonly text: string }[];
    readonly findings: readonly { readonly code: string; readonly marked?: { marks: string } }[];
  }[];
  readonly more: boolean;
};

let centre: Centre;
let intake: Intake;
beforeAll(async () => {
  centre = await openCentre();
  intake = intakeOf(centre);
});
afterAll(() => centre.close());

const describe = (id: string, language: string, who = "post") =>
  centre.act<Told>(who, "describe-message", { id, language });

test("an interchange is told message by message, in each language its own", async () => {
  const { messageId } = await intake.takeIn("predes.edi", readFileSync("examples/predes.edi"));
  const titles = new Set<string>();
  for (const language of LANGUAGES) {
    const { descriptions } = await describe(messageId, language);
    expect(descriptions[0]?.title).toContain("PREDES");
    expect(descriptions[0]?.lines.length).toBeGreaterThan(5);
    titles.add(descriptions[0]?.title ?? "");
  }
  expect(titles.size).toBe(LANGUAGES.length);
});

test("a damaged element has its marks, and another party reads nothing", async () => {
  const text = readFileSync("examples/predes.edi", "utf8").replace(/DTM\+\d+:\d{4}/, "$&XX");
  const { messageId } = await intake.takeIn("damaged.edi", text);
  const { descriptions } = await describe(messageId, "en");
  const findings = descriptions.flatMap((one) => one.findings);
  expect(findings.some(({ marked }) => marked?.marks.includes("^"))).toBe(true);
  const other = await centre.run("express", "describe-message", { id: messageId });
  expect(other).toMatchObject({ refusal: { code: "message/not-found" } });
});

test("canary: a whole file has no finding", async () => {
  const csv = readFileSync("examples/postal-import.csv");
  const { messageId } = await intake.takeIn("whole.csv", csv);
  const { descriptions } = await describe(messageId, "zh");
  expect(descriptions.flatMap(({ findings }) => findings.map(({ code }) => code))).toEqual([]);
  expect(descriptions.length).toBeGreaterThan(1);
});
