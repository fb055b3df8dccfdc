/**
 * Whether a profile keeps to the UN structure it names: its tags, their order, groups and repetitions.
 * Looks at tables only; what a partner really sends is seen when it is read.
 */
import { type BasePosition, type BaseStructure, baseStructures } from "./base-structures.ts";
import type { MessageEntry } from "./message-entry.ts";
import type { Position, Profile } from "./profile.ts";

/** A position that the base has no place for, by its JSON path. */
export type BaseFault = {
  readonly path: string;
  readonly found: string;
  readonly expected: string;
};

/** The base structure a profile names, among the shared ones and those of messages. */
export function baseOf(
  { base }: Pick<Profile, "base">,
  entries: readonly MessageEntry[],
): BaseStructure | undefined {
  return basesOf(entries).find(
    ({ type, version, release, agency }) =>
      type === base.type &&
      version === base.version &&
      release === base.release &&
      agency === base.agency,
  );
}

/** Every structure that a profile may name. */
export function basesOf(entries: readonly MessageEntry[]): readonly BaseStructure[] {
  return [...baseStructures, ...entries.flatMap(({ ownBase }) => ownBase ?? [])];
}

/** Every position against its base, in the order of the table. */
export function baseFaults(
  structure: readonly Position[],
  positions: readonly BasePosition[],
  path = "$.structure",
): readonly BaseFault[] {
  const faults: BaseFault[] = [];
  const used = new Map<number, number>();
  let at = 0;
  for (const [index, position] of structure.entries()) {
    const here = `${path}[${index}]`;
    const found = positions.findIndex((one, place) => place >= at && one.tag === position.tag);
    if (found < 0) {
      faults.push({ path: here, found: position.tag, expected: tagsFrom(positions, at) });
      continue;
    }
    at = found;
    const base = positions[found];
    if (base === undefined) continue;
    const sum = (used.get(found) ?? 0) + position.max;
    used.set(found, sum);
    if (sum > base.max)
      faults.push({ path: `${here}.max`, found: String(sum), expected: `0..${base.max}` });
    faults.push(...inside(position, base, here));
  }
  return [...faults, ...lacking(structure, positions, path)];
}

function inside(position: Position, base: BasePosition, path: string): readonly BaseFault[] {
  const children = position.group?.children ?? [];
  return baseFaults(children, base.inside ?? [], `${path}.group.children`);
}

/** Mandatory segments of the base that the table does not have. */
function lacking(
  structure: readonly Position[],
  positions: readonly BasePosition[],
  path: string,
): readonly BaseFault[] {
  return positions
    .filter(({ tag, min }) => min > 0 && !structure.some((one) => one.tag === tag && one.min > 0))
    .map(({ tag }) => ({ path, found: "", expected: tag }));
}

function tagsFrom(positions: readonly BasePosition[], at: number): string {
  const tags = positions.slice(at).map(({ tag }) => tag);
  return tags.length === 0 ? "nothing" : tags.join(" | ");
}
