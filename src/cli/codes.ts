/**
 * `mailport codes import|list|show`: the command line's face of the operations on code lists. An
 * import shows its difference first and changes something only on a yes. Decides nothing itself.
 */
import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import type { Command } from "commander";
import type { Finding } from "#base/result.ts";
import type { Operation } from "#operations/define.ts";
import { CODE_FILE_LIMIT, importCodes } from "#operations/import-codes.ts";
import { listCodeLists } from "#operations/list-code-lists.ts";
import { showCodes } from "#operations/show-codes.ts";
import { type CodeNames, nameIn } from "#standards/codes/code-row.ts";
import { codeFiles } from "#standards/codes/files/code-files.ts";
import { type Instance, openInstance } from "./instance.ts";
import { type InstanceFlags, type Runner, withInstanceFlags } from "./operation-verbs.ts";
import { openQuestions } from "./questions.ts";
import { table } from "./show-answer.ts";
import { EXIT, Refused, type Terminal } from "./terminal.ts";
import { unreadable } from "./unreadable.ts";

type ImportFlags = InstanceFlags & { readonly yes?: boolean; readonly validFrom?: string };
type ShowFlags = InstanceFlags & { readonly on?: string; readonly after?: string };

/** Adds the verb with its three parts. */
export function addCodesVerb(program: Command, run: Runner): void {
  const codes = program.command("codes").description("Imports, lists and shows code lists.");
  const lists = codeFiles.map((file) => file.list).join(", ");
  withInstanceFlags(codes.command("import"))
    .description(`Imports a full list, its difference shown first: ${lists}.`)
    .argument("<list>", "the list that the file fills")
    .argument("<file>", "the file")
    .option("--yes", "apply the difference without asking")
    .option("--valid-from <day>", "day from which the file says, YYYY-MM-DD")
    .action((list: string, file: string, flags: ImportFlags) =>
      run(flags, (terminal) => importList(terminal, list, file, flags)),
    );
  withInstanceFlags(codes.command("list"))
    .description("Lists the code lists with what is carried and imported of each.")
    .action((flags: InstanceFlags) => run(flags, (terminal) => listLists(terminal, flags)));
  withInstanceFlags(codes.command("show"))
    .description("Shows the codes of a list, or one code, as they hold on a day.")
    .argument("<list>", "name of the list")
    .argument("[code]", "one code")
    .option("--on <day>", "the day, YYYY-MM-DD; today where absent")
    .option("--after <code>", "the code after which the page starts")
    .action((list: string, code: string | undefined, flags: ShowFlags) =>
      run(flags, (terminal) => showList(terminal, list, code, flags)),
    );
}

type Changed = {
  readonly code: string;
  readonly names?: CodeNames;
  readonly before?: CodeNames;
};

/** What `import-codes` answers. */
type Imported = {
  readonly list: string;
  readonly applied: boolean;
  readonly version: number;
  readonly validFrom: string | null;
  readonly rows: number;
  readonly refused: number;
  readonly complete: boolean;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly first: Readonly<Record<Kind, readonly Changed[]>>;
  readonly findings: readonly Finding[];
  readonly findingsTotal: number;
};
type Kind = (typeof KINDS)[number];
const KINDS = ["added", "changed", "removed"] as const;

/** Exit 2 when rows were kept out of what was to be applied; a look alone is well. */
async function importList(
  terminal: Terminal,
  list: string,
  path: string,
  flags: ImportFlags,
): Promise<number> {
  const file = readWhole(terminal, path);
  const input = {
    list,
    name: basename(path).slice(-200),
    file: file.toString("base64"),
    ...(flags.validFrom === undefined ? {} : { validFrom: flags.validFrom }),
  };
  const instance = await openInstance(terminal, flags);
  try {
    const send = async (more: object): Promise<Imported> => {
      return ask<Imported>(instance, importCodes, { ...input, ...more }, path);
    };
    const first = await send({ apply: flags.yes === true });
    if (!terminal.json) showDifference(terminal, first, path);
    const last = flags.yes === true ? first : await applyOnYes(terminal, first, send);
    if (terminal.json) terminal.printJson(withFile(last, path));
    const wasMeant = flags.yes === true || last.applied;
    return wasMeant && isDamaged(last) ? EXIT.refused : EXIT.well;
  } finally {
    await instance.close();
  }
}

/** Asks whoever sits at the terminal; without one nothing is applied. */
async function applyOnYes(
  terminal: Terminal,
  shown: Imported,
  send: (more: object) => Promise<Imported>,
): Promise<Imported> {
  if (changesOf(shown) === 0) return shown;
  if (process.stdin.isTTY !== true || process.stderr.isTTY !== true) {
    terminal.note(terminal.say("codes.not-applied"));
    return shown;
  }
  if (terminal.json) showDifference(terminal, shown, "");
  const questions = openQuestions(terminal);
  try {
    const answer = await questions.ask("codes.ask");
    if (!/^(y|yes|o|oui|是)$/i.test(answer)) {
      terminal.note(terminal.say("codes.declined"));
      return shown;
    }
  } finally {
    questions.close();
  }
  const applied = await send({ apply: true, base: shown.version });
  if (!terminal.json) terminal.print(saidApplied(terminal, applied));
  return applied;
}

/** Whether rows of the file were kept out. */
function isDamaged({ refused, complete }: Imported): boolean {
  return refused > 0 || !complete;
}

function changesOf({ added, changed, removed }: Imported): number {
  return added + changed + removed;
}

