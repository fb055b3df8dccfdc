/**
 * The file that sets up a centre: read as JSON and checked whole, every fault with its place.
 * Decides nothing about identity or time and writes nothing; `init.ts` does.
 */

import type { Finding } from "#base/result.ts";
import { isZone } from "#base/time.ts";
import { ANY_ZONE, type MoveRule } from "#domain/centre/may-move.ts";
import { PARTY_KINDS, type PartyKind } from "#domain/parties/party.ts";
import { PLACE_KINDS, type Place, type PlaceKind } from "#domain/places/place.ts";
import { PASSWORD_SHORTEST } from "#operations/sessions.ts";
import { FileFields } from "./file-fields.ts";

/** A centre as its file describes it; every code it names is defined in it. */
export type CentrePlan = {
  readonly site: { readonly code: string; readonly name: string; readonly legalZone: string };
  /** Codes of parties. */
  readonly operator: string;
  readonly customs: string;
  readonly quarantine: string | null;
  readonly parties: readonly PlannedParty[];
  readonly offices: readonly PlannedOffice[];
  readonly places: readonly Place[];
  readonly moves: readonly MoveRule[];
  readonly devices: readonly PlannedDevice[];
  readonly administrator: PlannedAdministrator;
};

export type PlannedParty = {
  readonly code: string;
  readonly kind: PartyKind;
  readonly name: string;
};
export type PlannedOffice = {
  readonly code: string;
  readonly kind: OfficeKind;
  readonly name: string;
  readonly party: string | null;
  /** Zone of its local times; the centre's legal zone where null. */
  readonly zone: string | null;
};
export type PlannedDevice = { readonly code: string; readonly place: string | null };
export type PlannedAdministrator = {
  readonly login: string;
  readonly name: string;
  readonly language: string;
  /** Given in the file; else `passwordVariable` names an environment variable; else generated. */
  readonly password: string | null;
  readonly passwordVariable: string | null;
};

/** An office of exchange (UPU S34 code) or a post where customs stands. */
export const OFFICE_KINDS = ["exchange", "customs-post"] as const;
export type OfficeKind = (typeof OFFICE_KINDS)[number];

export const LANGUAGES = ["en", "fr", "zh"] as const;
/** Places nest at most this deep: hall, zone, lane, bench, shelf, bin and some air. */
const PLACE_DEPTH_LIMIT = 10;
/** What codes of sites, places, devices and parties look like: a scanner must be able to read them. */
const CODE = /^[A-Z0-9][A-Z0-9._-]{0,31}$/;
const LOGIN = /^[a-z0-9][a-z0-9._-]{1,63}$/;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A plan only when no finding is an error; all findings of the file, in its order. */
export type InitFileReading = {
  readonly plan: CentrePlan | undefined;
  readonly findings: readonly Finding[];
};

/** Reads the text of an init file. Never throws. */
export function readInitFile(text: string, file: string): InitFileReading {
  const findings: Finding[] = [];
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    findings.push({
      code: "init/not-json",
      severity: "error",
      at: { file },
      found: error instanceof Error ? error.message : String(error),
    });
    return { plan: undefined, findings };
  }
  const fields = new FileFields(value, "", file, findings);
  const plan = readPlan(fields);
  checkReferences(plan, fields);
  return { plan: findings.some((one) => one.severity === "error") ? undefined : plan, findings };
}

function readPlan(fields: FileFields): CentrePlan {
  const site = fields.object("site");
  const plan: CentrePlan = {
    site: {
      code: site.text("code", { shape: CODE }),
      name: site.text("name", {}),
      legalZone: site.text("legalZone", { check: isZone, expected: "an IANA zone" }),
    },
    operator: fields.text("operator", { shape: CODE }),
    customs: fields.text("customs", { shape: CODE }),
    quarantine: fields.optionalText("quarantine", { shape: CODE }),
    parties: fields.list("parties", 1).map(readParty),
    offices: fields.list("offices").map(readOffice),
    places: fields.list("places", 1).flatMap((one) => readPlace(one, null, "", 0)),
    moves: fields.list("moves").map(readMove),
    devices: fields.list("devices").map(readDevice),
    administrator: readAdministrator(fields.object("administrator")),
  };
  site.refuseOthers();
  fields.refuseOthers();
  return plan;
}

function readParty(fields: FileFields): PlannedParty {
  const party = {
    code: fields.text("code", { shape: CODE }),
    kind: fields.oneOf("kind", PARTY_KINDS),
    name: fields.text("name", {}),
  };
  fields.refuseOthers();
  return party;
}

function readOffice(fields: FileFields): PlannedOffice {
  const office = {
    code: fields.text("code", { shape: CODE }),
    kind: fields.oneOf("kind", OFFICE_KINDS),
    name: fields.text("name", {}),
    party: fields.optionalText("party", { shape: CODE }),
    zone: fields.optionalText("zone", { check: isZone, expected: "an IANA zone" }),
  };
  fields.refuseOthers();
  return office;
}

