/** Words of the codes of the floor's verbs, in Chinese. */
import type { CodeWords } from "./code-words.ts";
import type { FLOOR_EN } from "./floor-en.ts";

export const FLOOR_ZH = {
  "container/item-gone": [
    "清单中有一件已离开中心或已不存在[：{found}]。",
    "请与清单发送方核对号码。",
  ],
  "decide/gone": ["它已离开，不再对它作决定[：{found}]。", "若退回，请重新决定。"],
  "decide/nothing-to-take-back": ["贵机关对它没有可以撤回的决定。", "请解除扣留，或作出决定。"],
  "decide/reason-missing": ["此决定需要一个各方可读的理由。", "请写明公开理由后再决定。"],
  "measure/not-a-piece": ["此代码属于容器；这里只测量邮件。", "请扫描邮件的代码。"],
  "measure/not-here": ["当时该件不在中心[：{found}]。", "请先登记到达，或更正时间。"],
  "measure/nothing-read": [
    "读数需要重量或一个边长。",
    "请给出 weightGrams，或 lengthMm、widthMm、heightMm。",
  ],
  "merge/itself": ["邮件不能与自身合并。", "请指定另一条记录。"],
  "merge/no-match": ["没有向您提出这两者的待定匹配。", "请查看 list-matches，或将其合并。"],
  "merge/not-mergeable": [
    "只有预期或在场的记录可以合并[；其中一条为 {found}]。",
    "请查看两条记录。",
  ],
  "merge/other-shipment": [
    "该货票不属于任何一条记录[：{found}]。",
    "请指定其中一条的货票，或不指定。",
  ],
  "merge/ordered": ["邮件将离开的货票有机关指令[：{found}]。", "请先由该机关撤回，或保留该货票。"],
  "merge/owing": ["邮件将离开的货票尚有未了事项[：{found}]。", "请先办结，或保留该货票。"],
  "merge/container-held": [
    "另一条记录所在容器被扣留[，机关：{found}]。",
    "请先移出容器，或请求解除扣留。",
  ],
  "merge/not-merged": ["这两条记录未合并。", "请查看两条记录。"],
  "merge/held": [
    "通过此合并，有机关扣留着该件[：{found}]。",
    "只有该机关的官员可撤销，或先解除扣留。",
  ],
  "merge/went-on": ["该件之后已有另一货票。", "请查看其货票并在那里更正。"],
  "relabel/not-here": ["只有在场的邮件才能换标签[；此件为 {found}]。", "请先登记到达。"],
  "relabel/taken": ["此代码已属于其他对象[：{found}]。", "请用另一张标签；若为同一件，请合并。"],
  "relabel/of-containers": ["这是总包号码[：{found}]。", "请使用邮件标签。"],
  "shift/empty": ["班次须在开始之后结束。", "请让 from 早于 to。"],
  "shift/too-long": ["统计期最多一个月[，{expected} 天]。", "请查询较短的期间。"],
} as const satisfies Readonly<Record<keyof typeof FLOOR_EN, CodeWords>>;
