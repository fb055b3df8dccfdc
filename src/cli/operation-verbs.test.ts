/** What flags of one of several words take. */
import { Command } from "commander";
import { expect, test } from "vitest";
import { operations } from "#operations/index.ts";
import { addOperationVerbs } from "./operation-verbs.ts";

/** The `--message` that the verb is given for this text. */
async function messageOf(text: string): Promise<unknown> {
  let message: unknown;
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  const setting = operations.filter(({ name }) => name === "set-partner-message");
  addOperationVerbs(program, setting, async (flags) => {
    message = flags["message"];
  });
  for (const verb of program.commands) verb.exitOverride().copyInheritedSettings(program);
  await program.parseAsync(["set-partner-message", "--message", text], { from: "user" });
  return message;
}

test("a word is taken in any case, as its own; another is refused", async () => {
  expect(await messageOf("resdes")).toBe("resdes");
  expect(await messageOf("RESDES")).toBe("resdes");
  await expect(messageOf("RESCON")).rejects.toThrow(/Allowed choices are resdes, emsevt/);
});
