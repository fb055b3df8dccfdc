/** What a declaration may join, claim and keep, and what it never may. */

import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { present } from "#base/result.ts";
import { call } from "#operations/call.ts";
import { operationNamed } from "#operations/index.ts";
import type { Store, Tx } from "#operations/ports.ts";
import { type Centre, openCentre } from "#test/centre.ts";
import { intakeOf } from "#test/intake.ts";
import { all, CONTENT, declaration, type Rows } from "#test/pieces.ts";

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.close());

/** What one party's declarations are answered. */
const lodge = (who: string, ...declarations: object[]): Promise<Rows> =>
  centre.act<Rows>(who, "lodge-declarations", { declarations });

const arrive = (...codes: string[]): Promise<Rows> =>
  all(centre, "floor", "record-arrivals", {
    arrivals: codes.map((code) => ({ code })),
    place: "ARRIVAL-1",
  });

const count = async (sql: string, ...values: unknown[]): Promise<number> =>
  Number((await centre.pool.query(sql, values)).rows[0]?.count);

const verified = async (): Promise<void> =>
  expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });

describe("a declaration that is refused", () => {
  test("leaves no person in the vault, and its codes free for the next row", async () => {
    await lodge("express", declaration("C26-A", ["HX26000001"]));
    await lodge("express", declaration("C26-B", ["HX26000002"]));
    const before = await count("select count(*) from mailport.vault");
    const both = declaration("C26-C", ["HX26000001", "HX26000002", "HX26000003"]);
    const answer = await lodge("express", both, declaration("C26-D", ["HX26000003"]));
    expect(answer.rows[0]).toMatchObject({
      refusal: { code: "declaration/pieces-in-several-shipments" },
    });
    expect(answer.rows[1]?.["refusal"]).toBeUndefined();
    expect(await count("select count(*) from mailport.vault")).toBe(before + 2);
    await verified();
  });
});

describe("a shipment that is decided", () => {
  test("takes no further piece, new or undetermined, but may be declared once more as it is", async () => {
    const [first, floor, fresh] = ["HX01000001", "HX01000002", "HX01000003"];
    await lodge("express", declaration("A1-A", [first]));
    await arrive(first, floor);
    await all(centre, "officer", "release-shipments", { releases: [{ code: first }] });
    const more = await lodge("express", declaration("A1-B", [first, floor, fresh]));
    expect(more.rows[0]).toMatchObject({ refusal: { code: "declaration/shipment-decided" } });
    const exits = [first, floor, fresh].map((code) => ({ code }));
    const out = await centre.act<Rows>("floor", "leave-centre", {
      exits,
      purpose: "release",
      destination: "HX",
    });
    expect(out.rows.map((row) => row["left"])).toEqual([true, false, false]);
    const again = await lodge("express", declaration("A1-C", [first]));
    expect(again).toMatchObject({ done: 1 });
    await verified();
  });
});

describe("the regime of a declaration", () => {
  test("unknown makes the piece no less declared: another party gets a piece of its own, and the hold stands", async () => {
    const code = "RR700000018CN";
    const unknown = { regime: "XX-9999", stream: "postal" };
    const lodged = await lodge("post", declaration("A7-A", [code], unknown));
    const target = { kind: "shipment", id: lodged.rows[0]?.["shipmentId"] };
    const hold = { target, kind: "hold", publicReason: "papers" };
    await all(centre, "officer", "place-hold", { holds: [hold] });
    const taken = await lodge("express", declaration("A7-B", [code]));
    expect(taken.rows[0]?.["itemIds"]).not.toEqual(lodged.rows[0]?.["itemIds"]);
    await arrive(code);
    const shown = await centre.act<{ shipment: { id: string }; verdict: string }>(
      "post",
      "show-item",
      { id: [lodged.rows[0]?.["itemIds"]].flat()[0] },
    );
    expect(shown).toMatchObject({ shipment: { id: target.id }, verdict: "HOLD" });
    await verified();
  });

  test("may not be that of what nobody declared", async () => {
    const answer = await lodge(
      "post",
      declaration("A7-C", ["RR700000021CN"], { regime: "undetermined" }),
    );
    expect(answer.rows[0]).toMatchObject({
      refusal: { code: "declaration/regime-not-declarable" },
    });
  });
});

