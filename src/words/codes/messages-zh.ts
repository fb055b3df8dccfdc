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
  "partner/product-unknown": [
    "此报文的设置中没有该产品[：{found}；可用：{expected}]。",
    "请选用其中之一；不填则适用于所有产品。",
  ],
  "partner/address-missing": [
    "需要我方地址和伙伴地址[：{expected}]。",
    "请两者都填写；以后的设置会沿用。",
  ],
  "partner/profile-unknown": [
    "没有可写出的此版本配置[：{found}]。",
    "请使用 list-profiles 所列的版本，或导入伙伴的指南。",
  ],
  "partner/interchange-unfit": [
    "这样的交换信封会有错误[：{finding}，{found}；{expected}]。",
    "请调整地址、语法或其版本，使之相符。",
  ],
  "partner/no-folder": [
    "该伙伴没有存放发出文件的文件夹[：{found}]。",
    "请用 change-partner 给它 folderOut。",
  ],
  "partner/message-not-set": [
    "目前没有适用于该伙伴和产品的报文设置。",
    "请用 set-partner-message 设置；等待中的随后发送，死信用 replay-outbox 重发。",
  ],
  "office/no-impc": [
    "中心没有带 IMPC 代码的互换局[：{found}]。",
    "请在中心文件中用六位代码登记互换局。",
  ],
  "office/several": ["中心有多个互换局[：{expected}]。", "请指明由哪一个与该伙伴通信。"],
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
  "message/does-not-fit": [
    "此报文与读取它的配置不符[：{found}]；未对其做任何处理。",
    "请更正报文，或导入发送方自己的配置后重放。",
  ],
  "document/other-sender": ["该单证由其他方保存[：{found}]。", "请由该方更改。"],
  "document/older": [
    "已保存该单证的较新版本[：{expected}，本次为 {found}]。",
    "无需处理；如需更改请发送更新的版本。",
  ],
  "document/kept-already": ["该单证已保存[：{found}]。", "无需处理。"],
  "document/not-kept-before": [
    "此报文变更的单证此前未保存[：{found}]。",
    "请向发送方索取首次申报。",
  ],
  "ceb/draft": ["该单证为暂存，发送方尚未申报。", "请等待发送方申报。"],
  "ceb/app-type-unknown": ["规范中没有这种申报类型[：{found}]。", "请发送方使用 1、2 或 3。"],
  "message/not-sent": [
    "我方没有以此参考号向您发送过交换文件[：{found}]。",
    "请核对参考号和双方地址。",
  ],
  "message/acknowledged": ["接收方已确认。", "无需处理。"],
  "message/received": ["接收方已收到。", "无需处理。"],
  "message/rejected": ["接收方已拒绝[：错误 {found}]。", "请查看错误，更正后重新发送。"],
  "document/not-found": ["没有保存这样的单证。", "请核对其种类、签发方和号码。"],
  "container/empty-not-seen": [
    "本中心尚未有人看到该容器为空[：{found}]。",
    "其内容按未知登记；确认为空后请扫描并标记为空。",
  ],
};
