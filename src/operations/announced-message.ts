/**
 * What messages that announce have in common: calls cut by the pieces they speak of, outer containers
 * with their seals, and the three functions original, replacement, cancellation (UN/EDIFACT 1225).
 */
import type { Measure } from "#standards/profiles/value-of.ts";
import { announceContainers } from "./announce-containers.ts";
import { PART_ROWS } from "./message-rows.ts";
import {
  cutByWeight,
  type MessageCall,
  type MessageSource,
  type RowPlace,
} from "./message-target.ts";
import { filled, gramsTold } from "./told.ts";
import { withdrawAnnouncements } from "./withdraw-announcements.ts";

/** A container that is announced, and where its message tells of it. */
export type AnnouncedRow = { readonly row: ContainerTold; readonly place: RowPlace };

/** A container as `announce-containers` takes it. */
type ContainerTold = Partial<{
  readonly code: string;
  readonly kind: string;
  readonly seal: string | undefined;
  readonly items: readonly unknown[] | undefined;
}>;

/** 1225: the message takes back what it announced before. */
const CANCELLATION = "1";

/** The calls for containers, those around others first; a cancellation withdraws them. */
export function announceCalls(
  purpose: string | undefined,
  rows: readonly AnnouncedRow[],
  { messageId }: MessageSource,
): readonly MessageCall[] {
  const cuts = cutByWeight(rows, ({ row }) => 1 + (row.items?.length ?? 0), PART_ROWS);
  return cuts.map((some) => {
    const places = some.map(({ place }) => place);
    const shared = { rows: some.length, places };
    if (purpose === CANCELLATION) {
      const containers = some.map(({ row: { code } }) => ({ code }));
      return { ...shared, operation: withdrawAnnouncements, input: { containers, messageId } };
    }
    const containers = some.map(({ row }) => ({ ...row, amend: true }));
    return { ...shared, operation: announceContainers, input: { containers, messageId } };
  });
}

/** Equipment (UN/EDIFACT 8053) that is a pallet, and what a freight container is called (ISO 6346). */
const PALLETS: ReadonlySet<string> = new Set(["PA", "PL"]);
const FREIGHT_CONTAINER = /^[A-Z]{4}\d{7}$/;

function equipmentKind(kind: string, id: string): string {
  if (PALLETS.has(kind)) return "pallet";
  return FREIGHT_CONTAINER.test(id) ? "rail-container" : "uld";
}

/** Unit load devices, pallets and rail containers that a message names around its receptacles. */
export function outerContainers(
  containers: readonly {
    readonly kind: string;
    readonly id: string;
    readonly seals: readonly { readonly number: string }[];
  }[],
): readonly AnnouncedRow[] {
  return containers.map((one) => ({
    place: { of: one, key: "id" },
    row: filled({
      code: one.id,
      kind: equipmentKind(one.kind, one.id),
      seal: sealOf(one.seals.map(({ number }) => number)),
    }),
  }));
}

/** A consignment as told to a post or a carrier: its dispatches with their receptacles. */
type Consignment = {
  readonly consignment: string;
  readonly function?: string | undefined;
  readonly containers: Parameters<typeof outerContainers>[0];
  readonly dispatches: readonly {
    readonly dispatch: string;
    readonly receptacles: readonly {
      readonly s9: string;
      readonly type?: string | undefined;
      readonly handlingClass?: string | undefined;
      readonly contentFormat?: string | undefined;
      readonly weight?: Measure | undefined;
      readonly seal?: string | undefined;
      readonly container?: string | undefined;
    }[];
  }[];
};

/** The calls for a consignment: its containers travel under its number. */
export function consignmentCalls(
  value: Consignment,
  source: MessageSource,
): readonly MessageCall[] {
  const { consignment } = value;
  const outer = outerContainers(value.containers).map(({ row, place }) => ({
    place,
    row: { ...row, consignment },
  }));
  const rows = value.dispatches.flatMap(({ dispatch, receptacles }) =>
    receptacles.map((one) => {
      const { s9, seal, container, weight, ...others } = one;
      const { type, handlingClass, contentFormat } = others;
      const grams = gramsTold(weight);
      const weightGrams = grams === undefined ? undefined : String(grams);
      const row = filled({
        code: s9,
        kind: "receptacle",
        seal: sealOf([seal]),
        inside: container,
        consignment,
        told: filled({ dispatch, type, handlingClass, contentFormat, weightGrams }),
      });
      return { row, place: { of: one, key: "s9" } };
    }),
  );
  return announceCalls(value.function, [...outer, ...rows], source);
}

/** Seals as one text; undefined where there is none. */
export function sealOf(seals: readonly (string | undefined)[]): string | undefined {
  const there = seals.filter((seal) => seal !== undefined && seal !== "");
  return there.length === 0 ? undefined : there.join(" ").slice(0, 64);
}
