/**
 * How the UPU sorts mail: category (code list 115), class, subclass (117), receptacle type, handling
 * class, content format and kind of content. Rows marked `?` are provisional until imported.
 */
import { rowsOf } from "./code-row.ts";

const LIST_115 = "UPU code list 115 as published by an EMS operator";
const LIST_117 = "UPU code list 117 as published by an EMS operator";
const SEEN = "UPU code list 117; seen in real receptacle identifiers";

export const mailCategories = rowsOf(
  `
A | air, priority | avion, prioritaire | 航空（优先）
B | surface air lifted, non-priority | S.A.L., non prioritaire | 空运水陆路（S.A.L.）
C | surface, non-priority | surface, non prioritaire | 水陆路
D | priority sent by surface | prioritaire par voie de surface | 优先邮件经水陆路
`,
  { source: LIST_115 },
);

export const mailClasses = rowsOf(
  `
U | letter post | poste aux lettres | 函件
C | parcels | colis | 包裹
?E | EMS | EMS | 特快专递
?T | empty receptacles | récipients vides | 空容器
`,
  { source: "UPU mail class; first character of subclasses seen in real identifiers" },
);

/** Fact: the mail class that the subclass belongs to. */
const CLASS = ["class"];

export const mailSubclasses = [
  ...rowsOf(
    `
UN | letter post, ordinary or mixed | lettres ordinaires ou mêlées | 普通或混合函件 | U
CN | parcels, ordinary or mixed | colis ordinaires ou mêlés | 普通或混合包裹 | C
`,
    { source: SEEN, facts: CLASS },
  ),
  ...rowsOf(
    `
CA | parcels à découvert | colis à découvert | 散寄包裹 | C
CB | returned parcels | colis renvoyés | 退回包裹 | C
CC | e-commerce parcels | colis de commerce électronique | 电子商务包裹 | C
CD | parcels, direct access | colis, accès direct | 直接进入包裹 | C
CE | parcels under the enhanced parcel group | colis du groupe EPG | EPG 包裹 | C
CF | consignment parcels | colis consignment | 集运包裹 | C
?CV | insured parcels | colis avec valeur déclarée | 保价包裹 | C
?CX | express parcels | colis exprès | 快递包裹 | C
?CO | parcels with cash on delivery | colis contre remboursement | 代收货价包裹 | C
?CU | parcels by bilateral agreement | colis par accord bilatéral | 双边协定包裹 | C
?CZ | parcels by bilateral agreement | colis par accord bilatéral | 双边协定包裹 | C
?UR | registered letter post | lettres recommandées | 挂号函件 | U
?UX | express letter post | lettres exprès | 快递函件 | U
?UM | M bags | sacs M | M 袋 | U
?UL | letters and cards | lettres et cartes | 信函 | U
?UP | postcards and printed papers | cartes et imprimés | 明信片和印刷品 | U
?US | small packets | petits paquets | 小包 | U
?UA | letter post à découvert | lettres à découvert | 散寄函件 | U
?UB | returned letter post | lettres renvoyées | 退回函件 | U
?UD | letter post, direct access | lettres, accès direct | 直接进入函件 | U
?UI | international business reply | correspondance commerciale-réponse | 国际商业回函 | U
?UG | letter post by format, G | lettres par format, G | 按规格分类函件 G | U
?UE | letter post by format, E | lettres par format, E | 按规格分类函件 E | U
?UF | letter post by format, other | lettres par format, autre | 按规格分类函件（其他） | U
?EN | EMS, ordinary or mixed | EMS ordinaires ou mêlés | 普通或混合特快 | E
?ED | EMS documents | EMS documents | 特快文件 | E
?EM | EMS merchandise | EMS marchandises | 特快物品 | E
?EU | EMS by bilateral agreement | EMS par accord bilatéral | 双边协定特快 | E
?EZ | EMS by bilateral agreement | EMS par accord bilatéral | 双边协定特快 | E
`,
    { source: LIST_117, facts: CLASS },
  ),
  // The second letter names the type of the empty receptacle; which is which was not found.
  ...rowsOf(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ".replaceAll(
      /./g,
      "?T$& | empty receptacles, type $& | récipients vides, type $& | 空容器，$& 型 | T\n",
    ),
    { source: LIST_117, facts: CLASS },
  ),
];

export const receptacleTypes = rowsOf(
  `
?BG | bag | sac | 邮袋
?TR | letter or flat tray | bac | 信盒
?CN | container | conteneur | 集装箱
?PX | pallet box | caisse-palette | 托盘箱
?PU | unit on a pallet | unité sur palette | 托盘单元
?GU | other unit | autre unité | 其他单元
`,
  { source: "UPU receptacle types" },
);

export const handlingClasses = rowsOf(
  `
?N | ordinary | ordinaire | 普通
?R | registered | recommandé | 挂号
?V | insured | avec valeur déclarée | 保价
?E | express | exprès | 快递
?T | tracked | suivi | 跟踪
`,
  { source: "UPU handling classes" },
);

export const contentFormats = rowsOf(
  `
?P | small letters | petites lettres | 小型函件
?G | large letters | grandes lettres | 大型函件
?E | bulky letters and small packets | lettres encombrantes, petits paquets | 大件及小包
`,
  { source: "UPU content formats" },
);

export const contentTypes = rowsOf(
  `
?D | documents | documents | 文件
?M | merchandise | marchandises | 物品
`,
  { source: "UPU postal item content types" },
);

export const transactionNatures = rowsOf(
  `
SALE_GOODS | sale of goods | vente de marchandises | 商品销售 | 11
RETURN_GOODS | returned goods | retour de marchandises | 退货 | 21
GIFT | gift | cadeau | 礼品 | 31
COMMERCIAL_SAMPLE | commercial sample | échantillon commercial | 商业样品 | 32
DOCUMENTS | documents | documents | 文件 | 91
MIXED_CONTENTS | mixed contents | contenu mixte | 混合内件
OTHERS | other, to be specified | autre, à préciser | 其他 | 99
?11 | sale of goods | vente de marchandises | 商品销售
?21 | returned goods | retour de marchandises | 退货
?31 | gift | cadeau | 礼品
?32 | commercial sample | échantillon commercial | 商业样品
?91 | documents | documents | 文件
?99 | other | autre | 其他
?999 | other | autre | 其他
`,
  {
    source: "UPU code list 136 as a carrier's interface names it",
    facts: ["provisionalNumber"],
  },
);
