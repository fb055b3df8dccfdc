/**
 * Item events of the UPU with the leg they belong to, and the reasons and actions that go with them.
 * Number values of reasons and actions are published nowhere we found: their keys here are ours.
 */
import { rowsOf } from "./code-row.ts";

/** Facts: leg; versions of the event message that have the event; what the event must carry. */
const FACTS = ["leg", "versions", "needs"];

export const itemEvents = rowsOf(
  `
EMA | posting or collection | dépôt ou collecte | 收寄 | origin | V1 V3
EMB | arrival at outward office of exchange | arrivée au bureau d'échange de départ | 到达出口互换局 | origin | V1 V3
EXA | presented to export customs or security | présenté à la douane d'exportation | 送交出口海关或安检 | origin | V3
EXB | held by export customs or security | retenu par la douane d'exportation | 出口海关或安检留存 | origin | V3
EXC | returned from export customs or security | rendu par la douane d'exportation | 出口海关或安检放行 | origin | V3
EXD | held at outward office of exchange | retenu au bureau d'échange de départ | 出口互换局留存 | origin | V3
EXX | export cancelled | exportation annulée | 出口取消 | origin | V3
EMC | departure from outward office of exchange | départ du bureau d'échange de départ | 离开出口互换局 | origin | V1 V3
EMJ | arrival at transit office of exchange | arrivée au bureau d'échange de transit | 到达转口互换局 | transit | V1 V3
EMK | departure from transit office of exchange | départ du bureau d'échange de transit | 离开转口互换局 | transit | V1 V3
EMD | arrival at inward office of exchange | arrivée au bureau d'échange d'arrivée | 到达进口互换局 | destination | V1 V3
EDA | held at inward office of exchange | retenu au bureau d'échange d'arrivée | 进口互换局留存 | destination | V3
EDB | presented to import customs | présenté à la douane d'importation | 送交进口海关 | destination | V3
EME | held by import customs | retenu par la douane d'importation | 进口海关留存 | destination | V1 V3 | retention-reason
EDC | returned from import customs | rendu par la douane d'importation | 进口海关放行 | destination | V3
EMF | departure from inward office of exchange | départ du bureau d'échange d'arrivée | 离开进口互换局 | destination | V1 V3
EDD | into sorting centre | entrée au centre de tri | 进入分拣中心 | destination | V3
EDE | out of sorting centre | sortie du centre de tri | 离开分拣中心 | destination | V3
EMG | arrival at delivery office | arrivée au bureau de distribution | 到达投递局 | destination | V1 V3
EDF | held at delivery depot | retenu au bureau de distribution | 投递局留存 | destination | V3
EDG | out for physical delivery | en cours de distribution | 正在投递 | destination | V3
EDH | arrival at collection point | arrivée au point de retrait | 到达自提点 | destination | V3
EMH | unsuccessful delivery attempt | essai de distribution infructueux | 未妥投 | destination | V1 V3 | non-delivery-reason and action
EMI | final delivery | distribution | 妥投 | destination | V1 V3
EDX | import terminated | importation terminée | 进口终止 | destination | V3 | stop-reason
?EMX | out of sorting centre, received from old systems only | sortie du centre de tri, anciens systèmes en réception seulement | 离开分拣中心（仅接收旧系统） | destination | legacy
`,
  {
    source: "event dictionaries of two posts; membership in V1 is provisional",
    facts: FACTS,
  },
);

/** Said with every list of reasons and actions. */
export const NO_NUMBERS =
  "The UPU's number values are not published where we looked; keys and wording are ours.";

const TRACKING = "public tracking of posts; the UPU's number values were not found";

export const nonDeliveryReasons = rowsOf(
  `
addressee-not-available | addressee not available | destinataire absent | 收件人不在
own-pick-up-requested | addressee asks to collect | le destinataire souhaite retirer | 收件人要求自取
incorrect-address | incorrect address | adresse incorrecte | 地址错误
missed-delivery | delivery missed | distribution manquée | 错过投递
payment-of-charges | charges to be paid | taxes à payer | 待付费用
unclaimed | not claimed | non réclamé | 逾期未领
refused | refused | refusé | 拒收
attempted | attempted without success | tentative sans succès | 投递未成功
`,
  { source: TRACKING },
);

export const nonDeliveryActions = rowsOf(
  `
held-and-notified | held, addressee notified | conservé, destinataire avisé | 留存并已通知收件人
another-attempt-today | another attempt today | nouvel essai aujourd'hui | 今日再投
attempt-next-working-day | attempt on the next working day | essai le jour ouvrable suivant | 下一工作日再投
addressee-to-collect | addressee advised to collect | destinataire invité à retirer | 通知收件人领取
address-verified | address being verified | adresse en cours de vérification | 正在核实地址
returned-to-sender | returned to sender | renvoyé à l'expéditeur | 退回寄件人
`,
  { source: TRACKING },
);
