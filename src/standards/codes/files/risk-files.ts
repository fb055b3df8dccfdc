/**
 * Files of a customs district's own risk rules and of the words they look for. What is in them is for
 * those cleared for enforcement data: who knows the rules can write around them.
 */
import type { FindingPlace } from "#base/result.ts";
import {
  RISK_ACTIONS,
  RISK_KIND_NAMES,
  type RiskKind,
  readRiskParameters,
} from "#standards/codes/risk-kinds.ts";
import { type CellReader, type Cells, columnTable } from "#standards/messages/cells.ts";
import { type CodeFile, factsOf, shaped, tableReader } from "./code-file.ts";

const SOURCE = "customs district, imported";

const RULE_COLUMNS = {
  rule: ["id", "code"],
  kind: [],
  streams: ["stream"],
  directions: ["direction"],
  action: [],
  level: [],
  parameters: [],
  owner: [],
  reason_en: ["reason"],
  reason_fr: [],
  reason_zh: [],
  valid_from: [],
  valid_to: ["expires"],
};
type RuleColumn = keyof typeof RULE_COLUMNS;

const STREAMS = ["postal", "express", "ecommerce"];
const DIRECTIONS = ["import", "export", "transit"];
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** Rules under their ids; each has an owner, a reason in three languages and a day it ends. */
export const riskRulesFile: CodeFile = {
  list: "risk-rules",
  title: { en: "risk rules of customs", fr: "règles de risque de la douane", zh: "海关风险规则" },
  source: SOURCE,
  sensitivity: 3,
  officersOnly: true,
  open: () =>
    tableReader<RuleColumn>(
      columnTable(RULE_COLUMNS, [
        ["rule"],
        ["kind"],
        ["streams"],
        ["directions"],
        ["action"],
        ["owner"],
        ["reason_en"],
        ["reason_fr"],
        ["reason_zh"],
        ["valid_from"],
        ["valid_to"],
      ]),
      (cells, reader, at) => {
        const code = shaped(cells, reader, "rule", /^[a-z0-9-]{2,48}$/, "a-z, 0-9 and -", at);
        const kind = oneOf(cells, reader, "kind", RISK_KIND_NAMES, at);
        const action = oneOf(cells, reader, "action", RISK_ACTIONS, at);
        const facts = {
          ...factsOf(cells, ["owner"]),
          kind,
          action,
          streams: words(cells, reader, "streams", STREAMS, at),
          directions: words(cells, reader, "directions", DIRECTIONS, at),
          level: String(reader.whole(cells, "level", at, 3) || 1),
          ...days(cells, reader, at),
          parameters: kind === "" ? "" : parameters(kind, cells, reader, at),
        };
        reader.required(cells, "owner", at);
        const en = reader.required(cells, "reason_en", at);
        const fr = reader.required(cells, "reason_fr", at);
        const zh = reader.required(cells, "reason_zh", at);
        return { code, names: { en, fr, zh }, facts };
      },
    ),
};

function oneOf<W extends string>(
  cells: Cells<RuleColumn>,
  reader: CellReader<RuleColumn>,
  key: RuleColumn,
  known: readonly W[],
  at: FindingPlace,
): W | "" {
  reader.required(cells, key, at);
  return reader.oneOf(cells, key, known, at) ?? "";
}

/** Words joined by `+`, or `*` for all of them. */
function words(
  cells: Cells<RuleColumn>,
  reader: CellReader<RuleColumn>,
  key: "streams" | "directions",
  known: readonly string[],
  at: FindingPlace,
): string {
  const text = reader.required(cells, key, at);
  if (text === "*") return known.join("+");
  const isRight = text.split("+").every((word) => known.includes(word));
  if (text !== "" && !isRight) {
    reader.add("field/not-one-of", { ...at, field: key }, text, `${known.join(" + ")}, or *`);
  }
  return text;
}

function days(
  cells: Cells<RuleColumn>,
  reader: CellReader<RuleColumn>,
  at: FindingPlace,
): { readonly valid_from: string; readonly valid_to: string } {
  const from = shaped(cells, reader, "valid_from", DAY, "YYYY-MM-DD", at);
  const to = shaped(cells, reader, "valid_to", DAY, "YYYY-MM-DD", at);
  if (from !== "" && to !== "" && to < from) {
    reader.add("field/shape", { ...at, field: "valid_to" }, to, `${from} or later`);
  }
  return { valid_from: from, valid_to: to };
}

/** Every parameter written out, in one order, so that the usual ones may change and rules stay. */
function parameters(
  kind: RiskKind,
  cells: Cells<RuleColumn>,
  reader: CellReader<RuleColumn>,
  at: FindingPlace,
): string {
  const read = readRiskParameters(kind, cells.parameters ?? "");
  for (const { fault, parameter, found, expected } of read.faults) {
    reader.add(fault, { ...at, field: `parameters.${parameter}` }, found, expected);
  }
  const sorted = Object.entries(read.parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([name, value]) => `${name}=${value}`).join("; ");
}

const WORD_COLUMNS = { word: ["phrase"], language: [] };
type WordColumn = keyof typeof WORD_COLUMNS;

/** Languages whose words are told apart by blanks, and Chinese, whose are not. */
const LANGUAGE = /^(en|fr|zh|de|es)$/;

export const vagueWordsFile = wordsFile("vague-words", {
  en: "words that name no goods",
  fr: "mots qui ne désignent aucune marchandise",
  zh: "笼统品名用词",
});

export const batteryWordsFile = wordsFile("battery-words", {
  en: "words for batteries",
  fr: "mots pour les piles et batteries",
  zh: "电池用词",
});

/** Words under `language/word`, in the form they are compared in. */
function wordsFile(list: string, title: CodeFile["title"]): CodeFile {
  return {
    list,
    title,
    source: SOURCE,
    sensitivity: 3,
    officersOnly: true,
    open: () =>
      tableReader<WordColumn>(
        columnTable(WORD_COLUMNS, [["word"], ["language"]]),
        (cells, reader, at) => {
          const word = shaped(cells, reader, "word", /^.{1,64}$/u, "1 to 64 characters", at);
          const language = shaped(cells, reader, "language", LANGUAGE, "en, fr, zh, de, es", at);
          const code = word === "" || language === "" ? "" : `${language}/${word.toLowerCase()}`;
          return { code, names: { en: word }, facts: { language } };
        },
      ),
  };
}
