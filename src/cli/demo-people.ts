/** Who takes part in the demo: its logins, and invented senders and recipients of real cities. */
import type { Role } from "#operations/define.ts";

/** One password for all demo logins; a folder made by `init` has none of them. */
export const DEMO_PASSWORD = "mailport-demo";

export type DemoLogin = {
  readonly login: string;
  readonly name: string;
  readonly party: string;
  readonly roles: readonly Role[];
  readonly authority?: "customs" | "quarantine";
  readonly level?: number;
};

/** The administrator is the one that the centre's own file makes. */
export const DEMO_ADMINISTRATOR = "admin";

export const DEMO_LOGINS: readonly DemoLogin[] = [
  { login: "floor", name: "He Xiaoyun", party: "CGO-CENTRE", roles: ["floor"] },
  { login: "post", name: "Bai Ruoxi", party: "CNA", roles: ["clerk", "declarant"] },
  { login: "forwarder", name: "Luo Jingfan", party: "SONGSHAN", roles: ["clerk", "declarant"] },
  {
    login: "customs",
    name: "Qiao Mingzhe",
    party: "4600",
    roles: ["officer"],
    authority: "customs",
    level: 2,
  },
  {
    login: "quarantine",
    name: "Shen Anqi",
    party: "CGO-QUARANTINE",
    roles: ["officer"],
    authority: "quarantine",
    level: 2,
  },
];

/** Cities with their country, postcode shape and a street. */
export const SENDERS = [
  { name: "Maren Oldershaw", city: "Leeds", countryCode: "GB", street: "Kiln Row" },
  { name: "Joris Veldhoven", city: "Utrecht", countryCode: "NL", street: "Biltstraat" },
  { name: "Anke Reinholz", city: "Leipzig", countryCode: "DE", street: "Karl-Heine-Straße" },
  { name: "Clémence Darrieu", city: "Lyon", countryCode: "FR", street: "Rue Sala" },
  { name: "Haruka Minase", city: "Nagoya", countryCode: "JP", street: "Osu 3-chome" },
  { name: "Bronte Callister", city: "Adelaide", countryCode: "AU", street: "Halifax Street" },
] as const;

export const RECIPIENTS = [
  { name: "Dong Wanqing", city: "Zhengzhou", street: "Nongye Road" },
  { name: "Ren Haoyu", city: "Luoyang", street: "Zhongzhou Road" },
  { name: "Yu Siming", city: "Kaifeng", street: "Gulou Street" },
  { name: "Pan Yating", city: "Xinxiang", street: "Heping Avenue" },
  { name: "Gu Chengxi", city: "Wuhan", street: "Zhongshan Avenue" },
] as const;

/** What is sent: text, HS heading as declared, grams and minor units of one. */
export const GOODS = [
  { description: "Knitted wool scarf", hsCode: "6117.10", grams: 310, minor: 2500 },
  { description: "Oil paint, 40 ml tube", hsCode: "3213.10", grams: 75, minor: 790 },
  { description: "Hand cream, 75 ml", hsCode: "3304.99", grams: 95, minor: 680 },
  { description: "Printed book", hsCode: "4901.99", grams: 540, minor: 1850 },
  { description: "Porcelain cup", hsCode: "6911.10", grams: 260, minor: 1200 },
  { description: "Bench meter", hsCode: "9027.89", grams: 1600, minor: 31000 },
  { description: "Wooden toy train", hsCode: "9503.00", grams: 720, minor: 3400 },
] as const;
