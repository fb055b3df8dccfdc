/** Words of the codes of duty, regimes changed and declarations withdrawn, in Chinese. */
import type { CodeWords } from "./code-words.ts";
import type { DUTY_EN } from "./duty-en.ts";

export const DUTY_ZH = {
  "declaration/decided": ["监管部门已决定这些货物的处理方式。", "请先请该部门撤回决定。"],
  "declaration/released": ["所申报货件已放行或已离开。", "货物退回后可申请退税。"],
  "declaration/withdrawn-already": ["该申报已撤销。", "无需处理。"],
  "duty/amount-twice": ["金额重复填写：既有最小单位又有书写金额。", "请只填一种。"],
  "duty/amount-zero": ["金额为零。", "请填写大于零的金额。"],
  "duty/assessed-by-centre": ["税款由海关和中心运营方核定。", "请联系其核定。"],
  "duty/established-by-officer": ["只有关员可以审定价格和归类。", "请由关员审定，或更正申报。"],
  "duty/four-eyes": ["本人已提出申请，须由另一名关员确认。", "请第二名关员填报相同金额。"],
  "duty/holder-missing": ["未指明账户或担保的所属方[：{found}]。", "请指明参与方。"],
  "duty/line-unknown": [
    "申报中没有该行，或该行重复[：{found}；共 {expected} 行]。",
    "每个申报行只列一次。",
  ],
  "duty/not-customs": ["税款减免由海关办理[，不由 {found} 办理]。", "请由海关关员办理。"],
  "duty/level-too-low": ["您的级别无权办理[：{found}，需要 {expected}]。", "请由上级关员办理。"],
  "duty/more-than-due": [
    "减免超过应缴税款[：{found}，应缴 {expected}]。",
    "减免不得超过应缴金额。",
  ],
  "duty/more-than-paid": [
    "退税超过已缴税款[：{found}，已缴 {expected}]。",
    "退税不得超过已缴金额。",
  ],
  "duty/not-assessed": ["该货件尚未核定税款。", "请先核定税款。"],
  "duty/not-declared": ["该货件没有有效的申报。", "请先申报。"],
  "duty/not-taxed": ["该货件的监管方式不征税[：{found}]。", "无需处理。"],
  "duty/not-yours": [
    "您不能为该货件登记此类缴款[：{found}]。",
    "请使用本方账户或担保，或联系中心运营方。",
  ],
  "duty/nothing-due": ["该货件没有应缴税款。", "无需处理。"],
  "duty/other-currency": [
    "税款以其他币种计算[：应为 {expected}，不是 {found}]。",
    "请按应缴币种登记缴款。",
  ],
  "duty/overpaid": [
    "缴款超过应缴税款[：{found}，应缴 {expected}]。",
    "最多登记应缴金额，余款退还缴款人。",
  ],
  "duty/reason-missing": ["该操作更改已结清或已审定的内容，须说明理由。", "请填写理由后重新核定。"],
  "duty/reference-used": [
    "该货件已有此流水号的缴款[：{found}]。",
    "该笔缴款已登记；另一笔缴款应有自己的流水号。",
  ],
  "duty/secure-whole": [
    "账户或担保须承担全部应缴税款，不能只承担一部分[：{found}，应缴 {expected}]。",
    "请填写全额，或先由收件人缴纳部分。",
  ],
  "duty/too-many-payments": [
    "该货件的缴款笔数已达上限[：{expected}]。",
    "请由申报人一次缴清余款。",
  ],
  "regime/decided": ["该货件已放行，监管方式不能变更。", "请先由作出决定的机关撤回决定。"],
  "regime/identity-missing": [
    "缺少订购人身份证件号码，无法核算年度限额。",
    "请申报订购人身份证件号码。",
  ],
  "regime/no-other": [
    "按现有申报，没有其他适用的监管方式[：{found}]。",
    "请补充申报，或指定监管方式。",
  ],
  "regime/not-yours": ["只有申报人和中心可以变更该货件的监管方式。", "请联系申报人。"],
  "regime/same": ["该货件已适用此监管方式[：{found}]。", "无需处理。"],
} satisfies Record<keyof typeof DUTY_EN, CodeWords>;
