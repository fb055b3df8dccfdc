/**
 * The standards and public sources that titles of tests name, and how each is recognised in a title.
 * The first that fits takes the title, so messages come before the identifiers inside of them.
 */

/** A standard as the page names it. */
export type StandardSource = {
  readonly standard: string;
  /** Where the text of it is, for whoever has it. */
  readonly about: string;
  readonly pattern: RegExp;
  /** The message, identifier or part; by default what the pattern found. */
  readonly subject?: (found: string) => string;
};

const EDIFACT_MESSAGES = "PREDES|RESDES|PRECON|RESCON|CARDIT|RESDIT|EMSEVT|CONTRL|IFCSUM|IFTSTA";

export const STANDARD_SOURCES: readonly StandardSource[] = [
  {
    standard: "UPU EDI messages",
    about:
      "profiles on the UN/EDIFACT D.96A structures; the UPU's own segment tables are not public, " +
      "so each profile says what is known and what is assumed",
    pattern: new RegExp(`\\b(?:${EDIFACT_MESSAGES})\\b(?: (?:V\\d|\\d\\.\\d)\\b)?`, "i"),
    subject: (found) => found.toUpperCase(),
  },
  {
    standard: "UPU and WCO customs messages in XML",
    about: "joint WCO–UPU customs–post messages",
    pattern: /\b(?:ITMATT|CUSITM|CUSRSP|REFERRAL)\b/,
  },
  {
    standard: "China customs, CEB messages",
    about: "cross-border e-commerce messages of the General Administration, both editions",
    pattern: /\b(?:CEB ?(?:\d{6}|\d{3})|DxpMsg|CEB)\b/,
    subject: (found) => found.replace(" ", found.length > 7 ? " " : ""),
  },
  {
    standard: "GS1",
    about: "GS1 General Specifications",
    pattern: /\b(?:SSCC|GS1)\b/,
    subject: () => "SSCC",
  },
  {
    standard: "IATA",
    about: "air waybill numbers and their check digit",
    pattern: /\b(?:AWB|air waybills?)\b/i,
    subject: () => "Air waybill",
  },
  {
    standard: "UPU identifiers and codes",
    about: "UPU standards S8, S9, S10, S31, S32, S34 and the code lists that go with them",
    pattern: /\bS(?:8|9|10|31|32|34)\b/,
  },
  {
    standard: "UN/EDIFACT syntax",
    about: "ISO 9735, versions 1 to 4, and the UN/EDIFACT directories",
    pattern: /\bISO 9735\b|\bUN\/?EDIFACT\b|\bEDIFACT\b|\bUNO[A-Y]\b/,
    subject: (found) => (found.startsWith("UNO") ? "Character sets" : "ISO 9735"),
  },
  {
    standard: "ISO codes",
    about: "countries and currencies",
    pattern: /\bISO \d{4,5}(?:-\d)?\b/,
  },
  {
    standard: "UPU forms and code lists",
    about: "forms CN and CP, and numbered code lists",
    pattern: /\b(?:C[NP] ?\d{2}\b|UPU (?:code )?list \d+|UPU)/,
    subject: (found) => found.replace(/^(C[NP])(\d)/, "$1 $2"),
  },
  {
    standard: "WCO Harmonized System",
    about: "chapters, headings, subheadings",
    pattern: /\b(?:HS ?\d*|Harmonized System)\b/,
    subject: () => "HS",
  },
  {
    standard: "IETF",
    about: "requests for comments",
    pattern: /\bRFC ?\d+\b/,
    subject: (found) => found.replace(/^RFC ?/, "RFC "),
  },
  {
    standard: "GM/T cryptography of China",
    about: "SM2 signatures and the hash SM3",
    pattern: /\bGM\/T \d{4}(?:\.\d)?/,
  },
  {
    standard: "Other public sources",
    about: "reports, regulations and guides, by the titles they were published under",
    pattern:
      /\b(?:PRIME|IPC|PostEurop|EMS Cooperative|EDI compliance report|ICS2|19 CFR [\d.]+|86 FR \d+|Letter Post Regulations|Parcel Post Regulations|Postal Transport Guide|Parcels form completion instructions|UN\/LOCODE)/,
  },
];