describe("the platform that a declaration names", () => {
  const find = async (code: string) =>
    (await centre.act<{ count: number }>("shop", "find-items", { text: code })).count;

  test("reads what is declared, and a hold on it holds that", async () => {
    const code = "RR700000035CN";
    await lodge("post", declaration("A8-A", [code]));
    expect(await find(code)).toBe(0);
    const named = "RR700000044CN";
    await lodge("post", declaration("A8-B", [named], { platform: "PLAT-77" }));
    expect(await find(named)).toBe(1);
    await arrive(named);
    const hold = {
      target: { kind: "party", code: "PLAT-77" },
      kind: "hold",
      publicReason: "papers",
    };
    const [held] = (await all(centre, "officer", "place-hold", { holds: [hold] })).rows;
    expect(await centre.act("post", "show-item", { code: named })).toMatchObject({
      verdict: "HOLD",
    });
    await centre.act("officer", "lift-hold", { holdId: held?.["holdId"], reason: "seen" });
    await verified();
  });

  test("is warned of where the centre does not know it, and keeps nothing out", async () => {
    const more = { platform: "PLAT-FAR-AWAY" };
    const answer = await lodge("post", declaration("A8-C", ["RR700000058CN"], more));
    expect(answer).toMatchObject({
      done: 1,
      rows: [{ findings: [{ code: "party/unknown", at: { field: "platform" } }] }],
    });
  });
});

describe("the seller and the payer that a file names", () => {
  const head =
    "reference,piece_id,stream,direction,seller_code,payer_code,gross_weight_kg,currency,sender_name,sender_country,recipient_name,recipient_country,description,quantity,unit_value";
  const rest = "0.4,CNY,Shop,GB,Wen,CN,Scarf,1,9.00";
  const takeIn = async (...rows: string[]) => {
    const { floor } = centre.actors;
    const desk = { ...present(floor, "the centre has people"), roles: ["clerk"] as const };
    return intakeOf(centre).takeIn("sold.csv", `${[head, ...rows].join("\n")}\n`, desk);
  };

  test("read what it declares", async () => {
    const taken = await takeIn(
      `A7-SOLD,RR700000061CN,ecommerce,import,PLAT-77,,${rest}`,
      `A7-PAID,RR700000075CN,ecommerce,import,,PLAT-77,${rest}`,
      `A7-NONE,RR700000089CN,ecommerce,import,,,${rest}`,
    );
    expect(taken).toMatchObject({ state: "taken-in", rowsDone: 3 });
    const found = async (text: string) =>
      (await centre.act<{ count: number }>("shop", "find-items", { text })).count;
    const codes = ["RR700000061CN", "RR700000075CN", "RR700000089CN"];
    expect(await Promise.all(codes.map(found))).toEqual([1, 1, 0]);
  });

  test("need not be known where it sells, but where it pays", async () => {
    const taken = await takeIn(
      `A7-FAR,RR700000092CN,ecommerce,import,NOBODY,,${rest}`,
      `A7-OWES,RR700000101CN,ecommerce,import,,NOBODY,${rest}`,
    );
    const unknown = taken.findings.filter(({ code }) => code === "party/unknown");
    expect(unknown.map(({ severity }) => severity)).toEqual(["warning", "error"]);
    expect(taken).toMatchObject({ rowsDone: 1, rowsRefused: 1 });
  });
});

describe("a hold on a person", () => {
  const person = { name: "Li Xiaoming", identityNumber: "ID-A18", phone: "+86 138 0000 1818" };
  const place = (given: object): Promise<Rows> =>
    centre.act<Rows>("officer", "place-hold", {
      holds: [
        { target: { kind: "person", person: given }, kind: "hold", publicReason: "identity check" },
      ],
    });

  test("reaches what names the person by any number given, until each hold is lifted", async () => {
    const placed = await place(person);
    const recipient = { name: "L. Xiaoming", phone: person.phone, countryCode: "CN" };
    await lodge("express", declaration("A18-A", ["HX18000001"], { recipient }));
    await lodge("express", declaration("A18-B", ["HX18000002"], { recipient: person }));
    await arrive("HX18000001", "HX18000002");
    const scan = (): Promise<Rows> =>
      centre.act<Rows>("floor", "record-scans", {
        scans: [{ code: "HX18000001" }, { code: "HX18000002" }],
      });
    expect((await scan()).rows.map((row) => row["verdict"])).toEqual(["HOLD", "HOLD"]);
    const holdIds = placed.rows[0]?.["holdIds"] as string[];
    expect(holdIds).toHaveLength(2);
    for (const holdId of holdIds)
      await centre.act("officer", "lift-hold", { holdId, reason: "identity shown" });
    expect((await scan()).rows.map((row) => row["verdict"])).toEqual(["WAIT", "WAIT"]);
    await verified();
  });

  test("by name alone is refused, with the reason", async () => {
    const answer = await place({ name: person.name });
    expect(answer.rows[0]).toMatchObject({ refusal: { code: "hold/person-not-identifiable" } });
  });
});

