/** Words of the codes of the dialogue of customs messages, tallies and amendments, in Chinese. What a code means is decided where it is made. */
import type { CodeWords } from "./code-words.ts";

export const CEB_DIALOGUE_ZH = {
  "ceb/not-customs": [
    "只有海关可以告知清单状态；此报文来自他人。",
    "请由海关一方发送，或由管理员接收。",
  ],
  "ceb/answer-to-nothing": [
    "所回执的单证既未由此发出，也未在此申报[：{found}]。",
    "请等待单证到达后再次处理。",
  ],
  "ceb/answer-ambiguous": [
    "多个申报人使用同一编号[：{found}]，回执未说明属于谁。",
    "请海关提供带申报企业代码的回执。",
  ],
  "ceb/receipt-again": ["海关此前已告知该状态[：{found}]。", "无需处理。"],
  "ceb/receipt-late": [
    "该状态早于海关之后告知的状态[：{found}；现为 {expected}]。",
    "无需处理，以较新的状态为准。",
  ],
  "ceb/receipt-backward": [
    "该状态落后于已达到的状态[：{found}；现为 {expected}]。",
    "保持已达到的状态；如长期不一致，请询问海关。",
  ],
  "ceb/receipt-unknown": [
    "状态表中没有该状态[：{found}]。",
    "已按原样保存，请询问口岸平台其含义。",
  ],
  "ceb/recall": [
    "海关对已放行的货物布控[：{found}]；放行已执行或可能已执行。",
    "请立即召回：在现场截停，或要求承运人退回。",
  ],
  "ceb/customs-refused": ["海关退单[：{found}]。", "请按所述原因更正后以变更方式重新发送。"],
  "ceb/sending-failed": ["口岸未能将单证发送海关[：{found}]。", "请重新发送。"],
  "ceb/decided-otherwise": [
    "海关关员在此已作出其他决定[：{found}]，以该决定为准。",
    "请关员撤回该决定，或询问海关以何为准。",
  ],
  "ceb/signature-required": [
    "该伙伴发送此类报文必须签名，而此报文未签名[：{found}]。",
    "请发送方签名；测试伙伴可另行设置（set-ceb-partner）。",
  ],
  "ceb/cancel-asked": [
    "海关已有该清单：撤销申请已转交，清单在答复前仍有效[：{found}]。",
    "请等待海关答复。",
  ],
  "ceb/cancel-changed": ["撤销申请只申报一次，不可变更或删除。", "如误撤，请重新申报清单。"],
  "ceb/not-writable": [
    "无法按其模式写出该报文[：{finding} {path} {found}；{expected}]。",
    "请更正其来源单证，然后重放发件箱。",
  ],
  "ceb/source-gone": ["该报文的来源内容已不存在。", "请申报人重新发送单证。"],
  "tally/not-operator": ["只有监管场所经营人可以发送理货报告。", "请以经营人身份操作。"],
  "tally/no-partner": [
    "没有代表海关接收理货报告的伙伴[：{found}]。",
    "请设置（set-ceb-partner）。",
  ],
  "tally/partner-needed": ["有多个伙伴接收理货报告[：{expected}]。", "请指明其一。"],
  "tally/bill-unknown": ["没有运单列明该总运单。", "请指明承运企业，或先发送运单（CEB511）。"],
  "tally/carrier-needed": [
    "该总运单下有多家承运企业[：{expected}]；每份理货报告只对应一家。",
    "请指明其一，并分别发送。",
  ],
  "tally/nothing-arrived": ["该总运单下尚无包裹到达[：{found}]。", "请先登记到达。"],
  "tally/over": [
    "有溢卸包裹，总运单下无对应运单[：共 {expected} 件，如 {found}]。",
    "请承运人补发运单，并单独存放。",
  ],
  "tally/short": [
    "总运单下有短卸包裹[：共 {expected} 件，如 {found}]。",
    "请在车辆和其他袋中查找，然后告知承运人。",
  ],
  "tally/not-arrived": [
    "所列包裹未登记到达[：共 {expected} 件，如 {found}]。",
    "请登记到达后重新发送理货报告。",
  ],
  "amend/not-found": [
    "该编号下没有您的有效申报[：{found}]。",
    "请核对编号和申报人，或作为新申报提交。",
  ],
  "amend/other-pieces": [
    "变更申报须针对相同的包裹，而此申报不同[：{found}]。",
    "请撤销后重新申报。",
  ],
  "amend/decided": ["已作出决定[：{found}]，不可再变更。", "请询问海关；放行前仍可撤销。"],
  "amend/other-regime": [
    "变更须保持相同的监管方式和渠道[：{found}]。",
    "请使用 change-regime 变更监管方式，或撤销后重新申报。",
  ],
  "amend/other-buyer": [
    "变更须为同一购买人，其年度额度已占用[：{found}]。",
    "请撤销后为另一购买人重新申报。",
  ],
} as const satisfies Record<string, CodeWords>;
