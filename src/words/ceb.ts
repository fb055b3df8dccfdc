/**
 * What China's customs and its exchange platform answer CEB messages with, in our own words: states, what
 * an error is about, and why. The numbers stand in `#standards/ceb`; nothing here is the official text.
 */
import type { Language } from "./language.ts";

/** English, French, Chinese. */
type Three = readonly [string, string, string];

const PLACES: Readonly<Record<Language, 0 | 1 | 2>> = { en: 0, fr: 1, zh: 2 };

/** One of the three wordings. */
export function inLanguage(language: Language, words: Three): string {
  return words[PLACES[language]];
}

/** States of a document (specification 202205: answers to lists, returns and tallies). */
export const CEB_STATES = {
  stored: ["stored at the platform", "enregistré sur la plateforme", "平台已暂存"],
  lodging: ["being lodged", "en cours de dépôt", "正在申报"],
  sent: ["sent to customs", "transmis à la douane", "已送海关"],
  unsent: ["could not be sent to customs", "non transmis à la douane", "未能送达海关"],
  returned: ["returned by customs", "retourné par la douane", "海关退回"],
  received: ["received by customs", "reçu par la douane", "海关已收存"],
  review: ["waits for an officer", "attend un agent", "等待人工审核"],
  reviewed: ["review closed", "examen clos", "审核完成"],
  inspection: ["to be inspected", "à visiter", "需查验"],
  "detained-clearance": [
    "detained, with the clearance section",
    "retenu, au service du dédouanement",
    "扣留，移通关部门",
  ],
  "detained-smuggling": [
    "detained, with the anti-smuggling section",
    "retenu, au service antifraude",
    "扣留，移缉私部门",
  ],
  "detained-legal": [
    "detained, with the legal section",
    "retenu, au service juridique",
    "扣留，移法规部门",
  ],
  "handed-over": ["handed over", "remis à un autre service", "已移交"],
  "detained-other": ["detained for another reason", "retenu pour un autre motif", "因其他原因扣留"],
  suspended: ["suspended", "suspendu", "暂缓"],
  "return-abroad": ["to be returned abroad", "à renvoyer à l’étranger", "退运出境"],
  released: ["released", "mainlevée accordée", "已放行"],
  closed: ["closed", "clos", "已结关"],
  error: ["refused with an error", "refusé pour erreur", "处理出错"],
} as const satisfies Record<string, Three>;

/** States of an electronic tax bill (CEB816, CEB818). */
export const CEB_TAX_STATES = {
  made: ["made", "établi", "已开出"],
  summed: ["summed with others", "regroupé avec d’autres", "已汇总"],
  void: ["void", "annulé", "已作废"],
} as const satisfies Record<string, Three>;

/** What an error is about. */
export const CEB_ERROR_GROUPS = {
  "dxp-format": ["platform, form", "plateforme, forme", "平台格式"],
  "dxp-security": ["platform, security", "plateforme, sécurité", "平台安全"],
  "dxp-business": ["platform, addressing", "plateforme, adressage", "平台寻址"],
  "dxp-system": ["platform, system", "plateforme, système", "平台系统"],
  enterprise: ["firm", "entreprise", "企业"],
  order: ["order", "commande", "订单"],
  payment: ["payment", "paiement", "支付单"],
  waybill: ["waybill", "lettre de transport", "运单"],
  "waybill-status": ["waybill status", "état de la lettre de transport", "运单状态"],
  inventory: ["list", "liste déclarative", "清单"],
  cancel: ["cancellation", "annulation", "撤销单"],
  refund: ["return request", "demande de retour", "退货单"],
  delivery: ["arrival tally", "pointage d’arrivée", "入库单"],
} as const satisfies Record<string, Three>;

