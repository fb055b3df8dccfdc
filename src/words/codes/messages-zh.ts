/**
 * Refusals and findings of messages as a whole, of suspense and of partners,
 * in simplified Chinese: one sentence and what to do. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";
import type { MESSAGES_EN } from "./messages-en.ts";

export const MESSAGES_ZH: Readonly<Record<keyof typeof MESSAGES_EN, CodeWords>> = {
  "message/too-large": [
    "文件太大[：{found} 字节，最多 {limitBytes} 字节]。",
    "请分成几个表头相同的文件。",
  ],
  "message/too-many-rows": [
    "文件行数太多[；只读取了前 {expected} 行]。",
    "请把其余部分作为表头相同的另一个文件发送。",
  ],
  "message/not-found": ["没有这条报文。", "请在待处理清单中核对编号。"],
  "message/not-in-suspense": ["这条报文不在待处理状态[：{state}]。", "无需处理。"],
  "suspense/quota": [
    "待处理的报文已太多[：{messages} 条，{sizeBytes} 字节]。",
    "请先更正或重放待处理的报文，再重新发送。",
  ],
  "partner/not-found": ["您没有此代码的伙伴[：{found}]。", "请在伙伴清单中核对代码。"],
  "partner/code-taken": ["另一伙伴已使用此代码[：{found}]。", "请选用其他代码。"],
  "partner/folder-taken": [
    "此文件夹已作他用[：{found}]。",
    "请为每个伙伴的每个方向使用单独的文件夹。",
  ],
  "party/not-found": ["没有此代码的单位[：{found}]。", "请核对单位代码。"],
  "message/no-effect": [
    "此报文已读取，但这里不对其做任何处理[：{found}]。",
    "报文已保存；请人工查看。",
  ],
  "message/reference-reused": [
    "发送方曾用此参考号发送过内容不同的报文[：{found}]。",
    "请询问发送方，或将其作为被替换报文的更正接收。",
  ],
  "message/received-before": ["此报文此前已接收[：{found}]；未重复处理。", "无需处理。"],
};
