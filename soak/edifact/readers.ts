/** What the damage trial asks: all findings of an input, by whichever reader. */
import type { Finding } from "#base/result.ts";
import { EdifactScanner } from "#standards/edifact/scanner.ts";

export type FindAll = (bytes: Uint8Array) => readonly Finding[];

/** The scanner alone: nesting, counts, references, tags, characters. */
export const scannerFindings: FindAll = (bytes) => {
  const findings: Finding[] = [];
  const scanner = new EdifactScanner({
    message: () => undefined,
    segment: () => undefined,
    messageEnd: () => undefined,
    finding: (finding) => findings.push(finding),
  });
  scanner.push(bytes);
  scanner.end();
  return findings;
};

/** Canary: sees what the scanner sees but says nothing of counts. */
export const silentFindings: FindAll = (bytes) =>
  scannerFindings(bytes).filter(({ code }) => !code.endsWith("-count"));
