/**
 * The floor in figures: what lies in each zone by stream and by verdict, how long the oldest waits, and
 * what came and went since the legal day began. All of what the caller may read, and nothing else.
 */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import { boundsOfDay, legalDay } from "#base/time.ts";
import { verdictOfGroup } from "#domain/centre/judge-group.ts";
import { VERDICTS, type Verdict } from "#domain/centre/verdict.ts";
import type { Place } from "#domain/places/place.ts";
import { view } from "./define.ts";
import type { FloorGroup } from "./ports-figures.ts";
import { InstantSchema } from "./schemas.ts";
import { sumsOf } from "./show-shift.ts";

/** A zone is counted to this; one more is shown as "10,000+". */
export const ZONE_COUNT_LIMIT = 10_001;

const CLOSED = { additionalProperties: false } as const;
const number = Type.Integer({ minimum: 0 });
const counted = Type.Integer({
  minimum: 0,
  description: `Pieces; a zone is counted to ${ZONE_COUNT_LIMIT}, which is more than 10,000.`,
});
const FiguresSchema = {
  pieces: counted,
  streams: Type.Record(Type.String(), number, { description: "Pieces by stream." }),
  verdicts: Type.Record(Type.String(), number, {
    description: "Pieces by what a scan of them would show.",
  }),
  oldestAt: Type.Union([InstantSchema, Type.Null()], {
    description: "When the oldest that may not leave yet arrived.",
  }),
};

export const showFloor = view({
  name: "show-floor",
  sentence:
    "Shows the floor in figures: zones, streams, verdicts, the oldest waiting, and the day.",
  roles: ["floor", "clerk", "declarant", "officer", "administrator", "auditor", "system"],
  input: Type.Object({}, CLOSED),
  output: Type.Object(
    {
      at: InstantSchema,
      day: Type.String({ description: "The legal day of the centre, YYYY-MM-DD." }),
      zones: Type.Array(
        Type.Object(
          {
            zone: Type.String({ description: "Empty where nobody said where they lie." }),
            name: Type.String(),
            capacity: Type.Union([Type.Integer(), Type.Null()]),
            places: Type.Array(Type.String(), {
              description: "Codes of the places in it, its own first; find-items takes each.",
            }),
            ...FiguresSchema,
          },
          CLOSED,
        ),
      ),
      all: Type.Object(FiguresSchema, CLOSED),
      today: Type.Object(
        {
          arrived: number,
          released: number,
          held: number,
          met: number,
          returned: number,
          left: number,
        },
        CLOSED,
      ),
    },
    CLOSED,
  ),
  handler: async (record, _input, _actor, { site, clock }) => {
    const at = clock.now();
    const day = legalDay(at, site.legalZone);
    const bounds = boundsOfDay(day, site.legalZone);
    if (!bounds.ok) return bounds;
    const groups = await record.floorGroups(site.site, ZONE_COUNT_LIMIT);
    const places = await record.places(site.site);
    const found = await record.shiftFigures(bounds.value.startAt, bounds.value.endAt);
    const byZone = Map.groupBy(groups, ({ zone }) => zone);
    // A hall is told of only where something lies in none of its zones.
    const zones = places.filter(
      ({ code, zone, kind }) => code === zone && (kind === "zone" || byZone.has(code)),
    );
    return ok({
      at,
      day,
      zones: [
        ...zones.map((zone) => zoneOf(zone, places, byZone.get(zone.code) ?? [])),
        ...unplaced(byZone.get("") ?? []),
      ],
      all: figuresOf(groups),
      today: todayOf(sumsOf(found)),
    });
  },
});

function zoneOf(
  { code, name, capacity }: Place,
  places: readonly Place[],
  groups: readonly FloorGroup[],
) {
  const inside = places.filter((place) => place.zone === code && place.code !== code);
  const codes = [code, ...inside.map((place) => place.code)];
  return { zone: code, name, capacity, places: codes, ...figuresOf(groups) };
}

function unplaced(groups: readonly FloorGroup[]) {
  if (groups.length === 0) return [];
  return [{ zone: "", name: "", capacity: null, places: [], ...figuresOf(groups) }];
}

function figuresOf(groups: readonly FloorGroup[]) {
  const streams: Record<string, number> = {};
  const verdicts: Partial<Record<Verdict, number>> = {};
  let pieces = 0;
  let oldestAt: number | null = null;
  for (const group of groups) {
    const verdict = verdictOfGroup(group);
    pieces += group.pieces;
    streams[group.stream] = (streams[group.stream] ?? 0) + group.pieces;
    verdicts[verdict] = (verdicts[verdict] ?? 0) + group.pieces;
    if (verdict === "RELEASE" || group.oldestAt === null) continue;
    oldestAt = oldestAt === null ? group.oldestAt : Math.min(oldestAt, group.oldestAt);
  }
  const shown = VERDICTS.flatMap((verdict) => {
    const number = verdicts[verdict];
    return number === undefined ? [] : [[verdict, number] as const];
  });
  return { pieces, streams, verdicts: Object.fromEntries(shown), oldestAt };
}

function todayOf(sums: ReturnType<typeof sumsOf>) {
  const all = { arrived: 0, released: 0, held: 0, met: 0, returned: 0, left: 0 };
  for (const sum of sums) {
    all.arrived += sum.arrived;
    all.released += sum.released;
    all.held += sum.held;
    all.met += sum.met;
    all.returned += sum.returned;
    all.left += sum.left;
  }
  return all;
}
