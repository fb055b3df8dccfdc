/**
 * Words for batteries and things that are one, words that say there is none, and what counts as
 * declaring one. Our own choice. Lithium cells alone are forbidden in mail, those in equipment limited:
 * UPU Convention, article 19; packing instructions 965 to 970.
 */
import type { RiskFacts } from "./risk-facts.ts";

/** By language, phrases between commas. French "pile" alone is left out: in English it is a heap. */
const BATTERY_WORDS: Readonly<Record<string, string>> = {
  en: `battery, batteries, lithium, li ion, liion, lipo, li po, lifepo4, nimh, sodium ion, power bank,
    power banks, powerbank, powerbanks, accumulator, accumulators, button cell, button cells,
    coin cell, coin cells, lithium cell, rechargeable cell, jump starter, 18650, 21700, cr2032`,
  fr: `batterie, batteries, accumulateur, accumulateurs, piles, pile bouton, pile lithium,
    pile au lithium, pile alcaline, pile rechargeable, batterie externe, chargeur portable`,
  de: "akku, akkus, batterie, batterien, knopfzelle, knopfzellen",
  es: "bateria, baterias, pila boton, pilas, pila de litio, litio",
  zh: "电池, 锂电池, 锂电, 锂离子, 充电宝, 移动电源, 蓄电池, 纽扣电池, 电芯, 钠离子",
};

/** Phrases that say there is no battery. */
const NO_BATTERY = `no battery, no batteries, without battery, without batteries, without a battery,
  battery free, battery not included, batteries not included, non battery, not battery,
  excluding battery, excluding batteries, no lithium, without lithium,
  sans batterie, sans batteries, sans pile, sans piles, sans accumulateur, piles non incluses,
  batterie non incluse, batteries non incluses,
  ohne akku, ohne batterie, ohne batterien, sin bateria, sin baterias, sin pilas,
  无电池, 不含电池, 不带电池, 没有电池, 非电池, 未含电池, 不含锂电池, 无锂电池, 不含蓄电池, 不含充电宝,
  不含锂电`;

const phrases = (text: string): readonly string[] => text.split(/\s*,\s*/);

/** Every word of every language. */
export function batteryWords(): readonly string[] {
  return Object.values(BATTERY_WORDS).flatMap(phrases);
}

/** Every phrase that says there is none. */
export function noBatteryWords(): readonly string[] {
  return phrases(NO_BATTERY);
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
