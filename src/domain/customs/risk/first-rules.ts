/**
 * A first set of risk rules as a file of rules is written: a district starts from it, and puts its own
 * in its place by `mailport codes import risk-rules FILE`. No rule is in force until one was imported.
 * Indicators: trade literature; thresholds: the limits of the regimes they name.
 */

const OWNER = "risk desk of the district";
const DATES = "2026-01-01,2027-12-31";

type Words = readonly [en: string, fr: string, zh: string];

function row(
  id: string,
  [kind, streams, directions]: readonly [string, string, string],
  [action, level]: readonly [string, number],
  parameters: string,
  [en, fr, zh]: Words,
): string {
  const head = [id, kind, streams, directions, action, level, parameters];
  return [...head, OWNER, en, fr, zh, DATES].join(",");
}

const NEAR: Words = [
  "Values just under a limit are often chosen to stay under it",
  "Une valeur juste sous un seuil est souvent choisie pour rester dessous",
  "申报价值紧贴限额往往是为了规避限额",
];
const RANDOM: Words = [
  "A share picked by chance shows what the other rules miss",
  "Une part tirée au hasard montre ce que les autres règles manquent",
  "随机抽取一定比例以发现其他规则的遗漏",
];

/** Header and rows of the file. */
export const FIRST_RULES: string = [
  "rule,kind,streams,directions,action,level,parameters,owner,reason_en,reason_fr,reason_zh,valid_from,valid_to",
  row("vague-words", ["vague-words", "*", "import+export"], ["image", 1], "match=alone", [
    "A description that names no goods hides what is inside",
    "Une désignation qui ne nomme rien cache le contenu",
    "笼统的品名掩盖实际内件",
  ]),
  row("battery-words", ["battery-words", "*", "*"], ["image", 1], "", [
    "Batteries that are not declared endanger the flight",
    "Des batteries non déclarées mettent le vol en danger",
    "未申报的电池危及航空安全",
  ]),
  row(
    "near-1000",
    ["near-threshold", "postal+express", "import"],
    ["image", 1],
    "threshold=1000; regimes=postal-personal+express-b; not-from=HK+MO+TW",
    NEAR,
  ),
  row(
    "near-800",
    ["near-threshold", "postal+express", "import"],
    ["image", 1],
    "threshold=800; regimes=postal-personal+express-b; from=HK+MO+TW",
    NEAR,
  ),
  row(
    "near-5000",
    ["near-threshold", "express+ecommerce", "import"],
    ["image", 1],
    "threshold=5000; regimes=express-c+9610+1210",
    NEAR,
  ),
  row(
    "weight-off",
    ["weight-difference", "*", "import+export"],
    ["examine", 1],
    "percent=20; grams=100",
    [
      "A piece that weighs other than declared may hold other than declared",
      "Un envoi d'un autre poids que déclaré peut contenir autre chose",
      "实重与申报重量不符的邮件内件可能不符",
    ],
  ),
  row(
    "repeat-recipient",
    ["repeat-recipient", "*", "import"],
    ["image", 1],
    "more=3; days=7; by=phone+address",
    [
      "Many parcels to one recipient may be one consignment split up",
      "Beaucoup de colis à un destinataire peuvent être un envoi fractionné",
      "短期内同一收件人多件可能是化整为零",
    ],
  ),
  row(
    "missing-field",
    ["missing-field", "*", "import"],
    ["note", 1],
    "fields=description+value+gross-weight+recipient-name+recipient-address",
    [
      "What is left out of a declaration cannot be judged",
      "Ce qui manque à une déclaration ne peut être jugé",
      "申报缺项则无法判断风险",
    ],
  ),
  row("random-postal", ["random", "postal", "import"], ["image", 1], "rate=0.02", RANDOM),
  row("random-express", ["random", "express", "import"], ["image", 1], "rate=0.02", RANDOM),
  row("random-ecommerce", ["random", "ecommerce", "import"], ["image", 1], "rate=0.01", RANDOM),
  row("random-export", ["random", "*", "export"], ["image", 1], "rate=0.01", RANDOM),
  "",
].join("\n");
