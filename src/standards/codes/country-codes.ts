/**
 * Country codes as four lists say them: ISO 3166-1 alpha-2, alpha-3 and numeric, and the three digits
 * of China's customs. Facts in our table; names come from the platform's own (Unicode CLDR), a few
 * are ours. Which alpha-2 codes exist at all is `countries.ts`.
 */
import { LANGUAGES, type Language } from "#words/language.ts";
import { type CodeNames, type CodeRow, PROVISIONAL, rowsOf } from "./code-row.ts";

/** alpha-2, alpha-3, numeric and, where there is one, the code of China's customs. */
const TABLE = `
AD AND 020 314, AE ARE 784 138, AF AFG 004 101, AG ATG 028 401, AI AIA 660, AL ALB 008 313,
AM ARM 051 338, AO AGO 024 202, AQ ATA 010, AR ARG 032 402, AS ASM 016, AT AUT 040 315,
AU AUS 036 601, AW ABW 533 403, AX ALA 248, AZ AZE 031 339, BA BIH 070 355, BB BRB 052 405,
BD BGD 050 103, BE BEL 056 301, BF BFA 854 251, BG BGR 100 316, BH BHR 048 102, BI BDI 108 205,
BJ BEN 204 203, BL BLM 652, BM BMU 060 504, BN BRN 096 105, BO BOL 068 408, BQ BES 535,
BR BRA 076 410, BS BHS 044 404, BT BTN 064 104, BV BVT 074, BW BWA 072 204, BY BLR 112 340,
BZ BLZ 084 406, CA CAN 124 501, CC CCK 166, CD COD 180 252, CF CAF 140 209, CG COG 178 213,
CH CHE 756 331, CI CIV 384 223, CK COK 184 602, CL CHL 152 412, CM CMR 120 206, CN CHN 156 142,
CO COL 170 413, CR CRI 188 415, CU CUB 192 416, CV CPV 132 208, CW CUW 531 417, CX CXR 162,
CY CYP 196 108, CZ CZE 203 352, DE DEU 276 304, DJ DJI 262 214, DK DNK 208 302, DM DMA 212 414,
DO DOM 214 418, DZ DZA 012 201, EC ECU 218 419, EE EST 233 334, EG EGY 818 215, EH ESH 732 245,
ER ERI 232 258, ES ESP 724 312, ET ETH 231 217, FI FIN 246 318, FJ FJI 242 603, FK FLK 238,
FM FSM 583 620, FO FRO 234 357, FR FRA 250 305, GA GAB 266 218, GB GBR 826 303, GD GRD 308 421,
GE GEO 268 337, GF GUF 254 420, GG GGY 831, GH GHA 288 220, GI GIB 292 320, GL GRL 304 503,
GM GMB 270 219, GN GIN 324 221, GP GLP 312 422, GQ GNQ 226 216, GR GRC 300 310, GS SGS 239,
GT GTM 320 423, GU GUM 316, GW GNB 624 222, GY GUY 328 424, HK HKG 344 110, HM HMD 334,
HN HND 340 426, HR HRV 191 351, HT HTI 332 425, HU HUN 348 321, ID IDN 360 112, IE IRL 372 306,
IL ISR 376 115, IM IMN 833, IN IND 356 111, IO IOT 086, IQ IRQ 368 114, IR IRN 364 113,
IS ISL 352 322, IT ITA 380 307, JE JEY 832, JM JAM 388 427, JO JOR 400 117, JP JPN 392 116,
KE KEN 404 224, KG KGZ 417 146, KH KHM 116 107, KI KIR 296 618, KM COM 174 212, KN KNA 659 447,
KP PRK 408 109, KR KOR 410 133, KW KWT 414 118, KY CYM 136 411, KZ KAZ 398 145, LA LAO 418 119,
LB LBN 422 120, LC LCA 662 437, LI LIE 438 323, LK LKA 144 134, LR LBR 430 225, LS LSO 426 255,
LT LTU 440 336, LU LUX 442 308, LV LVA 428 335, LY LBY 434 226, MA MAR 504 232, MC MCO 492 325,
MD MDA 498 343, ME MNE 499 359, MF MAF 663 438, MG MDG 450 227, MH MHL 584 621, MK MKD 807 354,
ML MLI 466 229, MM MMR 104 106, MN MNG 496 124, MO MAC 446 121, MP MNP 580, MQ MTQ 474 428,
MR MRT 478 230, MS MSR 500 430, MT MLT 470 324, MU MUS 480 231, MV MDV 462 123, MW MWI 454 228,
MX MEX 484 429, MY MYS 458 122, MZ MOZ 508 233, NA NAM 516 234, NC NCL 540 607, NE NER 562 235,
NF NFK 574 610, NG NGA 566 236, NI NIC 558 431, NL NLD 528 309, NO NOR 578 326, NP NPL 524 125,
NR NRU 520 606, NU NIU 570, NZ NZL 554 609, OM OMN 512 126, PA PAN 591 432, PE PER 604 434,
PF PYF 258 623, PG PNG 598 611, PH PHL 608 129, PK PAK 586 127, PL POL 616 327, PM SPM 666 448,
PN PCN 612, PR PRI 630 435, PS PSE 275 128, PT PRT 620 311, PW PLW 585 622, PY PRY 600 433,
QA QAT 634 130, RE REU 638 237, RO ROU 642 328, RS SRB 688 358, RU RUS 643 344, RW RWA 646 238,
SA SAU 682 131, SB SLB 090 613, SC SYC 690 241, SD SDN 729 246, SE SWE 752 330, SG SGP 702 132,
SH SHN 654, SI SVN 705 350, SJ SJM 744, SK SVK 703 353, SL SLE 694 242, SM SMR 674 329,
SN SEN 686 240, SO SOM 706 243, SR SUR 740 441, SS SSD 728 ?260, ST STP 678 239, SV SLV 222 440,
SX SXM 534, SY SYR 760 135, SZ SWZ 748 257, TC TCA 796 443, TD TCD 148 211, TF ATF 260,
TG TGO 768 248, TH THA 764 136, TJ TJK 762 147, TK TKL 772, TL TLS 626 144, TM TKM 795 148,
TN TUN 788 249, TO TON 776 614, TR TUR 792 137, TT TTO 780 442, TV TUV 798 619, TW TWN 158 143,
TZ TZA 834 247, UA UKR 804 347, UG UGA 800 250, UM UMI 581, US USA 840 502, UY URY 858 444,
UZ UZB 860 149, VA VAT 336 356, VC VCT 670 439, VE VEN 862 445, VG VGB 092 446, VI VIR 850,
VN VNM 704 141, VU VUT 548 608, WF WLF 876 625, WS WSM 882 617, YE YEM 887 139, YT MYT 175 259,
ZA ZAF 710 244, ZM ZMB 894 253, ZW ZWE 716 254
`;

