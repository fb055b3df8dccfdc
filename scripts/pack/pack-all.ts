/**
 * Makes both packages: a folder with JavaScript, declarations and what is read at run time, from it
 * npm's tarball, and then judges the tarball by its own bytes. Leaves no tarball that is not fit.
 */
import {
  chmodSync,
  copyFileSync,
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { dirname, join, sep } from "node:path";
import { buildWeb } from "#cli/build-web.ts";
import { bundle } from "./bundle.ts";
import { checkBuiltIns, copyTypes, emitTypes } from "./declare-types.ts";
import {
  type OwnManifest,
  type PackedManifest,
  productFaces,
  productManifest,
  standardsFaces,
  standardsManifest,
} from "./manifest.ts";
import { npm } from "./npm.ts";
import { CACHE, ROOT } from "./paths.ts";
import { filesOf } from "./tarball.ts";
import { type TarballRules, tarballFaults } from "./tarball-faults.ts";

/** A tarball and what was found in it. */
export type Packed = {
  readonly file: string;
  readonly bytes: number;
  readonly files: number;
  readonly manifest: PackedManifest;
  /** Empty when it may be published. */
  readonly faults: readonly string[];
};

const MIB = 1024 * 1024;
/** The project's own promise for the standards alone. */
const MOST_STANDARDS_BYTES = 1_000_000;
const MOST_PRODUCT_BYTES = 8 * MIB;
/** The built-ins of Node 20, the oldest Node the standards promise to run on. */
const OLDEST_LANGUAGE = ["es2023", "es2024.string"];
const PLACES = [ROOT, homedir()].filter((place) => place.length > 1);
const STANDARDS_AREAS = ["base", "words", "standards"];
const PRODUCT_AREAS = [
  ...STANDARDS_AREAS,
  "domain",
  "network",
  "operations",
  "store",
  "server",
  "world",
  "cli",
  "screens",
];
/** What is started by its path: the verbs, and the program of a thread. */
const PROGRAMS = ["cli/main.ts", "server/signature-thread-work.ts"];
/** Read at run time beside the code that reads it. */
const RUN_TIME_FILES = "store/migrations/*.sql";

/** Makes both tarballs in `out`, which is made when it is not there. */
export async function packAll(out: string): Promise<readonly Packed[]> {
  mkdirSync(CACHE, { recursive: true });
  mkdirSync(out, { recursive: true });
  const scratch = mkdtempSync(join(CACHE, "mailport-pack-"));
  try {
    const own = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as OwnManifest;
    const messages = messageNames();
    checkBuiltIns(Object.values(standardsFaces(messages)), scratch, OLDEST_LANGUAGE);
    const types = emitTypes(Object.values(productFaces(messages)), scratch);
    const job = { own, messages, scratch, out, types };
    return [await packProduct(job), await packStandards(job)];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Every message with tables, by its folder. */
function messageNames(): readonly string[] {
  const tables = globSync("*/profile.ts", { cwd: join(ROOT, "src/standards/messages") });
  return tables.map((path) => dirname(path)).sort();
}

type Job = {
  readonly own: OwnManifest;
  readonly messages: readonly string[];
  readonly scratch: string;
  readonly out: string;
  /** Where the declarations of all faces are. */
  readonly types: string;
};

async function packProduct({ own, messages, scratch, out, types: emitted }: Job): Promise<Packed> {
  const folder = join(scratch, "mailport");
  const dist = join(folder, "dist");
  const faces = productFaces(messages);
  const modules = Object.values(faces);
  const packages = await bundle(sourcesOf([...PROGRAMS, ...modules]), dist);
  const types = copyTypes(modules, emitted, dist);
  const sql = globSync(RUN_TIME_FILES, { cwd: join(ROOT, "src") });
  for (const file of sql) copyTo(join(ROOT, "src", file), join(dist, file));
  const web = await buildWeb(join(CACHE, "mailport-screens"));
  if (!web.ok) throw new Error(`the screens are not built: ${JSON.stringify(web.refusal)}`);
  cpSync(web.value.folder, join(dist, "screens"), { recursive: true });
  copyTo(join(import.meta.dirname, "mailport-bin.mjs"), join(folder, "bin/mailport.mjs"));
  chmodSync(join(folder, "bin/mailport.mjs"), 0o755);
  copyTo(join(import.meta.dirname, "mailport-readme.md"), join(folder, "README.md"));
  const wanted = sql.map((file) => `dist/${file.split(sep).join("/")}`);
  return finish(productManifest(own, faces, { packages, types }), folder, out, {
    areas: PRODUCT_AREAS,
    wanted: [...wanted, "dist/screens/index.html"],
    places: PLACES,
    typesAlone: false,
    mostBytes: MOST_PRODUCT_BYTES,
  });
}

async function packStandards({
  own,
  messages,
  scratch,
  out,
  types: emitted,
}: Job): Promise<Packed> {
  const folder = join(scratch, "mailport-standards");
  const dist = join(folder, "dist");
  const faces = standardsFaces(messages);
  const modules = Object.values(faces);
  const packages = await bundle(sourcesOf(modules), dist);
  const types = copyTypes(modules, emitted, dist);
  copyTo(join(import.meta.dirname, "standards-readme.md"), join(folder, "README.md"));
  return finish(standardsManifest(own, faces, { packages, types }), folder, out, {
    areas: STANDARDS_AREAS,
    wanted: [],
    places: PLACES,
    typesAlone: true,
    mostBytes: MOST_STANDARDS_BYTES,
  });
}

/** Adds what every package has, packs the folder, and reads the tarball back. */
function finish(
  manifest: PackedManifest,
  folder: string,
  out: string,
  rules: TarballRules,
): Packed {
  copyTo(join(ROOT, "LICENSE"), join(folder, "LICENSE"));
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
  npm(["pack", "--pack-destination", out], folder);
  const file = join(out, `${manifest.name}-${manifest.version}.tgz`);
  const files = filesOf(readFileSync(file));
  const bytes = statSync(file).size;
  const faults = tarballFaults(files, bytes, manifest, rules);
  if (faults.length > 0) rmSync(file);
  return { file, bytes, files: files.size, manifest, faults };
}

function sourcesOf(modules: readonly string[]): readonly string[] {
  return modules.map((path) => `src/${path}`);
}

function copyTo(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}
