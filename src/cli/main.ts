/**
 * The command line: `mailport VERB`. Only the verb's output goes to stdout. Exit 0 all well, 2
 * something refused and the rest done, 1 a fault of ours. What a verb does is in its own file.
 */
import { Command, CommanderError } from "commander";
import { nameHome } from "./data-folder.ts";
import { addFileVerbs } from "./file-verbs.ts";
import { addOperationVerbs, type Runner } from "./operation-verbs.ts";
import { packageVersion } from "./package-version.ts";
import { addProfileVerb } from "./profile.ts";
import { endOfSignal, listenForSignals } from "./stopping.ts";
import { EXIT, Terminal, watchOutput } from "./terminal.ts";

/**
 * Verbs that know no record, and `start`, which loads the operations beside other work: for them no
 * verb of an operation is made, half of the time to start.
 */
const ALONE: ReadonlySet<string> = new Set([
  "check-id",
  "describe",
  "read",
  "signature-key",
  "start",
  "version",
]);

nameHome();
listenForSignals();
const output = watchOutput();
const exitCode = await main(process.argv.slice(2));
process.exitCode = output.isLost() ? EXIT.fault : exitCode;

/** Runs one verb; gives the exit code. */
async function main(args: readonly string[]): Promise<number> {
  let exit: number = EXIT.well;
  const run: Runner = async (flags, verb) => {
    const { language, json } = flags as { language?: string; json?: boolean };
    const terminal = new Terminal({ language, json: json === true });
    try {
      exit = await verb(terminal);
    } catch (error) {
      await endOfSignal();
      exit = terminal.failure(error);
    }
  };
  try {
    const program = await programOf(run, ALONE.has(args[0] ?? ""));
    await program.parseAsync([...args], { from: "user" });
    return exit;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Asked-for help and version are all well; a wrong flag is refused.
    return error.exitCode === 0 ? EXIT.well : EXIT.refused;
  }
}

async function programOf(run: Runner, isAlone: boolean): Promise<Command> {
  const program = new Command("mailport")
    .description("Runs an international mail processing centre.")
    .version(packageVersion(), "--version", "print the version")
    .configureOutput({ outputError: (text, write) => write(`mailport: ${text}`) })
    .showSuggestionAfterError()
    .exitOverride();
  addFileVerbs(program, run);
  if (!isAlone) {
    const { addCodesVerb } = await import("./codes.ts");
    addCodesVerb(program, run);
    addProfileVerb(program, run);
    const { operations } = await import("#operations/index.ts");
    addOperationVerbs(program, operations.filter(isVerb), run);
  }
  program
    .command("version")
    .description("print the version")
    .action(() => {
      process.stdout.write(`${packageVersion()}\n`);
    });
  return program;
}

/** An intake from the command line has a file, so it has a verb of its own. */
function isVerb({ name }: { readonly name: string }): boolean {
  return name !== "take-in-message";
}
