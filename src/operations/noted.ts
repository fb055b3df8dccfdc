/**
 * What is noted on the floor with a device: the fields that scans and arrivals have in common, and
 * how they are read. What a scan or an arrival does is in its own operation.
 */
import { Type } from "typebox";
import { type Finding, ok, type Result, refuse } from "#base/result.ts";
import type { CallContext } from "./define.ts";
import { type ReadCode, readCode } from "./find-subjects.ts";
import { clockOffset, type Occurrence, occurrence, zoneOf } from "./occurrence.ts";
import type { Floor } from "./ports.ts";
import {
  CodeSchema,
  InstantSchema,
  OfficeCodeSchema,
  PlaceCodeSchema,
  TimeSchema,
  UuidSchema,
  WeightGramsSchema,
} from "./schemas.ts";

/** Fields of a row: what was seen, when and where. */
export const notedMembers = {
  code: CodeSchema,
  at: Type.Optional(TimeSchema),
  key: Type.Optional(UuidSchema),
  weightGrams: Type.Optional(WeightGramsSchema),
  place: Type.Optional(PlaceCodeSchema),
  empty: Type.Optional(
    Type.Boolean({ description: "Nothing is in the container but the pieces recorded in it." }),
  ),
};

/** Fields of a call: what holds for all of its rows. */
export const noterMembers = {
  place: Type.Optional(PlaceCodeSchema),
  office: Type.Optional(OfficeCodeSchema),
  device: Type.Optional(Type.String({ maxLength: 64 })),
  deviceNow: Type.Optional(InstantSchema),
};

/** Where and by which clock the rows of a call were noted. */
export type Noter = {
  readonly floor: Floor;
  /** Code of the device, known or not. */
  readonly device: string | null;
  /** Milliseconds to add to the device's clock. */
  readonly offset: number;
  /** The zone local times are read in. */
  readonly zone: string;
};

/** Records a changed clock of a known device. Refuses `office/unknown`. */
export async function noterOf(
  context: CallContext,
  input: { readonly office?: string; readonly device?: string; readonly deviceNow?: number },
): Promise<Result<Noter>> {
  const zone = await zoneOf(context, input.office);
  if (!zone.ok) return zone;
  const floor = await context.tx.floor(context.ports.site.site);
  const device = input.device ?? context.actor.device;
  const offset = await clockOffset(context, floor, device, input.deviceNow);
  return ok({ floor, device, offset, zone: zone.value });
}

export type Noted = {
  readonly code: ReadCode;
  readonly occurred: Occurrence;
  readonly findings: readonly Finding[];
};

/** A row's code and time. Refuses what either refuses: the code's own error, `time/…`, `clock/…`. */
export function readNoted(
  context: CallContext,
  value: { readonly code: string; readonly at?: string | number },
  { offset, zone }: Noter,
): Result<Noted> {
  const code = readCode(value.code);
  if (code.error !== undefined) return refuse(code.error.code, { found: code.error.found });
  const occurred = occurrence(context, value.at, offset, zone);
  if (!occurred.ok) return occurred;
  const findings = [...code.findings, ...occurred.value.findings];
  return ok({ code, occurred: occurred.value, findings });
}