/** A place and everything in it; what lies in a zone has that zone, anything else its own. */
function readPlace(
  fields: FileFields,
  parent: string | null,
  zone: string,
  depth: number,
): readonly Place[] {
  const code = fields.text("code", { shape: CODE });
  const kind: PlaceKind = fields.oneOf("kind", PLACE_KINDS);
  const own = kind === "zone" || zone === "" ? code : zone;
  const place: Place = {
    code,
    kind,
    zone: own,
    parent,
    name: fields.text("name", {}),
    capacity: fields.optionalCount("capacity"),
  };
  const inside = fields.list("places");
  fields.refuseOthers();
  if (depth >= PLACE_DEPTH_LIMIT && inside.length > 0) {
    fields.fault("places", "init/too-deep", undefined, `at most ${PLACE_DEPTH_LIMIT} levels`);
    return [place];
  }
  const below = kind === "hall" ? "" : own;
  return [place, ...inside.flatMap((one) => readPlace(one, code, below, depth + 1))];
}

function readMove(fields: FileFields): MoveRule {
  const move: MoveRule = {
    fromZone: fields.text("from", {}),
    toZone: fields.text("to", {}),
    streams: fields.texts("streams", ["postal", "express", "ecommerce", "undetermined"]),
    directions: fields.texts("directions", ["import", "export", "transit", "undetermined"]),
    held: fields.oneOf("held", ["any", "held", "free"] as const, "any"),
    validFrom: dayStart(fields.optionalText("validFrom", { shape: DAY })) ?? 0,
    validTo: dayStart(fields.optionalText("validTo", { shape: DAY })),
  };
  fields.refuseOthers();
  return move;
}

/** Midnight UTC of a day; a rule's days are whole days everywhere. */
function dayStart(day: string | null): number | null {
  return day === null ? null : Date.parse(`${day}T00:00:00Z`);
}

function readDevice(fields: FileFields): PlannedDevice {
  const device = {
    code: fields.text("code", { shape: CODE }),
    place: fields.optionalText("place", { shape: CODE }),
  };
  fields.refuseOthers();
  return device;
}

function readAdministrator(fields: FileFields): PlannedAdministrator {
  const administrator = {
    login: fields.text("login", { shape: LOGIN }),
    name: fields.text("name", {}),
    language: fields.oneOf("language", LANGUAGES, "en"),
    password: fields.optionalText("password", {
      check: (text) => text.length >= PASSWORD_SHORTEST,
      expected: `at least ${PASSWORD_SHORTEST} characters`,
      secret: true,
    }),
    passwordVariable: fields.optionalText("passwordVariable", { shape: VARIABLE }),
  };
  fields.refuseOthers();
  return administrator;
}

/** Codes named twice, and codes named that nothing in the file defines. */
function checkReferences(plan: CentrePlan, fields: FileFields): void {
  const parties = new Map(plan.parties.map((party) => [party.code, party.kind]));
  const places = new Set(plan.places.map((place) => place.code));
  const zones = new Set([ANY_ZONE, ...plan.places.map((place) => place.zone)]);
  refuseDoubles(fields, "parties", plan.parties);
  refuseDoubles(fields, "places", plan.places);
  refuseDoubles(fields, "devices", plan.devices);
  refuseDoubles(fields, "offices", plan.offices);
  for (const kind of ["operator", "customs", "quarantine"] as const) {
    const code = plan[kind];
    if (code === null || code === "" || parties.get(code) === kind) continue;
    fields.fault(kind, "init/unknown-code", code, `the code of a party of kind ${kind}`);
  }
  for (const [index, office] of plan.offices.entries()) {
    refuseUnknown(fields, `offices[${index}].party`, office.party, parties);
  }
  for (const [index, device] of plan.devices.entries()) {
    refuseUnknown(fields, `devices[${index}].place`, device.place, places);
  }
  for (const [index, move] of plan.moves.entries()) {
    refuseUnknown(fields, `moves[${index}].from`, move.fromZone, zones);
    refuseUnknown(fields, `moves[${index}].to`, move.toZone, zones);
  }
}

function refuseDoubles(
  fields: FileFields,
  list: string,
  rows: readonly { readonly code: string }[],
): void {
  const seen = new Set<string>();
  for (const { code } of rows) {
    if (code !== "" && seen.has(code)) fields.fault(list, "init/code-twice", code, undefined);
    seen.add(code);
  }
}

function refuseUnknown(
  fields: FileFields,
  place: string,
  code: string | null,
  known: { has(code: string): boolean },
): void {
  if (code === null || code === "" || known.has(code)) return;
  fields.fault(place, "init/unknown-code", code, "a code that this file defines");
}
