/** What a centre has before its first parcel says of itself that it is invented. */
import { expect, test } from "vitest";
import { ok } from "#base/result.ts";
import { codeFileOf } from "#standards/codes/files/code-files.ts";
import { openCentre } from "./opening.ts";

test("the invented rates of the world say that nobody verified them, and who made them up", async () => {
  const files = new Map<string, Uint8Array>();
  await openCentre(async (_who, _operation, input) => {
    const { list, file } = input as { readonly list: string; readonly file: string };
    files.set(list, Buffer.from(file, "base64"));
    return ok({});
  });
  const reader = codeFileOf("customs-rates")?.open();
  const pushed = reader?.push(files.get("customs-rates") ?? new Uint8Array());
  const rows = [...(pushed?.rows ?? []), ...(reader?.end().rows ?? [])];
  expect(rows.length).toBeGreaterThan(3);
  for (const { value } of rows) {
    expect(value).toMatchObject({ verified: false });
    expect(value?.facts["source"]).toContain("invented");
  }
});
