/** The cast: who acts at the centre, for which party and in which role. Invented people. */
import type { Role } from "#operations/define.ts";

export type Player = {
  readonly login: string;
  readonly name: string;
  /** Code of a party of the demo's centre. */
  readonly party: string;
  readonly roles: readonly Role[];
  readonly authority?: "customs" | "quarantine";
  readonly level?: number;
};

export const CAST: readonly Player[] = [
  { login: "floor", name: "He Xiaoyun", party: "CGO-CENTRE", roles: ["floor"] },
  { login: "post", name: "Bai Ruoxi", party: "CNA", roles: ["clerk", "declarant"] },
  { login: "forwarder", name: "Luo Jingfan", party: "SONGSHAN", roles: ["clerk", "declarant"] },
  { login: "express", name: "Zheng Yihan", party: "YELLOW-RIVER", roles: ["clerk", "declarant"] },
  { login: "shop", name: "Tan Yuexi", party: "PEONY-SHOP", roles: ["clerk"] },
  { login: "payment", name: "Cai Mingyu", party: "LOTUS-PAY", roles: ["clerk"] },
  {
    login: "customs",
    name: "Qiao Mingzhe",
    party: "4600",
    roles: ["officer"],
    authority: "customs",
    level: 2,
  },
  {
    login: "customs-head",
    name: "Fan Shuyi",
    party: "4600",
    roles: ["officer"],
    authority: "customs",
    level: 3,
  },
  {
    login: "quarantine",
    name: "Shen Anqi",
    party: "CGO-QUARANTINE",
    roles: ["officer"],
    authority: "quarantine",
    level: 2,
  },
  { login: "auditor", name: "Wei Nanxing", party: "CGO-CENTRE", roles: ["auditor"] },
];
