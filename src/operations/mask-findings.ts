/**
 * Takes what persons are called, live and are reached at out of findings that are kept: their place stays,
 * the text stands in the message's own bytes alone, under the rule for person data.
 */
import type { Finding } from "#base/result.ts";

/** Elements of CEB documents that say something of a person. */
const PERSONAL =
  /\/(?:(?:buyer|consignee|consignor|shipper|payer)\w*|\w*telephone|\w*idnumber)(?:\[\d+\])?$/i;
/** Text outside of its element may be anything. */
const STRAY = "ceb/stray-text";

/** The finding without the text that was found, where that may name a person. */
export function maskFinding(finding: Finding): Finding {
  const { found, ...others } = finding;
  const isPersonal = finding.code === STRAY || PERSONAL.test(finding.at.path ?? "");
  return found !== undefined && isPersonal ? others : finding;
}
