/**
 * The sentences of `mailport describe`: what a message is as a whole, one template a message, and the
 * frame around it. Facts are gathered by name from the message's value; a part without its facts is
 * left out. A message without a template of its own still describes itself field by field.
 */
import { type Facts, fill } from "./fill.ts";
import type { Language } from "./language.ts";

const EN = {
  "file.edifact": "{file}: EDIFACT {syntax}, messages: {messages}, findings: {findings}",
  "file.other": "{file}: {format}, findings: {findings}",
  "message.title":
    "Message {number}: {type} {version}[, reference {reference}][, from {sender}][ to {recipient}][, {sent}].",
  "message.profile":
    "Read by the profile of {type} {version}[ of {partner}] ({status}: {assumed} assumptions).",
  "message.profile-verified": "Read by the profile of {type} {version}[ of {partner}] (verified).",
  "message.unknown":
    "Nobody reads messages of this type yet; it is kept whole. Its segments as they stand:",
  "message.function": "{function}: {summary}",
  "message.in-part": "It could not be read whole; what could be read of it follows.",
  "message.unread": "Kept without being understood: {count}",
  "row.title": "Row {row}: {kind}[ {name}].",
  "row.declaration": "declaration",
  "row.container": "container",
  "row.scan": "scan",
  "row.other": "row",
  "row.refused": "Row {row} cannot be taken.",
  "document.title":
    "Document {row} of {type} ({edition}): {name}[, number {number}][, from {sender}][, lines: {lines}].",
  "xml.title": "XML document {type}; nobody reads it yet, it is kept whole.",
  "list.empty": "none",
  "more.messages": "… {count} more messages; --all describes them",
  "more.lines": "… {count} more; --all shows them",
  "more.findings": "… {count} more findings; --all tells them",
  "findings.title": "Findings: {count}",
  "findings.outside": "Findings outside of messages: {count}",
  "findings.none": "No findings.",
} as const;

export type DescribeKey = keyof typeof EN;
type Texts = Readonly<Record<DescribeKey, string>>;

const FR: Texts = {
  "file.edifact": "{file} : EDIFACT {syntax}, messages : {messages}, constats : {findings}",
  "file.other": "{file} : {format}, constats : {findings}",
  "message.title":
    "Message {number} : {type} {version}[, référence {reference}][, de {sender}][ à {recipient}][, {sent}].",
  "message.profile":
    "Lu avec le profil de {type} {version}[ de {partner}] ({status} : {assumed} suppositions).",
  "message.profile-verified": "Lu avec le profil de {type} {version}[ de {partner}] (vérifié).",
  "message.unknown":
    "Personne ne lit encore ce type de message ; il est gardé entier. Ses segments tels quels :",
  "message.function": "{function} : {summary}",
  "message.in-part": "Il n’a pu être lu en entier ; suit ce qui a pu être lu.",
  "message.unread": "Gardé sans être compris : {count}",
  "row.title": "Ligne {row} : {kind}[ {name}].",
  "row.declaration": "déclaration",
  "row.container": "contenant",
  "row.scan": "lecture",
  "row.other": "ligne",
  "row.refused": "La ligne {row} ne peut être prise.",
  "document.title":
    "Document {row} de {type} ({edition}) : {name}[, numéro {number}][, de {sender}][, lignes : {lines}].",
  "xml.title": "Document XML {type} ; personne ne le lit encore, il est gardé entier.",
  "list.empty": "rien",
  "more.messages": "… {count} messages de plus ; --all les décrit",
  "more.lines": "… {count} de plus ; --all les montre",
  "more.findings": "… {count} constats de plus ; --all les donne",
  "findings.title": "Constats : {count}",
  "findings.outside": "Constats hors des messages : {count}",
  "findings.none": "Aucun constat.",
};

