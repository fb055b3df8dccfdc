/**
 * The registry of the CEB family (China customs, retail trade across the border): every message of both
 * editions with its table, and what answers what.
 */
import { edition2018 } from "./edition-2018-113.ts";
import { EXPORT_DATA_202205 } from "./edition-202205/export-data.ts";
import { EXPORT_RETURNS_202205 } from "./edition-202205/export-returns.ts";
import { EXPORT_TRANSPORT_202205 } from "./edition-202205/export-transport.ts";
import { IMPORT_DATA_202205 } from "./edition-202205/import-data.ts";
import { IMPORT_RETURNS_202205 } from "./edition-202205/import-returns.ts";
import { compile, type MessageRule, type MessageTables } from "./table.ts";

/** The newer edition first: it is taken where both fit. */
export const CEB_EDITIONS = ["202205", "2018-113"] as const;
/** An edition of the schemas, by its year and month or its notice. */
export type CebEdition = (typeof CEB_EDITIONS)[number];

/** Namespace of every element of both editions. */
export const CEB_NAMESPACE = "http://www.chinaport.gov.cn/ceb";

/** The tables of edition 202205, from which the value types are derived. */
export const TABLES_202205 = {
  ...IMPORT_DATA_202205,
  ...IMPORT_RETURNS_202205,
  ...EXPORT_DATA_202205,
  ...EXPORT_TRANSPORT_202205,
  ...EXPORT_RETURNS_202205,
} as const;

/** A message of the family, such as `CEB621`; its root element is `CEB621Message`. */
export type CebName = keyof typeof TABLES_202205;

const TABLES: Readonly<Record<CebEdition, MessageTables>> = {
  "202205": TABLES_202205,
  "2018-113": edition2018(TABLES_202205),
};

/** Names of an edition's messages. */
export function cebNames(edition: CebEdition): readonly CebName[] {
  return Object.keys(TABLES[edition]).filter(isCebName);
}

export function isCebName(name: string): name is CebName {
  return Object.hasOwn(TABLES_202205, name);
}

/**
 * The message whose root element this is (`CEB621Message`), or undefined. An official sample has the root
 * `CEB214`; so such a name is read too.
 */
export function cebNameOfRoot(root: string): CebName | undefined {
  const name = root.endsWith("Message") ? root.slice(0, -"Message".length) : root;
  return isCebName(name) ? name : undefined;
}

const compiled = new Map<string, MessageRule | undefined>();

/** The rules of a message in an edition; undefined where the edition has no such message. */
export function cebRule(edition: CebEdition, name: CebName): MessageRule | undefined {
  const key = `${edition} ${name}`;
  if (!compiled.has(key)) {
    const table = TABLES[edition][name];
    compiled.set(key, table === undefined ? undefined : compile(table));
  }
  return compiled.get(key);
}

/** Editions that have this message, the newer first; one only where its tables are equal in both. */
export function editionsToTry(name: CebName): readonly CebEdition[] {
  const [newer, older] = CEB_EDITIONS;
  const isSame = TABLES[newer][name] === TABLES[older][name];
  return isSame || TABLES[older][name] === undefined ? [newer] : CEB_EDITIONS;
}

/** Whether both editions have this message. */
export function isInBothEditions(name: CebName): boolean {
  return TABLES["2018-113"][name] !== undefined;
}

/** The element of a message's documents, such as `Inventory`. */
export function documentElement(name: CebName): string {
  return TABLES_202205[name].document;
}

/** The message customs or the platform answers a message with; undefined for answers themselves. */
export function answerOf(name: CebName): CebName | undefined {
  const answer = `CEB${Number(name.slice(3)) + 1}`;
  const table: MessageTables[string] | undefined = TABLES_202205[name];
  return table?.around !== undefined && isCebName(answer) ? answer : undefined;
}
