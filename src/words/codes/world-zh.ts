/** Words of what the world's auditor finds, in Chinese. What a code means is decided where it is made. */
import type { CodeWords } from "./code-words.ts";
import type { WORLD_EN } from "./world-en.ts";

export const WORLD_ZH: Readonly<Record<keyof typeof WORLD_EN, CodeWords>> = {
  "audit/arrived-otherwise": ["邮件到达的方式与账册不符。", "请把其经历与预报比对。"],
  "audit/call-refused": ["模拟世界的一次调用被整体拒绝。", "请看拒绝原因：世界或操作有误。"],
  "audit/counts-differ": ["票货的件数与到达和离开的不符。", "请用 verify 重新折算。"],
  "audit/decisions-differ": ["票货显示的决定与所作决定不符。", "请与审计记录的调用比对。"],
  "audit/declared-weight-differs": ["申报重量与递交的不符。", "请与保存的申报输入比对。"],
  "audit/documents-differ": [
    "清单与单证的比对状态与所递交的不符。",
    "请将其经历与留存的单证核对。",
  ],
  "audit/doubled": ["同一邮件存在多次。", "请查明第二件由谁产生。"],
  "audit/duty-differs": ["显示的税款结清方式与账册不符。", "请与已记录的付款比对。"],
  "audit/exit-differs": ["邮件显示的离场与实际不符。", "请与其经历比对。"],
  "audit/foreign-reader": ["一方看到了不属于自己的邮件。", "请检查该行的读取方。"],
  "audit/holds-differ": ["现有的扣留与已设未解的不符。", "请与扣留的经历比对。"],
  "audit/left-held": ["邮件在扣留期间离场。", "请查看出口检查所见的扣留。"],
  "audit/left-twice": ["同一邮件离场多次。", "请查看两次离场之间的经历。"],
  "audit/left-undecided": ["邮件未经决定即离场。", "请查看出口检查所见的决定。"],
  "audit/left-unmatched": ["邮件在清单与单证相符之前放行离场。", "请查看出口检查所见的单证。"],
  "audit/left-unpaid": ["邮件在税款未付时放行离场。", "请查看出口检查所见的税款。"],
  "audit/lost": ["递交的邮件不存在。", "请查找其标识和事件。"],
  "audit/nobody-handed-in": ["存在无人递交的邮件。", "请查明产生它的调用。"],
  "audit/nobody-lifts": ["邮件被世界中无人能解除的事项阻止。", "请为世界增加相应步骤。"],
  "audit/not-shown": ["一方看不到自己的邮件。", "请检查该行的读取方。"],
  "audit/other-item": ["条码对应的邮件与之前不同。", "请查看标识的经历。"],
  "audit/piece-differs": ["邮件的显示与答复不符。", "请与其经历比对。"],
  "audit/row-refused": ["应当完成的一行被拒绝。", "请看拒绝原因：世界或操作有误。"],
  "audit/refund-differs": ["退税未按答复记入记录。", "请查看其税款事件。"],
  "audit/relabelled-another": ["新标签贴到了另一件邮件上。", "请查看旧号码对应哪一件。"],
  "audit/shipment-lost": ["递交的票货未显示。", "请查找其标识和事件。"],
  "audit/stuck": ["邮件仍在中心，无人处理。", "请扫描：会显示阻止原因。"],
  "audit/weight-differs": ["邮件重量与秤的读数不符。", "请与其扫描比对。"],
  "world/plant-unknown": ["没有此预设故障[：{found}]。", "请指定其中之一[：{expected}]。"],
};
