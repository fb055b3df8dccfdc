/** The building as its own people know it: places by code, and the offices with their time zones. */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import { PLACE_KINDS } from "#domain/places/place.ts";
import { view } from "./define.ts";

const CLOSED = { additionalProperties: false } as const;

const PlaceSchema = Type.Object(
  {
    code: Type.String({ description: "What a scanner reads." }),
    kind: Type.Union(PLACE_KINDS.map((kind) => Type.Literal(kind))),
    zone: Type.String({ description: "Code of the zone whose rules hold there." }),
    parent: Type.Union([Type.String(), Type.Null()]),
    name: Type.String(),
    capacity: Type.Union([Type.Integer(), Type.Null()], { description: "Pieces, of a zone." }),
  },
  CLOSED,
);

const OfficeSchema = Type.Object(
  {
    code: Type.String(),
    kind: Type.String(),
    name: Type.String(),
    zone: Type.String({ description: "IANA zone in which its local times are read." }),
  },
  CLOSED,
);

export const listPlaces = view({
  name: "list-places",
  sentence: "Lists the places of the centre by code, and its offices with their time zones.",
  roles: ["floor", "officer", "administrator", "auditor", "system"],
  input: Type.Object({}, CLOSED),
  output: Type.Object({ places: Type.Array(PlaceSchema), offices: Type.Array(OfficeSchema) }),
  handler: async (record, _input, _actor, { site }) => {
    const offices = await record.offices(site.site);
    return ok({
      places: await record.places(site.site),
      offices: offices.map((office) => ({ ...office, zone: office.zone ?? site.legalZone })),
    });
  },
});
