/**
 * TypeScript to JavaScript by rolldown: one module of JavaScript for each of ours, at its place, so
 * that files read at run time lie where the code looks for them. Packages stay imports.
 */
import { rolldown } from "rolldown";
import { ROOT } from "./paths.ts";

/** Writes what the entries (paths from the root) need below `folder`; gives the packages imported. */
export async function bundle(
  entries: readonly string[],
  folder: string,
): Promise<readonly string[]> {
  const bundler = await rolldown({
    cwd: ROOT,
    input: [...entries],
    platform: "node",
    external: isForeign,
    onLog: (_level, log) => {
      throw new Error(`rolldown: ${log.message}`);
    },
  });
  const { output } = await bundler.write({
    dir: folder,
    format: "esm",
    preserveModules: true,
    preserveModulesRoot: "src",
    entryFileNames: "[name].js",
    sourcemap: false,
  });
  await bundler.close();
  const imported = output.flatMap((chunk) =>
    chunk.type === "chunk" ? [...chunk.imports, ...chunk.dynamicImports] : [],
  );
  return packagesOf(imported.filter(isForeign));
}

/** Node's own modules and installed packages; `#area/…` and relative paths are ours. */
function isForeign(id: string): boolean {
  if (/^(node:|@)/.test(id)) return true;
  return /^[a-z]/i.test(id) && !id.startsWith("src/") && !id.endsWith(".js");
}

/** The names of the packages that such specifiers reach into, sorted, each once; Node has none. */
export function packagesOf(specifiers: readonly string[]): readonly string[] {
  const names = specifiers
    .filter((one) => !one.startsWith("node:"))
    .map((one) => /^(?:@[^/]+\/)?[^/]+/.exec(one)?.[0] ?? one);
  return [...new Set(names)].sort();
}
