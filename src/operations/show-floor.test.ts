/** The floor and the shift in figures, against what was done; by each reader, on a real record. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Centre, openCentre } from "#test/centre.ts";
import { all, bagged, codes, declaration } from "#test/pieces.ts";

const HOUR = 3_600_000;
/** 2026-09-21 in Asia/Shanghai begins at this instant; the clock is set to its last hour. */
const DAY_START = Date.parse("2026-09-21T00:00:00+08:00");

type Figures = {
  readonly pieces: number;
  readonly streams: Readonly<Record<string, number>>;
  readonly verdicts: Readonly<Record<string, number>>;
  readonly oldestAt: number | null;
};
type Floor = {
  readonly day: string;
  readonly zones: readonly (Figures & { readonly zone: string; readonly places: string[] })[];
  readonly all: Figures;
  readonly today: Readonly<Record<string, number>>;
};
type Line = Readonly<Record<string, unknown>> & { readonly stream: string };
type Shift = {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly Line[];
  readonly totals: readonly Line[];
};

let centre: Centre;
const floor = (who: string) => centre.act<Floor>(who, "show-floor", {});
const shift = (who: string, input: object = {}) => centre.act<Shift>(who, "show-shift", input);
const zone = async (who: string, code: string) =>
  (await floor(who)).zones.find((one) => one.zone === code);

/** Ten of the express firm, four of the post; held, decided and gone as the tests say. */
beforeAll(async () => {
  centre = await openCentre();
  centre.clock.at = DAY_START + 10 * HOUR;
  const hx = codes("SFHX", 10);
  const post = codes("SFPO", 4);
  const lodge = (who: string, named: readonly string[], more: object) =>
    all(centre, who, "lodge-declarations", {
      declarations: named.map((code) => declaration(`D-${code}`, [code], more)),
    });
  await lodge("express", hx, {});
  await lodge("post", post, { stream: "postal" });
  const arrive = (named: readonly string[], place?: string) =>
    all(centre, "floor", "record-arrivals", { arrivals: named.map((code) => ({ code })), place });
  await arrive(hx.slice(0, 4), "ARRIVAL-1");
  centre.clock.at += HOUR;
  await arrive(hx.slice(4, 8), "LANE-1");
  await arrive(post.slice(0, 2), "ARRIVAL-1");
  await arrive([post[2] ?? "", "SFNOBODY1"]);
  await bagged(centre, ["SFBAG"], [hx[0] ?? ""]);
  const decide = (who: string, code: string | undefined, decision: string) =>
    centre.act(who, "decide-shipment", { code, decision, publicReason: "as found" });
  for (const code of hx.slice(4, 8)) await decide("officer", code, "release");
  await decide("officer", hx[1], "detain");
  await decide("vet", post[0], "examine");
  await decide("officer", post[1], "return");
  const hold = { target: { kind: "container", code: "SFBAG" }, kind: "image", publicReason: "x" };
  await all(centre, "officer", "place-hold", { holds: [hold] });
  const leave = (code: string | undefined, purpose: string) =>
    all(centre, "floor", "leave-centre", { exits: [{ code }], purpose, destination: "CKG-OUT" });
  await leave(hx[7], "release");
  await leave(post[1], "return");
});
afterAll(() => centre.close());

