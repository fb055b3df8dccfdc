/** How `mailport read` and `describe` speak of files: what they hold and where a finding stands. */
import { type Facts, fill } from "./fill.ts";
import type { Language } from "./language.ts";

const EN = {
  "severity.error": "error",
  "severity.warning": "warning",
  "severity.info": "note",
  "place.file": "whole file",
  "place.row": "row {row}",
  "place.line": "line {line}",
  "place.offset": "byte {offset}",
  "place.interchange": "interchange {interchange}[ ({interchangeRef})]",
  "place.message": "message {message}[ ({messageRef})]",
  "place.segment": "segment {segment}[ {tag}]",
  "place.element": "element {element}",
  "place.component": "component {component}",
  "place.field": "{field}",
  "place.path": "{path}",
  "finding.at": "{severity}: {sentence} {todo} ({code})",
  "finding.found": "found: {found}",
  "finding.expected": "expected: {expected}",
  "read.edifact":
    "{file}: EDIFACT {syntax}, interchanges: {interchanges}[, groups: {groups}], segments: {segments}, messages: {messages}[ ({types})]",
  "read.xml": "{file}: XML, {types}, documents: {rows}",
  "read.rows": "{file}: {format}, {rows} rows",
  "read.unknown": "{file}: not recognised",
  "read.counts": "  {good} good, {refused} with errors, {findings} findings",
  "read.trailing": "  {bytes} bytes stand behind the end of the last interchange.",
  "read.more": "… {count} more; --all tells them",
} as const;

export type ReadingKey = keyof typeof EN;
type Texts = Readonly<Record<ReadingKey, string>>;

const FR: Texts = {
  "severity.error": "erreur",
  "severity.warning": "avertissement",
  "severity.info": "remarque",
  "place.file": "fichier entier",
  "place.row": "ligne de données {row}",
  "place.line": "ligne {line}",
  "place.offset": "octet {offset}",
  "place.interchange": "interchange {interchange}[ ({interchangeRef})]",
  "place.message": "message {message}[ ({messageRef})]",
  "place.segment": "segment {segment}[ {tag}]",
  "place.element": "élément {element}",
  "place.component": "composant {component}",
  "place.field": "{field}",
  "place.path": "{path}",
  "finding.at": "{severity} : {sentence} {todo} ({code})",
  "finding.found": "trouvé : {found}",
  "finding.expected": "attendu : {expected}",
  "read.edifact":
    "{file} : EDIFACT {syntax}, interchanges : {interchanges}[, groupes : {groups}], segments : {segments}, messages : {messages}[ ({types})]",
  "read.xml": "{file} : XML, {types}, documents : {rows}",
  "read.rows": "{file} : {format}, {rows} lignes",
  "read.unknown": "{file} : format non reconnu",
  "read.counts": "  {good} sans erreur, {refused} avec erreurs, {findings} constats",
  "read.trailing": "  {bytes} octets suivent la fin du dernier interchange.",
  "read.more": "… {count} de plus ; --all les donne",
};

const ZH: Texts = {
  "severity.error": "错误",
  "severity.warning": "警告",
  "severity.info": "提示",
  "place.file": "整个文件",
  "place.row": "数据第 {row} 行",
  "place.line": "第 {line} 行",
  "place.offset": "字节 {offset}",
  "place.interchange": "交换 {interchange}[（{interchangeRef}）]",
  "place.message": "报文 {message}[（{messageRef}）]",
  "place.segment": "第 {segment} 段[ {tag}]",
  "place.element": "第 {element} 个数据元",
  "place.component": "第 {component} 个成分",
  "place.field": "{field}",
  "place.path": "{path}",
  "finding.at": "{severity}：{sentence}{todo}（{code}）",
  "finding.found": "实际：{found}",
  "finding.expected": "应为：{expected}",
  "read.edifact":
    "{file}：EDIFACT {syntax}，交换 {interchanges} 个[，组 {groups} 个]，段 {segments} 个，报文 {messages} 份[（{types}）]",
  "read.xml": "{file}：XML，{types}，单证 {rows} 份",
  "read.rows": "{file}：{format}，{rows} 行",
  "read.unknown": "{file}：无法识别",
  "read.counts": "  {good} 份正确，{refused} 份有错误，{findings} 条发现",
  "read.trailing": "  最后一个交换之后还有 {bytes} 个字节。",
  "read.more": "… 另有 {count} 条；用 --all 全部列出",
};

const TEXTS: Readonly<Record<Language, Texts>> = { en: EN, fr: FR, zh: ZH };

/** A text about a file that is read, with its facts. */
export function readingText(language: Language, key: ReadingKey, facts?: Facts): string {
  return fill(TEXTS[language][key], facts);
}
