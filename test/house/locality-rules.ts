/**
 * Counts who names an entry of a registry (a message, a regime, a product) outside the entry's home,
 * and finds decisions on the stream outside the places made for them. "One line to add, one folder to
 * delete": one other file may name an entry, which is its registry's.
 */
import { importsOf, withoutComments } from "./imports.ts";
import { isTest, type Source } from "./sources.ts";

/** A file or folder that a registry lists; its name is the file's or the folder's. */
export type Entry = { readonly name: string; readonly home: string };

/** In `messages` an entry is a folder, and the files beside the folders are shared. */
const MESSAGES = "src/standards/messages";
const REGISTRY_FOLDERS = [MESSAGES, "src/domain/customs/regimes", "src/domain/products"];

/** Files among the regimes and products that are no entry: the list itself and what entries share. */
const NO_ENTRY = /^(index|registry|regimes?|products?)(-|\.|$)/;
/** Texts, screens and the simulated world name everything there is. */
const MAY_NAME_ALL = /^src\/(words|web|world)\//;
const STREAMS = "postal|express|ecommerce|undetermined";
const MOST_FILES = 1;

/** The entries of the three registries among the files given. */
export function entriesOf(files: readonly Source[]): readonly Entry[] {
  const homes = REGISTRY_FOLDERS.flatMap((folder) =>
    files
      .filter(({ path }) => path.startsWith(`${folder}/`) && !isTest(path))
      .map(({ path }) => path.slice(folder.length + 1).split("/")[0] ?? "")
      .filter((part) => !NO_ENTRY.test(part) && !(folder === MESSAGES && part.endsWith(".ts")))
      .map((part) => ({ name: part.replace(/\.ts$/, ""), home: `${folder}/${part}` })),
  );
  return [...new Map(homes.map((entry) => [entry.home, entry])).values()];
}

/** The entries that more than one file outside their home names, as sentences. */
export function localityFaults(files: readonly Source[]): readonly string[] {
  const product = files.filter(({ path }) => !isTest(path) && !MAY_NAME_ALL.test(path));
  return entriesOf(files).flatMap((entry) => {
    const outside = product.filter((source) => isOutside(entry, source) && names(entry, source));
    const paths = outside.map(({ path }) => path).join(", ");
    return outside.length > MOST_FILES ? [`${entry.name} is named by ${paths}`] : [];
  });
}

/** Decisions on a stream outside regime, product and message files, as sentences. */
export function streamFaults({ path, text }: Source): readonly string[] {
  const isHome = REGISTRY_FOLDERS.some((folder) => path.startsWith(`${folder}/`));
  if (isHome || isTest(path) || MAY_NAME_ALL.test(path)) return [];
  const compared = new RegExp(
    `\\bstream\\w*\\)?\\s*[!=]==?\\s*["'](${STREAMS})["']|["'](${STREAMS})["']\\s*[!=]==?\\s*[\\w.]*\\bstream\\b|\\bswitch\\s*\\([\\w.]*\\bstream\\)`,
  );
  const found = compared.exec(withoutComments(text));
  return found === null ? [] : [`${path}: decides on the stream: ${found[0]}`];
}

function isOutside({ home, name }: Entry, { path }: Source): boolean {
  const isHome = path === home || path.startsWith(`${home}/`);
  return !isHome && !path.endsWith(`/take-in-${name}.ts`);
}

/** By import, or by a text that is exactly the name; a stream's name is a word of the record too. */
function names({ name, home }: Entry, { text }: Source): boolean {
  const address = home.replace(/^src\//, "#");
  const imported = importsOf(text).some(({ target }) => {
    const isNear = target === `./${name}.ts` || target.startsWith(`./${name}/`);
    return isNear || target === address || target.startsWith(`${address}/`);
  });
  if (imported || new RegExp(`^(${STREAMS})$`).test(name)) return imported;
  const quoted = new RegExp(`(["'\`])${name.replace(/[^\w-]/g, "\\$&")}\\1`, "i");
  return quoted.test(withoutComments(text));
}
