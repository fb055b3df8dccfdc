/**
 * Words for batteries and things that are one, words that say there is none, and what counts as
 * declaring one. Our own choice. Lithium cells alone are forbidden in mail, those in equipment limited:
 * UPU Convention, article 19; packing instructions 965 to 970.
 */
import type { RiskFacts } from "./risk-facts.ts";

/** By language; lines are phrases. French "pile" alone is left out: in English it is a heap. */
export const BATTERY_WORDS: Readonly<Record<string, readonly string[]>> = {
  en: [
    ...["battery", "batteries", "lithium", "li ion", "liion", "lipo", "li po", "lifepo4"],
    ...["power bank", "power banks", "powerbank", "powerbanks", "accumulator", "accumulators"],
    ...["button cell", "button cells", "coin cell", "coin cells", "rechargeable cell", "nimh"],
    ...["lithium cell", "jump starter", "18650", "21700", "cr2032", "sodium ion"],
  ],
  fr: [
    ...["batterie", "batteries", "accumulateur", "accumulateurs", "piles", "pile bouton"],
    ...["pile lithium", "pile au lithium", "pile alcaline", "pile rechargeable"],
    ...["batterie externe", "chargeur portable"],
  ],
  de: ["akku", "akkus", "batterie", "batterien", "knopfzelle", "knopfzellen"],
  es: ["bateria", "baterias", "pila boton", "pilas", "pila de litio", "litio"],
  zh: [
    ...[
      "电池",
      "锂电池",
      "锂电",
      "锂离子",
      "充电宝",
      "移动电源",
      "蓄电池",
      "纽扣电池",
      "电芯",
      "钠离子",
    ],
  ],
};

/** Phrases after which the word says that there is no battery. */
export const NO_BATTERY: readonly string[] = [
  ...["no battery", "no batteries", "without battery", "without batteries", "battery free"],
  ...["without a battery", "battery not included", "batteries not included", "non battery"],
  ...["excluding battery", "excluding batteries", "not battery", "no lithium", "without lithium"],
  ...["sans batterie", "sans batteries", "sans pile", "sans piles", "sans accumulateur"],
  ...["piles non incluses", "batterie non incluse", "batteries non incluses"],
  ...["ohne akku", "ohne batterie", "ohne batterien", "sin bateria", "sin baterias", "sin pilas"],
  ...["无电池", "不含电池", "不带电池", "没有电池", "非电池", "未含电池", "不含锂电池", "无锂电池"],
  ...["不含蓄电池", "不含充电宝", "不含锂电"],
];

/** Every word of every language. */
export function batteryWords(): readonly string[] {
  return Object.values(BATTERY_WORDS).flat();
}

/** Cells and batteries of the Harmonized System, headings 85.06 and 85.07. */
const HS_BATTERIES = /^850[67]/;
/** UN numbers of lithium and sodium-ion batteries, packing instructions and their section. */
const UN_BATTERIES =
  /\b(?:un ?(?:3090|3091|3480|3481|3551|3552|3556|3557|3558)|pi ?9(?:6[5-9]|70))\b/i;
/** Names of further fields that declare one. */
const BATTERY_FIELD = /batter|lithium|^un_?(?:number|no)$|dangerous/i;

/** Whether the declaration says that there is a battery, in a way made for saying it. */
export function declaresBattery(facts: RiskFacts): boolean {
  return (
    facts.lines.some(
      ({ hsCode, description }) =>
        HS_BATTERIES.test(hsCode ?? "") || UN_BATTERIES.test(description),
    ) || facts.furtherFields.some((name) => BATTERY_FIELD.test(name))
  );
}