function saidApplied(terminal: Terminal, { version, validFrom }: Imported): string {
  return terminal.say("codes.applied", { version, validFrom });
}

function showDifference(terminal: Terminal, answer: Imported, path: string): void {
  const say = terminal.json
    ? (text: string): void => terminal.note(text)
    : (text: string): void => terminal.print(text);
  const { list, rows, refused, added, changed, removed, unchanged } = answer;
  const counts = { list, rows, refused, added, changed, removed, unchanged };
  say(terminal.say("codes.difference", counts));
  for (const kind of KINDS) {
    const lines = answer.first[kind];
    for (const one of lines) say(changeLine(terminal, kind, one));
    const more = answer[kind] - lines.length;
    if (more > 0) say(`  ${terminal.say("codes.more", { count: more })}`);
  }
  terminal.noteFindings(withFile(answer, path).findings, answer.findingsTotal);
  if (changesOf(answer) === 0) {
    say(terminal.say(isDamaged(answer) ? "codes.declined" : "codes.same"));
  }
  if (answer.applied) say(saidApplied(terminal, answer));
}

const MARKS: Readonly<Record<Kind, string>> = { added: "+", changed: "~", removed: "-" };

function changeLine(terminal: Terminal, kind: Kind, { code, names, before }: Changed): string {
  const name = (given: CodeNames | undefined): string =>
    given === undefined ? "" : nameIn(given, terminal.language).replace(/[\p{Cc}\p{Cf}]/gu, " ");
  const [now, was] = [name(names), name(before)];
  const text = kind === "changed" && now !== was ? `${was} → ${now}` : now || was;
  return `  ${MARKS[kind]} ${terminal.say(`codes.${kind}`)} ${code} ${text}`.trimEnd();
}

/** Findings with the file they are of. */
function withFile(answer: Imported, file: string): Imported {
  const findings = answer.findings.map((one) => ({ ...one, at: { file, ...one.at } }));
  return { ...answer, findings };
}

function readWhole(terminal: Terminal, path: string): Buffer {
  try {
    const { size } = statSync(path);
    if (size <= CODE_FILE_LIMIT) return readFileSync(path);
    const facts = { file: path, size, limit: CODE_FILE_LIMIT };
    throw new Refused({ code: "file/too-large", facts }, terminal.say("file.too-large", facts));
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw unreadable(terminal, path, error);
  }
}

/** The answer of an operation; findings of a refusal name the file. */
async function ask<T>(
  instance: Instance,
  operation: Operation,
  input: object,
  file?: string,
): Promise<T> {
  const answer = await instance.call(operation, input, null);
  if (answer.ok) return answer.value as T;
  const { code, facts } = answer.refusal;
  const findings = facts?.["findings"];
  if (file === undefined || !Array.isArray(findings)) throw new Refused(answer.refusal);
  const placed = (findings as readonly Finding[]).map((one) => ({
    ...one,
    at: { file, ...one.at },
  }));
  throw new Refused({ code, facts: { ...facts, findings: placed } });
}

/** What `list-code-lists` answers of each list. */
type Listed = {
  readonly name: string;
  readonly titles: CodeNames;
  readonly carried: number;
  readonly extent: string;
  readonly imported?: { readonly version: number; readonly rows: number };
};

async function listLists(terminal: Terminal, flags: InstanceFlags): Promise<number> {
  const instance = await openInstance(terminal, flags);
  try {
    const answer = await ask<{ lists: readonly Listed[] }>(instance, listCodeLists, {});
    if (terminal.json) terminal.printJson(answer);
    else {
      const rows = answer.lists.map(({ name, titles, carried, extent, imported }) => ({
        list: name,
        title: nameIn(titles, terminal.language),
        carried: `${carried} (${extent})`,
        imported: imported?.rows,
        version: imported?.version,
      }));
      terminal.print(table(rows));
    }
    return EXIT.well;
  } finally {
    await instance.close();
  }
}

/** What `show-codes` answers. */
type Shown = {
  readonly codes: readonly ShownCode[];
  readonly history?: readonly ShownCode[];
  readonly next?: string;
};
type ShownCode = {
  readonly code: string;
  readonly names: CodeNames;
  readonly facts: Readonly<Record<string, string>>;
  readonly verified: boolean;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly from: string;
  readonly version: number | null;
};

async function showList(
  terminal: Terminal,
  list: string,
  code: string | undefined,
  { on, after, ...flags }: ShowFlags,
): Promise<number> {
  const instance = await openInstance(terminal, flags);
  try {
    const given = Object.entries({ code, on, after }).filter(([_name, one]) => one !== undefined);
    const input = { list, ...Object.fromEntries(given) };
    const answer = await ask<Shown>(instance, showCodes, input);
    if (terminal.json) terminal.printJson(answer);
    else {
      terminal.print(
        codeTable(terminal, on === undefined ? (answer.history ?? answer.codes) : answer.codes),
      );
      if (answer.next !== undefined) terminal.note(`--after ${answer.next}`);
    }
    return EXIT.well;
  } finally {
    await instance.close();
  }
}

function codeTable(terminal: Terminal, codes: readonly ShownCode[]): string {
  if (codes.length === 0) return terminal.say("table.empty");
  const rows = codes.map(({ code, names, facts, ...row }) => ({
    code,
    name: nameIn(names, terminal.language),
    ...facts,
    verified: row.verified,
    from: row.version === null ? row.from : `${row.from} ${row.version}`,
    validFrom: row.validFrom,
    validTo: row.validTo,
  }));
  return table(rows);
}
