/**
 * What a tarball must be before anyone installs it: nothing of tests, of other areas or of the machine
 * that made it; everything that it imports. Judges files in memory; reads no disk.
 */
import { posix } from "node:path";
import { importsOf } from "#test/house/imports.ts";
import { packagesOf } from "./bundle.ts";
import type { PackedManifest } from "./manifest.ts";

/** What is asked of one package. */
export type TarballRules = {
  /** Folders that may lie in `dist/`. */
  readonly areas: readonly string[];
  /** Paths that must be there. */
  readonly wanted: readonly string[];
  /** Texts that no file may contain: folders of this machine. */
  readonly places: readonly string[];
  /** Declarations name no type of a package: theirs may not pass the reader's compiler. */
  readonly typesAlone: boolean;
  /** Most bytes of the tarball. */
  readonly mostBytes: number;
};

type Files = ReadonlyMap<string, Buffer>;

const TEXT = /\.(js|mjs|ts|json|md|sql|html|css|txt)$|^LICENSE$/;
const NOT_PUBLIC =
  /(^|\/)(test|tests|bench|soak|canaries|fixtures|golden)\/|\.test\.|\.tsx?$|\.map$/;

/** Every fault of a package as a sentence; none when it is fit to be published. */
export function tarballFaults(
  files: Files,
  bytes: number,
  manifest: PackedManifest,
  rules: TarballRules,
): readonly string[] {
  const { name } = manifest;
  const faults = [
    ...sizeFaults(bytes, rules),
    ...wantedFaults(files, manifest, rules),
    ...manifestFaults(manifest),
    ...[...files].flatMap(([path, content]) => fileFaults(path, content, rules)),
    ...[...files].flatMap(([path, content]) => importFaults(path, content, files, manifest)),
    ...(rules.typesAlone ? [...files].flatMap(([path, text]) => foreignTypes(path, text)) : []),
  ];
  return faults.map((fault) => `${name}: ${fault}`);
}

function sizeFaults(bytes: number, { mostBytes }: TarballRules): readonly string[] {
  return bytes <= mostBytes ? [] : [`${bytes} bytes, at most ${mostBytes}`];
}

function wantedFaults(
  files: Files,
  manifest: PackedManifest,
  rules: TarballRules,
): readonly string[] {
  const faces = Object.values(manifest.exports).flatMap((face) =>
    typeof face === "string" ? [face] : [face.types, face.default],
  );
  const programs = Object.values(manifest.bin ?? {});
  const paths = [...faces, ...programs, ...rules.wanted, "LICENSE", "README.md", "package.json"];
  return paths
    .map((path) => path.replace(/^\.\//, ""))
    .filter((path) => !files.has(path))
    .map((path) => `${path} is missing`);
}

function manifestFaults({ dependencies, optionalDependencies }: PackedManifest): readonly string[] {
  return Object.entries({ ...dependencies, ...optionalDependencies }).flatMap(([name, version]) => [
    ...(/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version) ? [] : [`${name} is not pinned: ${version}`]),
    ...(name.startsWith("node-") ? [`${name} is a Node of one platform`] : []),
  ]);
}

function fileFaults(path: string, content: Buffer, rules: TarballRules): readonly string[] {
  const text = TEXT.test(path) ? content.toString("utf8") : "";
  const area = /^dist\/([^/]+)\//.exec(path)?.[1];
  const inside = rules.places.filter((place) => isNamed(place, text));
  return [
    ...(NOT_PUBLIC.test(path) && !path.endsWith(".d.ts") ? [`${path} is not for the public`] : []),
    ...(area !== undefined && !rules.areas.includes(area) ? [`${path} is of another area`] : []),
    ...(text.includes("sourceMappingURL") ? [`${path} names a source map`] : []),
    ...inside.map((place) => `${path} contains ${place}, a folder of this machine`),
  ];
}

/** A folder as the beginning of a path: neither `ceb/root` nor `</root>` names `/root`. */
function isNamed(place: string, text: string): boolean {
  for (let at = text.indexOf(place); at >= 0; at = text.indexOf(place, at + 1)) {
    if (/[^\w<-]/.test(text[at - 1] ?? " ") && /[^\w>-]/.test(text[at + place.length] ?? " "))
      return true;
  }
  return false;
}

/** Every import of our JavaScript and declarations leads to a file in the tarball or to a dependency. */
function importFaults(
  path: string,
  content: Buffer,
  files: Files,
  manifest: PackedManifest,
): readonly string[] {
  if (!/\.(js|d\.ts)$/.test(path) || path.startsWith("dist/screens/")) return [];
  return importsOf(content.toString("utf8")).flatMap(({ target, typeOnly }) => {
    if (target.startsWith("node:")) return [];
    if (!target.startsWith(".")) {
      // What is found or built at run time only has no name to be checked.
      const known = packagesOf([target]).every((name) => name in manifest.dependencies);
      return known || target.startsWith("(") ? [] : [`${path} imports ${target}, no dependency`];
    }
    const own = posix.join(posix.dirname(path), target);
    const wanted = path.endsWith(".d.ts") ? own.replace(/\.js$/, ".d.ts") : own;
    return files.has(wanted)
      ? []
      : [`${path} imports ${target}${typeOnly ? " (type)" : ""}, not there`];
  });
}

function foreignTypes(path: string, content: Buffer): readonly string[] {
  if (!path.endsWith(".d.ts")) return [];
  const targets = importsOf(content.toString("utf8")).map(({ target }) => target);
  return targets
    .filter((target) => !target.startsWith("."))
    .map((target) => `${path} names types of ${target}`);
}
