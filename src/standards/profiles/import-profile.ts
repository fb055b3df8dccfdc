/**
 * A partner's profile from JSON: taken whole with no finding, or not at all. It must keep to its base
 * structure, be readable without doubt, and give what the shipped profile of the message gives.
 */
import type { Finding } from "#base/result.ts";
import { baseFaults, baseOf, basesOf } from "./check-base.ts";
import { MAX_PROFILE_BYTES, MAX_PROFILE_NESTING, MAX_PROFILE_POSITIONS } from "./limits.ts";
import type { MessageEntry } from "./message-entry.ts";
import { type ConditionPlan, compileProfile, type FieldPlan, type Node, widthOf } from "./plan.ts";
import type { Position, Profile } from "./profile.ts";
import { profileFinding, shapeFindings } from "./profile-shape.ts";

/** A profile, or everything that keeps it out; places are JSON paths. */
export type ImportedProfile =
  | { readonly profile: Profile; readonly findings: readonly [] }
  | { readonly profile: undefined; readonly findings: readonly Finding[] };

/** Reads and judges a profile; `entries` are the messages that are known. */
export function importProfile(json: string, entries: readonly MessageEntry[]): ImportedProfile {
  if (json.length > MAX_PROFILE_BYTES) {
    const expected = `0..${MAX_PROFILE_BYTES}`;
    return none([profileFinding("profile/too-large", "$", String(json.length), expected)]);
  }
  const nesting = nestingOf(json);
  if (nesting > MAX_PROFILE_NESTING) {
    const expected = `0..${MAX_PROFILE_NESTING}`;
    return none([profileFinding("profile/too-large", "$", String(nesting), expected)]);
  }
  const parsed = parse(json);
  if (parsed === undefined)
    return none([profileFinding("profile/not-json", "$", json.slice(0, 40))]);
  const shape = shapeFindings(parsed.value);
  if (shape.length > 0) return none(shape);
  const profile = parsed.value as Profile;
  const findings = profileFindings(profile, entries);
  return findings.length > 0 ? none(findings) : { profile, findings: [] };
}

/** Everything that is wrong with a profile of right shape; none for what is shipped. */
export function profileFindings(
  profile: Profile,
  entries: readonly MessageEntry[],
): readonly Finding[] {
  const count = countOf(profile.structure);
  if (count > MAX_PROFILE_POSITIONS) {
    const expected = `0..${MAX_PROFILE_POSITIONS}`;
    return [profileFinding("profile/too-large", "$.structure", String(count), expected)];
  }
  const { root } = compileProfile(profile);
  const taken = ["kind", "version", "reference", "sender", "recipient", "unread"];
  return [
    ...ofBase(profile, entries),
    ...twiceNamed(root, "$.structure", new Set(taken)),
    ...root.children.flatMap((node, at) => ofNode(node, `$.structure[${at}]`)),
    ...neighbours(root, "$.structure"),
    ...ofMessage(profile, entries, root),
  ];
}

function none(findings: readonly Finding[]): ImportedProfile {
  return { profile: undefined, findings };
}

function parse(json: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(json) };
  } catch {
    return undefined;
  }
}

/** How deep lists and objects of JSON text stand in one another; what is inside quotes does not count. */
function nestingOf(json: string): number {
  let depth = 0;
  let most = 0;
  let isQuoted = false;
  for (let at = 0; at < json.length; at += 1) {
    const mark = json.charAt(at);
    if (mark === '"') isQuoted = !isQuoted;
    else if (isQuoted) at += mark === "\\" ? 1 : 0;
    else if (mark === "[" || mark === "{") {
      depth += 1;
      most = Math.max(most, depth);
    } else if (mark === "]" || mark === "}") depth -= 1;
  }
  return most;
}

function countOf(structure: readonly Position[]): number {
  return structure.reduce((sum, { group }) => sum + 1 + countOf(group?.children ?? []), 0);
}

function ofBase(profile: Profile, entries: readonly MessageEntry[]): readonly Finding[] {
  const base = baseOf(profile, entries);
  if (base === undefined) {
    const known = basesOf(entries).map(
      ({ type, version, release, agency }) => `${type}:${version}:${release}:${agency}`,
    );
    return [profileFinding("profile/unknown-base", "$.base", profile.base.type, known.join(" | "))];
  }
  return baseFaults(profile.structure, base.positions).map(({ path, found, expected }) =>
    profileFinding("profile/against-base", path, found, expected),
  );
}

/** Two fields or lists of one value with one name. */
function twiceNamed(node: Node, path: string, taken: Set<string>): readonly Finding[] {
  const findings: Finding[] = [];
  const take = (key: string, at: string): void => {
    if (taken.has(key)) findings.push(profileFinding("profile/ambiguous", at, key));
    taken.add(key);
  };
  for (const { key, kind } of node.fields)
    if (kind !== "sequence") take(key, `${path}.fields.${key}`);
  for (const [at, child] of node.children.entries()) {
    const here = childPath(node, path, at);
    if (child.valueKey === undefined) findings.push(...twiceNamed(child, here, taken));
    else {
      take(child.valueKey, `${here}.group.name`);
      findings.push(...twiceNamed(child, here, new Set()));
    }
  }
  return findings;
}