describe("a house number", () => {
  test("of two carriers names a piece of each, and a scan of it is ambiguous", async () => {
    const first = await lodge("express", declaration("A8-A", ["HX08000001"]));
    const second = await lodge("shop", declaration("A8-B", ["HX08000001"]));
    expect(second.rows[0]?.["itemIds"]).not.toEqual(first.rows[0]?.["itemIds"]);
    const scanned = await centre.act<Rows>("floor", "record-scans", {
      scans: [{ code: "HX08000001" }],
      place: "ARRIVAL-1",
    });
    expect(scanned.rows[0]).toMatchObject({ refusal: { code: "identifier/ambiguous" } });
    const again = await lodge("shop", declaration("A8-C", ["HX08000001"]));
    expect(again.rows[0]?.["itemIds"]).toEqual(second.rows[0]?.["itemIds"]);
    await verified();
  });

  test("that came without its carrier's name is claimed by the first who declares it, not by the next", async () => {
    const came = (await arrive("HX08000002")).rows[0]?.["subjectId"];
    const first = await lodge("express", declaration("A8-D", ["HX08000002"]));
    const next = await lodge("shop", declaration("A8-E", ["HX08000002"]));
    expect(first.rows[0]?.["itemIds"]).toEqual([came]);
    expect(next.rows[0]?.["itemIds"]).not.toEqual([came]);
    expect(
      await count("select count(*) from mailport.identifier where normalised = $1", "HX08000002"),
    ).toBe(2);
    await verified();
  });
});

describe("a house number that arrives while it is declared", () => {
  /** The answer of a call that stands still for a while, once it has claimed its identifiers. */
  const slow = (who: string, name: string, input: object): Promise<unknown> => {
    const operation = operationNamed(name);
    const actor = centre.actors[who];
    if (operation === undefined || actor === undefined) throw new Error(name);
    let first = true;
    const store: Store = {
      ...centre.ports.store,
      transaction: (work) =>
        centre.ports.store.transaction((tx) => {
          const claimIdentifiers: Tx["claimIdentifiers"] = async (given) => {
            const lost = await tx.claimIdentifiers(given);
            if (first) await setTimeout(300);
            first = false;
            return lost;
          };
          return work({ ...tx, claimIdentifiers });
        }),
    };
    return call({ ...centre.ports, store }, operation, actor, input);
  };
  const arrivals = (code: string): object => ({ arrivals: [{ code }], place: "ARRIVAL-1" });

  test.each(["the declaration", "the arrival"])(
    "is one piece where %s came first",
    async (which) => {
      const code = `HX0800${which.length}9`;
      const declarations = [declaration(`A8-${which}`, [code], { carrier: "HX" })];
      const slowly =
        which === "the arrival"
          ? slow("floor", "record-arrivals", arrivals(code))
          : slow("express", "lodge-declarations", { declarations });
      await setTimeout(100);
      if (which === "the arrival") await lodge("express", ...declarations);
      else await all(centre, "floor", "record-arrivals", arrivals(code));
      expect(await slowly).toMatchObject({ value: { refused: 0 } });
      const live =
        "select count(distinct subject_id) from mailport.identifier where normalised = $1 and freed_at is null";
      expect(await count(live, code)).toBe(1);
      await verified();
    },
  );
});

describe("what another party announced", () => {
  const announce = async (bag: string, ...items: string[]): Promise<void> => {
    await all(centre, "post", "announce-containers", {
      containers: [{ code: bag, kind: "bag", items }],
    });
  };
  const found = (who: string, code: string) => centre.run(who, "show-item", { code });

  test("is not claimed by a stranger who guesses its code, nor is the stranger told that it is there", async () => {
    await announce("BAG-B22", "HX22000001");
    const guessed = await lodge("express", declaration("B22-A", ["HX22000001"]));
    expect(guessed.rows[0]).toMatchObject({ itemIds: [expect.any(String)] });
    expect(guessed.rows[0]?.["findings"]).toBeUndefined();
    expect(await found("post", "HX22000001")).toMatchObject({ ok: true });
    expect(await found("express", "HX22000001")).toMatchObject({ ok: false });
    const own = await lodge("post", declaration("B22-B", ["HX22000001"], { stream: "postal" }));
    expect(own.rows[0]?.["itemIds"]).not.toEqual(guessed.rows[0]?.["itemIds"]);
    await verified();
  });

  test("goes on being read by its announcer when the centre declares it for another", async () => {
    await announce("BAG-B22-2", "HX22000002");
    const clerk = { ...centre.actors["floor"], roles: ["clerk"] } as Centre["actors"][string];
    const declared = declaration("B22-C", ["HX22000002"], { declarant: "HX" });
    const lodged = await centre.act<Rows>(clerk, "lodge-declarations", {
      declarations: [declared],
    });
    expect(lodged.rows[0]?.["findings"]).toBeUndefined();
    for (const who of ["post", "express"]) {
      expect(await found(who, "HX22000002")).toMatchObject({ ok: true });
    }
    await verified();
  });

  test("as a container is to a stranger like any code, and refused to who may read it", async () => {
    await announce("BAG-B23");
    const stranger = await lodge("express", declaration("B23-A", ["BAG-B23"]));
    expect(stranger.rows[0]?.["refusal"]).toBeUndefined();
    expect(stranger.rows[0]?.["findings"]).toEqual(
      (await lodge("express", declaration("B23-B", ["BAG-B23-NONE"]))).rows[0]?.["findings"],
    );
    const own = await lodge("post", declaration("B23-C", ["BAG-B23"], { stream: "postal" }));
    expect(own.rows[0]).toMatchObject({ refusal: { code: "declaration/piece-is-a-container" } });
    await verified();
  });
});

