/**
 * Main offices of exchange (UPU code list 108) and the operators behind them (206), a few of many:
 * facts of the register as of January 2020. The full register comes by import; a code that is in
 * neither is real more often than not. Never take the operator from an office's first letters.
 */
import { type CodeRow, rowsOf } from "./code-row.ts";

const REGISTER = "UPU register of offices of exchange, state of 2020-01-12";

export const mainOffices: readonly CodeRow[] = rowsOf(
  `
AEDXBA | Dubai | | 迪拜 | AEA
ATVIEA | Vienna Airport | Vienne aéroport | 维也纳机场 | ATA
AUSYDA | Sydney | | 悉尼 | AUA
BEBRUA | Brussels, mail centre | Bruxelles, centre de courrier | 布鲁塞尔 | BEA
BRCWBA | Curitiba | | 库里蒂巴 | BRA
BYMSQB | Minsk | | 明斯克 | BYA
CAYTOA | Toronto | | 多伦多 | CAA
CAYVRA | Vancouver | | 温哥华 | CAA
CNBJSA | Beijing | Pékin | 北京 | CNA
CNBJSD | Beijing, EMS | Pékin, EMS | 北京（特快） | CNA
CNBJSY | Beijing, e-packets | Pékin, e-paquets | 北京（e邮宝） | CNA
CNCANA | Guangzhou | Canton | 广州 | CNA
CNCGOA | Zhengzhou | | 郑州 | CNA
CNCKGA | Chongqing | | 重庆 | CNA
CNDGGA | Dongguan | | 东莞 | CNA
CNMLXA | Manzhouli | | 满洲里 | CNA
CNRLCA | Erenhot | | 二连浩特 | CNA
CNSHAA | Shanghai | | 上海 | CNA
CNSHAD | Shanghai, EMS | Shanghai, EMS | 上海（特快） | CNA
CNSZXA | Shenzhen | | 深圳 | CNA
CNURCA | Urumqi | Ouroumtsi | 乌鲁木齐 | CNA
CNXMNA | Xiamen | | 厦门 | CNA
CNYIWA | Yiwu | | 义乌 | CNA
DEFRAA | Frankfurt Airport | Francfort aéroport | 法兰克福机场 | DEA
DOSDQA | Santo Domingo | Saint-Domingue | 圣多明各 | DOA
DOSDQT | Santo Domingo, military mail of the United States | Saint-Domingue, courrier militaire des États-Unis | 圣多明各（美国军邮） | USA
DZALGD | Algiers, letters | Alger, lettres | 阿尔及尔（函件） | DZA
ESMADB | Madrid | | 马德里 | ESA
FRCDGA | Roissy, international mail | Roissy, courrier international | 巴黎鲁瓦西 | FRA
GBLALA | Langley | | 兰利 | GBA
GETBSA | Tbilisi, EMS | Tbilissi, EMS | 第比利斯（特快） | GEA
GETBSB | Tbilisi, letters | Tbilissi, lettres | 第比利斯（函件） | GEA
GETBSC | Tbilisi, parcels | Tbilissi, colis | 第比利斯（包裹） | GEA
HKHKGA | Hong Kong, air mail | Hongkong, courrier-avion | 香港空邮中心 | HKA
INBOMA | Mumbai Airport | Mumbai aéroport | 孟买机场 | INA
ITMILA | Milan, customs | Milan, douane | 米兰海关 | ITA
JPKWSA | Kawasaki | | 川崎 | JPA
JPTYOA | Tokyo International | Tokyo international | 东京国际 | JPA
KRSELB | Seoul, international post | Séoul, poste internationale | 首尔国际邮局 | KRA
KZALAA | Almaty | | 阿拉木图 | KZA
LTVNOA | Vilnius | | 维尔纽斯 | LTA
MNULNA | Ulaanbaatar | Oulan-Bator | 乌兰巴托 | MNA
MOMFMA | Macao | | 澳门 | MOA
MOMFMC | Macao, EMS | Macao, EMS | 澳门（特快） | MOA
MXMEXD | Mexico City, air mail | Mexico, courrier-avion | 墨西哥城航空 | MXA
NLAMSA | Amsterdam, international mail | Amsterdam, courrier international | 阿姆斯特丹国际 | NLA
PLWAWA | Warsaw | Varsovie | 华沙 | PLA
RUMOWA | Moscow | Moscou | 莫斯科 | RUA
SGSINA | Singapore | Singapour | 新加坡 | SGA
THBKKC | Bangkok, Suvarnabhumi | Bangkok, Suvarnabhumi | 曼谷素万那普 | THA
TWTPEA | Taipei | | 台北 | CNA
USCHIA | Chicago O'Hare, air mail | Chicago O'Hare, courrier-avion | 芝加哥奥黑尔 | USA
USJFKA | New York, international service centre | New York, centre international | 纽约国际 | USA
USLAXA | Los Angeles, international service centre | Los Angeles, centre international | 洛杉矶国际 | USA
USMIAA | Miami, international service centre | Miami, centre international | 迈阿密国际 | USA
USORDA | Chicago, international service centre | Chicago, centre international | 芝加哥国际 | USA
USSFOA | San Francisco, international service centre | San Francisco, centre international | 旧金山国际 | USA
UZTASA | Tashkent | Tachkent | 塔什干 | UZA
VNHANA | Hanoi | Hanoï | 河内 | VNA
`,
  { source: REGISTER, facts: ["operator"] },
);

/** Operators of the offices above; the issuer code of an operator is `J1C` and its code. */
export const mainOperators: readonly CodeRow[] = [
  ...new Set(mainOffices.map((office) => office.facts?.["operator"] ?? "")),
]
  .toSorted()
  .map((code) => ({
    code,
    names: { en: `operator ${code}`, fr: `opérateur ${code}`, zh: `运营者 ${code}` },
    verified: true,
    source: REGISTER,
    facts: { issuerCode: `J1C${code}` },
  }));
