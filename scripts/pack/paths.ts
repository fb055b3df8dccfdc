/** Where the repository is and where half-made packages lie; both are folders of this checkout only. */
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "..", "..");
/** Swept with the installed packages; nothing of it is ever packed by its path. */
export const CACHE = join(ROOT, "node_modules", ".cache");