const ZH: Texts = {
  "file.edifact": "{file}：EDIFACT {syntax}，报文 {messages} 份，发现 {findings} 条",
  "file.other": "{file}：{format}，发现 {findings} 条",
  "message.title":
    "报文 {number}：{type} {version}[，参考号 {reference}][，发送方 {sender}][，接收方 {recipient}][，{sent}]。",
  "message.profile":
    "按 {type} {version} 的配置文件[（{partner}）]读取（{status}：{assumed} 项假定）。",
  "message.profile-verified": "按 {type} {version} 的配置文件[（{partner}）]读取（已核实）。",
  "message.unknown": "尚无程序读取此类报文，已完整保存。各段原文：",
  "message.function": "{function}：{summary}",
  "message.in-part": "未能完整读取；以下是能读出的部分。",
  "message.unread": "未能理解而保留：{count}",
  "row.title": "第 {row} 行：{kind}[ {name}]。",
  "row.declaration": "申报",
  "row.container": "容器",
  "row.scan": "扫描",
  "row.other": "数据行",
  "row.refused": "第 {row} 行不能采用。",
  "document.title":
    "{type}（{edition}）第 {row} 份单证：{name}[，编号 {number}][，发送方 {sender}][，明细 {lines} 行]。",
  "xml.title": "XML 文件 {type}；尚无程序读取，已完整保存。",
  "list.empty": "无",
  "more.messages": "… 另有 {count} 份报文；用 --all 全部说明",
  "more.lines": "… 另有 {count} 项；用 --all 全部显示",
  "more.findings": "… 另有 {count} 条发现；用 --all 全部列出",
  "findings.title": "发现：{count} 条",
  "findings.outside": "报文之外的发现：{count} 条",
  "findings.none": "没有发现。",
};

const TEXTS: Readonly<Record<Language, Texts>> = { en: EN, fr: FR, zh: ZH };

/** A sentence of a description with its facts. */
export function describeText(language: Language, key: DescribeKey, facts?: Facts): string {
  return fill(TEXTS[language][key], facts);
}

