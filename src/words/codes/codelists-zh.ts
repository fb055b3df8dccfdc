/**
 * Refusals and findings of code lists and their import,
 * in simplified Chinese: one sentence and what to do. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";
import type { CODELISTS_EN } from "./codelists-en.ts";

export const CODELISTS_ZH: Readonly<Record<keyof typeof CODELISTS_EN, CodeWords>> = {
  "codes/list-not-found": [
    "没有此名称的代码表[：{found}]。",
    "`mailport codes list` 列出全部代码表。",
  ],
  "codes/not-found": [
    "代码表[ {list} ]中没有此代码[：{found}]。",
    "请核对代码；完整代码表可能尚未导入。",
  ],
  "codes/restricted": ["代码表[ {list} ]仅供官员和管理员查看。", "请向他们询问内容。"],
  "codes/not-importable": [
    "此代码表没有可导入的文件格式[：{found}]。",
    "请指定可导入的代码表[：{expected}]。",
  ],
  "codes/no-rows": [
    "文件中没有代码表[ {list} ]的可读行；未作任何更改。",
    "请确认文件是否正确，并按所列发现更正。",
  ],
  "codes/too-many-rows": ["文件行数太多[；最多读取 {expected} 行]。", "请确认它是代码表。"],
  "codes/changed-meanwhile": [
    "代码表在此期间已被再次导入[：现为版本 {found}，不是 {expected}]。",
    "请再次查看差异，然后应用。",
  ],
  "codes/before-last": [
    "日期早于该代码表上次导入[：{found}，不得早于 {expected}]。",
    "请指定该日期或更晚的日期。",
  ],
  "codes/repeated": ["该代码在文件中出现两次[：{found}]。", "无需处理。"],
  "codes/contradicts": [
    "该代码在文件前面已有不同内容[：{found}]；以第一行为准。",
    "请更正文件后重新导入。",
  ],
  "codes/removals-withheld": [
    "文件中有无法读取的行，因此保留文件中缺少的代码[：{found}]。",
    "请更正被拒绝的行后重新导入文件。",
  ],
};
