/** Words of the codes of the desks, in Chinese. */
import type { CodeWords } from "./code-words.ts";
import type { DESK_EN } from "./desk-en.ts";

export const DESK_ZH = {
  "paper/not-found": ["没有这份单证，或您无权查看。", "请从其货件页面打开。"],
  "paper/too-large": [
    "单证过大[：{found} 字节][，最多 {limitBytes}]。",
    "请减少页数或缩小扫描件。",
  ],
  "paper/too-many": ["该货件的单证数量已达上限[：{limit}]。", "请告知中心办事员哪份重要。"],
  "paper/unknown-format": [
    "内容不是 PDF、JPEG、PNG、TIFF 或纯文本。",
    "请另存为其中一种格式后重新提交。",
  ],
} as const satisfies Readonly<Record<keyof typeof DESK_EN, CodeWords>>;
