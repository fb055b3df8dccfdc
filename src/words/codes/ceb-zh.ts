/**
 * 中国海关 CEB 报文及其信封的问题（中文）：一句话说明和处理办法。代码永不改名。
 */
import type { CodeWords } from "./code-words.ts";

export const CEB_ZH = {
  "ceb/namespace": [
    "报文元素不在该系列的命名空间内[：{found}，应为 {expected}]。",
    "仍已读取。请发送方改正命名空间。",
  ],
  "ceb/root-name": [
    "根元素名称与模式不符[：{found}，应为 {expected}]。",
    "仍已读取。请发送方改正名称。",
  ],
  "ceb/edition-taken": ["报文符合两个版本的模式[；按 {found} 版读取]。", "无需处理。"],
  "ceb/not-in-edition": ["该版本[ {expected}]没有此报文[ {found}]。", "请在伙伴配置中选另一版本。"],
  "ceb/missing-element": ["此处缺少必填元素[：{expected}]。", "请补上，或请发送方更正报文。"],
  "ceb/missing-attribute": ["此处缺少必填属性[：{expected}]。", "请补上，或请发送方更正报文。"],
  "ceb/unknown-attribute": ["表中没有此属性[：{found}]。", "已略过。请检查名称。"],
  "ceb/unknown-element": [
    "表中此处没有该元素[：{found}]。",
    "已保留在单证旁。请检查名称、位置和命名空间。",
  ],
  "ceb/not-allowed": ["模式此处没有该元素，不能写出[：{found}]。", "请去掉它，或选另一版本。"],
  "ceb/not-xml": [
    "应原样写出的内容不是该名称的一个 XML 元素[：{found}；应为 {expected}]。",
    "请改正 XML 文本。",
  ],
  "ceb/element-order": [
    "元素不在模式规定的次序上[：{found}，应为 {expected}]。",
    "仍已读取。海关可能拒收：请改正次序。",
  ],
  "ceb/repeated-element": [
    "元素出现不止一次[：{found}]。",
    "已读取第一个，其余保留在单证旁。请只留一个。",
  ],
  "ceb/too-many": ["数量超过模式允许[：{found}，{expected}]。", "其余请另发一份报文。"],
  "ceb/element-in-text": [
    "只应有文字之处出现了元素[：{found}]。",
    "已保留在单证旁。请检查发送方程序。",
  ],
  "ceb/stray-text": ["元素之间出现文字[：{found}]。", "已保留在单证旁。请检查发送方程序。"],
  "ceb/length": ["文字长度不符[：{found}；应为 {expected}]。", "请改正文字。"],
  "ceb/not-a-number": ["这不是数字[：{found}；应为 {expected}]。", "请改正数字。"],
  "ceb/digits": ["数字位数过多[：{found}；应为 {expected}]。", "请改正数字。"],
  "ceb/fixed-value": ["此处只允许一个值[：{found}，应为 {expected}]。", "请改正该值。"],
  "ceb/not-a-time": [
    "时间或日期格式不符[：{found}；应为 {expected}]。",
    "已按文字保留。请发送方更正。",
  ],
  "ceb/character": ["文字中有 XML 不能承载的字符[：{found}]。", "请去掉该字符。"],
  "ceb/unsigned": ["模式要求签名，但没有签名。", "请发送方对报文签名。"],
  "ceb/too-large": ["报文过大[；最多 {expected}]。", "请拆成几份报文。"],
  "ceb/document-too-large": ["单证过大，无法读取[；最多 {expected}]。", "请拆成几份报文。"],
  "ceb/too-many-findings": [
    "问题多于所列[；此处列出前 {expected} 条]。",
    "请先改正这些，再重新读取。",
  ],
  "ceb/envelope-content": [
    "信封内容不是该系列的报文[：{found}；应为 {expected}]。",
    "请向发送方核实信封里放了什么。",
  ],
  "ceb/not-base64": [
    "信封内容从此处起不是 base64[：{found}]。",
    "请发送方重发完整信封：有字符被改动或丢失。",
  ],
  "ceb/envelope-type": [
    "信封所写类型与内容不同[：{found}，应为 {expected}]。",
    "已按内容本身的类型读取。请发送方更正信封。",
  ],
  "ceb/not-signable": ["此报文的模式没有签名的位置[：{found}]。", "请不带签名发送。"],
  "ceb/signature-key": [
    "发送方的已知密钥均不对应此签名[：{found}]。",
    "请向发送方索取公钥并按其代码放置，或设置用于签名的密钥。",
  ],
  "ceb/signature-digest": ["报文在签名后被改动。", "请勿据此办理。请发送方提供签名时的原文。"],
  "ceb/signature-method": [
    "此处不接受该签名方法[：{found}]。",
    "请发送方用 sm2-sm3 或当日接受的其他方法签名。",
  ],
  "ceb/signature-reference": [
    "签名没有覆盖整个报文[：{found}]。",
    "请勿据此办理。签名必须恰好覆盖整个报文。",
  ],
  "ceb/signature-form": ["签名结构不正确[：{found}]。", "请发送方检查签名程序。"],
  "ceb/signature-place": ["签名不在根元素的正下方。", "请勿据此办理：报文内容可能被移动过。"],
  "ceb/signature-many": ["签名不止一个[：{found}]。", "请只留覆盖整个报文的那一个。"],
  "ceb/signature-missing": ["报文没有签名。", "请发送方签名。"],
  "ceb/signature-xml": [
    "签名的 XML 无法安全读取：已损坏，或含有处理指令或文档类型。",
    "请发送方提供普通报文。",
  ],
  "ceb/sum": ["金额与应得合计不符[：{found}，应为 {expected}]。", "请向发送方核实哪个金额正确。"],
  "ceb/line-price": [
    "该行总价不等于单价乘以数量[：{found}，应为 {expected}]。",
    "请向发送方核实哪个正确。",
  ],
  "ceb/line-number": ["各行序号不连续[：{found}，应为 {expected}]。", "请检查是否缺行或重复。"],
  "ceb/repeated-number": [
    "同一包裹出现第二次[：{found}，首次在第 {expected} 行]。",
    "请核对理货：一件只计一次。",
  ],
  "ceb/not-in-list": [
    "规范此处只允许其他取值[：{found}，应为 {expected}]。",
    "请发送方更正；海关可能拒收。",
  ],
  "ceb/number-shape": [
    "编号格式与海关编法不符[：{found}；应为 {expected}]。",
    "请检查编号是否有误。",
  ],
  "ceb/return-status": [
    "此类回执没有该状态[：{expected} 中的 {found}]。",
    "状态已按原样保留。请向电子口岸平台核实其含义。",
  ],
  "ceb/unknown-country": [
    "中国海关国别代码表当日没有此代码[：{found}]。",
    "请检查代码；海关用自编三位数字，不是 ISO 代码。",
  ],
  "ceb/net-weight": ["净重大于毛重[：{found}，毛重 {expected}]。", "请发送方更正重量。"],
} as const satisfies Record<string, CodeWords>;
