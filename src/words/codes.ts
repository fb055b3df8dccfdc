/**
 * What every refusal and finding code means, in every language: one sentence, and what to do.
 * The codes themselves are made where they are decided; `docs/errors.md` is generated from here.
 */

import { ADDRESSEE_EN } from "./codes/addressee-en.ts";
import { ADDRESSEE_FR } from "./codes/addressee-fr.ts";
import { ADDRESSEE_ZH } from "./codes/addressee-zh.ts";
import { CEB_DIALOGUE_EN } from "./codes/ceb-dialogue-en.ts";
import { CEB_DIALOGUE_FR } from "./codes/ceb-dialogue-fr.ts";
import { CEB_DIALOGUE_ZH } from "./codes/ceb-dialogue-zh.ts";
import { CEB_EN } from "./codes/ceb-en.ts";
import { CEB_FR } from "./codes/ceb-fr.ts";
import { CEB_ZH } from "./codes/ceb-zh.ts";
import type { CodeWords } from "./codes/code-words.ts";
import { CODELISTS_EN } from "./codes/codelists-en.ts";
import { CODELISTS_FR } from "./codes/codelists-fr.ts";
import { CODELISTS_ZH } from "./codes/codelists-zh.ts";
import { CUSTOMS_EN } from "./codes/customs-en.ts";
import { CUSTOMS_FR } from "./codes/customs-fr.ts";
import { CUSTOMS_ZH } from "./codes/customs-zh.ts";
import { DESK_EN } from "./codes/desk-en.ts";
import { DESK_FR } from "./codes/desk-fr.ts";
import { DESK_ZH } from "./codes/desk-zh.ts";
import { DUTY_EN } from "./codes/duty-en.ts";
import { DUTY_FR } from "./codes/duty-fr.ts";
import { DUTY_ZH } from "./codes/duty-zh.ts";
import { EDIFACT_EN } from "./codes/edifact-en.ts";
import { EDIFACT_FR } from "./codes/edifact-fr.ts";
import { EDIFACT_ZH } from "./codes/edifact-zh.ts";
import { FLOOR_EN } from "./codes/floor-en.ts";
import { FLOOR_FR } from "./codes/floor-fr.ts";
import { FLOOR_ZH } from "./codes/floor-zh.ts";
import { FORMS_EN } from "./codes/forms-en.ts";
import { FORMS_FR } from "./codes/forms-fr.ts";
import { FORMS_ZH } from "./codes/forms-zh.ts";
import { INPUT_EN } from "./codes/input-en.ts";
import { INPUT_FR } from "./codes/input-fr.ts";
import { INPUT_ZH } from "./codes/input-zh.ts";
import { MESSAGES_EN } from "./codes/messages-en.ts";
import { MESSAGES_FR } from "./codes/messages-fr.ts";
import { MESSAGES_ZH } from "./codes/messages-zh.ts";
import { PROFILES_EN } from "./codes/profiles-en.ts";
import { PROFILES_FR } from "./codes/profiles-fr.ts";
import { PROFILES_ZH } from "./codes/profiles-zh.ts";
import { RECORD_EN } from "./codes/record-en.ts";
import { RECORD_FR } from "./codes/record-fr.ts";
import { RECORD_ZH } from "./codes/record-zh.ts";
import { RISK_EN } from "./codes/risk-en.ts";
import { RISK_FR } from "./codes/risk-fr.ts";
import { RISK_ZH } from "./codes/risk-zh.ts";
import { STORE_EN } from "./codes/store-en.ts";
import { STORE_FR } from "./codes/store-fr.ts";
import { STORE_ZH } from "./codes/store-zh.ts";
import { UPU_EN } from "./codes/upu-en.ts";
import { UPU_FR } from "./codes/upu-fr.ts";
import { UPU_ZH } from "./codes/upu-zh.ts";
import { WORLD_EN } from "./codes/world-en.ts";
import { WORLD_FR } from "./codes/world-fr.ts";
import { WORLD_ZH } from "./codes/world-zh.ts";
import { type Facts, fill } from "./fill.ts";
import type { Language } from "./language.ts";
import { shapeWords } from "./shape-words.ts";

/** A code said to a person. */
export type Said = { readonly code: string; readonly sentence: string; readonly todo: string };

const EN = {
  ...ADDRESSEE_EN,
  ...CEB_EN,
  ...CEB_DIALOGUE_EN,
  ...CODELISTS_EN,
  ...CUSTOMS_EN,
  ...DESK_EN,
  ...DUTY_EN,
  ...EDIFACT_EN,
  ...FLOOR_EN,
  ...FORMS_EN,
  ...INPUT_EN,
  ...MESSAGES_EN,
  ...PROFILES_EN,
  ...RECORD_EN,
  ...RISK_EN,
  ...STORE_EN,
  ...UPU_EN,
  ...WORLD_EN,
};

/** A code that has words; the compiler sees to it that no language lacks one. */
export type KnownCode = keyof typeof EN;

export const CODES: Readonly<Record<Language, Readonly<Record<KnownCode, CodeWords>>>> = {
  en: EN,
  fr: {
    ...ADDRESSEE_FR,
    ...CEB_FR,
    ...CEB_DIALOGUE_FR,
    ...CODELISTS_FR,
    ...CUSTOMS_FR,
    ...DESK_FR,
    ...DUTY_FR,
    ...EDIFACT_FR,
    ...FLOOR_FR,
    ...FORMS_FR,
    ...INPUT_FR,
    ...MESSAGES_FR,
    ...PROFILES_FR,
    ...RECORD_FR,
    ...RISK_FR,
    ...STORE_FR,
    ...UPU_FR,
    ...WORLD_FR,
  },
  zh: {
    ...ADDRESSEE_ZH,
    ...CEB_ZH,
    ...CEB_DIALOGUE_ZH,
    ...CODELISTS_ZH,
    ...CUSTOMS_ZH,
    ...DESK_ZH,
    ...DUTY_ZH,
    ...EDIFACT_ZH,
    ...FLOOR_ZH,
    ...FORMS_ZH,
    ...INPUT_ZH,
    ...MESSAGES_ZH,
    ...PROFILES_ZH,
    ...RECORD_ZH,
    ...RISK_ZH,
    ...STORE_ZH,
    ...UPU_ZH,
    ...WORLD_ZH,
  },
};

const OTHER: Readonly<Record<Language, CodeWords>> = {
  en: ["This was refused ({code}).", "Give this code to the person who looks after the system."],
  fr: ["Ceci a été refusé ({code}).", "Donnez ce code à la personne qui s’occupe du système."],
  zh: ["此操作被拒绝（{code}）。", "请把此代码告诉系统维护人员。"],
};

/** Says a code in a language with its facts; a code without words is named as it is. */
export function say(language: Language, code: string, facts: Facts = {}): Said {
  const known = isKnownCode(code);
  const [sentence, todo] = known ? CODES[language][code] : OTHER[language];
  const all = known ? spoken(language, code, facts) : { ...facts, code };
  return { code, sentence: fill(sentence, all), todo: fill(todo, all) };
}

/** The facts of a fault of shape say what a field must be like: that is a sentence too. */
function spoken(language: Language, code: KnownCode, facts: Facts): Facts {
  const { expected } = facts;
  const isShape = code === "input/shape" && typeof expected === "string";
  return isShape ? { ...facts, expected: shapeWords(language, expected) } : facts;
}

export function isKnownCode(code: string): code is KnownCode {
  return Object.hasOwn(EN, code);
}
