/**
 * Interchanges written by hand, segment by segment, with the counts made right: what a test says is
 * what stands between UNH and UNT.
 */
import { readTyped } from "./generated-values.ts";

/** One message in one interchange; segments without their terminators. */
export function handWritten(unh: string, segments: readonly string[]): Uint8Array {
  const all = [
    "UNB+UNOC:3+US101+CN101+261122:1830+REF1",
    `UNH+1+${unh}`,
    ...segments,
    `UNT+${segments.length + 2}+1`,
    "UNZ+1+REF1",
  ];
  return Buffer.from(`${all.join("'")}'`, "latin1");
}

/** That message as read. */
export function readHandWritten(unh: string, segments: readonly string[]) {
  const { messages, findings } = readTyped(handWritten(unh, segments));
  if (findings.length > 0) throw new Error(JSON.stringify(findings));
  const [message] = messages;
  if (message === undefined) throw new Error("no message was read");
  return message;
}

/** Code, tag and segment of each finding, as `code TAG@segment`. */
export function told(unh: string, segments: readonly string[]): readonly string[] {
  return readHandWritten(unh, segments).findings.map(
    ({ code, at }) => `${code} ${at.tag ?? ""}@${at.segment ?? ""}`,
  );
}
