/** What is wrong with a declaration while it is filled in, and with refused rows, in Chinese. Codes are never renamed. */
import type { CodeWords } from "./code-words.ts";
import type { FORMS_EN } from "./forms-en.ts";

export const FORMS_ZH: Readonly<Record<keyof typeof FORMS_EN, CodeWords>> = {
  "declare/country-shape": [
    "国家（地区）为两个字母[；实际：{found}]。",
    "请填写 ISO 3166 代码，例如 CN。",
  ],
  "declare/currency-shape": [
    "币种为三个字母[；实际：{found}]。",
    "请填写 ISO 4217 代码，例如 EUR。",
  ],
  "declare/decimals": ["小数位过多[：{found}；最多 {expected} 位]。", "请四舍五入。"],
  "declare/needed": ["此项必填。", "请填写。"],
  "declare/no-postal-number": [
    "这不是邮件号码（S10）[：{found}]。",
    "请与标签核对，例如 RR473124829GB；其他号码按原样保留。",
  ],
  "declare/number": ["这不是数字[：{found}]。", "请填写数字，小数用点，不用千位分隔符。"],
  "declare/too-long": ["文字过长[：{found} 个字符，最多 {expected} 个]。", "请缩短。"],
  "declare/weight-below-contents": [
    "毛重小于内件净重之和[：{found} 千克，净重合计 {expected} 千克]。",
    "请更正毛重或各行净重。",
  ],
  "message/nothing-refused": ["该文件没有被拒绝的行。", "无需操作。"],
  "message/rows-not-apart": ["此格式的行不能单独取出[：{found}]。", "请整体更正该报文。"],
};
