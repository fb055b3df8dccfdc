/**
 * `exec node bin/mailport.mjs --tool scripts/ceb-xsd.ts FOLDER [--seed N]`: writes every CEB message of both
 * editions and the envelopes, at the limits of length, number and count, and holds them against the
 * official schemas in FOLDER (gacc-202205, gacc-2018-113) by `xmllint --schema`. Prints what validated;
 * nothing validated is a failure. `xmllint` comes with libxml2 (Debian package libxml2-utils).
 */
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Chance, chanceOf } from "#base/chance.ts";
import { writeDxp } from "#standards/ceb/envelope-writer.ts";
import { CEB_EDITIONS, type CebEdition, type CebName, cebNames } from "#standards/ceb/tables.ts";
import type { CebMessage, DxpHead } from "#standards/ceb/values.ts";
import { writeCeb } from "#standards/ceb/writer.ts";
import { messageOf, type Size } from "#test/ceb/generated-messages.ts";

/** Documents of each message and size; the sizes that are the same every time are made once. */
const RUNS: Readonly<Record<Size, number>> = { least: 1, most: 6, counts: 1, any: 4 };
/** Parts of the official file names and what the copies are called. */
const PLAIN_NAMES: readonly (readonly [string, string])[] = [
  ["进口", "import.xsd"],
  ["出口", "export.xsd"],
  ["传输", "transport.xsd"],
  ["终端", "terminal.xsd"],
];
/** The validator, from the machine. */
const VALIDATOR = "xmllint";
const TERMINAL = /schemaLocation="[^"]*终端[^"]*"/;
/** A signature for messages that must have one and were made without. */
const SIGNED: CebMessage["signature"] = messageOf(
  "202205",
  "CEB621",
  "most",
  chanceOf(1),
).signature;

type Sample = { readonly name: string; readonly file: string; readonly bytes: Uint8Array };
type Schemas = { readonly business: readonly string[]; readonly transport: string };

const [folder, ...rest] = process.argv.slice(2);
const seed = Number(rest[rest.indexOf("--seed") + 1] ?? 20_261_122) || 20_261_122;
process.exitCode = folder !== undefined && hasSchemas(folder) ? validateAll(folder) : usage();

function hasSchemas(from: string): boolean {
  return CEB_EDITIONS.every((edition) => existsSync(join(from, `gacc-${edition}`)));
}

function usage(): number {
  console.error("usage: ceb-xsd.ts FOLDER [--seed N]: FOLDER holds gacc-202205 and gacc-2018-113");
  return 2;
}

function validateAll(from: string): number {
  if (spawnSync(VALIDATOR, ["--version"]).error !== undefined) {
    console.error("xmllint is missing: install libxml2 (Debian: apt-get install libxml2-utils)");
    return 2;
  }
  const work = mkdtempSync(join(tmpdir(), "ceb-xsd-"));
  try {
    const counts = CEB_EDITIONS.map((edition) => validateEdition(edition, from, work));
    const failed = counts.reduce((sum, one) => sum + one.failed, 0);
    const valid = counts.reduce((sum, one) => sum + one.valid, 0);
    console.log(`${valid} documents validated, ${failed} refused (seed ${seed})`);
    return failed === 0 && counts.every((one) => one.valid > 0) && canaries(from, work) ? 0 : 1;
  } finally {
    rmSync(work, { recursive: true });
  }
}

function validateEdition(
  edition: CebEdition,
  from: string,
  work: string,
): { readonly valid: number; readonly failed: number } {
  const schemas = schemasOf(join(from, `gacc-${edition}`), join(work, edition));
  const samples = join(work, `${edition}-samples`);
  mkdirSync(samples);
  let valid = 0;
  let failed = 0;
  for (const name of [...cebNames(edition), "DxpMsg", "DxpMsgSv"] as const) {
    const chance = chanceOf(seed + valid);
    const made = name.startsWith("Dxp")
      ? envelopeSamples(name, chance)
      : messageSamples(edition, name as CebName, chance);
    for (const { file, bytes } of made) writeFileSync(join(samples, file), bytes);
    const faults = refusals(
      schemaFor(schemas, name),
      made.map(({ file }) => join(samples, file)),
    );
    for (const fault of faults) console.error(`${edition} ${name}: ${fault}`);
    valid += made.length - faults.length;
    failed += faults.length;
    console.log(`${edition.padEnd(9)} ${name.padEnd(9)} ${made.length - faults.length} validated`);
  }
  return { valid, failed };
}

/**
 * The schemas of an edition under plain names, as the tool finds no other names of what they include: the
 * transport schema of the newer edition still asks for the terminal schema by its old name.
 */
function schemasOf(from: string, to: string): Schemas {
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    const plain = PLAIN_NAMES.find(([part]) => name.includes(part))?.[1] ?? name;
    const text = readFileSync(join(from, name), "utf8");
    writeFileSync(join(to, plain), text.replace(TERMINAL, 'schemaLocation="terminal.xsd"'));
  }
  const named = (name: string): string => join(to, `${name}.xsd`);
  return { business: [named("import"), named("export")], transport: named("transport") };
}

