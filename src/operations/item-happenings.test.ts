import { afterAll, beforeAll, expect, test } from "vitest";
import { makePorts } from "#server/ports.ts";
import { writeS10 } from "#standards/upu/s10.ts";
import { type Centre, openCentre } from "#test/centre.ts";
import { outgoingBench } from "#test/outgoing-bench.ts";
import { declaration } from "#test/pieces.ts";
import { tappedPool } from "#test/tapped-pool.ts";
import { call } from "./call.ts";
import { lodgeDeclarations } from "./lodge-declarations.ts";
import { systemActor } from "./sessions.ts";

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.close());

test("law: to tell of many pieces asks the database no more often than to tell of few", async () => {
  const bench = outgoingBench(centre);
  const partner = await bench.partner("MANY", "CKG-CENTRE", "emsevt");
  let sent = 0;
  const pool = tappedPool(centre.pool, 2, (text) => {
    sent += 1;
    return text;
  });
  const now = () => centre.clock.at;
  const masterKey = Buffer.alloc(32, 7);
  const { site } = centre.ports;
  const ports = makePorts({ pool, dataFolder: centre.folder, masterKey, site, now });
  const statements: number[] = [];
  for (const [prefix, count] of [
    ["RC", 1],
    ["RA", 2],
    ["RB", 40],
  ] as const) {
    const codes = Array.from({ length: count }, (_, at) => writeS10(prefix, at, "GB"));
    await bench.arrive(...codes);
    const declarations = codes.map((code) => declaration(`D-${code}`, [code]));
    sent = 0;
    const answer = await call(ports, lodgeDeclarations, systemActor(site.operatorId), {
      declarations,
    });
    statements.push(sent);
    expect(answer).toMatchObject({ ok: true, value: { refused: 0 } });
  }
  await pool.end();
  expect(await bench.send(partner)).toEqual({ sent: 43, failed: 0 });
  // The first call also reads the rates in force, which are kept from then on.
  expect(statements[2]).toBe(statements[1]);
});
