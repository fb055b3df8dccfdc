/**
 * `mailport take-in FILE…`: the command line's face of `take-in-message`. A large file goes in
 * parts, each a message under a key made of the file's hash, so that the same command run again
 * goes on where it was cut off.
 */
import { createHash } from "node:crypto";
import { basename } from "node:path";
import { type Finding, present, type Refusal } from "#base/result.ts";
import { operations } from "#operations/index.ts";
import { type CutFile, cutFile, type Part, readPart } from "./cut-file.ts";
import { type Instance, openInstance } from "./instance.ts";
import { sizeOfFile } from "./size-of-file.ts";
import { closeOnSignal } from "./stopping.ts";
import { EXIT, Refused, type Terminal } from "./terminal.ts";

/** Largest input that is sent without being cut, bytes. */
const WHOLE_BYTES_LIMIT = 64 * 1024 * 1024;

/** What `take-in-message` answers. */
type Taken = {
  readonly messageId: string;
  readonly format: string;
  readonly state: string;
  readonly rowsTotal: number;
  readonly rowsDone: number;
  readonly rowsRefused: number;
  readonly findings: readonly Finding[];
  readonly findingsTotal: number;
};

/** The answers of one file's parts together. */
type Sum = {
  readonly file: string;
  format: string;
  state: string;
  done: number;
  refused: number;
  findingsTotal: number;
  readonly messages: string[];
  readonly findings: Finding[];
  /** Why the file, or from a part on the rest of it, was not taken in. */
  refusal?: Refusal;
};

/**
 * Sizes are looked at before anything is sent; a file that is refused keeps no other back. Exit 2
 * when a row or a file was refused.
 */
export async function takeIn(
  terminal: Terminal,
  files: readonly string[],
  flags: { readonly data?: string; readonly as?: string; readonly partner?: string },
): Promise<number> {
  for (const file of files) sizeOfFile(terminal, file);
  const instance = await openInstance(terminal, flags);
  const forget = closeOnSignal(async () => terminal.note(terminal.say("take-in.cut-off")));
  const sums: Sum[] = [];
  try {
    for (const file of files) sums.push(await takeInFile(terminal, instance, file, flags.partner));
  } finally {
    forget();
    await instance.close();
  }
  if (terminal.json) terminal.printJson({ files: sums });
  const isWell = sums.every(({ refused, state }) => refused === 0 && state === "taken-in");
  return isWell ? EXIT.well : EXIT.refused;
}

async function takeInFile(
  terminal: Terminal,
  instance: Instance,
  file: string,
  partner: string | undefined,
): Promise<Sum> {
  const sum: Sum = {
    file,
    format: "",
    state: "",
    done: 0,
    refused: 0,
    findingsTotal: 0,
    messages: [],
    findings: [],
  };
  try {
    await sendParts(terminal, instance, sum, partner);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    sum.state = "refused";
    sum.refusal = error.refusal;
  }
  tell(terminal, sum);
  return sum;
}

async function sendParts(
  terminal: Terminal,
  instance: Instance,
  sum: Sum,
  partner: string | undefined,
): Promise<void> {
  const { file } = sum;
  const cut = await cutFile(file);
  sum.format = cut.format ?? "";
  if (!cut.cuttable && cut.sizeBytes > WHOLE_BYTES_LIMIT) {
    const facts = { file, size: cut.sizeBytes, limit: WHOLE_BYTES_LIMIT };
    throw new Refused({ code: "file/not-cut", facts });
  }
  for (const part of cut.parts) {
    add(sum, part, await send(instance, file, cut, part, partner));
    const percent = Math.floor((100 * part.to) / Math.max(cut.sizeBytes, 1));
    terminal.progress(
      terminal.say("take-in.progress", { file, percent, rows: sum.done + sum.refused }),
    );
  }
}

async function send(
  instance: Instance,
  file: string,
  { sha256, parts }: CutFile,
  part: Part,
  partner: string | undefined,
): Promise<Taken> {
  const operation = present(
    operations.find(({ name }) => name === "take-in-message"),
    "the registry has the intake",
  );
  const { part: number, firstRow } = part;
  const answer = await instance.takeIn(operation, {
    name: basename(file),
    bytes: await readPart(file, part),
    key: keyOf(file, sha256, part, partner),
    chunk: parts.length === 1 ? undefined : { of: sha256, part: number, firstRow },
    ...(partner === undefined ? {} : { partner }),
  });
  if (!answer.ok) throw new Refused(answer.refusal);
  return answer.value as Taken;
}

/** The same bytes under another name, or of another partner, are another message. */
function keyOf(file: string, sha256: string, part: Part, partner: string | undefined): string {
  const named = JSON.stringify([basename(file), partner ?? null, part.from, part.to]);
  const short = createHash("sha256").update(named).digest("hex").slice(0, 16);
  return `take-in/${sha256}/${part.part}/${short}`;
}

/** Findings kept for printing; `findingsTotal` counts all. */
const FINDINGS_KEPT = 10_000;

function add(sum: Sum, part: Part, taken: Taken): void {
  sum.format = taken.format;
  sum.state = worse(sum.state, taken.state);
  sum.done += taken.rowsDone;
  sum.refused += taken.rowsRefused;
  sum.findingsTotal += taken.findingsTotal;
  sum.messages.push(taken.messageId);
  for (const one of taken.findings) {
    // What is said of the header is said again of every part's copy of it.
    if (part.part > 0 && one.at.row === undefined && one.at.line === 1) continue;
    if (sum.findings.length < FINDINGS_KEPT) sum.findings.push(placed(one, sum.file, part));
  }
}

/** Lines count from the beginning of the file, not of the part. */
function placed(finding: Finding, file: string, part: Part): Finding {
  const { line } = finding.at;
  const header = part.prefix.filter((byte) => byte === LF).length;
  const shifted = line === undefined ? {} : { line: line - 1 - header + part.firstLine };
  return { ...finding, at: { ...finding.at, ...(part.part === 0 ? {} : shifted), file } };
}

const LF = 10;
const WORSE = ["", "taken-in", "part", "suspense"];

function worse(one: string, other: string): string {
  return WORSE.indexOf(one) > WORSE.indexOf(other) ? one : other;
}

function tell(terminal: Terminal, sum: Sum): void {
  if (sum.refusal !== undefined) terminal.note(`${sum.file}: ${terminal.refusal(sum.refusal)}`);
  if (terminal.json) return;
  terminal.progress("");
  terminal.noteFindings(sum.findings, sum.findingsTotal);
  const { file, format, state, done, refused } = sum;
  terminal.print(terminal.say("take-in.done", { file, format, state, done, refused }));
}
