/**
 * The verbs that are no operation: starting and setting up, files in, copies of the record. Each is
 * loaded when it runs, so that reading a file needs no database's code.
 */
import { isIP } from "node:net";
import type { Command } from "commander";
import { InvalidArgumentError, Option } from "commander";
import { SIGNATURE_METHODS, type SignatureMethodName } from "#standards/ceb/signature-methods.ts";
import { NAMED_SCHEMES, type NamedScheme } from "#standards/upu/scheme-of.ts";
import { PLANTS } from "#world/plants.ts";
import { dataFolder } from "./data-folder.ts";
import { type Runner, withCommonFlags, withInstanceFlags } from "./operation-verbs.ts";
import type { ReadFlags } from "./read.ts";
import type { WorldFlags } from "./world.ts";

type Flags = Readonly<Record<string, unknown>> & {
  readonly data?: string;
  readonly as?: string;
  readonly from?: string;
};

/** Adds them all. */
export function addFileVerbs(program: Command, run: Runner): void {
  addStart(program, run);
  addWorld(program, run);
  addFiles(program, run);
  addCopies(program, run);
  addSignatureKey(program, run);
}

type StartFlags = {
  readonly port: number;
  readonly host: string;
  readonly demo?: boolean;
  readonly publicOrigin?: string;
  readonly trustProxy?: string;
};

/** `https://host` as browsers write an origin; without TLS there is nothing for a proxy to show. */
function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isOrigin = url?.protocol === "https:" && url.href === `${url.origin}/`;
  if (isOrigin) return url.origin;
  throw new InvalidArgumentError("an origin such as https://mail.example.org.");
}

/** Single addresses, or `loopback`: whoever is trusted may claim to be any caller. */
function addressesOf(text: string): string {
  const addresses = text.split(",").map((one) => one.trim());
  if (addresses.every((one) => one === "loopback" || isIP(one) > 0)) return addresses.join(",");
  throw new InvalidArgumentError("IP addresses of proxies by commas, or loopback.");
}

function addStart(program: Command, run: Runner): void {
  withCommonFlags(program.command("start"))
    .description(
      "Starts the centre: database, server, screens; the demo on an empty default folder.",
    )
    .option("--port <number>", "port to listen on", portOf, 8080)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--data <folder>", "data folder")
    .option("--demo", "run the demo centre")
    .option("--public-origin <origin>", "https://host that a proxy with TLS shows", originOf)
    .option(
      "--trust-proxy <addresses>",
      "proxies whose word on the caller's address is taken; loopback for this machine",
      addressesOf,
    )
    .action((flags: Flags & StartFlags) =>
      run(flags, async (terminal) => {
        const { start } = await import("./start.ts");
        const { data, demo = false, ...rest } = flags;
        return start(terminal, { ...rest, folder: dataFolder(data), demo });
      }),
    );
  withCommonFlags(program.command("init"))
    .description("Sets up a real centre, from a file or from questions.")
    .option("--from <file>", "the centre as JSON; see examples/centre.json")
    .option("--data <folder>", "data folder")
    .action((flags: Flags) =>
      run(flags, async (terminal) => {
        const { init } = await import("./init.ts");
        return init(terminal, dataFolder(flags.data).path, flags.from);
      }),
    );
  withCommonFlags(program.command("migrate"))
    .description("Brings the database up to date; `start` does so by itself.")
    .option("--data <folder>", "data folder")
    .action((flags: Flags) =>
      run(flags, async (terminal) => {
        const { migrateData } = await import("./migrate.ts");
        return migrateData(terminal, dataFolder(flags.data).path);
      }),
    );
}

