/**
 * What a field must be like, in the reader's language: the validator says it in English, and a finding
 * keeps it so. A sentence that is not known here stays as it is.
 */
import type { Language } from "./language.ts";

type Sentence = {
  /** The English sentence; its groups are what `$1` and `$2` stand for. */
  readonly said: RegExp;
  readonly fr: string;
  readonly zh: string;
};

/** The first that fits counts. */
const SENTENCES: readonly Sentence[] = [
  { said: /^no such field$/, fr: "ce champ n’existe pas", zh: "没有此字段" },
  { said: /^must be one of (.+)$/s, fr: "l’un de $1", zh: "须为 $1 之一" },
  {
    said: /^must be equal to one of the .+$/,
    fr: "l’une des valeurs admises",
    zh: "须为允许值之一",
  },
  { said: /^must be ([<>]=?) (\S+)$/, fr: "$1 $2", zh: "须 $1 $2" },
  { said: /^must be multiple of (\S+)$/, fr: "un multiple de $1", zh: "须为 $1 的倍数" },
  { said: /^must be string$/, fr: "un texte", zh: "须为文本" },
  { said: /^must be number$/, fr: "un nombre", zh: "须为数字" },
  { said: /^must be integer$/, fr: "un nombre entier", zh: "须为整数" },
  { said: /^must be boolean$/, fr: "true ou false", zh: "须为 true 或 false" },
  { said: /^must be array$/, fr: "une liste", zh: "须为列表" },
  { said: /^must be object$/, fr: "un objet", zh: "须为对象" },
  { said: /^must be null$/, fr: "null", zh: "须为 null" },
  { said: /^must be (".*")$/s, fr: "$1", zh: "须为 $1" },
  {
    said: /^must have required properties (.+)$/s,
    fr: "champs obligatoires : $1",
    zh: "缺少必填字段：$1",
  },
  {
    said: /^must not have fewer than (\d+) characters$/,
    fr: "$1 caractère(s) au moins",
    zh: "至少 $1 个字符",
  },
  {
    said: /^must not have more than (\d+) characters$/,
    fr: "$1 caractère(s) au plus",
    zh: "最多 $1 个字符",
  },
  {
    said: /^must not have fewer than (\d+) items$/,
    fr: "$1 élément(s) au moins",
    zh: "至少 $1 项",
  },
  { said: /^must not have more than (\d+) items$/, fr: "$1 élément(s) au plus", zh: "最多 $1 项" },
  { said: /^must not have duplicate items$/, fr: "aucun élément en double", zh: "各项不得重复" },
  { said: /^must match pattern (".*")$/s, fr: "de la forme $1", zh: "须符合格式 $1" },
  { said: /^must match format (".*")$/s, fr: "au format $1", zh: "须符合格式 $1" },
  {
    said: /^must match a schema in anyOf$/,
    fr: "l’une des formes admises",
    zh: "须为允许的形式之一",
  },
  {
    said: /^must not have additional properties$/,
    fr: "aucun autre champ",
    zh: "不得有其他字段",
  },
];

/** What is expected, as the validator said it, in a language. */
export function shapeWords(language: Language, expected: string): string {
  if (language === "en") return expected;
  const sentence = SENTENCES.find(({ said }) => said.test(expected));
  return sentence === undefined ? expected : expected.replace(sentence.said, sentence[language]);
}
