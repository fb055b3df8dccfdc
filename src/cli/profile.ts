/**
 * `mailport profile import FILE`: the command line's face of importing a message profile. What differs
 * from the profile in force is shown first, and something changes only on a yes. Decides nothing itself.
 */
import { basename } from "node:path";
import type { Command } from "commander";
import type { Finding } from "#base/result.ts";
import { type InstanceFlags, type Runner, withInstanceFlags } from "./operation-verbs.ts";
import { openQuestions } from "./questions.ts";
import { EXIT, Refused, type Terminal } from "./terminal.ts";

type ImportFlags = InstanceFlags & { readonly yes?: boolean; readonly validFrom?: string };

/** Differences printed; `--json` gives more of them. */
const PRINTED = 100;

/** Adds the verb. */
export function addProfileVerb(program: Command, run: Runner): void {
  const profile = program.command("profile").description("Imports message profiles of partners.");
  withInstanceFlags(profile.command("import"))
    .description("Imports a profile, what it changes shown first; `list-profiles` lists them.")
    .argument("<file>", "the profile as JSON")
    .option("--yes", "apply it without asking")
    .option("--valid-from <day>", "day from which it reads messages, YYYY-MM-DD")
    .action((file: string, flags: ImportFlags) =>
      run(flags, (terminal) => importFile(terminal, file, flags)),
    );
}

/** What `import-profile` answers. */
type Imported = {
  readonly message: string;
  readonly messageVersion: string;
  readonly partner: string | null;
  readonly applied: boolean;
  readonly revision: number;
  readonly validFrom: string | null;
  readonly against: { readonly from: string; readonly messageVersion: string };
  readonly differences: readonly Difference[];
  readonly differencesTotal: number;
};
type Difference = {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
};
type Send = (more: object) => Promise<Imported>;

async function importFile(terminal: Terminal, file: string, flags: ImportFlags): Promise<number> {
  const { profileText } = await import("./read-profiles.ts");
  const input = {
    name: basename(file).slice(-200),
    profile: profileText(terminal, file),
    ...(flags.validFrom === undefined ? {} : { validFrom: flags.validFrom }),
  };
  const [{ importProfile }, { openInstance }] = await Promise.all([
    import("#operations/import-profile.ts"),
    import("./instance.ts"),
  ]);
  const instance = await openInstance(terminal, flags);
  try {
    const send: Send = async (more) => {
      const answer = await instance.call(importProfile, { ...input, ...more }, null);
      if (answer.ok) return answer.value as Imported;
      const { code, facts } = answer.refusal;
      throw new Refused({ code, facts: { ...facts, ...placed(file, facts?.["findings"]) } });
    };
    const first = await send({ apply: flags.yes === true });
    if (!terminal.json) showDifference(terminal, first, (text) => terminal.print(text));
    const last = first.applied ? first : await applyOnYes(terminal, first, send);
    if (terminal.json) terminal.printJson(last);
    else if (last.applied) terminal.print(terminal.say("profile.applied", last));
    return EXIT.well;
  } finally {
    await instance.close();
  }
}

/** Findings of a refusal with the file they are of. */
function placed(file: string, findings: unknown): { readonly findings?: readonly Finding[] } {
  if (!Array.isArray(findings)) return {};
  const all = findings as readonly Finding[];
  return { findings: all.map((one) => ({ ...one, at: { file, ...one.at } })) };
}

/** Asks whoever sits at the terminal; without one nothing is applied. */
async function applyOnYes(terminal: Terminal, shown: Imported, send: Send): Promise<Imported> {
  if (shown.revision > 0 && shown.differencesTotal === 0) return shown;
  if (process.stdin.isTTY !== true || process.stderr.isTTY !== true) {
    terminal.note(terminal.say("codes.not-applied"));
    return shown;
  }
  if (terminal.json) showDifference(terminal, shown, (text) => terminal.note(text));
  const questions = openQuestions(terminal);
  try {
    const answer = await questions.ask("codes.ask");
    if (/^(y|yes|o|oui|是)$/i.test(answer)) return send({ apply: true, base: shown.revision });
    terminal.note(terminal.say("codes.declined"));
    return shown;
  } finally {
    questions.close();
  }
}

function showDifference(terminal: Terminal, answer: Imported, say: (text: string) => void): void {
  const { message, messageVersion, partner, against, differences, differencesTotal } = answer;
  const key = against.from === "shipped" ? "profile.against-shipped" : "profile.against-imported";
  const facts = { message, version: messageVersion, partner, count: differencesTotal };
  say(terminal.say(key, { ...facts, other: against.messageVersion }));
  for (const { path, before, after } of differences.slice(0, PRINTED)) {
    const mark = before === null ? "+" : after === null ? "-" : "~";
    const text = before === null || after === null ? (before ?? after) : `${before} → ${after}`;
    say(`  ${mark} ${path}: ${text}`.replace(/[\p{Cc}\p{Cf}]/gu, " "));
  }
  const count = differencesTotal - PRINTED;
  if (count > 0) say(`  ${terminal.say("codes.more", { count })}`);
}