function addWorld(program: Command, run: Runner): void {
  withCommonFlags(program.command("world"))
    .description("Runs the simulated world on a scratch database and audits what came of it.")
    .option("--seed <number>", "what everything in it follows from", seedOf, 1)
    .option("--items <number>", "pieces to handle", wholeOf(MOST_ITEMS), 2_000)
    .addOption(
      new Option("--speed <times>", "times as fast as life, or max")
        .argParser(speedOf)
        .default(Number.POSITIVE_INFINITY, "max"),
    )
    .option("--connections <number>", "calls under way at once", wholeOf(MOST_CONNECTIONS), 4)
    .option("--plant <name>", "plant a fault that the auditor must find")
    .addHelpText("after", WORLD_HELP)
    .action((flags: Flags & WorldFlags) =>
      run(flags, async (terminal) => {
        const { world } = await import("./world.ts");
        return world(terminal, flags);
      }),
    );
}

const WORLD_HELP = `
--json ends with one line: seed, items, parcels, events, hash, auditorFindings, findings, rowsDone,
ticks, virtualDays, seconds, auditSeconds, plant. The hash is over the folded record, sorted; the same
seed and items give the same hash, whatever the connections.
Exit 0: the auditor agrees; 2: it found something; 1: it did not find what was planted.
Plants: ${PLANTS.map(({ name }) => name).join(", ")}.`;

/** The largest world: its books are kept in memory. */
const MOST_ITEMS = 1_000_000;
/** More calls at once than this only wait for each other. */
const MOST_CONNECTIONS = 64;

function wholeOf(most: number, least = 1): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`a whole number from ${least} to ${most}.`);
  };
}

/** Chance is split from a seed of 32 bits. */
const seedOf = wholeOf(0xffff_ffff, 0);

function speedOf(text: string): number {
  const times = text === "max" ? Number.POSITIVE_INFINITY : Number(text);
  if (times > 0) return times;
  throw new InvalidArgumentError("a number above 0, or max.");
}

function addFiles(program: Command, run: Runner): void {
  withInstanceFlags(program.command("take-in"))
    .description("Takes in files: postal and customs messages, declarations, lists, scans.")
    .argument("<file...>", "files; their format is recognised by content")
    .option("--partner <code>", "partner the files came from")
    .action((files: string[], flags: Flags & { partner?: string }) =>
      run(flags, async (terminal) => {
        const { takeIn } = await import("./take-in.ts");
        return takeIn(terminal, files, flags);
      }),
    );
  withCommonFlags(program.command("read"))
    .description("Reads files and tells every finding; needs no database and stores nothing.")
    .argument("<file...>", "files, - for stdin; their format is recognised by content")
    .option("--all", "tell every message and finding, however many")
    .option("--profile <file>", "profile tried before the shipped ones; may be repeated", gathered)
    .addHelpText("after", READ_HELP)
    .action((files: string[], flags: Flags & ReadFlags) =>
      run(flags, async (terminal) => {
        const { readFiles } = await import("./read.ts");
        return readFiles(terminal, files, flags);
      }),
    );
  addDescribe(program, run);
  addCheckId(program, run);
}

function addDescribe(program: Command, run: Runner): void {
  withCommonFlags(program.command("describe"))
    .description("Describes messages in plain sentences, the failing elements marked.")
    .argument("<file...>", "files, - for stdin; their format is recognised by content")
    .option("--all", "describe every message, entry and finding, however many")
    .option("--profile <file>", "profile tried before the shipped ones; may be repeated", gathered)
    .action((files: string[], flags: Flags & ReadFlags) =>
      run(flags, async (terminal) => {
        const { describeFiles } = await import("./describe.ts");
        return describeFiles(terminal, files, flags);
      }),
    );
}

function addCheckId(program: Command, run: Runner): void {
  withCommonFlags(program.command("check-id"))
    .description("Tells what identifiers are and whether they are right; needs no database.")
    .argument("[id...]", "identifiers; without any, one a line from stdin")
    .addOption(new Option("--as <scheme>", "the scheme that is meant").choices(NAMED_SCHEMES))
    .option("--on <day>", "day by which a dispatch's year digit is read", dayOf)
    .addHelpText("after", CHECK_ID_HELP)
    .action((ids: string[], flags: Flags & { as?: NamedScheme; on?: string }) =>
      run(flags, async (terminal) => {
        const { checkIds } = await import("./check-id.ts");
        return checkIds(terminal, ids, flags);
      }),
    );
}