function childPath(node: Node, path: string, at: number): string {
  return node.parent === undefined ? `${path}[${at}]` : `${path}.group.children[${at}]`;
}

/** What one position states against itself, and what is inside its group. */
function ofNode(node: Node, path: string): readonly Finding[] {
  const findings: Finding[] = [];
  const { position, fields } = node;
  const needsField = node.isOptionalLeaf && !fields.some(({ required }) => required);
  if (needsField)
    findings.push(profileFinding("profile/missing", `${path}.fields`, undefined, "required field"));
  if (node.max > 1 && !node.isMany)
    findings.push(profileFinding("profile/missing", `${path}.group`, undefined, "many, name"));
  if (position.group?.many === true && node.valueKey === undefined)
    findings.push(profileFinding("profile/missing", `${path}.group.name`, undefined, "name"));
  for (const [at, { texts }] of node.conditions.entries())
    if (texts.length === 0)
      findings.push(profileFinding("profile/missing", `${path}.when[${at}]`, undefined, "is, in"));
  findings.push(...overlaps(node, path), ...fields.flatMap((plan) => ofField(plan, path)));
  if (node.isGroup) findings.push(...neighbours(node, `${path}.group.children`));
  for (const [at, child] of node.children.entries())
    findings.push(...ofNode(child, `${path}.group.children[${at}]`));
  return findings;
}

function ofField({ key, kind, field, component }: FieldPlan, path: string): readonly Finding[] {
  const here = `${path}.fields.${key}`;
  if (kind === "measure" && (field.unit === undefined || field.unit === component))
    return [profileFinding("profile/missing", `${here}.unit`, undefined, "unit")];
  if (kind === "lines" && field.count === undefined)
    return [profileFinding("profile/missing", `${here}.count`, undefined, "count")];
  return [];
}

/** Two statements about one component; a field may stand on a condition with several texts. */
function overlaps({ fields, conditions, fixed }: Node, path: string): readonly Finding[] {
  const taken = new Set<string>();
  const findings: Finding[] = [];
  const take = (element: number, component: number, at: string): void => {
    const key = `${element}.${component}`;
    if (taken.has(key)) findings.push(profileFinding("profile/ambiguous", at, key));
    taken.add(key);
  };
  for (const { element, component } of [...conditions, ...fixed]) take(element, component, path);
  for (const { key, kind, element, component, field } of fields) {
    const here = `${path}.fields.${key}`;
    for (let at = 0; at < widthOf(kind, field); at += 1) take(element, component + at, here);
    if (field.unit !== undefined) take(element, field.unit, here);
  }
  return findings;
}

/** Neighbours of one tag that no condition tells apart. */
function neighbours(node: Node, path: string): readonly Finding[] {
  return node.children.flatMap((one, at) =>
    node.children
      .slice(one.runStart, at)
      .some((other) => !areApart(one.conditions, other.conditions))
      ? [profileFinding("profile/ambiguous", `${path}[${at}]`, one.tag)]
      : [],
  );
}

function areApart(a: readonly ConditionPlan[], b: readonly ConditionPlan[]): boolean {
  return (
    a.some((one) =>
      b.some(
        (other) =>
          one.element === other.element &&
          one.component === other.component &&
          !one.texts.some((text) => other.texts.includes(text)),
      ),
    ) ||
    (a.length > 0 &&
      b.length > 0 &&
      a.some((one) => b.every((other) => one.element !== other.element)))
  );
}

/** What the message's own code relies on must be there: the lists and required fields as shipped. */
function ofMessage(
  profile: Profile,
  entries: readonly MessageEntry[],
  root: Node,
): readonly Finding[] {
  const entry = entries.find(({ name }) => name === profile.name);
  if (entry === undefined) {
    const known = entries.map(({ name }) => name).join(" | ");
    return [profileFinding("profile/unknown-message", "$.name", profile.name, known)];
  }
  const shipped =
    entry.profiles.find(({ version }) => version === profile.version) ?? entry.profiles[0];
  const given = promises(root, "");
  return [...promises(compileProfile(shipped).root, "")].flatMap(([path, promise]) => {
    const own = given.get(path);
    const isKept = own?.kind === promise.kind && (own.isSure || !promise.isSure);
    if (isKept || (own === undefined && !promise.isSure)) return [];
    const expected = `${path}: ${promise.kind}`;
    return [profileFinding("profile/missing", "$.structure", own?.kind, expected)];
  });
}

type Promised = { readonly kind: string; readonly isSure: boolean };

/** Every field and list of the value a node makes, by path; sure: always there in a whole value. */
function promises(node: Node, path: string, isSure = true): Map<string, Promised> {
  const found = new Map<string, Promised>();
  for (const { key, kind, required } of node.fields)
    if (kind !== "sequence") found.set(path + key, { kind, isSure: isSure && required });
  for (const child of node.children)
    for (const [key, promise] of promisesInside(child, path, isSure)) found.set(key, promise);
  return found;
}

function promisesInside(child: Node, path: string, isSure: boolean): Map<string, Promised> {
  const { valueKey, isMany, min } = child;
  if (valueKey === undefined) return promises(child, path, isSure && min > 0);
  const here = `${path}${valueKey}.`;
  const own = { kind: isMany ? "list" : "value", isSure: isMany || min > 0 };
  return new Map([[here, own], ...promises(child, here)]);
}
