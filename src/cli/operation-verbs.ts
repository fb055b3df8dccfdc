/**
 * Every operation of the registry as a verb: flags from its schema, its answer on stdout. Knows no
 * operation by name; a file for intake has a verb of its own (`take-in`).
 */
import type { Command } from "commander";
import { Option } from "commander";
import type { Operation } from "#operations/define.ts";
import { csvAnswer } from "./csv-answer.ts";
import { type Flag, flagsOf } from "./flags.ts";
import { showAnswer } from "./show-answer.ts";
import { EXIT, Refused, type Terminal } from "./terminal.ts";
import { verbInputs } from "./verb-input.ts";

/** What every verb that reaches a record may be told. */
export type InstanceFlags = { readonly data?: string; readonly as?: string };

/** Makes the terminal of a verb from its flags, runs the verb, and sets the exit code. */
export type Runner = (
  flags: Readonly<Record<string, unknown>>,
  verb: (terminal: Terminal) => Promise<number>,
) => Promise<void>;

/** Adds a verb for each operation. */
export function addOperationVerbs(
  program: Command,
  operations: readonly Operation[],
  run: Runner,
): void {
  for (const operation of operations) {
    const flags = flagsOf(operation);
    const verb = program.command(operation.name).description(operation.sentence);
    for (const flag of flags) verb.addOption(optionOf(flag));
    verb.option("--input <file>", "the whole input as JSON, or rows as NDJSON; - for stdin");
    if (operation.kind === "command") {
      verb.option("--key <key>", "idempotency key: the same key and input are done once");
    }
    if (operation.kind === "view" && operation.csv !== undefined) {
      verb.option("--csv", "print comma-separated values, for a spreadsheet");
    }
    withInstanceFlags(verb).action((given: Record<string, unknown>) =>
      run(given, (terminal) => runOperation(terminal, operation, flags, given)),
    );
  }
}

/** The flags by which a verb finds its record and says who acts. */
export function withInstanceFlags(verb: Command): Command {
  return withCommonFlags(verb)
    .option("--as <login>", "act as this user instead of the local operator")
    .option("--data <folder>", "data folder");
}

export function withCommonFlags(verb: Command): Command {
  return verb
    .option("--json", "print JSON")
    .addOption(
      new Option("--language <code>", "language of sentences").choices(["en", "fr", "zh"]),
    );
}

function optionOf(flag: Flag): Option {
  const value = flag.kind === "boolean" ? "" : flag.kind === "list" ? " <values...>" : " <value>";
  const option = new Option(`--${flag.name}${value}`, flag.description);
  if (flag.choices === undefined) return option;
  const { choices } = flag;
  option.choices(choices);
  const exact = option.parseArg;
  return option.argParser((given: string, before: unknown) => {
    const meant = choices.includes(given) ? given : choiceOf(given, choices);
    return exact?.(meant, before);
  });
}

/** The choice that differs in case alone: `RESDES` is `resdes`. */
function choiceOf(given: string, choices: readonly string[]): string {
  return choices.find((one) => one.toLowerCase() === given.toLowerCase()) ?? given;
}

async function runOperation(
  terminal: Terminal,
  operation: Operation,
  flags: readonly Flag[],
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const inputs = await verbInputs(operation, flags, given);
  const { openInstance } = await import("./instance.ts");
  const instance = await openInstance(terminal, given as InstanceFlags);
  const key = typeof given["key"] === "string" ? given["key"] : null;
  let exit: number = EXIT.well;
  try {
    for (const [index, input] of inputs.entries()) {
      const keyOfCall = key === null || inputs.length === 1 ? key : `${key}/${index}`;
      const answer = await instance.call(operation, input, keyOfCall);
      if (!answer.ok) throw new Refused(answer.refusal);
      if (given["csv"] === true)
        process.stdout.write(csvAnswer(operation, answer.value, headingsIn(terminal, given)));
      else if (terminal.json) terminal.printJson(answer.value);
      else showAnswer(terminal, answer.value);
      if (refusedRows(answer.value) > 0) exit = EXIT.refused;
    }
    return exit;
  } finally {
    await instance.close();
  }
}

/** Headings are the fields' names, for programs; in words where a language was named. */
function headingsIn({ language }: Terminal, given: Readonly<Record<string, unknown>>) {
  return given["language"] === undefined ? undefined : language;
}

function refusedRows(answer: unknown): number {
  const refused = (answer as { readonly refused?: unknown } | null)?.refused;
  return typeof refused === "number" ? refused : 0;
}