describe("the floor", () => {
  test("is counted by zone, stream and what a scan would show, in containers too", async () => {
    expect(await zone("floor", "ARRIVAL")).toMatchObject({
      pieces: 5,
      streams: { express: 4, postal: 1 },
      verdicts: { HOLD: 1, OPEN: 1, IMAGE: 1, WAIT: 2 },
      oldestAt: DAY_START + 10 * HOUR,
    });
    expect(await zone("floor", "SORT")).toMatchObject({
      pieces: 3,
      verdicts: { RELEASE: 3 },
      oldestAt: null,
    });
    expect(await zone("floor", "")).toMatchObject({ streams: { postal: 1, undetermined: 1 } });
    const whole = await floor("floor");
    expect(whole.all.pieces).toBe(10);
    const arrival = whole.zones.find((one) => one.zone === "ARRIVAL");
    expect(arrival?.places[0]).toBe("ARRIVAL");
    expect(arrival?.places).toContain("ARRIVAL-1");
    expect(whole.zones.some((one) => one.zone.startsWith("HALL"))).toBe(false);
  });

  test("shows of each piece the verdict that its scan shows", async () => {
    const { all: figures } = await floor("floor");
    const found = await centre.act<{ items: { identifier: string; status: string }[] }>(
      "floor",
      "find-items",
      { status: "present", limit: 500 },
    );
    const verdicts: Record<string, number> = {};
    for (const { identifier } of found.items) {
      const shown = await centre.act<{ verdict: string }>("floor", "show-item", {
        code: identifier,
      });
      verdicts[shown.verdict] = (verdicts[shown.verdict] ?? 0) + 1;
    }
    expect(figures.verdicts).toEqual(verdicts);
  });

  test("is each reader's own: a firm sees its pieces, a stranger none", async () => {
    const own = await floor("express");
    expect(own.all).toMatchObject({ pieces: 7, streams: { express: 7 } });
    expect(own.today).toMatchObject({ arrived: 8, released: 4, left: 1, returned: 0 });
    expect((await floor("shop")).all.pieces).toBe(0);
    expect((await floor("shop")).today["arrived"]).toBe(0);
  });

  test("is the same from the zones downwards as from the pieces upwards", async () => {
    const figures = async (who: string, few: number) => {
      const client = await centre.pool.connect();
      try {
        await client.query("begin");
        await client.query(
          "select set_config('mailport.reader', $1, true), set_config('mailport.clearance', '2', true)",
          [centre.actors[who]?.partyId],
        );
        const { rows } = await client.query(
          "select * from mailport.floor_figures($1, 10001, $2) order by 1, 2, 5, 9, 10",
          [centre.ports.site.site, few],
        );
        return rows;
      } finally {
        await client.query("rollback");
        client.release();
      }
    };
    for (const who of ["floor", "express", "post"]) {
      const upwards = await figures(who, 20_000);
      expect(upwards.length).toBeGreaterThan(0);
      expect(await figures(who, -1)).toEqual(upwards);
    }
  });
});