/** The schema that declares the root element of a message. */
function schemaFor({ business, transport }: Schemas, name: string): string {
  if (name.startsWith("Dxp")) return transport;
  const found = business.find((file) => readFileSync(file, "utf8").includes(`"${name}Message"`));
  return found ?? transport;
}

function messageSamples(edition: CebEdition, name: CebName, chance: Chance): readonly Sample[] {
  return Object.entries(RUNS).flatMap(([size, runs]) =>
    Array.from({ length: runs }, (_, at): Sample => {
      const message = messageOf(edition, name, size as Size, chance);
      const isSigned = message.signature !== undefined || !needsSignature(edition, name);
      const whole = isSigned || SIGNED === undefined ? message : { ...message, signature: SIGNED };
      return { name, file: `${name}-${size}-${at}.xml`, bytes: written(whole) };
    }),
  );
}

function needsSignature(edition: CebEdition, name: CebName): boolean {
  const { findings } = writeCeb(messageOf(edition, name, "least", chanceOf(1)));
  return findings.some(({ code }) => code === "ceb/unsigned");
}

function written(message: CebMessage): Uint8Array {
  const { bytes, findings } = writeCeb(message);
  if (bytes === undefined)
    throw new Error(`${message.edition} ${message.message}: ${JSON.stringify(findings[0])}`);
  return bytes;
}

function envelopeSamples(name: string, chance: Chance): readonly Sample[] {
  return [1, 16].map((length, at) => {
    const content = written(messageOf("202205", "CEB311", at === 0 ? "least" : "any", chance));
    const head: DxpHead = {
      copMsgId: "M".repeat(length === 1 ? 1 : 255),
      senderId: "S".repeat(length),
      receiverIds: Array.from({ length: length === 1 ? 1 : 5 }, () => "R".repeat(length)),
      createdTime: length === 1 ? "2026-11-22T10:20:30" : "2026-11-22T10:20:30.125+08:00",
      messageType: "CEB311Message",
      ...(name === "DxpMsg"
        ? {}
        : {
            platform: {
              messageId: "N".repeat(2 * length),
              sentTime: "2026-11-22T10:20:31",
              endNode: "E".repeat(Math.min(length, 8)),
              startNode: "B",
              ...(length === 1 ? {} : { part: "1" }),
            },
          }),
    };
    const { bytes, findings } = writeDxp(head, content);
    if (bytes === undefined) throw new Error(`${name}: ${JSON.stringify(findings[0])}`);
    return { name, file: `${name}-${at}.xml`, bytes };
  });
}

/** What the schema refuses of these files, a line a file. */
function refusals(schema: string, files: readonly string[]): readonly string[] {
  const { stderr, error } = spawnSync(
    VALIDATOR,
    ["--noout", "--nonet", "--huge", "--schema", schema, ...files],
    { encoding: "utf8", maxBuffer: 1 << 28 },
  );
  if (error !== undefined) throw error;
  const said = stderr.split("\n");
  return files
    .filter((file) => !said.includes(`${file} validates`))
    .map((file) => said.find((line) => line.startsWith(`${file}:`)) ?? `${file}: ${said[0]}`);
}

/** The check itself must see a fault: a message without its first element is refused. */
function canaries(from: string, work: string): boolean {
  const schemas = schemasOf(join(from, "gacc-202205"), join(work, "canary"));
  const text = Buffer.from(written(messageOf("202205", "CEB311", "least", chanceOf(2)))).toString();
  const file = join(work, "canary.xml");
  writeFileSync(file, text.replace(/<ceb:appType>.<\/ceb:appType>/u, ""));
  const isSeen = refusals(schemaFor(schemas, "CEB311"), [file]).length === 1;
  if (!isSeen) console.error("canary: a message without an element was not refused");
  return isSeen;
}
