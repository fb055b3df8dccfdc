/**
 * Faults of EDIFACT interchanges (ISO 9735): nesting, counts, references, characters, in Chinese:
 * one sentence and what to do. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";
import type { EDIFACT_EN } from "./edifact-en.ts";

export const EDIFACT_ZH: Readonly<Record<keyof typeof EDIFACT_EN, CodeWords>> = {
  "edifact/byte-order-mark": [
    "交换前有字节顺序标记[：{found}]。",
    "已跳过；请对方发送不带该标记的文件。",
  ],
  "edifact/code-extension": [
    "文本用转义序列切换字符集[：{found}]，未予跟随。",
    "请对方改用 UNOY（UTF-8）；此文本按字节显示。",
  ],
  "edifact/control-character": [
    "文本中有控制字符[：{found}]。",
    "请去掉后重发；文件可能在此处损坏。",
  ],
  "edifact/element-too-long": [
    "服务段中的文本过长[：{found}；只保留 {expected}]。",
    "请检查是否有损坏的分隔符；ISO 9735 最多允许 35 个字符。",
  ],
  "edifact/extra-element": [
    "服务段的内容超出允许[：{found}，最多 {expected}]。",
    "请查找多余的分隔符或缺少的终止符。",
  ],
  "edifact/group-count": [
    "交换中的组数与所述不符[：声明 {found}，实有 {expected}]。",
    "请重新完整发送；可能缺少一组。",
  ],
  "edifact/group-reference": [
    "组尾参考号与组头不同[：{found}，应为 {expected}]。",
    "请重发；两组内容可能混杂。",
  ],
  "edifact/groups-and-messages": [
    "交换中既有组又有单独的报文[：此处为 {found}，应为 {expected}]。",
    "请重发，报文要么全部入组，要么全部不入组；UNZ 只计其中一种。",
  ],
  "edifact/interchange-reference": [
    "交换尾参考号与交换头不同[：{found}，应为 {expected}]。",
    "请重发；两个文件的内容可能混杂。",
  ],
  "edifact/line-end-in-text": ["段内有换行[：{found}]。", "已作为文本保留；请对方不要在段内换行。"],
  "edifact/looks-utf8": [
    "字节属于另一字符集，与声明不符[：实为 {found}，声明 {expected}]。",
    "请发送方声明 UNOY；在此之前带重音的字母会显示错误。",
  ],
  "edifact/message-count": [
    "报文数与所述不符[：声明 {found}，实有 {expected}]。",
    "请重新完整发送；可能缺少报文。",
  ],
  "edifact/message-reference": [
    "报文尾参考号与报文头不同[：{found}，应为 {expected}]。",
    "请重发；两份报文的内容可能混杂。",
  ],
  "edifact/message-reference-twice": [
    "交换中另一份报文有相同的参考号[：{found}]。",
    "两份均已保留；请发送方为报文分别编号。",
  ],
  "edifact/missing-element": ["服务段缺少必填值。", "请补上此值后重发；分隔符可能已损坏。"],
  "edifact/missing-ung": ["组未开始即结束[：有 {found}，无 {expected}]。", "请重新完整发送文件。"],
  "edifact/missing-unb": [
    "报文或组不在任何交换之内[：有 {found}，无 {expected}]。",
    "请从头重发文件。",
  ],
  "edifact/missing-une": ["组未结束[：应为 {expected}，却是 {found}]。", "请重新完整发送文件。"],
  "edifact/missing-unh": [
    "报文未开始即结束[：有 {found}，无 {expected}]。",
    "请查看之前的段；报文开头损坏或丢失。",
  ],
  "edifact/missing-unt": [
    "报文未结束[：应为 {expected}，却是 {found}]。",
    "请重发报文；其结尾损坏或丢失。",
  ],
  "edifact/missing-unz": [
    "交换未结束[：应为 {expected}，却是 {found}]。",
    "请重新完整发送文件；其结尾损坏或丢失。",
  ],
  "edifact/more-characters": [
    "报文还有更多字符集之外的字符，未全部列出[，上限 {expected} 个]。",
    "请更正声明的字符集后重新读取。",
  ],
  "edifact/no-interchange": ["此处没有交换[；发现 {found}]。", "请发送以 UNA 或 UNB 开头的文件。"],
  "edifact/not-utf8": [
    "字节不属于所声明的字符集[：{found} 不是 {expected}]。",
    "请用 UTF-8 重发，或声明其真实字符集。",
  ],
  "edifact/outside-charset": [
    "声明的字符集没有此字节对应的字符[：{found}，{expected}]。",
    "请发送方声明实际使用的字符集。",
  ],
  "edifact/outside-interchange": [
    "交换之前有其他内容[：{found}，应为 {expected}]。",
    "请去掉；若开头损坏须重发。",
  ],
  "edifact/outside-level": [
    "此字符不属于所声明的级别[：{found}，{expected}]。",
    "已照原样读取；发送方应声明 UNOC 或 UNOY。",
  ],
  "edifact/outside-message": [
    "有段不在任何报文之内[：有 {found}，无 {expected}]。",
    "此处报文开头损坏或丢失；请重发。",
  ],
  "edifact/package": [
    "报文旁有一个包（UNO 至 UNP），其内容未读取[：{found}]。",
    "请发送方以其他方式提供；报文已读取，文件完整保存。",
  ],
  "edifact/package-damaged": [
    "UNO 与 UNP 对包的说明不符[：{found}，应为 {expected}]。",
    "请重新发送：长度有误时，其后的字节可能被当作段读取。",
  ],
  "edifact/segment-count": [
    "报文段数与所述不符[：声明 {found}，实有 {expected}]。",
    "请重发报文；可能有段丢失或损坏。",
  ],
  "edifact/segment-too-long": ["段过长[：最多 {expected}]。", "请查找缺少的段终止符。"],
  "edifact/stray-release": [
    "转义字符后的文本无需转义[：{found}]。",
    "已去掉；其后的字节可能损坏。",
  ],
  "edifact/tag": [
    "段没有正确的标识[：{found}，应为 {expected}]。",
    "请查看此处字节：段标识或其前的终止符已损坏。",
  ],
  "edifact/trailing-bytes": [
    "交换结束之后还有内容[：{found}]。",
    "请去掉，或请对方重发被截断的部分。",
  ],
  "edifact/truncated": [
    "交换报文中途断开[：最后是 {found}][；应有 {expected}]。",
    "请重新完整发送。",
  ],
  "edifact/una-marks": [
    "服务字符不可用[：{found}][；需要：{expected}]。",
    "已采用通常的字符；文件若损坏请重发。",
  ],
  "edifact/unknown-syntax": [
    "语法标识未知[：{found}，应为 {expected}]。",
    "请更正；它说明文本所用的字符。",
  ],
  "edifact/unknown-version": [
    "语法版本未知[：{found}，应为 {expected}]。",
    "已按版本 3 读取；请更正。",
  ],
  "edifact/unwritable-character": [
    "有字符无法用声明的字符集写出[：{found}，{expected}]。",
    "请声明 UNOC 或 UNOY，或改写；不得发送。",
  ],
};