describe("the shift", () => {
  test("is told by party and stream, with totals of all that the caller reads", async () => {
    const { lines, totals } = await shift("floor");
    expect(totals).toMatchObject([
      { stream: "express", arrived: 8, released: 4, held: 1, returned: 0, left: 1 },
      { stream: "postal", arrived: 3, held: 1, returned: 1, left: 1 },
      { stream: "undetermined", arrived: 1 },
    ]);
    expect(lines.map(({ party, stream }) => `${String(party)} ${stream}`)).toEqual([
      "CNA postal",
      "HX express",
    ]);
    expect((await shift("post")).lines).toMatchObject([{ party: "CNA", arrived: 3 }]);
    expect((await shift("shop")).totals).toEqual([]);
  });

  test("begins and ends with the centre's legal day, to the millisecond", async () => {
    const day = await shift("floor", { day: "2026-09-21" });
    expect(day).toMatchObject({ from: DAY_START, to: DAY_START + 24 * HOUR });
    const arrived = async (input: object): Promise<number> =>
      (await shift("floor", input)).totals.reduce((sum, one) => sum + Number(one["arrived"]), 0);
    const first = DAY_START + 10 * HOUR;
    expect(await arrived({ from: first, to: first + 1 })).toBe(4);
    expect(await arrived({ from: first + 1, to: first + HOUR })).toBe(0);
    expect(await arrived({ from: "2026-09-21T11:00", to: "2026-09-21T11:00:01" })).toBe(8);
    expect(await arrived({ day: "2026-09-20" })).toBe(0);
  });

  test("tells the taxes assessed, paid and refunded in it, and the floor what waits for them", async () => {
    const code = "SFTAX0001";
    const at = centre.clock.at + HOUR;
    centre.clock.at = at;
    const line = { description: "wool coat", hsCode: "620111" };
    const content = {
      currency: "EUR",
      senderCountry: "SI",
      recipientCountry: "CN",
      lines: [{ ...line, totalValue: { units: "100", scale: 0 } }],
    };
    await all(centre, "express", "lodge-declarations", {
      declarations: [declaration(`D-${code}`, [code], { carrier: "HX", content })],
    });
    await all(centre, "floor", "record-arrivals", { arrivals: [{ code }], place: "LANE-2" });
    await centre.act("officer", "decide-shipment", { code, decision: "release" });
    expect((await zone("express", "SORT"))?.verdicts).toMatchObject({ RELEASE: 3, WAIT: 1 });
    const period = { from: at, to: at + 1 };
    // 100 EUR at 8.20 are 820 CNY, of which a coat's parcel tax is a fifth.
    const owed = { currency: "CNY", assessedMinor: "16400", paidMinor: "0" };
    expect((await shift("express", period)).totals).toMatchObject([{ arrived: 1, ...owed }]);
    const payments = [{ code, payer: "addressee", reference: "BANK-7" }];
    await all(centre, "officer", "record-payment", { payments });
    expect((await zone("express", "SORT"))?.verdicts).toEqual({ RELEASE: 4 });
    expect((await shift("manager", period)).totals).toMatchObject([{ paidMinor: "16400" }]);
    // What is owed is declared data, which the floor is not told: not that there was none.
    const untold = { currency: null, assessedMinor: null, paidMinor: null };
    expect((await shift("floor", period)).totals).toMatchObject([{ arrived: 1, ...untold }]);
    expect((await shift("post", period)).totals).toEqual([]);
    const later = centre.clock.at + HOUR;
    centre.clock.at = later;
    const refund = { code, amountMinor: "16400", reason: "sent back", reference: "BACK-7" };
    await all(centre, "senior", "refund-duty", { refunds: [refund] });
    const back = { assessedMinor: "0", paidMinor: "0", refundedMinor: "16400" };
    const next = { from: later, to: later + 1 };
    expect((await shift("express", next)).totals).toMatchObject([{ arrived: 0, ...back }]);
    const stays = { ...owed, paidMinor: "16400", refundedMinor: "0" };
    expect((await shift("express", period)).totals).toMatchObject([stays]);
    const change =
      "update mailport.duty_moved set paid_minor = paid_minor + $1 where paid_minor > 0";
    await centre.pool.query(change, [1]);
    expect((await centre.verify()).differences).toMatchObject([{ code: "verify/count-differs" }]);
    await centre.pool.query(change, [-1]);
  });

  test("counts holds that were lifted as met", async () => {
    const code = "SFMET0001";
    await all(centre, "express", "lodge-declarations", {
      declarations: [declaration(`D-${code}`, [code])],
    });
    await all(centre, "floor", "record-arrivals", { arrivals: [{ code }], place: "LANE-2" });
    const at = centre.clock.at + HOUR;
    centre.clock.at = at;
    const detained = { code, decision: "detain", publicReason: "goods" };
    await centre.act("officer", "decide-shipment", detained);
    await centre.act("officer", "decide-shipment", { code, decision: "release" });
    const { totals } = await shift("express", { from: at, to: at + 1 });
    expect(totals).toMatchObject([{ arrived: 0, held: 1, met: 1, released: 1 }]);
  });

  test("a piece that comes back counts twice, and where it was declared since", async () => {
    const code = "SFHX0000007";
    const at = centre.clock.at + HOUR;
    centre.clock.at = at;
    await all(centre, "floor", "record-scans", { scans: [{ code }], place: "ARRIVAL-1" });
    expect((await shift("floor", { from: at, to: at + 1 })).totals).toMatchObject([
      { stream: "undetermined", arrived: 1 },
    ]);
    expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  });

  test("refuses a period that is empty, too long, or no day", async () => {
    const refused = async (input: object) => {
      const answer = await centre.run("floor", "show-shift", input);
      return answer.ok ? "" : answer.refusal.code;
    };
    expect(await refused({ from: 5, to: 5 })).toBe("shift/empty");
    expect(await refused({ from: 0 })).toBe("shift/too-long");
    expect(await refused({ day: "2026-02-30" })).toBe("time/no-such-day");
  });
});
