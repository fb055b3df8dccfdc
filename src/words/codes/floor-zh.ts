/** Words of the codes of the floor's verbs, in Chinese. */
import type { CodeWords } from "./code-words.ts";
import type { FLOOR_EN } from "./floor-en.ts";

export const FLOOR_ZH = {
  "decide/gone": ["它已离开，不再对它作决定[：{found}]。", "若退回，请重新决定。"],
  "decide/nothing-to-take-back": ["贵机关对它没有可以撤回的决定。", "请解除扣留，或作出决定。"],
  "decide/reason-missing": ["此决定需要一个各方可读的理由。", "请写明公开理由后再决定。"],
} as const satisfies Readonly<Record<keyof typeof FLOOR_EN, CodeWords>>;