const ISO = "ISO 3166-1, state of 2025";
const CUSTOMS = "China customs country codes as three public programs carry them alike";

/** Codes of China's customs that stand for no ISO country, or for part of one. */
const CUSTOMS_ONLY = `
199 | other in Asia | autres, Asie | 亚洲其他
207 | Canary Islands | îles Canaries | 加那利群岛
210 | Ceuta | Ceuta | 休达
256 | Melilla | Melilla | 梅利利亚
299 | other in Africa | autres, Afrique | 非洲其他
349 | Serbia and Montenegro, until its end | Serbie-et-Monténégro, jusqu'à sa fin | 原塞尔维亚和黑山
399 | other in Europe | autres, Europe | 欧洲其他
409 | Bonaire | Bonaire | 博奈尔
436 | Saba | Saba | 萨巴
449 | Netherlands Antilles, until their end | Antilles néerlandaises, jusqu'à leur fin | 原荷属安的列斯
499 | other in Latin America | autres, Amérique latine | 拉丁美洲其他
599 | other in North America | autres, Amérique du Nord | 北美洲其他
604 | Gambier Islands | îles Gambier | 甘比尔群岛
605 | Marquesas Islands | îles Marquises | 马克萨斯群岛
612 | Society Islands | îles de la Société | 社会群岛
615 | Tuamotu Islands | îles Tuamotu | 土阿莫土群岛
616 | Austral Islands | îles Australes | 土布艾群岛
699 | other in Oceania | autres, Océanie | 大洋洲其他
701 | country not known | pays inconnu | 国别不详
702 | United Nations and other organisations | Nations Unies et autres organisations | 联合国等国际组织
999 | neutral packing, origin not shown | emballage neutre, origine non indiquée | 中性包装，未标原产地
`;

