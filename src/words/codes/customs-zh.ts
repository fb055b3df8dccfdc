/**
 * What the customs’ rule books, the matching of documents and the annual balance find and refuse,
 * in Chinese: one sentence and what to do. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";
import type { CUSTOMS_EN } from "./customs-en.ts";

export const CUSTOMS_ZH: Readonly<Record<keyof typeof CUSTOMS_EN, CodeWords>> = {
  "regime/required-field": [
    "该监管方式要求的字段未填写[：{expected}]。",
    "请填写；在此之前无法判定。",
  ],
  "regime/value-negative": ["价值小于零。", "请更正价值。"],
  "regime/value-too-large": ["价值超出任何货票的可能[：{found} 元]。", "请更正价值或币种。"],
  "regime/rate-missing": [
    "没有有效的海关汇率[：{found}][，日期 {expected}]。",
    "请导入当月清单 `customs-rates`。",
  ],
  "regime/over-limit": [
    "价值超过该监管方式的限额[：{found} 元][，限额 {expected} 元]。",
    "请退运，或改按可适用的监管方式申报。",
  ],
  "regime/balance-lapsed": [
    "货物在货票过期后才到：所占的购买人年度额度已退回。",
    "请重新核税，或修改申报。",
  ],
  "regime/declared-in-parts": [
    "后续申报增加了本身应缴税款的包裹。",
    "请修改申报以列明全部货物，或由海关核定。",
  ],
  "regime/one-article": [
    "不可分割的单件物品超过限额，按单件接受[：{found} 元][，限额 {expected} 元]。",
    "无需处理；可能须全额缴税。",
  ],
  "regime/not-one-article": ["声明为不可分割的单件，但有多行或多件。", "请更正声明或商品行。"],
  "regime/not-own-use": ["非自用的物品不属于个人物品。", "请按货物申报。"],
  "regime/not-in-force": [
    "该监管方式在申报日没有规则[：{found}]。",
    "请按其他监管方式申报，或更正日期。",
  ],
  "regime/other-trade": [
    "该监管方式适用于另一种销售方式[：{found}][，而非 {expected}]。",
    "请按对应的监管方式申报。",
  ],
  "regime/not-documents": ["该类别仅限文件。", "请按货物所属类别申报。"],
  "regime/only-documents": ["文件有专门的类别。", "请按文件申报。"],
  "regime/documents-with-value": ["文件申报了价值。", "请核实是否为无商业价值的单证。"],
  "regime/licence-needed": ["涉及许可证的货物不适用该监管方式。", "请按一般方式完整申报。"],
  "regime/personal-articles": ["这些是限额以内的个人物品。", "请按个人物品申报。"],
  "regime/claim-needs-full": ["所提请求须完整申报[：{found}]。", "请完整申报，或撤回该请求。"],
  "regime/balance-unknown": [
    "不知道购买人本年度的剩余额度。",
    "请提供身份证件号码，或向口岸系统查询。",
  ],
  "regime/balance-exceeded": [
    "价值超过购买人本年度剩余额度[：{found} 元][，剩余 {expected} 元]。",
    "请按一般贸易申报，或退运。",
  ],
  "regime/quantity-cap": [
    "重量超过每人每年可购数量[：{found} 千克][，最多 {expected} 千克]。",
    "请按一般贸易申报，或减少数量。",
  ],
  "regime/hs-too-short": [
    "商品编码位数不足[：{found}][，至少 {expected} 位]。",
    "请填写更长的编码。",
  ],
  "regime/above-usual": [
    "价值超过该监管方式的通常水平[：{found} 元][，通常 {expected} 元]。",
    "请核实价值；法律没有上限。",
  ],
  "regime/clearance-note": ["未填写通关单。", "如货物需要，请填写。"],
  "regime/tax-class-unknown": ["该日没有此行邮税税目[：{found}]。", "请选用清单中的税目，或不填。"],
  "regime/goods-tax-unknown": [
    "不知道这些货物的税率[：{found}]。",
    "请导入税则 `cn-goods-tax`，或由关员核定。",
  ],
  "regime/does-not-fit": [
    "该票不适用其监管方式[：{found}]，因此不按其征税。",
    "请先变更监管方式。",
  ],
  "match/document-missing": [
    "订单、支付单、运单、清单中缺少一种[：{expected}]。",
    "请发送缺少的单证。",
  ],
  "match/not-matched": ["订单、支付单、运单和清单尚未比对。", "如有单证，请发送。"],
  "match/order-payment": [
    "订单与支付单不一致[：{found}][，{expected}]。",
    "请更正有误的一方并重新发送。",
  ],
  "match/order-waybill": [
    "订单与运单不一致[：{found}][，{expected}]。",
    "请更正有误的一方并重新发送。",
  ],
  "match/order-list": [
    "订单与清单不一致[：{found}][，{expected}]。",
    "请更正有误的一方并重新发送。",
  ],
  "match/waybill-list": [
    "运单与清单不一致[：{found}][，{expected}]。",
    "请更正有误的一方并重新发送。",
  ],
  "match/paid-sum": [
    "实付金额不等于货款加运费加税款减优惠[：{found}][，合计 {expected}]。",
    "请更正订单。",
  ],
  "balance/exceeded": [
    "金额超过年度剩余额度[：{found}][，剩余 {expected}]。",
    "请减少金额，或等到下一年度。",
  ],
  "balance/not-positive": ["金额必须大于零[：{found}]。", "请更正金额。"],
  "balance/none-reserved": ["该票没有预占额度。", "请先预占；可能已撤销。"],
  "balance/more-than-held": [
    "归还的金额超过该票所占额度[：{found}][，所占 {expected}]。",
    "请更正金额。",
  ],
};
