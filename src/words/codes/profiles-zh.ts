/**
 * What reading, writing and importing by profile finds, in Chinese.
 * Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";

export const PROFILES_ZH = {
  "message/segment-missing": ["报文缺少一个段[：{expected}]。", "请发送方重发完整的报文。"],
  "message/segment-misplaced": [
    "有一个段所在位置不符合报文结构[：{found}]。",
    "该段已保留但未读取；请询问发送方。",
  ],
  "message/segment-unread": [
    "配置文件不认识一个段[：{found}]。",
    "该段已保留但未读取；该合作方的配置文件可能认识它。",
  ],
  "message/segment-repeated": [
    "有一个段的出现次数超过允许[：{found}，{expected}]。",
    "请发送方更正报文。",
  ],
  "message/order-differs": ["同类段的先后次序与配置文件不同。", "无需处理：已读取。"],
  "message/element-missing": ["必填数据元为空。", "请发送方更正报文。"],
  "message/element-too-long": [
    "数据元过长[：{found}][，允许字符数 {expected}]。",
    "请发送方更正报文。",
  ],
  "message/element-format": [
    "数据元格式不符[：{found}][，应为 {expected}]。",
    "请发送方更正报文。",
  ],
  "message/element-unread": [
    "配置文件不认识一个数据元[：{found}][，应为 {expected}]。",
    "该数据元已保留但未读取；该合作方的配置文件可能认识它。",
  ],
  "message/number-form": ["数字的写法不规范[：{found}]。", "无需处理：已读取。"],
  "message/trailing-separator": [
    "数据元或段以分隔符结尾，其后为空。",
    "一般无需处理；如相邻的值有误，可能是分隔符已损坏。",
  ],
  "message/code-unknown": [
    "代码不在代码表中[：{found}][，代码表 {expected}]。",
    "代码已保留；请导入最新的代码表，或询问发送方。",
  ],
  "message/identifier-shape": [
    "标识符不符合其标准的格式[：{found}][，应为 {expected}]。",
    "已按原样保留；请与标签核对。",
  ],
  "message/version-unknown": [
    "不认识报文的这个版本[：{found}][，应为 {expected}]。",
    "已按最接近的配置文件读取；请导入该合作方的配置文件。",
  ],
  "message/over-limit": ["报文超过可处理的大小[：{expected}]。", "请发送方拆分为多份报文。"],
  "message/more-findings": ["还有更多问题未列出[：另有 {found} 个]。", "请先更正已列出的问题。"],
  "message/read-only": [
    "该版本的报文只读取，不发送[：{found} {expected}]。",
    "请使用最新版本发送。",
  ],
  "message/value-lacking": ["缺少报文必须给出的值。", "请补全记录后重新发送。"],
  "message/value-unfit": [
    "值放不进数据元[：{found}][，允许字符数 {expected}]。",
    "请缩短该值后重新发送。",
  ],
  "message/value-repeated": [
    "列表超过报文的容量[：{found}][，允许 {expected}]。",
    "请分为多份报文发送。",
  ],
  "message/unread-unplaced": [
    "保留未读的内容已无处可放[：{found}]。",
    "报文已被更改：请决定是否仍需发送。",
  ],
  "message/total-differs": [
    "申报合计与明细之和不符[：{found}][，明细之和 {expected}]。",
    "请在到达时清点或称重，并告知发送方。",
  ],
  "message/outside-dispatch": [
    "容器不属于所列的总包[：{found}][，总包 {expected}]。",
    "到达时请与标签核对。",
  ],
  "message/twice": ["同一标识符在报文中出现两次[：{found}]。", "请核实是否有两件，并告知发送方。"],
  "message/rule": ["违反了报文规则[：{found}][，应为 {expected}]。", "请向发送方索取缺少的信息。"],
  "profile/too-large": ["配置文件过大[：{found}][，允许 {expected}]。", "请缩减为一种报文。"],
  "profile/not-json": ["配置文件不是 JSON[：{found}]。", "请更正文件。"],
  "profile/missing": ["配置文件缺少一项[：{expected}]。", "请补充。"],
  "profile/not-of-kind": ["配置文件中一项的类型不对[：{found}][，应为 {expected}]。", "请更正。"],
  "profile/unknown-key": ["配置文件中有不认识的项[：{found}]。", "请更正名称或删除。"],
  "profile/unknown-base": [
    "配置文件的基础结构未知[：{found}][，已知 {expected}]。",
    "请填写已知的基础结构。",
  ],
  "profile/against-base": [
    "某个位置与基础结构不符[：{found}][，应为 {expected}]。",
    "请绑定到基础结构允许的位置。",
  ],
  "profile/ambiguous": [
    "配置文件中的两项无法区分[：{found}]。",
    "请为每项指定各自的限定符、名称或成分。",
  ],
  "profile/unknown-message": [
    "没有这个名称的报文[：{found}][，已知 {expected}]。",
    "请使用已知的报文名称。",
  ],
  "profile/not-valid": ["此配置文件不能采用。", "请按各发现所指的 JSON 路径改正。"],
  "profile/not-found": ["没有此报文的配置文件[：{found}]。", "`mailport list-profiles` 列出全部。"],
  "profile/changed-meanwhile": [
    "此配置文件期间又被导入过[：第 {found} 版，不是第 {expected} 版]。",
    "请再看一次差异，然后应用。",
  ],
  "profile/before-last": [
    "该日早于此配置文件最近一次导入的日期[：{found}，不得早于 {expected}]。",
    "请用该日或以后的日期。",
  ],
} as const satisfies Readonly<Record<string, CodeWords>>;
