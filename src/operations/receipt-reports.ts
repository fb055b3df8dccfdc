/**
 * States and receipts of receptacles as reports: what messages that answer an announcement have in
 * common. A state that names no container is one of all that travels under its consignment.
 */
import type { LocalTime, Measure } from "#standards/profiles/value-of.ts";
import { PART_ROWS } from "./message-rows.ts";
import {
  cutByWeight,
  type MessageCall,
  type MessageSource,
  type RowPlace,
} from "./message-target.ts";
import { recordReports } from "./record-reports.ts";
import { filled, gramsTold, writtenTime } from "./told.ts";

/** List of the states (UN/EDIFACT 9011). */
export const STATES = "transport-states";

type Told = Partial<Readonly<Record<string, string>>>;

/** What is said of one dispatch or consignment. */
type Stated = {
  readonly told: Told;
  readonly statuses: readonly {
    readonly status: string;
    readonly reason?: string | undefined;
    /** When the message was prepared, where it is not told. */
    readonly at?: LocalTime | undefined;
    readonly office?: string | undefined;
    readonly told?: Told;
    readonly containers?: readonly { readonly id: string }[];
    readonly receptacles: readonly {
      readonly s9: string;
      readonly weight?: Measure | undefined;
    }[];
    /** The status in the message's value. */
    readonly of: object;
  }[];
};

/** A report for `record-reports`, and where its message tells of it. */
type ReportTold = { readonly report: object; readonly place: RowPlace };

/** The calls that record these states, each container's first of a state at a place. */
export function receiptCalls(
  stated: readonly Stated[],
  preparedAt: LocalTime,
  { messageId }: MessageSource,
): readonly MessageCall[] {
  const reports = stated.flatMap(({ told, statuses }) =>
    statuses.flatMap((status) => reportsOf(told, { ...status, at: status.at ?? preparedAt })),
  );
  return reportCalls(reports, messageId);
}

/** The calls that record reports, cut to what one takes. */
export function reportCalls(
  reports: readonly ReportTold[],
  messageId: string,
): readonly MessageCall[] {
  return cutByWeight(reports, () => 1, PART_ROWS).map((some) => ({
    operation: recordReports,
    input: { reports: some.map(({ report }) => report), messageId },
    rows: some.length,
    places: some.map(({ place }) => place),
  }));
}

function reportsOf(
  told: Told,
  status: Stated["statuses"][number] & { readonly at: LocalTime },
): readonly ReportTold[] {
  const { of, receptacles, containers = [], at, office, reason } = status;
  const base = filled({
    kind: "container",
    list: STATES,
    event: status.status,
    at: writtenTime(at),
    office,
    reason,
    once: true,
  });
  const all = filled({ ...told, ...status.told });
  const named = [
    ...receptacles.map((one) => ({
      code: one.s9,
      grams: gramsTold(one.weight),
      place: { of: one, key: "s9" },
    })),
    ...containers.map((one) => ({
      code: one.id,
      grams: undefined,
      place: { of: one, key: "id" },
    })),
  ];
  const whole = told["consignment"] ?? told["dispatch"];
  if (named.length === 0 && whole !== undefined)
    return [
      {
        report: { ...base, kind: "consignment", code: whole, told: all },
        place: { of, key: "status" },
      },
    ];
  return named.map(({ code, grams, place }) => {
    const told = grams === undefined ? all : { ...all, weightGrams: String(grams) };
    return { report: { ...base, code, told }, place };
  });
}
