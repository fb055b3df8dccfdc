/**
 * Faults of what was sent in: files, fields, codes, identifiers, times, the request's shape,
 * in simplified Chinese: one sentence and what to do. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";
import type { INPUT_EN } from "./input-en.ts";

export const INPUT_ZH: Readonly<Record<keyof typeof INPUT_EN, CodeWords>> = {
  "input/invalid": ["请求的格式不对。", "请更正所列字段。"],
  "input/shape": ["字段格式不对[：{expected}]。", "请更正该字段。"],
  "s10/check-digit": [
    "此 S10 号码的校验位不符[：{found}，应为 {expected}]。",
    "已照原样收下；请与面单核对。",
  ],
};
