/**
 * A process of its own that runs Vite into the folder named, so that what the build takes of memory
 * goes with it and not into the years of the server. Started by `build-web.ts` and nobody else.
 */
import { join } from "node:path";

type Vite = { readonly build: (settings: object) => Promise<unknown> };

const name = "vite";
const { build } = (await import(name)) as Vite;
await build({
  configFile: join(import.meta.dirname, "..", "web", "vite.config.ts"),
  configLoader: "native",
  logLevel: "error",
  mode: "production",
  build: { outDir: process.argv[2], emptyOutDir: false },
});
