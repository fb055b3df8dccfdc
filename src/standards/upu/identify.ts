/**
 * What an identifier is and whether all of it is right: scheme, parts, every fault. For people and
 * programs that ask; a scan goes through `classify`, which is faster and takes what it is given.
 */
import type { Finding, Severity } from "#base/result.ts";
import { classify } from "./identifiers.ts";
import { isInternalShape } from "./internal.ts";
import { type Judged, judgeInternal, judges, type Parts, SHAPES } from "./judge-scheme.ts";
import { type NamedScheme, schemeOf } from "./scheme-of.ts";

/** What is known besides the text. */
export type IdentifyOptions = {
  /** The scheme that is meant; findings then say why the text is none of it. */
  readonly as?: NamedScheme;
  /** Day `YYYY-MM-DD` by which the one digit of a dispatch's year is read. */
  readonly on?: string;
  /** Whether the register of offices (code list 108) knows a code; nothing is asked without it. */
  readonly isInRegister?: (impcCode: string) => boolean;
};

/** An identifier judged. */
export type Identification = {
  /** As given. */
  readonly input: string;
  readonly scheme: NamedScheme | "other";
  /**
   * Shape, known code parts and check digit are right. An office outside the register and a mail
   * class outside the list are real often enough to leave it true.
   */
  readonly valid: boolean;
  /** The worst finding: error stops it, warning lets it through to be looked at; else nothing does. */
  readonly severity: Severity | "none";
  readonly parts: Parts;
  readonly findings: readonly Finding[];
};

/** Blanks that `classify` leaves where they are: wide, thin and zero-width ones, byte order mark. */
const MORE_BLANKS = /[\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]/g;
/** Findings that do not touch validity: the lists they ask are known to be incomplete. */
const LEAVES_VALID: ReadonlySet<string> = new Set(["s34/not-in-register", "s8/unknown-class"]);
const WEIGHTS: readonly Severity[] = ["error", "warning", "info"];

/** Judges one text; any text is answered. Blanks, hyphens and case do not count. */
export function identify(input: string, options: IdentifyOptions = {}): Identification {
  const { normalised, findings } = classify(input.replace(MORE_BLANKS, ""));
  const refusal = findings.find(({ severity }) => severity === "error");
  if (refusal !== undefined) return judged(input, "other", { parts: {}, findings: [refusal] });
  if (options.as === undefined && isCutSscc(input)) {
    return judged(input, "sscc", misshapen("sscc", normalised));
  }
  const scheme = options.as ?? schemeOf(normalised);
  if (scheme !== "other") {
    const answer = judges[scheme](normalised, options);
    return judged(input, scheme, answer ?? misshapen(scheme, normalised));
  }
  const own = isInternalShape(normalised) ? judgeInternal(normalised) : undefined;
  return judged(input, scheme, own ?? unrecognised(normalised));
}

/** The written identifier (00) says SSCC, and 18 digits do not follow it. */
function isCutSscc(input: string): boolean {
  const plain = input.replace(/[^0-9A-Za-z]/g, "");
  return input.trimStart().startsWith("(00)") && !/^00\d{18}$/.test(plain);
}

function judged(input: string, scheme: Identification["scheme"], answer: Judged): Identification {
  const { parts, findings } = answer;
  const severity = WEIGHTS.find((one) => findings.some((finding) => finding.severity === one));
  const isFaulty = findings.some(invalidates);
  return { input, scheme, valid: !isFaulty, severity: severity ?? "none", parts, findings };
}

function invalidates({ code, severity }: Finding): boolean {
  if (code === "identifier/unrecognised") return true;
  return severity !== "info" && !LEAVES_VALID.has(code);
}

function misshapen(scheme: NamedScheme, found: string): Judged {
  const expected = SHAPES[scheme];
  const finding: Finding = { code: "identifier/shape", severity: "error", at: {}, found, expected };
  return { parts: {}, findings: [finding] };
}

/** Kept and searched as text, so nothing stops it; but nothing of it can be checked. */
function unrecognised(found: string): Judged {
  const finding: Finding = { code: "identifier/unrecognised", severity: "info", at: {}, found };
  return { parts: {}, findings: [finding] };
}
