import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type InitFileReading, readInitFile } from "./init-file.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const EXAMPLE = readFileSync(join(ROOT, "examples/centre.json"), "utf8");

describe("an init file", () => {
  test("the example reads without a finding", () => {
    const { plan, findings } = readInitFile(EXAMPLE, "centre.json");
    expect(findings).toEqual([]);
    expect(plan?.places).toHaveLength(14);
    expect(plan?.places.find((place) => place.code === "LANE-2")).toEqual({
      code: "LANE-2",
      kind: "lane",
      zone: "SORT",
      parent: "SORT",
      name: "Lane 2",
      capacity: null,
    });
    expect(plan?.places.find((place) => place.code === "HALL-1")?.zone).toBe("HALL-1");
  });

  test("all faults of a bad file are found at once, each with its place", () => {
    const bad = changed((centre) => {
      Object.assign(centre, { operater: "CNA", customs: "CNA" });
      centre.site.legalZone = "Asia/Chongching";
      centre.places[0].places[1].capacity = -1;
      centre.moves[3].to = "DEPARTURES";
      centre.devices[1].place = "DOCK-9";
      centre.devices.push({ code: "SCN-07" });
      delete centre.administrator.login;
      centre.administrator.password = "short";
    });
    expect(places(bad)).toEqual([
      "init/shape site.legalZone",
      "init/shape places[0].places[1].capacity",
      "init/missing administrator.login",
      "init/shape administrator.password",
      "init/unknown-field operater",
      "init/code-twice devices",
      "init/unknown-code customs",
      "init/unknown-code devices[1].place",
      "init/unknown-code moves[3].to",
    ]);
    expect(bad.plan).toBeUndefined();
    expect(JSON.stringify(bad.findings)).not.toContain("short");
  });

  test("a text that is no JSON, and JSON that is no object, are findings", () => {
    expect(places(readInitFile("{", "f"))).toEqual(["init/not-json undefined"]);
    expect(readInitFile("[]", "f").findings[0]).toMatchObject({ code: "init/shape" });
    expect(readInitFile("null", "f").plan).toBeUndefined();
  });

  test("property: any small damage gives findings or a plan, never a throw", () => {
    for (let at = 0; at < EXAMPLE.length; at += 7) {
      const damaged = `${EXAMPLE.slice(0, at)}${EXAMPLE.slice(at + 5)}`;
      const { plan, findings } = readInitFile(damaged, "f");
      expect(plan === undefined).toBe(findings.length > 0);
    }
  });
});

type Loose = Record<string, never> & {
  site: { legalZone: string };
  places: { places: { capacity: number }[] }[];
  moves: { to: string }[];
  devices: { code: string; place?: string }[];
  administrator: { login?: string; password?: string };
};

function changed(change: (centre: ReturnType<typeof loose>) => void): InitFileReading {
  const centre = loose();
  change(centre);
  return readInitFile(JSON.stringify(centre), "centre.json");
}

/** The example as a value whose lists are known to have their entries. */
function loose() {
  const centre = JSON.parse(EXAMPLE) as Loose;
  const at = <T>(list: readonly T[], index: number): T => {
    const one = list[index];
    if (one === undefined) throw new Error("the example is shorter than this test expects");
    return one;
  };
  const hall = at(centre.places, 0);
  return Object.assign(centre, {
    places: [{ ...hall, places: hall.places }, ...centre.places.slice(1)] as unknown as [
      { places: [Zone, Zone] & Zone[] },
    ],
    moves: centre.moves as [Move, Move, Move, Move, ...Move[]],
    devices: centre.devices as [Dev, Dev, ...Dev[]],
  });
}
type Zone = { capacity: number };
type Move = { to: string };
type Dev = { code: string; place?: string };

function places({ findings }: InitFileReading): readonly string[] {
  return findings.map((one) => `${one.code} ${one.at.field}`);
}
