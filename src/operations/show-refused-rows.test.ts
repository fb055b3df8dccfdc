/** The rows of a file that were refused come back as a file that reads; those that were done do not. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Centre, openCentre } from "#test/centre.ts";
import { type Intake, intakeOf } from "#test/intake.ts";

type Refused = { readonly name: string; readonly rows: number; readonly text: string };

let centre: Centre;
let intake: Intake;
beforeAll(async () => {
  centre = await openCentre();
  intake = intakeOf(centre);
});
afterAll(() => centre.close());

const lines = readFileSync("examples/postal-import.csv", "utf8").trim().split("\n");
/** The last item of the example, whose stream is spoilt: its declaration alone is refused. */
const item = lines.findLast((line) => line.includes(",postal,"))?.split(",")[0] ?? "";
const spoilt = lines.map((line) =>
  line.startsWith(item) ? line.replace(",postal,", ",snail,") : line,
);

test("refused rows of a CSV come with its header and read as a file again", async () => {
  const bytes = Buffer.from(`${spoilt.join("\n")}\n`);
  const { messageId, rowsRefused, rowsDone } = await intake.takeIn("spoilt.csv", bytes);
  expect(rowsRefused).toBe(1);
  const refused = await centre.act<Refused>("post", "show-refused-rows", { messageId });
  expect(refused).toMatchObject({ name: "refused-spoilt.csv", rows: 1, more: false });
  const given = refused.text.trim().split("\n");
  expect(given[0]).toBe(lines[0]);
  expect(given.slice(1)).toEqual(spoilt.filter((line) => line.startsWith(item)));
  const mended = Buffer.from(refused.text.replace(",snail,", ",postal,"));
  const corrected = await centre.act<{ rowsDone: number; rowsRefused: number }>(
    "post",
    "correct-message",
    { messageId, ...(await intake.keep(mended)) },
  );
  expect(corrected).toMatchObject({ rowsDone: 1, rowsRefused: 0 });
  expect(rowsDone, "canary: the others were done before").toBeGreaterThan(1);
});

test("of JSON they are a list again", async () => {
  const list = { number: "J-1", stream: "postal" };
  const bytes = Buffer.from(JSON.stringify([list, { ...list, number: "J-2" }]));
  const { messageId } = await intake.takeIn("two.json", bytes);
  const { text, rows } = await centre.act<Refused>("post", "show-refused-rows", { messageId });
  expect(rows).toBe(2);
  expect(JSON.parse(text)).toEqual([list, { ...list, number: "J-2" }]);
});

test("another party's file, a whole file and a file of messages give none", async () => {
  const { messageId } = await intake.takeIn("spoilt-2.csv", Buffer.from(`${spoilt.join("\n")}\n`));
  expect(await centre.run("express", "show-refused-rows", { messageId })).toMatchObject({
    refusal: { code: "message/not-found" },
  });
  const whole = await intake.takeIn("whole.json", Buffer.from("[]"));
  expect(
    await centre.run("post", "show-refused-rows", { messageId: whole.messageId }),
  ).toMatchObject({
    refusal: { code: "message/nothing-refused" },
  });
  const predes = await intake.takeIn("predes.edi", readFileSync("examples/predes.edi"));
  expect(
    await centre.run("post", "show-refused-rows", { messageId: predes.messageId }),
  ).toMatchObject({
    refusal: { code: "message/rows-not-apart" },
  });
});
