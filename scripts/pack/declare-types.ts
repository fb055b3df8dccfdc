/**
 * The declarations beside the JavaScript: emitted by the compiler, cut to the files that the public
 * faces reach, with `#area/file.ts` written as the relative path that a reader elsewhere can follow.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { importsOf } from "#test/house/imports.ts";
import { packagesOf } from "./bundle.ts";
import { ROOT } from "./paths.ts";
import { run } from "./run.ts";

const SPECIFIER = /((?:\bfrom|\bimport\()\s*)"([^"\n]+)"/g;

/** What the declarations need: packages by name, and whether they speak of Node's own types. */
export type TypeNeeds = { readonly packages: readonly string[]; readonly node: boolean };

/**
 * Copies the declarations that the faces (paths below `src`) reach from those that `emitTypes` made
 * into `folder`.
 */
export function copyTypes(faces: readonly string[], emitted: string, folder: string): TypeNeeds {
  const seen = new Set<string>();
  const foreign = new Set<string>();
  let node = false;
  const waiting = faces.map((face) => face.replace(/\.ts$/, ".d.ts"));
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const text = readFileSync(join(emitted, path), "utf8");
    node ||= /\b(Buffer|NodeJS)\b|"node:/.test(text);
    for (const { target } of importsOf(text)) {
      const own = ownPath(target, path);
      if (own === undefined) foreign.add(target);
      else waiting.push(own);
    }
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, relinked(text, path));
  }
  return { packages: packagesOf([...foreign]), node };
}

/**
 * Emits the declarations of the faces and of all that they import below `scratch`, an empty folder
 * inside the repository; gives their folder. Throws what the compiler said where it found a fault.
 */
export function emitTypes(faces: readonly string[], scratch: string): string {
  const outDir = join(scratch, "types");
  compile(faces, scratch, {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    stripInternal: true,
    outDir,
    rootDir: join(ROOT, "src"),
  });
  return outDir;
}

/**
 * Compiles the faces with these built-ins of the language only (names of the compiler's own `lib`);
 * throws what the compiler said where something else is called.
 */
export function checkBuiltIns(
  faces: readonly string[],
  scratch: string,
  lib: readonly string[],
): void {
  compile(faces, scratch, { lib });
}

function compile(faces: readonly string[], scratch: string, options: object): void {
  const settings = {
    extends: join(ROOT, "tsconfig.json"),
    compilerOptions: { typeRoots: [join(ROOT, "node_modules/@types")], ...options },
    include: [],
    files: faces.map((face) => join(ROOT, "src", face)),
  };
  const project = join(scratch, "tsconfig.json");
  writeFileSync(project, JSON.stringify(settings));
  run(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", project], ROOT);
}

/** The declaration file that an import of ours means, as a path from `src`; undefined for a package. */
export function ownPath(target: string, from: string): string | undefined {
  const path = target.startsWith("#")
    ? target.slice(1)
    : /^\.{1,2}\//.test(target)
      ? posix.join(posix.dirname(from), target)
      : undefined;
  return path?.replace(/\.(ts|js)$/, ".d.ts");
}

/** The text with every import of ours as a relative path to JavaScript, as Node and compilers want it. */
export function relinked(text: string, path: string): string {
  return text.replace(SPECIFIER, (whole, before: string, target: string) => {
    const own = ownPath(target, path);
    if (own === undefined) return whole;
    const relative = posix.relative(posix.dirname(path), own).replace(/\.d\.ts$/, ".js");
    return `${before}"${relative.startsWith(".") ? relative : `./${relative}`}"`;
  });
}