describe("free text of a declaration", () => {
  test("stands in no event and no row, is shown masked, and goes with an erasure", async () => {
    const content = {
      currency: "EUR",
      lines: [{ description: "tea" }],
      comments: "Zdenka knows the door code",
      extra: { remarks: ["call Zdenka"], columns: [{ contact: "Zdenka 555" }] },
    };
    const lodged = await lodge("express", declaration("C25-A", ["HX25000001"], { content }));
    for (const table of ["event", "declaration"]) {
      const sql = `select count(*) from mailport.${table} t where t::text like '%Zdenka%'`;
      expect(await count(sql)).toBe(0);
    }
    type Shown = { declarations: { remarks?: object }[] };
    const show = () => centre.act<Shown>("express", "show-shipment", { code: "HX25000001" });
    expect((await show()).declarations[0]?.remarks).toEqual({
      comments: "Z…",
      extra: { remarks: ["c…"], columns: [{ contact: "Z…" }] },
    });
    const erasure = { declarationId: lodged.rows[0]?.["declarationId"], reason: "asked by letter" };
    await all(centre, "manager", "erase-persons", { erasures: [erasure] });
    expect((await show()).declarations[0]?.remarks).toBeUndefined();
    await verified();
  });
});

describe("a waybill of several pieces", () => {
  const codes = ["HX31000001", "HX31000002"];
  const weight = { units: "1250", scale: 3 };

  test("finds its shipment to show, hold and release; on the floor it is no piece", async () => {
    const pieces = codes.map((code) => ({ code, grossWeightKg: weight }));
    const content = { ...CONTENT, waybillNumber: "HXW31-0001" };
    const waybill = declaration("D31-A", [], { pieces, content, carrier: "HX" });
    const lodged = await lodge(
      "express",
      waybill,
      declaration("D31-B", ["HX31000003"], { content }),
    );
    const shipmentId = lodged.rows[0]?.["shipmentId"];
    const code = "hxw31-0001";
    const shown = await centre.act<{ shipment: object; declarations: { content: object }[] }>(
      "express",
      "show-shipment",
      { code },
    );
    expect(shown.shipment).toMatchObject({ id: shipmentId });
    expect(shown.declarations[0]?.content).toMatchObject({
      pieces: codes.map((piece) => ({ code: piece, grossWeightKg: weight })),
    });
    const hold = { target: { kind: "shipment", code }, kind: "hold", publicReason: "papers" };
    const held = await all(centre, "officer", "place-hold", { holds: [hold] });
    await arrive(...codes);
    const released = await all(centre, "officer", "release-shipments", { releases: [{ code }] });
    expect(released.rows[0]).toMatchObject({ shipmentId });
    const scan = { scans: codes.map((piece) => ({ code: piece })) };
    const rows = await centre.act<Rows>("floor", "record-scans", scan);
    expect(rows.rows.map((row) => row["verdict"])).toEqual(["HOLD", "HOLD"]);
    await centre.act("officer", "lift-hold", { holdId: held.rows[0]?.["holdId"], reason: "seen" });
    expect(await centre.run("floor", "show-item", { code })).toMatchObject({ ok: false });
    const target = { kind: "item", code };
    const asItem = { holds: [{ target, kind: "hold", publicReason: "papers" }] };
    expect((await centre.act<Rows>("officer", "place-hold", asItem)).rows[0]).toMatchObject({
      refusal: { code: "hold/target-not-found" },
    });
    const exits = [...codes, code].map((one) => ({ code: one }));
    const out = await centre.act<Rows>("floor", "leave-centre", {
      exits,
      purpose: "release",
      destination: "HX",
    });
    expect(out.rows.map((row) => row["left"])).toEqual([true, true, false]);
    await verified();
  });
});