/** One sentence for a whole message, by its name. */
const SUMMARIES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  predes: {
    en: "Dispatch {originOffice} → {destinationOffice}[, {mailCategory}][, {mailSubclass}], {dispatchNumber}/{year}: receptacles: {receptaclesCount}[, items: {itemTotal}][, {weightTotal}][; leaves {from} by {conveyance}][ on {departsAt}].",
    fr: "Dépêche {originOffice} → {destinationOffice}[, {mailCategory}][, {mailSubclass}], {dispatchNumber}/{year} : récipients : {receptaclesCount}[, envois : {itemTotal}][, {weightTotal}][ ; part de {from} par {conveyance}][ le {departsAt}].",
    zh: "总包 {originOffice} → {destinationOffice}[，{mailCategory}][，{mailSubclass}]，{dispatchNumber}/{year}：总包袋 {receptaclesCount} 个[，邮件 {itemTotal} 件][，{weightTotal}][；由 {from} 经 {conveyance} 启运][，{departsAt}]。",
  },
  resdes: {
    en: "Answer[ of {sendingOperator}] to announced dispatches: dispatches: {dispatchesCount}, states: {statusesCount}, receptacles named: {receptaclesCount}[, for {receivingOperator}].",
    fr: "Réponse[ de {sendingOperator}] aux dépêches annoncées : dépêches : {dispatchesCount}, états : {statusesCount}, récipients nommés : {receptaclesCount}[, pour {receivingOperator}].",
    zh: "对预报总包的答复[（{sendingOperator}）]：总包 {dispatchesCount} 个，状态 {statusesCount} 条，列出总包袋 {receptaclesCount} 个[，致 {receivingOperator}]。",
  },
  precon: {
    en: "Consignment {consignment}[ for carrier {carrier}] announced: dispatches: {dispatchesCount}, receptacles: {receptaclesCount}[, {weightTotal}][; leaves {from} by {conveyance}][ on {departsAt}].",
    fr: "Expédition {consignment}[ pour le transporteur {carrier}] annoncée : dépêches : {dispatchesCount}, récipients : {receptaclesCount}[, {weightTotal}][ ; part de {from} par {conveyance}][ le {departsAt}].",
    zh: "预报交运批次 {consignment}[（承运人 {carrier}）]：总包 {dispatchesCount} 个，总包袋 {receptaclesCount} 个[，{weightTotal}][；由 {from} 经 {conveyance} 启运][，{departsAt}]。",
  },
  rescon: {
    en: "Answer[ of {sendingOperator}] to announced consignments: consignments: {consignmentsCount}, states: {statusesCount}, receptacles named: {receptaclesCount}[, for {receivingOperator}].",
    fr: "Réponse[ de {sendingOperator}] aux expéditions annoncées : expéditions : {consignmentsCount}, états : {statusesCount}, récipients nommés : {receptaclesCount}[, pour {receivingOperator}].",
    zh: "对预报交运批次的答复[（{sendingOperator}）]：批次 {consignmentsCount} 个，状态 {statusesCount} 条，列出总包袋 {receptaclesCount} 个[，致 {receivingOperator}]。",
  },
  cardit: {
    en: "Consignment {consignment} booked with the carrier[ {carrier}]: dispatches: {dispatchesCount}, receptacles: {receptaclesCount}[, {weightTotal}][; {from} → {to} by {conveyance}][ on {departsAt}].",
    fr: "Expédition {consignment} confiée au transporteur[ {carrier}] : dépêches : {dispatchesCount}, récipients : {receptaclesCount}[, {weightTotal}][ ; {from} → {to} par {conveyance}][ le {departsAt}].",
    zh: "交运批次 {consignment} 委托承运人[ {carrier}]：总包 {dispatchesCount} 个，总包袋 {receptaclesCount} 个[，{weightTotal}][；{from} → {to}，{conveyance}][，{departsAt}]。",
  },
  resdit: {
    en: "Report of the carrier[ {carrier}]: consignments: {consignmentsCount}, states: {statusesCount}, receptacles named: {receptaclesCount}[; last: {status}][ at {place}][, {at}].",
    fr: "Compte rendu du transporteur[ {carrier}] : expéditions : {consignmentsCount}, états : {statusesCount}, récipients nommés : {receptaclesCount}[ ; dernier : {status}][ à {place}][, {at}].",
    zh: "承运人[ {carrier}]报告：交运批次 {consignmentsCount} 个，状态 {statusesCount} 条，列出总包袋 {receptaclesCount} 个[；最后：{status}][，{place}][，{at}]。",
  },
  emsevt: {
    en: "Events of items[ from {sendingOperator}][ for {receivingOperator}]: items: {itemsCount}, events: {eventsCount}[; last: {event}][ at {office}][, {at}].",
    fr: "Événements d’envois[ de {sendingOperator}][ pour {receivingOperator}] : envois : {itemsCount}, événements : {eventsCount}[ ; dernier : {event}][ à {office}][, {at}].",
    zh: "邮件事件[，{sendingOperator}][ 致 {receivingOperator}]：邮件 {itemsCount} 件，事件 {eventsCount} 条[；最后：{event}][，{office}][，{at}]。",
  },
  contrl: {
    en: "Answer to interchange {interchangeReference}[ of {interchangeSender}]: {action}; messages named: {messagesCount}.",
    fr: "Réponse à l’interchange {interchangeReference}[ de {interchangeSender}] : {action} ; messages nommés : {messagesCount}.",
    zh: "对交换 {interchangeReference}[（{interchangeSender}）]的答复：{action}；涉及报文 {messagesCount} 份。",
  },
};

/** The sentence for a whole message, or undefined where it has none. */
export function summaryText(language: Language, name: string, facts: Facts): string | undefined {
  const template = Object.hasOwn(SUMMARIES, name) ? SUMMARIES[name]?.[language] : undefined;
  return template === undefined ? undefined : fill(template, facts);
}

/** What a profile's state of knowledge is called. */
export function statusText(language: Language, status: "provisional" | "verified"): string {
  return STATUS[status][language];
}

const STATUS = {
  provisional: { en: "provisional", fr: "provisoire", zh: "暂定" },
  verified: { en: "verified", fr: "vérifié", zh: "已核实" },
} as const;
