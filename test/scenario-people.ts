/** Who works at the centre of `examples/centre.json` in the scenarios, one user a role. */

export type ScenarioUser = {
  readonly login: string;
  readonly name: string;
  readonly party: string;
  readonly roles: readonly string[];
  readonly authority?: string;
  readonly level?: number;
};

export const SCENARIO_PEOPLE: readonly ScenarioUser[] = [
  { login: "floor", name: "He Xiaoyun", party: "CKG-CENTRE", roles: ["floor"] },
  { login: "post", name: "Bai Ruoxi", party: "CNA", roles: ["clerk", "declarant"] },
  { login: "express", name: "Luo Jingfan", party: "HX", roles: ["clerk", "declarant"] },
  { login: "broker", name: "Ye Shuting", party: "DECL-5", roles: ["declarant"] },
  {
    login: "officer",
    name: "Qiao Mingzhe",
    party: "8000",
    roles: ["officer"],
    authority: "customs",
    level: 2,
  },
];
