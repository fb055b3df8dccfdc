/**
 * States in answers to CEB messages (`returnStatus`) and of tax bills (`status`), edition 202205: which
 * numbers an answer may carry and what they mean. A number below zero is an error, see `error-codes.ts`.
 */
import {
  CEB_ERROR_GROUPS,
  CEB_ERROR_REASONS,
  CEB_STATES,
  CEB_TAX_STATES,
  inLanguage,
} from "#words/ceb.ts";
import type { Language } from "#words/language.ts";
import { cebErrors } from "./error-codes.ts";
import type { CebName } from "./tables.ts";

/** What a state means, whatever its number. */
export type CebState = keyof typeof CEB_STATES;

/** Numbers of states, by meaning. */
export const CEB_STATUS: Readonly<Record<string, CebState>> = {
  "1": "stored",
  "2": "lodging",
  "3": "sent",
  "4": "unsent",
  "100": "returned",
  "120": "received",
  "300": "review",
  "399": "reviewed",
  "500": "inspection",
  "501": "detained-clearance",
  "502": "detained-smuggling",
  "503": "detained-legal",
  "505": "handed-over",
  "599": "detained-other",
  "600": "suspended",
  "700": "return-abroad",
  "800": "released",
  "899": "closed",
};

const LIST_FLOW = ["1", "2", "3", "4", "100", "120", "300", "399", "500", "800", "899"];

/** Which states an answer may carry, where the specification lists them. */
const STATES_OF: Readonly<Partial<Record<CebName, readonly string[]>>> = {
  CEB622: [...LIST_FLOW, "501", "502", "503", "599", "700"],
  CEB604: LIST_FLOW,
  CEB214: ["1", "2", "3", "4", "100", "120", "300", "500", "505", "600", "800"],
  CEB712: ["1", "2", "3", "4", "100", "120", "399"],
  CEB508: ["1", "2", "3", "4", "100", "399"],
};

export const CEB_TAX_STATUS: Readonly<Record<string, keyof typeof CEB_TAX_STATES>> = {
  "1": "made",
  "2": "summed",
  "3": "void",
};

/** The state a number means: `error` below zero, undefined when it is unknown. */
export function cebState(status: string): CebState | undefined {
  return /^-\d+$/.test(status) ? "error" : CEB_STATUS[status];
}

/** Whether an answer may carry a state; true where the specification lists none for it. */
export function mayCarry(answer: CebName, status: string): boolean {
  const listed = STATES_OF[answer];
  return listed === undefined || listed.includes(status) || cebState(status) === "error";
}

/** A state in words, with the meaning of its error; a number nobody knows is said as it is. */
export function sayCebStatus(language: Language, status: string): string {
  const state = cebState(status);
  if (state === undefined) return status;
  const meanings = cebErrors(status).map(({ group, reason }) => {
    const about = inLanguage(language, CEB_ERROR_GROUPS[group]);
    return `${about}: ${inLanguage(language, CEB_ERROR_REASONS[reason])}`;
  });
  return [inLanguage(language, CEB_STATES[state]), ...meanings].join("; ");
}

/** The state of a tax bill in words. */
export function sayTaxStatus(language: Language, status: string): string {
  const state = CEB_TAX_STATUS[status];
  return state === undefined ? status : inLanguage(language, CEB_TAX_STATES[state]);
}
