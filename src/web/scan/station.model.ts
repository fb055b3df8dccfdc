/**
 * What the scan station shows and counts. Pure: reads, answers and acknowledgements come in, a state
 * goes out with the sound to make. Sending is `line.model.ts`.
 */
import { normalise } from "#standards/upu/identifiers.ts";
import type { ArrivalRow, ScanRow } from "#web/answers.ts";
import type { Scan } from "./line.model.ts";
import { type Shown, type Sound, signalOf } from "./signal.model.ts";

/** A scan in the list of the last ones. */
export type LastScan = {
  readonly key: string;
  readonly code: string;
  readonly at: number;
  readonly shown: Shown | "SENDING" | "UNDONE" | "ARRIVED";
};

export type Counts = Readonly<Record<"success" | "blocked" | "unknown" | "repeat", number>>;

/** An answer that fills the screen. */
export type Face = {
  readonly scan: Scan;
  readonly row: ScanRow;
  readonly shown: Shown;
  /** What came of recording the arrival of an unknown piece. */
  readonly arrival?: ArrivalRow;
};

export type Station = {
  readonly last: readonly LastScan[];
  readonly counts: Counts;
  /** The answer that fills the screen; null while nothing was answered. */
  readonly face: Face | null;
  /** Answers that must be acknowledged one after the other; the face is the first. */
  readonly pending: readonly Face[];
};

/** How many scans the list keeps. */
export const LAST_SCANS = 10;
/** The same code within this time is the same scan: a trigger pulled twice. */
export const REPEAT_MS = 3_000;

export const EMPTY_STATION: Station = {
  last: [],
  counts: { success: 0, blocked: 0, unknown: 0, repeat: 0 },
  face: null,
  pending: [],
};

/** Whether an answer waits to be acknowledged; until then no scan is taken. */
export function isBlocked(station: Station): boolean {
  return station.pending.length > 0;
}

/** Whether this code was read a moment ago: then it is counted quietly and not sent again. */
export function isRepeat(station: Station, code: string, at: number): boolean {
  const before = station.last.find((scan) => scan.shown !== "UNDONE");
  return (
    before !== undefined &&
    at - before.at <= REPEAT_MS &&
    normalise(before.code) === normalise(code)
  );
}

export function counted(station: Station, what: keyof Counts): Station {
  return { ...station, counts: { ...station.counts, [what]: station.counts[what] + 1 } };
}

/** A scan was read and is on its way. */
export function taken(station: Station, { key, code, at }: Scan): Station {
  const last: readonly LastScan[] = [{ key, code, at, shown: "SENDING" }, ...station.last];
  return { ...station, last: last.slice(0, LAST_SCANS) };
}

/** An answer came: what is shown, counted, and heard (null for quiet). */
export function told(
  station: Station,
  scan: Scan,
  row: ScanRow,
): { readonly station: Station; readonly sound: Sound | null } {
  const shown: Shown = row.refusal === undefined ? (row.verdict ?? "UNKNOWN") : "REFUSED";
  const signal = signalOf(shown);
  const marked = mark(station, scan.key, shown);
  if (row.repeated === true && !signal.mustAcknowledge) {
    return { station: counted(marked, "repeat"), sound: null };
  }
  const answer = { scan, row, shown };
  const more = signal.mustAcknowledge ? [answer] : [];
  const pending = [...station.pending, ...more, ...askPlace(station, scan, row)];
  const face = isBlocked(station) ? station.face : answer;
  const sound = pending.length > station.pending.length ? "blocked" : signal.sound;
  return {
    station: { ...counted(marked, signal.sound), face: pending[0] ?? face, pending },
    sound: signal.mustAcknowledge ? signal.sound : sound,
  };
}

/** A place that nobody knows is asked for once, after whatever else the answer says. */
function askPlace(station: Station, scan: Scan, row: ScanRow): readonly Face[] {
  const isUnknown = (row.findings ?? []).some(({ code }) => code === "place/unknown");
  const isAsked = station.pending.some(
    (face) => face.shown === "PLACE" && face.scan.place === scan.place,
  );
  return isUnknown && !isAsked ? [{ scan, row, shown: "PLACE" }] : [];
}

/**
 * The person has seen the error; the next one waiting takes the screen. An unknown place goes only
 * when another place is set.
 */
export function acknowledged(station: Station): Station {
  return station.pending[0]?.shown === "PLACE" ? station : without(station, 0);
}

/** Another place was set: what asked for it is answered. */
export function placed(station: Station, place: string): Station {
  const at = station.pending.findIndex(
    (face) => face.shown === "PLACE" && face.scan.place !== place,
  );
  return at < 0 ? station : placed(without(station, at), place);
}

function without(station: Station, at: number): Station {
  const pending = station.pending.filter((_face, index) => index !== at);
  return { ...station, pending, face: pending[0] ?? null };
}

/** The unknown piece whose arrival can be recorded now; undefined where the screen shows another. */
export function unknownOf(station: Station): Scan | undefined {
  const [first] = station.pending;
  return first?.shown === "UNKNOWN" && first.arrival === undefined ? first.scan : undefined;
}

/** Codes of blockers that stand on what is in a container and not on the record piece by piece. */
const ON_CONTENT: ReadonlySet<string> = new Set(["not-declared", "not-released", "no-order"]);

/** The container on the screen that something unlisted in it keeps here; else undefined. */
export function contentOf(face: Face | null): Scan | undefined {
  if (face?.row.subjectKind !== "container") return undefined;
  const own = (face.row.blockers ?? []).some(
    (blocker) => blocker.subjectId === undefined && ON_CONTENT.has(blocker.code),
  );
  return own ? face.scan : undefined;
}

/** The container was recorded as empty: its new answer takes the place of the one on the screen. */
export function emptied(station: Station, scan: Scan, row: ScanRow): Station {
  const pending = station.pending.filter((face) => face.scan.key !== scan.key);
  return told({ ...station, pending, face: pending[0] ?? null }, scan, row).station;
}

/** The unknown piece is recorded as arrived; it keeps the screen until that is acknowledged. */
export function arrived(station: Station, key: string, arrival: ArrivalRow): Station {
  const pending = station.pending.map((face) =>
    face.scan.key === key && face.shown === "UNKNOWN" ? { ...face, arrival } : face,
  );
  return { ...mark(station, key, "ARRIVED"), pending, face: pending[0] ?? station.face };
}

/** Marks a scan that was taken back before it was sent. */
export function undone(station: Station, key: string): Station {
  return mark(station, key, "UNDONE");
}

function mark(station: Station, key: string, shown: LastScan["shown"]): Station {
  return {
    ...station,
    last: station.last.map((scan) => (scan.key === key ? { ...scan, shown } : scan)),
  };
}
