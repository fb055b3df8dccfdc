/**
 * Where in a message the rows of a call stand, for what an operation found of them: segment, element and
 * component of EDIFACT, the path of an element of XML. What was found is not judged here.
 */
import type { Finding, FindingPlace } from "#base/result.ts";
import type { InputValue } from "#standards/messages/index.ts";
import type { Row } from "#standards/messages/reading.ts";
import { type FieldOf, locateFields } from "#standards/profiles/message-writer.ts";
import { compileProfile } from "#standards/profiles/plan.ts";
import type { MessageCall, RowPlace } from "./message-target.ts";

/** The place of a row of a call, and of the listed piece that `field` names (`items.3`). */
export type Standing = (row: number, field: string | undefined) => FindingPlace;

/** Looks through the message once, when the first place is asked. */
export function standingOf(row: Row<InputValue>, { places = [] }: MessageCall): Standing {
  let known: ReadonlyMap<FieldOf, FindingPlace> | undefined;
  return (at, field) => {
    const place = places[at];
    if (place === undefined) return {};
    known ??= placesOf(row, places);
    const listed = /^items\.(\d+)/.exec(field ?? "")?.[1];
    const one = listed === undefined ? undefined : place.items?.[Number(listed)];
    const found = known.get(one ?? place) ?? {};
    return one !== undefined || isOwn(field) ? found : around(found);
  };
}

/** Whether a finding is about the identifier of its row, and not of another field of it. */
function isOwn(field: string | undefined): boolean {
  return field === undefined || field === "code" || field === "number";
}

/** The segment or the element around a field. */
function around({ segment, tag, path }: FindingPlace): FindingPlace {
  if (path !== undefined) return { path: path.slice(0, path.lastIndexOf("/")) };
  return segment === undefined || tag === undefined ? {} : { segment, tag };
}

/** A finding with the place of what it is about. */
export function within(finding: Finding, place: FindingPlace): Finding {
  return { ...finding, at: { ...place, ...finding.at } };
}

function placesOf(
  { value, path = "" }: Row<InputValue>,
  rows: readonly RowPlace[],
): ReadonlyMap<FieldOf, FindingPlace> {
  const all: readonly FieldOf[] = rows.flatMap((one) => [one, ...(one.items ?? [])]);
  if (value?.kind === "ceb") {
    const { document } = value;
    return new Map(all.map((one) => [one, { path: `${path}${pathOf(document, one)}` }]));
  }
  if (value?.kind !== "edifact") return new Map();
  const located = locateFields(compileProfile(value.profile), value.message, all);
  return new Map(all.map((one, at) => [one, located[at] ?? {}]));
}

/** Below the document: a group's name, its number where it repeats, the field's name. */
function pathOf(document: object, { of, key }: FieldOf): string {
  if (of === document) return `/${key}`;
  for (const [name, group] of Object.entries(document)) {
    if (group === of) return `/${name}/${key}`;
    const at = Array.isArray(group) ? group.indexOf(of) : -1;
    if (at >= 0) return `/${name}[${at + 1}]/${key}`;
  }
  return "";
}
