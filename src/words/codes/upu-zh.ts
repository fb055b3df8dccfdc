/**
 * Faults of identifiers and of ranges they are issued from, in simplified Chinese: one sentence and
 * what to do. Those that a scan finds stand with the other faults of input. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";
import type { UPU_EN } from "./upu-en.ts";

export const UPU_ZH: Readonly<Record<keyof typeof UPU_EN, CodeWords>> = {
  "awb/check-digit": [
    "此航空运单号的校验位不符[：{found}，应为 {expected}]。",
    "已照原样收下；请与单据核对。",
  ],
  "identifier/shape": [
    "写法不符合该号码规则[：{found}；格式为 {expected}]。",
    "格式中 A 为字母，9 为数字，X 为字母或数字；请逐位核对。",
  ],
  "identifier/unrecognised": ["不符合任何已知号码的格式。", "已作为文本保存；请与面单核对。"],
  "s10/range-closed": ["此号段当日无效[：{found}，有效期 {expected}]。", "请使用有效的号段。"],
  "s10/range-exhausted": ["号段内的号码均在重用期内[：{found}]。", "请申请新的号段。"],
  "s10/range-invalid": [
    "这不能是 S10 号段[：{found}]。",
    "请更正业务标识、序号（0 至 99999999）或国家。",
  ],
  "s10/reserved-indicator": [
    "此业务标识为保留标识，不代表任何业务[：{found}]。",
    "请与面单核对；J、K、S、T、W 不能作为邮件号码的首字母。",
  ],
  "s10/unassigned-indicator": [
    "此业务标识未分配产品[：{found}]。",
    "已照原样收下；产品以报文为准。",
  ],
  "s10/unknown-country": [
    "邮件号码末尾应为 ISO 3166 国家代码[，实为 {found}]。",
    "请与面单核对；也可能是承运人自编号。",
  ],
  "s10/window-too-short": [
    "号码最早 12 个月后才能重用[：{found}，应不少于 {expected}]。",
    "请设定更长的重用期；建议 24 个月。",
  ],
  "s31/other-issuer": [
    "此发号方不是邮政经营者[：类别 {found}，经营者为 {expected}]。",
    "已照原样保存。",
  ],
  "s32/too-long": ["交运批次号最多 12 个字符[；实为 {found}，最多 {expected}]。", "已照原样保存。"],
  "s32/unknown-country": [
    "交运批次号开头应为 ISO 3166 国家代码[，实为 {found}]。",
    "已照原样保存；请核对代码。",
  ],
  "s34/not-in-register": ["互换局名录中没有此局[：{found}]。", "已照原样保存；请导入最新名录。"],
  "s34/unknown-country": [
    "此局代码开头不是 ISO 3166 国家代码[：{found}]。",
    "已照原样保存；请核对代码。",
  ],
  "s8/unknown-category": ["未知的运输类别[：{found}，已知为 {expected}]。", "请与袋牌核对。"],
  "s8/unknown-class": [
    "未知的邮件种类[：{found}，种类首字母为 {expected}]。",
    "已照原样保存；请核对代码。",
  ],
  "s9/highest-flag": [
    "最后一袋标志没有此值[：{found}，应为 {expected} 之一]。",
    "请核对袋牌第 24 位。",
  ],
  "s9/registered-flag": [
    "挂号或保价标志没有此值[：{found}，应为 {expected} 之一]。",
    "请核对袋牌第 25 位。",
  ],
};
