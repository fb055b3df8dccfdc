/**
 * Service indicators of UPU standard S10: what the first two letters of an item identifier say by
 * default. The product of an item is what its message says; the indicator is only a hint of it.
 */
import { type CodeRow, holdsOn, rowsOf } from "#standards/codes/code-row.ts";

/**
 * `international` holds between all posts, `agreement` where posts agreed on it (bilateral or
 * multilateral) or within one country, `unassigned` has no product, `reserved` is never an indicator.
 */
export type IndicatorStatus = "international" | "agreement" | "unassigned" | "reserved";

/** A range of indicators, both ends included; `row` has its names, days, source and whether verified. */
export type IndicatorRange = {
  readonly from: string;
  readonly to: string;
  readonly status: IndicatorStatus;
  /** Stable word for the product; "none" where there is none. */
  readonly product: string;
  readonly row: CodeRow;
};

const FACTS = { facts: ["status", "product", "formerly"] };

/** Facts: status, product, and what older wordings said; when a wording changed is not published. */
export const s10IndicatorRows: readonly CodeRow[] = [
  ...rowsOf(
    `
AA-AU | unassigned | non attribué | 未分配 | unassigned | none | recorded letter
FA-FZ | unassigned | non attribué | 未分配 | unassigned | none
GB-GC | unassigned | non attribué | 未分配 | unassigned | none
GE-GZ | unassigned | non attribué | 未分配 | unassigned | none
`,
    { source: "UPU S10 as public encyclopaedias describe it", ...FACTS },
  ),
  ...rowsOf(
    `
AV-AZ | domestic or by agreement: e-commerce items with RFID | intérieur ou par accord : commerce électronique avec RFID | 国内或协定：带射频标签的电商邮件 | agreement | rfid-ecommerce
BA-BZ | domestic or by agreement | intérieur ou par accord | 国内或协定 | agreement | by-agreement
CA-CU | parcel | colis | 包裹 | international | parcel
CV-CV | parcel; recommended for insured parcels only | colis ; conseillé pour les seuls colis avec valeur déclarée | 包裹（建议仅用于保价包裹） | international | insured-parcel
CW-CY | parcel | colis | 包裹 | international | parcel
CZ-CZ | parcel, by bilateral agreement | colis, par accord bilatéral | 包裹（双边协定） | agreement | parcel
DA-DZ | domestic or by agreement | intérieur ou par accord | 国内或协定 | agreement | by-agreement
EA-EW | EMS | EMS | 特快专递 | international | ems
EX-EZ | EMS, by bilateral agreement | EMS, par accord bilatéral | 特快专递（双边协定） | agreement | ems
GA-GA | domestic or by agreement | intérieur ou par accord | 国内或协定 | agreement | by-agreement
GD-GD | domestic or by agreement | intérieur ou par accord | 国内或协定 | agreement | by-agreement
JA-JZ | reserved | réservé | 保留 | reserved | none
KA-KZ | reserved | réservé | 保留 | reserved | none
MA-MZ | M bag | sac M | M 袋 | international | m-bag
NA-NZ | domestic or by agreement | intérieur ou par accord | 国内或协定 | agreement | by-agreement
PA-PZ | domestic or by agreement | intérieur ou par accord | 国内或协定 | agreement | by-agreement
RA-RY | registered letter post | envoi recommandé | 挂号函件 | international | registered
RZ-RZ | registered letter post, by bilateral agreement | envoi recommandé, par accord bilatéral | 挂号函件（双边协定） | agreement | registered
SA-SZ | reserved | réservé | 保留 | reserved | none
TA-TZ | reserved | réservé | 保留 | reserved | none
WA-WZ | reserved | réservé | 保留 | reserved | none
ZA-ZZ | domestic or by agreement | intérieur ou par accord | 国内或协定 | agreement | by-agreement
`,
    { source: "UPU S10, indicator tables of independent public copies that agree", ...FACTS },
  ),
  ...rowsOf(
    `
HA-HW | e-commerce parcel | colis de commerce électronique | 电子商务包裹 | international | ecommerce-parcel
HX-HY | e-commerce parcel, by multilateral agreement | colis de commerce électronique, par accord multilatéral | 电子商务包裹（多边协定） | agreement | ecommerce-parcel
HZ-HZ | e-commerce parcel, by bilateral agreement | colis de commerce électronique, par accord bilatéral | 电子商务包裹（双边协定） | agreement | ecommerce-parcel
LA-LY | tracked letter post | envoi de la poste aux lettres suivi | 可跟踪函件 | international | letter-tracked | express letter
LZ-LZ | tracked letter post, by bilateral agreement | envoi suivi, par accord bilatéral | 可跟踪函件（双边协定） | agreement | letter-tracked | express letter
QA-QM | business reply (IBRS) | correspondance commerciale-réponse (CCRI) | 国际商业回函 | international | ibrs
QN-QZ | unassigned | non attribué | 未分配 | unassigned | none
UA-UY | letter post with goods, not tracked, registered or insured | envoi avec marchandises, ni suivi, ni recommandé, ni avec valeur déclarée | 含物品函件（不跟踪、非挂号、非保价） | international | letter-goods
UZ-UZ | letter post with goods, by bilateral agreement | envoi avec marchandises, par accord bilatéral | 含物品函件（双边协定） | agreement | letter-goods
VA-VY | insured letter post | envoi avec valeur déclarée | 保价函件 | international | insured-letter
VZ-VZ | insured letter post, by bilateral agreement | envoi avec valeur déclarée, par accord bilatéral | 保价函件（双边协定） | agreement | insured-letter
`,
    { source: "UPU S10, newer wording in public seed data", ...FACTS },
  ),
  ...rowsOf(
    `
?IA-IZ | unassigned | non attribué | 未分配 | unassigned | none
?OA-OZ | unassigned | non attribué | 未分配 | unassigned | none
?XA-XZ | unassigned | non attribué | 未分配 | unassigned | none
?YA-YZ | unassigned | non attribué | 未分配 | unassigned | none
`,
    { source: "UPU S10", ...FACTS },
  ),
];

const ranges: readonly IndicatorRange[] = s10IndicatorRows.map((row) => ({
  from: row.code.slice(0, 2),
  to: row.code.slice(3),
  status: (row.facts?.["status"] ?? "unassigned") as IndicatorStatus,
  product: row.facts?.["product"] ?? "none",
  row,
}));

/**
 * What the table says of two letters, on a day `YYYY-MM-DD` where one is given; undefined for text
 * that is not two letters.
 */
export function s10Indicator(indicator: string, on?: string): IndicatorRange | undefined {
  return ranges.find(
    ({ from, to, row }) =>
      indicator.length === 2 &&
      from <= indicator &&
      indicator <= to &&
      (on === undefined || holdsOn(row, on)),
  );
}

/** True for indicators whose letters S10 keeps back: J, K, S, T and W; they are refused. */
export function isReservedIndicator(indicator: string): boolean {
  return s10Indicator(indicator)?.status === "reserved";
}
