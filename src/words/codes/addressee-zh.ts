/** What an addressee, and a clerk who issues a code, is refused, in Chinese. Codes are never renamed. */
import type { ADDRESSEE_EN } from "./addressee-en.ts";
import type { CodeWords } from "./code-words.ts";

export const ADDRESSEE_ZH: Readonly<Record<keyof typeof ADDRESSEE_EN, CodeWords>> = {
  "access/addressee-refused": [
    "该号码与取件码不匹配。",
    "请与通知单核对。连续五次[（允许 {expected} 次）]输错后，须向发出通知的部门索取新码。",
  ],
  "addressee/decided-already": [
    "该邮件已有其他处理意愿，或已不在中心[：{found}]。",
    "如需更改，请联系发出通知的部门。",
  ],
  "addressee/not-declared": ["该邮件尚未申报，无法补充申报。", "请让发出通知的部门先找到其申报。"],
  "addressee/not-for-import": [
    "只有寄给境内收件人的邮件才有通知单[；当前：{found}]。",
    "请核对号码；已离开或出口的邮件没有通知单。",
  ],
  "addressee/nothing-due": ["该邮件没有应付款项。", "无需操作。"],
  "addressee/too-often": ["该邮件在此操作次数已满[：{expected} 次]，不再受理。", "请联系本中心。"],
  "addressee/way-not-offered": ["本中心不接受此付款方式[：{found}]。", "请选择页面上列出的方式。"],
  "addressee/way-twice": ["同一付款方式出现两次[：{found}]。", "每种方式只列一次。"],
};
