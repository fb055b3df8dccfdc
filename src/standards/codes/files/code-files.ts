/** The files of full lists that can be read, by the list they fill: one line each. */
import { cebErrorsFile } from "./ceb-error-file.ts";
import type { CodeFile } from "./code-file.ts";
import { countryGroupsFile } from "./country-groups-file.ts";
import { customsRatesFile, goodsTaxFile, parcelTaxFile } from "./dated-rate-files.ts";
import { deniedFile, deniedNamesFile } from "./denied-files.ts";
import { impcFile, operatorsFile } from "./office-files.ts";
import { batteryWordsFile, riskRulesFile, vagueWordsFile } from "./risk-files.ts";
import { hs6File } from "./tariff-file.ts";

export const codeFiles: readonly CodeFile[] = [
  impcFile,
  operatorsFile,
  hs6File,
  deniedFile,
  deniedNamesFile,
  cebErrorsFile,
  countryGroupsFile,
  riskRulesFile,
  vagueWordsFile,
  batteryWordsFile,
  customsRatesFile,
  goodsTaxFile,
  parcelTaxFile,
];

/** How a list's file is read, or undefined where none is known. */
export function codeFileOf(list: string): CodeFile | undefined {
  return codeFiles.find((file) => file.list === list);
}
