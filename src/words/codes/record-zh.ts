/**
 * Refusals of what is asked: access, calls, holds, moves, exits, messages as a whole,
 * in simplified Chinese: one sentence and what to do. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";
import type { RECORD_EN } from "./record-en.ts";

export const RECORD_ZH: Readonly<Record<keyof typeof RECORD_EN, CodeWords>> = {
  "web/no-answer": ["中心没有应答。", "请检查网络；可以重试同一操作。"],
  "access/not-allowed": ["您的角色不允许此操作[：{operation}]。", "请找有权限的人办理。"],
  "call/busy": ["处理过程中数据不断变化。", "请稍后重试。"],
  "call/key-length": ["幂等键为空或过长[；最多 {expected} 个字符]。", "请发送较短的键。"],
  "call/key-reused": ["此幂等键已用于其他内容。", "新的操作请用新的键。"],
  "call/answer-gone": ["此操作已做过，但答复已不再保留。", "请查看邮件了解结果。"],
  "blob/too-large": ["文件超过允许的大小[：最多 {expected} 字节]。", "请拆分，或用命令行发送。"],
  "hold/lifted-already": ["此扣留已解除。", "无需再操作。"],
  "hold/other-authority": ["只有 {expected} 可以解除此扣留。", "请联系该部门。"],
  "hold/level-too-low": ["解除此扣留需要 {expected} 级关员。", "请找该级别的关员。"],
  "hold/same-eyes": ["须由另一名关员解除此扣留。", "请找同事办理。"],
  "move/not-allowed": ["规则不允许从 {from} 移到 {to}。", "请选择允许的区域。"],
  "web/no-builder": [
    "界面尚未构建，且构建工具未安装。",
    "请不带 --omit=dev 安装，或启动自带界面的发行版。",
  ],
  "web/build-failed": ["界面构建失败[：{found}]。", "请修正源码；先前的构建不受影响。"],
};