function gathered(file: string, before: readonly string[] = []): readonly string[] {
  return [...before, file];
}

const READ_HELP = `
--json prints one line a file: file, format, syntax, segments, interchanges, groups, messages (type,
version, reference, segments, declaredSegments), messagesTotal, findings, findingsTotal, trailingBytes;
also rows, good, refused. At most 10,000 messages and 1,000 findings stand in it; with --all every one,
written as they are read, and in a large file the counts behind them.
  segments       UNB to UNZ, UNA not counted; of a message UNH to UNT
  version        version and release of UNH (0052:0054), as 2:1; of CEB the edition
  documents      of an XML message: its business documents
  trailingBytes  bytes behind the last UNZ, where they are not blank
Exit 0: all well; 2: a finding is an error.`;

const CHECK_ID_HELP = `
--json prints one line an identifier: input, scheme, valid, severity, parts, findings.
  scheme    ${NAMED_SCHEMES.join(", ")} or other
  valid     shape, known code parts and check digit are right
  severity  none, info, warning (taken as it is, as a failing check digit is) or error (not taken)
Taken by shape, in this order: S10; series, S8, S9; S31; S34; 11 digits as AWB; 18 digits or (00)
and 18 as SSCC; S32 where country, letter, letter or digit and 4 to 8 digits follow each other; a
house number; else other. Of schemes that share a shape, --as says which is meant.
Exit 0: all would be taken; 2: one has severity error.`;

function dayOf(text: string): string {
  if (isDay(text)) return text;
  throw new InvalidArgumentError("a day is written YYYY-MM-DD.");
}

/** `YYYY-MM-DD` of a day that there is. */
function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function addCopies(program: Command, run: Runner): void {
  withCommonFlags(program.command("backup"))
    .description("Copies the running or stopped centre's data into an empty folder.")
    .argument("<folder>", "empty folder for the copy")
    .option("--data <folder>", "data folder")
    .action((target: string, flags: Flags) =>
      run(flags, async (terminal) => {
        const { backupData } = await import("./backup.ts");
        return backupData(terminal, dataFolder(flags.data).path, target);
      }),
    );
  withCommonFlags(program.command("restore"))
    .description("Puts a backup into an empty data folder and applies later erasures.")
    .argument("<folder>", "folder that `backup` wrote")
    .option("--data <folder>", "new data folder")
    .option("--erasures <file>", "journal of erasures made after the backup")
    .action((source: string, flags: Flags & { erasures?: string }) =>
      run(flags, async (terminal) => {
        const { restoreData } = await import("./restore.ts");
        return restoreData(terminal, source, dataFolder(flags.data).path, flags.erasures);
      }),
    );
  withCommonFlags(program.command("erasures"))
    .description("Prints the journal of erasures, one a line; keep it apart from backups.")
    .option("--data <folder>", "data folder")
    .action((flags: Flags) =>
      run(flags, async (terminal) => {
        const { printErasures } = await import("./erasures.ts");
        return printErasures(terminal, dataFolder(flags.data).path);
      }),
    );
  withCommonFlags(program.command("verify"))
    .description("Refolds the record from its events and checks the audit chain and the blobs.")
    .option("--data <folder>", "data folder")
    .action((flags: Flags) =>
      run(flags, async (terminal) => {
        const { verify } = await import("./verify.ts");
        return verify(terminal, dataFolder(flags.data).path);
      }),
    );
}

function addSignatureKey(program: Command, run: Runner): void {
  const methods = Object.keys(SIGNATURE_METHODS);
  withCommonFlags(program.command("signature-key"))
    .description("Prints the public key of our signatures; makes the key where there is none.")
    .option("--data <folder>", "data folder")
    .addOption(
      new Option("--method <name>", "what a new key signs by, without it sm2-sm3").choices(methods),
    )
    .action((flags: Flags & { method?: SignatureMethodName }) =>
      run(flags, async (terminal) => {
        const { signatureKey } = await import("./signature-key.ts");
        return signatureKey(terminal, dataFolder(flags.data).path, flags.method);
      }),
    );
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError("a port is a number from 0 to 65535.");
}