/** Names that the UPU writes otherwise than the platform does. */
const NAMED: Readonly<Record<string, CodeNames>> = {
  HK: { en: "Hong Kong, China", fr: "Hongkong, Chine", zh: "中国香港" },
  MO: { en: "Macao, China", fr: "Macao, Chine", zh: "中国澳门" },
  TW: { en: "Taiwan, China", fr: "Taïwan, Chine", zh: "中国台湾" },
  XK: { en: "Kosovo", fr: "Kosovo", zh: "科索沃" },
  EU: { en: "European Union", fr: "Union européenne", zh: "欧盟" },
};

type Line = {
  readonly alpha2: string;
  readonly alpha3: string;
  readonly numeric: string;
  readonly customs?: string;
};

const LINES: readonly Line[] = TABLE.trim()
  .split(/,\s*/)
  .map((line) => {
    const [alpha2 = "", alpha3 = "", numeric = "", customs] = line.split(" ");
    return { alpha2, alpha3, numeric, ...(customs === undefined ? {} : { customs }) };
  });

/** The countries under their alpha-2 codes, with the other three as facts. */
export function countryRows(): readonly CodeRow[] {
  const rows = LINES.map(({ alpha2, alpha3, numeric, customs }) => ({
    code: alpha2,
    names: regionNames(alpha2),
    verified: true,
    source: ISO,
    facts: {
      alpha3,
      numeric,
      ...(customs === undefined ? {} : { customsCn: customs.replace("?", "") }),
    },
  }));
  return [
    ...rows,
    reserved("EU", "ISO 3166-1, exceptionally reserved; origin of goods in declarations"),
    reserved("XK", "user-assigned; used by posts and customs"),
  ];
}

function reserved(code: string, source: string): CodeRow {
  return { code, names: regionNames(code), verified: true, source };
}

/** The same countries under their alpha-3 or numeric codes. */
export function countryRowsBy(column: "alpha3" | "numeric"): readonly CodeRow[] {
  return LINES.map((line) => ({
    code: line[column],
    names: regionNames(line.alpha2),
    verified: true,
    source: ISO,
    facts: { alpha2: line.alpha2 },
  }));
}

/** The three digits of China's customs. */
export function customsCountryRows(): readonly CodeRow[] {
  const rows = LINES.flatMap(({ alpha2, customs }) => {
    if (customs === undefined) return [];
    const isProvisional = customs.startsWith("?");
    return [
      {
        code: customs.replace("?", ""),
        names: regionNames(alpha2),
        verified: !isProvisional,
        source: isProvisional ? PROVISIONAL : CUSTOMS,
        facts: { alpha2 },
      },
    ];
  });
  const all = [...rows, ...rowsOf(CUSTOMS_ONLY, { source: CUSTOMS })];
  return all.sort((one, other) => (one.code < other.code ? -1 : 1));
}

const displays = new Map<string, Intl.DisplayNames>();

/** Names of a region or currency as the platform has them; the code where it has none. */
export function platformNames(code: string, type: "region" | "currency"): CodeNames {
  const [en = code, fr, zh] = LANGUAGES.map((language) => displayOf(language, type).of(code));
  return { en, ...(fr === undefined ? {} : { fr }), ...(zh === undefined ? {} : { zh }) };
}

function displayOf(language: Language, type: "region" | "currency"): Intl.DisplayNames {
  const key = `${language} ${type}`;
  const display = displays.get(key) ?? new Intl.DisplayNames([language], { type });
  displays.set(key, display);
  return display;
}

/** The name of two letters in a language; undefined where neither we nor the platform have one. */
export function regionName(alpha2: string, language: Language): string | undefined {
  const name = NAMED[alpha2]?.[language] ?? displayOf(language, "region").of(alpha2);
  return name === alpha2 ? undefined : name;
}

function regionNames(alpha2: string): CodeNames {
  return NAMED[alpha2] ?? platformNames(alpha2, "region");
}
