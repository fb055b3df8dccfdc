/**
 * Which profile reads a message: by what its UNH carries, and where that is the UN base alone, by what
 * its BGM says. An unknown version of a known message is read with the nearest profile, told as such.
 */
import type { MessageHead, SegmentCursor } from "#standards/edifact/sink.ts";
import type { Identity, Profile } from "./profile.ts";

/** The choice; `waits`: the first segment decides. */
export type Chosen = {
  readonly waits: boolean;
  readonly profile: Profile | undefined;
  /** The UNH as found and the ones expected, where the version is not known. */
  readonly doubt?: { readonly found: string; readonly expected: string };
};

/** Chooses among profiles, earlier ones first. `first` is the segment behind UNH, once it is there. */
export function chooseProfile(
  profiles: readonly Profile[],
  head: MessageHead,
  first: SegmentCursor | undefined,
): Chosen {
  const exact = profiles.find(({ unh }) => unh.some((one) => matches(one, head, first)));
  if (exact !== undefined) return { waits: false, profile: exact };
  if (first === undefined && profiles.some(({ unh }) => unh.some((one) => needsBgm(one, head))))
    return { waits: true, profile: undefined };
  const near = profiles.filter(({ unh }) => unh.some((one) => isNear(one, head, first)));
  const profile = nearest(near, head);
  if (profile === undefined) return { waits: false, profile };
  const expected = [...new Set(near.flatMap(({ unh }) => unh.map(identityText)))].join(" | ");
  return { waits: false, profile, doubt: { found: identityText(head), expected } };
}

/** `type:version:release:agency[:association]`, as in UNH. */
export function identityText(one: Omit<Identity, "bgm">): string {
  const { type, version, release, agency, association } = one;
  const text = `${type}:${version}:${release}:${agency}`;
  return association === undefined || association === "" ? text : `${text}:${association}`;
}

function matches(one: Identity, head: MessageHead, first: SegmentCursor | undefined): boolean {
  const { type, version, release, agency, association, bgm } = one;
  if (type !== head.type || version !== head.version) return false;
  if (release !== head.release || agency !== head.agency) return false;
  if (association !== undefined && association !== head.association) return false;
  return bgm === undefined || says(bgm, first);
}

/** A UNH of the base, of any version, that waits for its BGM. */
function needsBgm({ type, bgm }: Identity, head: MessageHead): boolean {
  return bgm !== undefined && type === head.type;
}

function isNear(one: Identity, head: MessageHead, first: SegmentCursor | undefined): boolean {
  return one.type === head.type && (one.bgm === undefined || says(one.bgm, first));
}

function says(bgm: NonNullable<Identity["bgm"]>, first: SegmentCursor | undefined): boolean {
  if (first?.tag !== "BGM") return false;
  const texts = bgm.in ?? (bgm.is === undefined ? [] : [bgm.is]);
  return texts.some((text) => first.is(bgm.element, bgm.component ?? 0, text));
}

/** Further than any two version numbers are. */
const FAR = 99;

/** The profile whose version number is nearest to the UNH's; the first of equals. */
function nearest(profiles: readonly Profile[], head: MessageHead): Profile | undefined {
  const asked = Number.parseInt(head.version, 10);
  const distance = ({ unh }: Profile): number =>
    Math.min(
      ...unh.map(({ version }) => {
        const apart = Math.abs(Number.parseInt(version, 10) - asked);
        return Number.isNaN(apart) ? FAR : apart;
      }),
    );
  return profiles.toSorted((a, b) => distance(a) - distance(b))[0];
}
