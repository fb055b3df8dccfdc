/** An officer's whole decision, on a real record: holds and decision together, by each authority. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PUBLIC_ACTOR } from "#operations/sessions.ts";
import { type Centre, openCentre } from "#test/centre.ts";
import { all, declaration, readyToLeave } from "#test/pieces.ts";

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.close());

type Decided = {
  readonly decided: boolean;
  readonly holdId?: string;
  readonly lifted: readonly string[];
  readonly asked: readonly string[];
};

const decide = (who: string, code: string, decision: string, more: object = {}) =>
  centre.run(who, "decide-shipment", { code, decision, ...more });
const decided = async (who: string, code: string, decision: string, more: object = {}) =>
  centre.act<Decided>(who, "decide-shipment", { code, decision, ...more });
const why = { publicReason: "to be looked at" };

const arrived = async (code: string): Promise<void> => {
  const declarations = [declaration(`D-${code}`, [code], { carrier: "HX" })];
  await all(centre, "express", "lodge-declarations", { declarations });
  await all(centre, "floor", "record-arrivals", { arrivals: [{ code }], place: "ARRIVAL-1" });
};

const verdict = async (code: string) => {
  const { rows } = await all(centre, "floor", "record-scans", { scans: [{ code }] });
  return rows[0]?.["verdict"];
};

const leave = async (code: string, purpose = "release") => {
  const exit = { exits: [{ code }], purpose, destination: "CKG-DELIVERY" };
  const answer = await centre.act<{ rows: readonly Record<string, unknown>[] }>(
    "floor",
    "leave-centre",
    exit,
  );
  return answer.rows[0]?.["left"];
};

describe("release", () => {
  test("lifts what its own authority holds of the shipment and its pieces, and releases it", async () => {
    const code = "DSREL0001";
    await arrived(code);
    const held = { kind: "open", publicReason: "goods" };
    const holds = [
      { target: { kind: "item", code }, ...held },
      { target: { kind: "shipment", code }, ...held },
    ];
    await all(centre, "officer", "place-hold", { holds });
    expect(await verdict(code)).toBe("OPEN");
    const done = await decided("officer", code, "release", { basis: "looked at" });
    expect(done).toMatchObject({ decided: true, purpose: "release", asked: [] });
    expect(done.lifted).toHaveLength(2);
    expect(await verdict(code)).toBe("RELEASE");
  });

  test("lifts nothing of another authority's: customs and quarantine decide each for itself", async () => {
    const code = "DSTWO0001";
    await arrived(code);
    expect(await decided("officer", code, "detain", why)).toMatchObject({ decided: true });
    expect(await decided("vet", code, "detain", why)).toMatchObject({ decided: true });
    expect(await verdict(code)).toBe("HOLD");
    expect((await decided("officer", code, "release")).lifted).toHaveLength(1);
    expect(await verdict(code)).toBe("QUARANTINE");
    expect(await leave(code)).toBe(false);
    const { holdId } = await decided("vet", code, "examine", { ...why, kind: "image" });
    const other = await centre.run("senior", "lift-hold", { holdId, reason: "no" });
    expect(other).toMatchObject({ refusal: { code: "hold/other-authority" } });
  });

  test("of a hold above the officer's level does nothing at all", async () => {
    const code = "DSLEV0001";
    await arrived(code);
    await decided("senior", code, "detain", { ...why, level: 3 });
    await decided("officer", code, "examine", why);
    const refused = await decide("officer", code, "release");
    expect(refused).toMatchObject({ refusal: { code: "hold/level-too-low" } });
    expect((await decided("senior", code, "release")).lifted).toHaveLength(2);
    expect(await leave(code)).toBe(true);
    const late = await decide("senior", code, "return");
    expect(late).toMatchObject({ refusal: { code: "decide/gone" } });
  });

  test("of a hold of four eyes takes two officers, and nothing is lifted by the first", async () => {
    const code = "DSEYES001";
    await arrived(code);
    await decided("officer", code, "detain", { ...why, fourEyes: true });
    await decided("officer", code, "examine", why);
    const first = await decided("officer", code, "release");
    expect(first).toMatchObject({ decided: false, lifted: [] });
    expect(first.asked).toHaveLength(1);
    expect(await verdict(code)).toBe("HOLD");
    const again = await decide("officer", code, "release");
    expect(again).toMatchObject({ refusal: { code: "hold/same-eyes" } });
    expect((await decided("senior", code, "release")).lifted).toHaveLength(2);
    expect(await leave(code)).toBe(true);
  });
});

describe("orders", () => {
  test.each([
    ["return", "return"],
    ["transfer", "transfer"],
    ["destroy", "destruction"],
  ])("%s lifts the authority's own holds and opens that way only", async (decision, purpose) => {
    const code = `DSORD${decision.slice(0, 3).toUpperCase()}`;
    await arrived(code);
    await decided("officer", code, "detain", why);
    await decided("officer", code, decision, { basis: "refused" });
    expect(await leave(code)).toBe(false);
    expect(await leave(code, purpose)).toBe(true);
  });

  test("what is handed over to the authority itself stays held against every other way", async () => {
    const code = "DSHAND001";
    await arrived(code);
    await decided("officer", code, "detain", why);
    expect((await decided("officer", code, "hand-over")).lifted).toEqual([]);
    expect(await verdict(code)).toBe("HOLD");
    const exit = { exits: [{ code }], purpose: "authority", destination: "customs" };
    await all(centre, "floor", "leave-centre", exit);
  });

  test("are taken back by the authority that gave them, also by one the regime does not name", async () => {
    const code = "DSBACK001";
    await readyToLeave(centre, [code]);
    await decided("vet", code, "return", { basis: "plants" });
    expect(await verdict(code)).toBe("RETURN");
    const none = await decide("senior", code, "take-back");
    expect(none).toMatchObject({ refusal: { code: "decide/reason-missing" } });
    await decided("vet", code, "take-back", { basis: "treated" });
    expect(await verdict(code)).toBe("RELEASE");
    const again = await decide("vet", code, "take-back", { basis: "treated" });
    expect(again).toMatchObject({ refusal: { code: "decide/nothing-to-take-back" } });
    expect(await leave(code)).toBe(true);
  });

  test("on counted content are taken back too", async () => {
    const code = "DSBAG0001";
    const announced = { code, kind: "bag", counted: { pieces: 12 } };
    await all(centre, "post", "announce-containers", { containers: [announced] });
    await all(centre, "floor", "record-arrivals", { arrivals: [{ code }], place: "ARRIVAL-1" });
    await decided("vet", code, "return", { basis: "soil" });
    await decided("officer", code, "release");
    expect(await leave(code)).toBe(false);
    await decided("vet", code, "take-back", { basis: "treated" });
    expect(await leave(code)).toBe(true);
  });
});

test("examining takes the same authority's release back: its last word stands", async () => {
  const code = "DSLAST001";
  await readyToLeave(centre, [code]);
  const { holdId } = await decided("officer", code, "examine", why);
  expect(await verdict(code)).toBe("OPEN");
  await centre.act("officer", "lift-hold", { holdId, reason: "nothing found" });
  expect(await verdict(code)).toBe("WAIT");
});

test("the public is told no more of a release that was taken back", async () => {
  const code = "DSTRACK01";
  await arrived(code);
  const released = async () =>
    JSON.stringify(await centre.run(PUBLIC_ACTOR, "track", { code })).includes("shipment-decided");
  await decided("officer", code, "release");
  expect(await released()).toBe(true);
  await decided("officer", code, "detain", why);
  expect(await released()).toBe(false);
  await decided("officer", code, "release");
  expect(await released()).toBe(true);
});

test("a restricted reason is read by officers alone, with a hold and without one", async () => {
  const code = "DSWHY0001";
  await arrived(code);
  await decided("officer", code, "detain", { ...why, restrictedReason: "tip of a colleague" });
  await decided("officer", code, "release", { restrictedReason: "tip was wrong" });
  const shown = async (who: string) =>
    JSON.stringify(await centre.run(who, "show-shipment", { code }));
  expect(await shown("officer")).toContain("tip was wrong");
  for (const who of ["express", "floor"]) expect(await shown(who)).not.toContain("tip");
});

test("nobody decides without an authority, or on what is not there for him", async () => {
  await arrived("DSNONE001");
  expect(await decide("floor", "DSNONE001", "release")).toMatchObject({ ok: false });
  const system = await decide("system", "DSNONE001", "release");
  expect(system).toMatchObject({ refusal: { code: "release/no-authority" } });
  const unknown = await decide("officer", "DSNOBODY9", "release");
  expect(unknown).toMatchObject({ refusal: { code: "shipment/not-found" } });
});

test("the record folds to itself", async () => {
  expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
});
