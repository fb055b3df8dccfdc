/** Words of the codes of the floor's verbs, in Chinese. */
import type { CodeWords } from "./code-words.ts";
import type { FLOOR_EN } from "./floor-en.ts";

export const FLOOR_ZH = {
  "decide/gone": ["它已离开，不再对它作决定[：{found}]。", "若退回，请重新决定。"],
  "decide/nothing-to-take-back": ["贵机关对它没有可以撤回的决定。", "请解除扣留，或作出决定。"],
  "decide/reason-missing": ["此决定需要一个各方可读的理由。", "请写明公开理由后再决定。"],
  "measure/not-a-piece": ["此代码属于容器；这里只测量邮件。", "请扫描邮件的代码。"],
  "measure/not-here": ["当时该件不在中心[：{found}]。", "请先登记到达，或更正时间。"],
  "measure/nothing-read": [
    "读数需要重量或一个边长。",
    "请给出 weightGrams，或 lengthMm、widthMm、heightMm。",
  ],
} as const satisfies Readonly<Record<keyof typeof FLOOR_EN, CodeWords>>;
