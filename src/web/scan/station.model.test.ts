import { describe, expect, test } from "vitest";
import { VERDICTS } from "#domain/centre/verdict.ts";
import type { ScanRow } from "#web/answers.ts";
import type { Scan } from "./line.model.ts";
import { signalOf } from "./signal.model.ts";
import {
  acknowledged,
  arrived,
  contentOf,
  EMPTY_STATION,
  emptied,
  isBlocked,
  isRepeat,
  LAST_SCANS,
  placed,
  REPEAT_MS,
  taken,
  told,
  undone,
  unknownOf,
} from "./station.model.ts";

const scan = (n: number, code = `RR${n}`): Scan => ({
  key: `key-${n}`,
  code,
  at: n * 10_000,
  place: null,
  login: "anna",
});
const row = (verdict: NonNullable<ScanRow["verdict"]>): ScanRow => ({ row: 0, verdict });

describe("the scan station", () => {
  test("an error keeps the screen until it is acknowledged, later answers wait behind it", () => {
    const held = told(EMPTY_STATION, scan(1), row("HOLD")).station;
    const more = told(told(held, scan(2), row("RELEASE")).station, scan(3), row("UNKNOWN")).station;
    expect(more.face?.shown).toBe("HOLD");
    expect(more.counts).toMatchObject({ success: 1, blocked: 1, unknown: 1 });
    const next = acknowledged(more);
    expect(next.face?.shown).toBe("UNKNOWN");
    expect(isBlocked(next)).toBe(true);
    expect(acknowledged(next)).toMatchObject({ face: null, pending: [] });
  });

  test("a refusal is shown, heard and acknowledged like a stop", () => {
    const refused = { row: 0, refusal: { code: "identifier/ambiguous" } };
    const { station, sound } = told(EMPTY_STATION, scan(1), refused);
    expect(station.face?.shown).toBe("REFUSED");
    expect(sound).toBe("blocked");
    expect(isBlocked(station)).toBe(true);
  });

  test("a container stopped by what is in it may be recorded as empty; its new answer is shown", () => {
    const blocker = { code: "not-released", liftedBy: "customs" } as const;
    const stopped: ScanRow = { ...row("WAIT"), subjectKind: "container", blockers: [blocker] };
    const { station } = told(EMPTY_STATION, scan(1), stopped);
    expect(contentOf(station.face)).toEqual(scan(1));
    expect(emptied(station, scan(1), row("RELEASE"))).toMatchObject({
      face: { shown: "RELEASE" },
      pending: [],
    });
    const inside = { ...stopped, blockers: [{ ...blocker, subjectId: "018f" }] };
    expect(contentOf(told(EMPTY_STATION, scan(1), inside).station.face)).toBeUndefined();
    const piece = { ...stopped, subjectKind: "item" };
    expect(contentOf(told(EMPTY_STATION, scan(1), piece).station.face)).toBeUndefined();
  });

  test("the same code again within moments is a repeat, also in other letters; later it is not", () => {
    const station = taken(EMPTY_STATION, scan(1, "RR473124829GB"));
    expect(isRepeat(station, "rr 473 124 829 gb", 10_000 + REPEAT_MS)).toBe(true);
    expect(isRepeat(station, "RR473124829GB", 10_001 + REPEAT_MS)).toBe(false);
    expect(isRepeat(station, "RR473124832GB", 10_001)).toBe(false);
    expect(isRepeat(undone(station, "key-1"), "RR473124829GB", 10_001)).toBe(false);
  });

  test("an unknown place is asked for after the verdict, once, and goes only when another is set", () => {
    const place = "NOWHERE";
    const findings = [{ code: "place/unknown", severity: "warning" as const, at: {} }];
    const answer = { ...row("HOLD"), findings };
    const held = told(EMPTY_STATION, { ...scan(1), place }, answer).station;
    const twice = told(held, { ...scan(2), place }, { ...row("WAIT"), findings }).station;
    expect(twice.pending.map(({ shown }) => shown)).toEqual(["HOLD", "PLACE"]);
    const asked = acknowledged(twice);
    expect(asked.face?.shown).toBe("PLACE");
    expect(acknowledged(asked)).toBe(asked);
    expect(isBlocked(placed(asked, place))).toBe(true);
    expect(placed(asked, "SORT-1")).toMatchObject({ face: null, pending: [] });
    const through = told(EMPTY_STATION, { ...scan(3), place }, { ...row("RELEASE"), findings });
    expect(through.station.face?.shown).toBe("PLACE");
    expect(through.sound).toBe("blocked");
  });

  test("an unknown piece whose arrival is recorded keeps the screen with its number", () => {
    const unknown = told(taken(EMPTY_STATION, scan(1)), scan(1), row("UNKNOWN")).station;
    expect(unknownOf(unknown)?.key).toBe("key-1");
    const arrival = { row: 0, internalCode: "M0001", arrived: "unannounced" as const };
    const here = arrived(unknown, "key-1", arrival);
    expect(here.face?.arrival).toEqual(arrival);
    expect(here.last[0]?.shown).toBe("ARRIVED");
    expect(unknownOf(here)).toBeUndefined();
    expect(acknowledged(here)).toMatchObject({ face: null, pending: [] });
    expect(unknownOf(told(EMPTY_STATION, scan(2), row("HOLD")).station)).toBeUndefined();
  });

  test("a repeat told by the centre is quiet, unless the piece must be stopped", () => {
    expect(told(EMPTY_STATION, scan(1), { ...row("RELEASE"), repeated: true }).sound).toBeNull();
    expect(told(EMPTY_STATION, scan(1), { ...row("HOLD"), repeated: true }).sound).toBe("blocked");
  });

  test("the list keeps the last ten, newest first, with what became of each", () => {
    let station = EMPTY_STATION;
    for (let n = 0; n < 15; n += 1) station = taken(station, scan(n));
    expect(station.last).toHaveLength(LAST_SCANS);
    const answer = told(station, scan(14), row("WAIT")).station;
    expect(answer.last[0]).toMatchObject({ key: "key-14", shown: "WAIT" });
    expect(answer.last[1]?.shown).toBe("SENDING");
  });

  test("law: only RELEASE looks and sounds like success", () => {
    for (const verdict of VERDICTS) {
      const isThrough = verdict === "RELEASE";
      expect(signalOf(verdict).style === "success").toBe(isThrough);
      expect(signalOf(verdict).sound === "success").toBe(isThrough);
    }
  });
});
