/**
 * Whether JSON has the shape of a profile: keys, kinds, bounds, each fault at its JSON path. What the
 * statements mean together is asked in `import-profile.ts`.
 */

import type { Finding, FindingPlace, Severity } from "#base/result.ts";
import { shownText } from "#base/shown-text.ts";
import { codeListNames } from "#standards/codes/code-lists.ts";
import { codeFiles } from "#standards/codes/files/code-files.ts";
import { MAX_POSITION_FIELDS, MAX_PROFILE_DEPTH, MAX_SHOWN } from "./limits.ts";

/** The codes of importing; all are errors: a profile is taken whole or not at all. */
export const PROFILE_CODES = {
  "profile/too-large": "error",
  "profile/not-json": "error",
  "profile/missing": "error",
  "profile/not-of-kind": "error",
  "profile/unknown-key": "error",
  "profile/unknown-message": "error",
  "profile/unknown-base": "error",
  "profile/against-base": "error",
  "profile/ambiguous": "error",
} as const satisfies Record<string, Severity>;

export type ProfileCode = keyof typeof PROFILE_CODES;

/** A finding at a JSON path such as `$.structure[2].fields.s9`. */
export function profileFinding(
  code: ProfileCode,
  path: string,
  found?: string,
  expected?: string,
): Finding {
  const at: FindingPlace = { path };
  return {
    code,
    severity: PROFILE_CODES[code],
    at,
    ...(found === undefined ? {} : { found: shownText(found, MAX_SHOWN) }),
    ...(expected === undefined ? {} : { expected }),
  };
}

type Check = (value: unknown, path: string, findings: Finding[]) => void;
type Shape = Readonly<Record<string, Check>>;

const KINDS = "an|n|code|integer|sequence|decimal|measure|time|lines|s8|s9|s10|impc".split("|");

/** Every fault of shape. */
export function shapeFindings(value: unknown): readonly Finding[] {
  const findings: Finding[] = [];
  profile(value, "$", findings);
  return findings;
}

function text(least: number, most: number, shape?: RegExp): Check {
  const expected = shape === undefined ? `text of ${least}..${most}` : `text like ${shape.source}`;
  return (value, path, findings) => {
    const isRight =
      typeof value === "string" &&
      value.length >= least &&
      value.length <= most &&
      (shape?.test(value) ?? true);
    if (!isRight)
      findings.push(profileFinding("profile/not-of-kind", path, shown(value), expected));
  };
}

function whole(least: number, most: number): Check {
  return (value, path, findings) => {
    if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) return;
    const expected = `whole number ${least}..${most}`;
    findings.push(profileFinding("profile/not-of-kind", path, shown(value), expected));
  };
}

function oneOf(...texts: readonly unknown[]): Check {
  return (value, path, findings) => {
    if (texts.includes(value)) return;
    findings.push(profileFinding("profile/not-of-kind", path, shown(value), texts.join(" | ")));
  };
}

function list(check: Check, least: number, most: number): Check {
  return (value, path, findings) => {
    if (!Array.isArray(value) || value.length < least || value.length > most) {
      const expected = `list of ${least}..${most}`;
      findings.push(profileFinding("profile/not-of-kind", path, shown(value), expected));
      return;
    }
    for (const [at, one] of value.entries()) check(one, `${path}[${at}]`, findings);
  };
}

/** Any key of a shape, each value checked. */
function map(key: RegExp, check: Check, most: number): Check {
  return (value, path, findings) => {
    if (!isObject(value) || Object.keys(value).length > most) {
      const expected = `object of at most ${most}`;
      findings.push(profileFinding("profile/not-of-kind", path, shown(value), expected));
      return;
    }
    for (const [name, one] of Object.entries(value)) {
      const here = `${path}.${name}`;
      if (!key.test(name)) findings.push(profileFinding("profile/unknown-key", here, name));
      else check(one, here, findings);
    }
  };
}

function object(must: Shape, may: Shape = {}): Check {
  return (value, path, findings) => {
    if (!isObject(value)) {
      findings.push(profileFinding("profile/not-of-kind", path, shown(value), "object"));
      return;
    }
    for (const name of Object.keys(must))
      if (!Object.hasOwn(value, name))
        findings.push(profileFinding("profile/missing", `${path}.${name}`, undefined, name));
    for (const [name, one] of Object.entries(value)) {
      const check = Object.hasOwn(must, name) ? must[name] : Object.hasOwn(may, name) && may[name];
      if (check) check(one, `${path}.${name}`, findings);
      else findings.push(profileFinding("profile/unknown-key", `${path}.${name}`, name));
    }
  };
}

const element = whole(0, 99);
/** Lists that are carried or can be imported: under another name no code would ever be checked. */
const LISTS = new Set([...codeListNames, ...codeFiles.map(({ list }) => list)]);

/** Bits of one number say which components are known. */
const component = whole(0, 30);
const qualifier = text(1, 35);
const sentence = text(1, 1_000);

const condition = object({ element }, { component, is: qualifier, in: list(qualifier, 1, 50) });
const fixed = object({ element, text: qualifier }, { component });
const field = object(
  { element, kind: oneOf(...KINDS), max: whole(1, 512) },
  {
    component,
    required: oneOf(true),
    codes: oneOf(...LISTS),
    oneOf: list(qualifier, 1, 200),
    unit: component,
    count: whole(1, 30),
    dates: oneOf(true),
    note: sentence,
  },
);
const valueName = /^[a-z][A-Za-z0-9]{0,39}$/;

function positionAt(depth: number): Check {
  return (value, path, findings) => {
    if (depth > MAX_PROFILE_DEPTH) {
      findings.push(
        profileFinding("profile/too-large", path, undefined, `${MAX_PROFILE_DEPTH} deep`),
      );
      return;
    }
    const group = object(
      { children: list(positionAt(depth + 1), 0, 99) },
      { name: text(1, 40, valueName), many: oneOf(true) },
    );
    object(
      { tag: text(3, 3, /^[A-Z][A-Z0-9]{2}$/), min: whole(0, 1), max: whole(1, 999_999) },
      {
        when: list(condition, 1, 10),
        fixed: list(fixed, 1, 20),
        fields: map(valueName, field, MAX_POSITION_FIELDS),
        group,
        note: sentence,
      },
    )(value, path, findings);
  };
}

const identity = object(
  { type: text(1, 6), version: text(1, 3), release: text(1, 3), agency: text(1, 3) },
  { association: text(1, 6), bgm: condition },
);

const profile = object(
  {
    name: text(1, 40, /^[a-z][a-z0-9-]*$/),
    message: text(1, 35),
    version: text(1, 9),
    base: object({
      type: text(1, 6),
      version: text(1, 3),
      release: text(1, 3),
      agency: text(1, 3),
    }),
    status: oneOf("provisional", "verified"),
    source: sentence,
    known: list(sentence, 0, 99),
    assumed: list(sentence, 0, 99),
    unh: list(identity, 1, 20),
    structure: list(positionAt(1), 1, 99),
  },
  {
    partner: text(1, 60),
    readOnly: oneOf(true),
    meanings: map(/^[a-z0-9-]+$/, map(/^.{1,17}$/, text(1, 17), 500), 20),
  },
);

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? "nothing").slice(0, MAX_SHOWN);
}
