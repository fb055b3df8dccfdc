/** What risk rules and screening find, in Chinese: one sentence and what to do. */
import type { CodeWords } from "./code-words.ts";
import type { RISK_EN } from "./risk-en.ts";

export const RISK_ZH = {
  "risk/vague-words": [
    "品名笼统[：第 {line} 行，{found}]。",
    "请对照图像、价值和重量，或开箱查验。",
  ],
  "risk/battery-words": [
    "品名提到电池但未申报电池[：第 {line} 行，{found}]。",
    "请在图像中查找电芯。",
  ],
  "risk/near-threshold": [
    "申报价值紧贴限额[：{found}，限额 {expected} {currency}]。",
    "请索取发票或支付凭证。",
  ],
  "risk/weight-difference": [
    "实重与申报不符[：{found} 克，申报 {expected} 克]。",
    "请复称并开箱查验。",
  ],
  "risk/repeat-recipient": [
    "同一收件人短期多件[：{days} 天内按 {by} 第 {found} 件，通常不超过 {expected} 件]。",
    "请查看之前的包裹，可能是化整为零。",
  ],
  "risk/missing-field": ["申报缺少[：{missing}]。", "请向申报人索取。"],
  "risk/random": ["随机抽中。", "请照常查验，结果将计入统计。"],
  "codes/officers-only": ["名单[ {list}] 仅供海关和检疫官员查看。", "请向他们询问其内容。"],
  "screening/hit": [
    "姓名可能与受限主体相符[：{entry}，{how}]。",
    "请与名单核对，说明理由后放行，或予以扣留。",
  ],
  "screening/not-pending": ["该票货件不在等待筛查[：{found}]。", "无需处理。"],
  "screening/reason-needed": ["解除筛查必须说明理由。", "请说明为何与名单不符。"],
  "screening/not-customs": ["只有海关官员可以解除名单比对。", "请联系海关官员。"],
  "screening/no-list": ["未加载受限主体名单。", "请导入：`mailport codes import denied 文件`。"],
} as const satisfies Readonly<Record<keyof typeof RISK_EN, CodeWords>>;
