/**
 * How mail is carried and what carriers report of it: modes of transport, and the states of a
 * consignment as UN/EDIFACT 9011 means them beside the postal reading. A carrier's own use of a
 * value is its profile's affair.
 */
import { type CodeRow, rowsOf } from "./code-row.ts";

const oneDigitModes = rowsOf(
  `
0 | not stated | non précisé | 未说明
1 | sea | mer | 海运
2 | rail | rail | 铁路
3 | road | route | 公路
4 | air | air | 航空
5 | mail | poste | 邮递
6 | several modes | multimodal | 多式联运
7 | fixed installation | installation fixe | 固定设施
8 | inland water | navigation intérieure | 内河
9 | does not apply | sans objet | 不适用
`,
  { source: "UN/ECE Recommendation 19" },
);

/** Two digits: the recommendation admits a second one for subdivisions; that 0 is none is our reading. */
const TWO_DIGITS =
  "UN/ECE Recommendation 19 admits a second digit; its value 0 is by use, 40 for air";

/** Modes by one digit, and each but "not stated" with 0 as its second. */
export const transportModes: readonly CodeRow[] = [
  ...oneDigitModes,
  ...oneDigitModes
    .filter(({ code }) => code !== "0")
    .map((row) => ({ ...row, code: `${row.code}0`, verified: false, source: TWO_DIGITS })),
];

export const customsTransportModes = rowsOf(
  `
?2 | water | voie d'eau | 水路运输
?3 | rail | rail | 铁路运输
?4 | road | route | 公路运输
?5 | air | air | 航空运输
?6 | mail | poste | 邮件运输
?9 | other | autre | 其他运输
`,
  { source: "China customs, modes of transport" },
);

/** Facts: our reading of the value in the post; whether it was seen on real receptacles. */
const FACTS = ["postalReading", "use"];

export const transportStates = rowsOf(
  `
74 | received | reçu | 已接收 | carrier took possession at origin, by a scan | seen
6 | booked | réservé | 已订舱 | assigned to a flight or load plan | seen
48 | loaded | chargé | 已装载 | loaded on the conveyance | seen
57 | not loaded | non chargé | 未装载 | left behind, still with the carrier | provisional
24 | departed | parti | 已离港 | uplifted, the flight departed | seen
40 | available at port | disponible au port | 已到港 | arrived at transit or destination airport | seen
41 | handed over, same responsibility | remis, même responsabilité | 交接（责任不变） | on-line transfer | provisional
42 | handover, delivered | remise, livré | 交接（交出） | passed to another carrier | provisional
43 | handover, received | remise, reçu | 交接（接收） | received from another carrier | provisional
14 | completed | terminé | 已完成 | transport completed | seen
23 | delivery not completed | livraison non terminée | 未完成交付 | available for the post, not yet taken | seen
21 | delivered | livré | 已交付 | handed to the destination post, by a scan | seen
82 | returned | renvoyé | 已退回 | returned to the origin post | provisional
45 | consignee informed of arrival | destinataire avisé de l'arrivée | 已通知到货 | some carriers mean lost by it | avoid
8 | import restrictions cleared | restrictions d'importation levées | 进口限制已解除 | some carriers mean found by it | avoid
36 | not found | introuvable | 未找到 | | avoid
37 | found | retrouvé | 已找到 | | avoid
49 | lost | perdu | 已丢失 | | avoid
`,
  { source: "UN/EDIFACT D.96A, data element 9011", facts: FACTS },
);
