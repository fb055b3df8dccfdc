import { expect, test } from "vitest";
import { Agenda } from "./agenda.ts";
import { chanceFor } from "./chance-streams.ts";
import { doAll } from "./deeds.ts";
import { pieceGrams } from "./goods.ts";
import { parcelOf } from "./parcel.ts";

test("an agenda gives its ticks in order and each tick's parcels ascending", () => {
  const agenda = new Agenda();
  agenda.put(7, "scan", 3);
  agenda.put(5, "scan", 9);
  agenda.put(5, "scan", 2);
  agenda.put(5, "lodge", 4);
  expect(agenda.nextTick()).toBe(5);
  expect([...agenda.take(5)]).toEqual([
    ["scan", [2, 9]],
    ["lodge", [4]],
  ]);
  expect(agenda.nextTick()).toBe(7);
  agenda.take(7);
  expect(agenda.nextTick()).toBeUndefined();
});

test("law: a parcel follows from the seed and its number, whatever was drawn before", () => {
  const alone = parcelOf(42, 17);
  for (let number = 0; number < 17; number += 1) parcelOf(42, number);
  expect(parcelOf(42, 17)).toEqual(alone);
  expect(parcelOf(43, 17)).not.toEqual(alone);
});

test("streams of chance with neighbouring names have nothing in common", () => {
  const firsts = Array.from({ length: 1_000 }, (_, at) => chanceFor(42, "parcel", at).next());
  const mean = firsts.reduce((sum, one) => sum + one, 0) / firsts.length;
  expect(new Set(firsts).size).toBe(1_000);
  expect(mean).toBeGreaterThan(0.46);
  expect(mean).toBeLessThan(0.54);
});

test("of the pieces 72 in a hundred weigh less than a kilogram", () => {
  const chance = chanceFor(42, "grams");
  const light = Array.from({ length: 20_000 }, () => pieceGrams(chance)).filter((g) => g < 1_000);
  expect(light.length / 20_000).toBeCloseTo(0.72, 1);
});

test("deeds of one lane run one after the other, and all are heard in their order", async () => {
  const running: string[] = [];
  const heard: string[] = [];
  let under = 0;
  const deeds = Array.from({ length: 12 }, (_, at) => ({
    name: String(at),
    who: "floor",
    operation: "record-scans",
    input: {},
    ordered: at % 2 === 0,
    heard: () => heard.push(String(at)),
  }));
  await doAll(deeds, 4, async ({ name, ordered }) => {
    if (ordered) expect(++under).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 2));
    if (ordered) under -= 1;
    running.push(name);
    return { ok: true, value: {} };
  });
  expect(heard).toEqual(deeds.map(({ name }) => name));
  const ordered = running.filter((name) => Number(name) % 2 === 0);
  expect(ordered).toEqual(["0", "2", "4", "6", "8", "10"]);
});