/** Why a message was refused or not carried out. */
export const CEB_ERROR_REASONS = {
  "address-differs": [
    "the receiver named is not the one addressed",
    "le destinataire nommé n’est pas celui de l’adresse",
    "收件方与地址不一致",
  ],
  "all-without-lines": [
    "no document has lines",
    "aucun document n’a de lignes",
    "所有单证都没有明细",
  ],
  "allowance-not-counted": [
    "the buyer’s allowance could not be updated",
    "le plafond de l’acheteur n’a pas pu être mis à jour",
    "买家额度未能更新",
  ],
  "allowance-not-read": [
    "the buyer’s allowance could not be read",
    "le plafond de l’acheteur n’a pas pu être lu",
    "买家额度未能读取",
  ],
  "answer-not-readable": [
    "the answer could not be read",
    "la réponse est illisible",
    "回执无法读取",
  ],
  "bad-request": ["the request is wrong", "la requête est erronée", "请求有误"],
  "cannot-decrypt": ["it could not be decrypted", "déchiffrement impossible", "无法解密"],
  "card-differs": [
    "the sender’s card is of another firm",
    "la carte de l’expéditeur est d’une autre entreprise",
    "发送卡属于另一企业",
  ],
  "change-failed": ["the change failed", "la modification a échoué", "修改未成"],
  "check-failed": ["a check failed", "un contrôle a échoué", "检查未通过"],
  "connection-failed": ["no connection", "pas de connexion", "连接不上"],
  "connection-timeout": ["the connection timed out", "la connexion a expiré", "连接超时"],
  "declarant-differs": [
    "the declarant is not the one of the certificate",
    "le déclarant n’est pas celui du certificat",
    "申报方与证书不符",
  ],
  "differs-from-parameters": [
    "a line differs from customs’ parameters",
    "une ligne diffère des paramètres de la douane",
    "明细与海关参数不符",
  ],
  "differs-from-record": [
    "a line differs from the record of goods",
    "une ligne diffère du registre des marchandises",
    "明细与备案不符",
  ],
  "document-fault": [
    "one of the documents has a fault",
    "un des documents est fautif",
    "其中一单有误",
  ],
  empty: ["nothing to process in it", "rien à traiter", "没有可处理的内容"],
  "exists-already": ["one with this number exists", "ce numéro existe déjà", "该编号已有"],
  "firm-code": ["the firm’s code is not valid", "code d’entreprise non valable", "企业编码不成立"],
  "firm-type": ["the firm’s kind is not valid", "genre d’entreprise non valable", "企业种类不成立"],
  format: ["the form is wrong", "la forme est fausse", "格式不对"],
  "format-other": ["another fault of form", "autre faute de forme", "另有格式问题"],
  "goods-not-recorded": [
    "the goods are not on record",
    "marchandise non enregistrée",
    "商品没有备案",
  ],
  "goods-unknown": [
    "customs’ parameters have no such goods code",
    "code de marchandise inconnu de la douane",
    "海关参数中没有该商品编码",
  ],
  "in-a-lodged-list": [
    "its list is lodged, so it cannot change",
    "sa liste est déposée, il ne peut plus changer",
    "所属清单已申报，不能再改",
  ],
  "line-not-in-list": [
    "the list has no such line",
    "la liste n’a pas cette ligne",
    "原清单没有这一项",
  ],
  "line-number-twice": [
    "a line number occurs twice",
    "un numéro de ligne figure deux fois",
    "行号重复",
  ],
  "lodged-already": ["it is lodged already", "déjà déposé", "已申报过"],
  "lodging-failed": ["lodging failed", "le dépôt a échoué", "申报未成"],
  "no-key": [
    "its key is empty or finds nothing",
    "clé vide ou sans résultat",
    "主键为空或查无结果",
  ],
  "no-lines": ["it has no lines", "il n’a pas de lignes", "没有明细"],
  "no-right": ["the sender may not do this", "l’expéditeur n’en a pas le droit", "发送方无此权限"],
  "no-such-action": ["the action asked for is unknown", "action inconnue", "要求的操作未知"],
  "not-being-lodged": [
    "it is not being lodged",
    "il n’est pas en cours de dépôt",
    "不在申报过程中",
  ],
  "not-found": ["it was not found", "introuvable", "没有找到"],
  "not-readable": ["the message could not be read", "message illisible", "报文无法读取"],
  "not-saved": ["it could not be saved", "enregistrement impossible", "未能保存"],
  "not-sent": ["it could not be sent", "envoi impossible", "未能发出"],
  "nothing-to-act-on": [
    "there is nothing to change or delete",
    "rien à modifier ou à supprimer",
    "没有可变更或删除的单证",
  ],
  "nothing-to-change": [
    "no lodged document to change",
    "aucun document déposé à modifier",
    "没有已申报的单证可改",
  ],
  "number-not-given-here": [
    "the platform gives this number, not the sender",
    "ce numéro est donné par la plateforme",
    "此编号应由平台给出",
  ],
  "older-than-stored": [
    "a newer one is stored",
    "une version plus récente existe",
    "已有更新的数据",
  ],
  "over-order-limit": [
    "over the limit of one order",
    "au-delà du plafond par commande",
    "超出单次限值",
  ],
  "over-year-limit": ["over the buyer’s limit", "au-delà du plafond de l’acheteur", "超出个人限值"],
  "reason-empty": ["no reason is given", "motif absent", "没有填写原因"],
  "receiver-unknown": ["the receiver is unknown", "destinataire inconnu", "收件方不存在"],
  "rule-other": ["another rule of addressing", "autre règle d’adressage", "另有寻址问题"],
  schema: ["it does not fit the schema", "non conforme au schéma", "与模式不符"],
  "second-quantity": [
    "second quantity and unit do not fit",
    "seconde quantité et unité ne concordent pas",
    "第二数量与单位不相配",
  ],
  "security-other": ["another fault of security", "autre faute de sécurité", "另有安全问题"],
  "sent-not-recorded": [
    "sent to customs, but its state was not recorded",
    "transmis, mais l’état n’a pas été noté",
    "已送海关，但状态未记下",
  ],
  "several-found": ["several were found", "plusieurs trouvés", "找到不止一个"],
  "signature-empty": ["the signature is empty", "signature vide", "签名为空"],
  "signature-expired": ["the signature has expired", "signature expirée", "签名已过期"],
  "signature-invalid": ["the signature is not valid", "signature non valable", "签名不成立"],
  "signature-not-kept": [
    "the signature could not be kept",
    "signature non conservée",
    "签名未能保存",
  ],
  "signed-data-differ": [
    "signature and data differ",
    "signature et données diffèrent",
    "签名与内容不一致",
  ],
  "state-forbids-cancel": [
    "its state forbids cancelling",
    "son état interdit l’annulation",
    "当前状态不许撤销",
  ],
  "state-forbids-change": [
    "its state forbids changing",
    "son état interdit la modification",
    "当前状态不许修改",
  ],
  "state-forbids-deletion": [
    "its state forbids deleting",
    "son état interdit la suppression",
    "当前状态不许删除",
  ],
  "system-fault": ["the system failed", "panne du système", "系统故障"],
  "system-other": ["another fault of the system", "autre panne du système", "另有系统问题"],
  "too-much": ["there is more in it than allowed", "il en contient trop", "内容过多"],
  "unsent-not-recorded": [
    "not sent, and its state was not recorded",
    "non transmis, et l’état n’a pas été noté",
    "未送海关，状态也未记下",
  ],
} as const satisfies Record<string, Three>;
