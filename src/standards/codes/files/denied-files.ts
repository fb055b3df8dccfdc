/**
 * Lists of denied parties as the United States Treasury publishes them: names, and other names,
 * without a header; `-0-` stands for nothing. Who is on them is not for everybody to read.
 */
import { type Cells, columnTable } from "#standards/messages/cells.ts";
import { type CodeFile, factsOf, shaped, tableReader } from "./code-file.ts";

const SOURCE = "OFAC, imported";
const DIGITS = /^\d{1,12}$/;

const PARTY = [
  "entity",
  "name",
  "type",
  "programme",
  "title",
  "callSign",
  "vesselType",
  "tonnage",
  "grossTonnage",
  "flag",
  "owner",
  "remarks",
] as const;
type PartyColumn = (typeof PARTY)[number];

const OTHER_NAME = ["entity", "number", "kind", "name", "remarks"] as const;
type OtherNameColumn = (typeof OTHER_NAME)[number];

/** Denied parties under their entity numbers. */
export const deniedFile: CodeFile = {
  list: "denied",
  title: { en: "denied parties", fr: "personnes interdites", zh: "受限主体" },
  source: SOURCE,
  sensitivity: 3,
  open: () =>
    tableReader<PartyColumn>(
      namedAlike(PARTY),
      (given, reader, at) => {
        const cells = stated(given);
        const code = shaped(cells, reader, "entity", DIGITS, "digits", at);
        const en = reader.required(cells, "name", at);
        return { code, names: { en }, facts: factsOf(cells, PARTY.slice(2)) };
      },
      PARTY.join(","),
    ),
};

/** Their other names, under entity number and number of the name. */
export const deniedNamesFile: CodeFile = {
  list: "denied-alt",
  title: {
    en: "other names of denied parties",
    fr: "autres noms de personnes interdites",
    zh: "受限主体别名",
  },
  source: SOURCE,
  sensitivity: 3,
  open: () =>
    tableReader<OtherNameColumn>(
      namedAlike(OTHER_NAME),
      (given, reader, at) => {
        const cells = stated(given);
        const entity = shaped(cells, reader, "entity", DIGITS, "digits", at);
        const number = shaped(cells, reader, "number", DIGITS, "digits", at);
        const en = reader.required(cells, "name", at);
        const code = entity === "" || number === "" ? "" : `${entity}/${number}`;
        return { code, names: { en }, facts: factsOf(cells, ["entity", "kind", "remarks"]) };
      },
      OTHER_NAME.join(","),
    ),
};

function namedAlike<K extends string>(keys: readonly K[]) {
  const names = Object.fromEntries(keys.map((key) => [key, []])) as unknown as Record<K, []>;
  return columnTable<K>(names, []);
}

/** The cells that say something. */
function stated<K extends string>(cells: Cells<K>): Cells<K> {
  const entries = Object.entries(cells).filter(([_key, text]) => text !== "-0-");
  return Object.fromEntries(entries) as Cells<K>;
}
