/**
 * What differs between two profiles, statement by statement, before one replaces the other. Positions
 * are compared by tag and qualifier, not by number, so that one that is new moves no other; one whose
 * qualifier alone changed keeps the name it had.
 */
import type { Position, Profile } from "./profile.ts";

/** One difference; `before` or `after` is undefined where the statement is only on one side. */
export type ProfileDifference = {
  /** Such as `structure/CNI/GID[1=1]/GIN[0=ML]/fields/s9/max`. */
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
};

/** Every difference, in the order of the first profile, then what only the second has. */
export function diffProfiles(before: Profile, after: Profile): readonly ProfileDifference[] {
  const old = statements(before, before);
  const now = statements(after, before);
  const paths = [...old.keys(), ...[...now.keys()].filter((path) => !old.has(path))];
  return paths
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }))
    .filter((one) => one.before !== one.after);
}

/** Every statement of a profile as text, by path; positions are named as in `like`. */
function statements(profile: Profile, like: Profile): Map<string, string> {
  const found = new Map<string, string>();
  const { structure, ...head } = profile;
  addAll(found, "", head);
  addPositions(found, "structure", structure, like.structure);
  return found;
}

function addPositions(
  found: Map<string, string>,
  path: string,
  positions: readonly Position[],
  like: readonly Position[],
): void {
  const twins = twinsOf(positions, like);
  for (const position of positions) {
    const { group, ...own } = position;
    const twin = twins.get(position);
    const here = freePath(found, `${path}/${nameOf(twin ?? position)}`);
    addAll(found, `${here}/`, own);
    if (group === undefined) continue;
    const { children, ...named } = group;
    found.set(`${here}/group`, named.name ?? "");
    addAll(found, `${here}/group/`, named);
    addPositions(found, here, children, twin?.group?.children ?? []);
  }
}

/** What each position was before: the one of its name, else the first of its tag that nobody is. */
function twinsOf(
  positions: readonly Position[],
  like: readonly Position[],
): ReadonlyMap<Position, Position> {
  const twins = new Map<Position, Position>();
  const free = [...like];
  const pair = (fits: (one: Position, other: Position) => boolean): void => {
    for (const position of positions.filter((one) => !twins.has(one))) {
      const at = free.findIndex((other) => fits(position, other));
      const [twin] = at < 0 ? [] : free.splice(at, 1);
      if (twin !== undefined) twins.set(position, twin);
    }
  };
  pair((one, other) => nameOf(one) === nameOf(other));
  pair((one, other) => one.tag === other.tag);
  return twins;
}

function freePath(found: Map<string, string>, path: string): string {
  let free = path;
  for (let again = 2; found.has(`${free}/tag`); again += 1) free = `${path}#${again}`;
  return free;
}

/** Tag and what tells it apart. */
function nameOf({ tag, when = [] }: Position): string {
  const marks = when.map(({ element, component = 0, is, in: several }) => {
    const place = component === 0 ? String(element) : `${element}.${component}`;
    return `${place}=${is ?? several?.join("|") ?? ""}`;
  });
  return marks.length === 0 ? tag : `${tag}[${marks.join(",")}]`;
}

function addAll(found: Map<string, string>, path: string, value: object): void {
  for (const [key, one] of Object.entries(value)) {
    if (typeof one === "object" && one !== null) addAll(found, `${path}${key}/`, one as object);
    else if (one !== undefined) found.set(`${path}${key}`, String(one));
  }
}
