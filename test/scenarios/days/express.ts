/** Days of express import and export, from the manifest to the load list. */
import { expect } from "vitest";
import type { Step } from "./day.ts";

const HEADING =
  "waybill,carrier,direction,regime,pieces,piece_id,gross_weight_kg,currency,sender_name,sender_country," +
  "recipient_name,recipient_address,recipient_city,recipient_country,recipient_phone," +
  "description,quantity,unit_value,net_weight_kg,origin,hs_code";

/** A row of a manifest: waybill, regime, pieces, value of each of so many goods in CNY. */
function row(
  waybill: string,
  [direction, from, to]: readonly [string, string, string],
  regime: string,
  pieces: readonly string[],
  [goods, quantity, value, hs]: readonly [string, number, string, string],
): string {
  const head = `${waybill},HX,${direction},${regime},${pieces.length},${pieces.join("|")},2.400,CNY`;
  const persons = `Sender of ${waybill},${from},Recipient of ${waybill},9 Road ${waybill},Chongqing,${to},+86 23 ${waybill.slice(-8)}`;
  return `${head},${persons},${goods},${quantity},${value},0.900,${from},${hs}`;
}

const IN = ["import", "US", "CN"] as const;
const OUT = ["export", "CN", "US"] as const;
const [VASE, PHONES, SERVER] = ["HX7100000011", "HX7100000022", "HX7100000033"] as const;
const OF_VASE = [`${VASE}001`, `${VASE}002`, `${VASE}003`] as const;
const [SAMPLES, DRONE] = ["HX7200000014", "HX7200000025"] as const;

export const expressImportDay: readonly Step[] = [
  [
    "scenario A07: 1. the express firm sends its manifest before landing",
    async (day) => {
      const file = [
        HEADING,
        row(VASE, IN, "express-b", OF_VASE, [
          "Vase of glass in three parts",
          1,
          "240.00",
          "7013.99",
        ]),
        row(PHONES, IN, "express-c", [`${PHONES}001`], ["Smartphone", 2, "1000.00", "8517.13"]),
        row(SERVER, IN, "express-c", [`${SERVER}001`], ["Smartphone", 4, "1500.00", "8517.13"]),
      ];
      const taken = await day.takeIn("express", "manifest.csv", [...file, ""].join("\n"));
      expect(taken).toMatchObject({ state: "taken-in", rowsDone: 3, rowsRefused: 0 });
    },
  ],

  [
    "scenario A07: 2. what arrives is counted per waybill; one piece of three is held",
    async (day) => {
      await day.scan("ARRIVAL-1", [...OF_VASE, `${PHONES}001`, `${SERVER}001`]);
      const { shipment } = (await day.look("express", "show-shipment", { code: VASE })) as {
        shipment: object;
      };
      expect(shipment).toMatchObject({ pieces: { declared: 3, arrived: 3, held: 0, left: 0 } });
      const hold = {
        target: { kind: "item", code: OF_VASE[1] },
        kind: "quarantine",
        publicReason: "Wood in the packing.",
      };
      await day.all("vet", "place-hold", { holds: [hold] });
      await day.act("officer", "decide-shipment", { code: VASE, decision: "release" });
      expect(await day.leave(OF_VASE, "release", "HX-DELIVERY")).toEqual({
        [OF_VASE[0]]: "left",
        [OF_VASE[1]]: "held",
        [OF_VASE[2]]: "left",
      });
    },
  ],

  [
    "scenario A07: 3. only quarantine lifts what quarantine held",
    async (day) => {
      const { holds } = (await day.look("vet", "show-item", { code: OF_VASE[1] })) as {
        holds: { id: string }[];
      };
      const lift = { holdId: holds[0]?.id, reason: "Treated." };
      await expect(day.act("officer", "lift-hold", lift)).rejects.toThrow("other-authority");
      await day.act("vet", "lift-hold", lift);
      expect(await day.leave([OF_VASE[1]], "release", "HX-DELIVERY")).toEqual({
        [OF_VASE[1]]: "left",
      });
    },
  ],

  [
    "scenario A07: 4. class C owes its taxes; the firm's monthly account secures them",
    async (day) => {
      const code = `${PHONES}001`;
      await day.act("officer", "decide-shipment", { code, decision: "release" });
      expect(await day.leave([code], "release", "HX-DELIVERY")).toEqual({ [code]: "duty-unpaid" });
      const payment = { code, payer: "account", party: "HX", reference: "HX-2026-11" };
      const [secured] = await day.all("desk", "record-payment", { payments: [payment] });
      // 2,000 CNY of goods without duty: 13 % VAT.
      expect(secured).toMatchObject({ dueMinor: "26000", securedBy: "account" });
      expect(await day.leave([code], "release", "HX-DELIVERY")).toEqual({ [code]: "left" });
      expect(JSON.stringify(await day.look("express", "list-duty"))).toContain(code);
    },
  ],

  [
    "scenario A07: 5. above 5,000 CNY it must be declared in full, without keying it again",
    async (day) => {
      const code = `${SERVER}001`;
      expect(await day.leave([code], "release", "HX-DELIVERY")).toEqual({
        [code]: "regime-unfit not-released",
      });
      const change = { code, reason: "Value above class C." };
      const [changed] = await day.all("express", "change-regime", { changes: [change] });
      expect(changed).toMatchObject({ regime: "0110" });
      expect(changed).not.toHaveProperty("unfit");
      await day.act("officer", "decide-shipment", { code, decision: "release" });
      expect(await day.leave([code], "release", "HX-DELIVERY")).toEqual({ [code]: "left" });
    },
  ],
];

const samples = `${SAMPLES}001`;
const drone = `${DRONE}001`;

export const expressExportDay: readonly Step[] = [
  [
    "scenario A08: 1. the express firm books two shipments for export",
    async (day) => {
      const file = [
        HEADING,
        row(
          SAMPLES,
          OUT,
          "express-c",
          [samples],
          ["Ceramic tiles as samples", 4, "60.00", "6907.21"],
        ),
        row(DRONE, OUT, "express-c", [drone], ["Camera drone", 1, "5200.00", "8806.22"]),
      ];
      const taken = await day.takeIn("express", "export.csv", [...file, ""].join("\n"));
      expect(taken).toMatchObject({ state: "taken-in", rowsDone: 2, rowsRefused: 0 });
    },
  ],

  [
    "scenario A08: 2. they are weighed as they come in, and one weighs other than declared",
    async (day) => {
      await day.scan("ARRIVAL-1", [samples, drone]);
      const readings = [
        { code: samples, weightGrams: 2_410, source: "SCALE-1" },
        { code: drone, weightGrams: 3_900, source: "SCALE-1" },
      ];
      await day.all("floor", "measure-items", { readings });
      expect(await day.scan("CUSTOMS-1", [samples, drone])).toEqual({
        [samples]: "WAIT",
        [drone]: "OPEN",
      });
    },
  ],

  [
    "scenario A08: 3. customs releases the samples; the drone is opened and detained",
    async (day) => {
      await day.act("officer", "decide-shipment", { code: samples, decision: "release" });
      const detain = { code: drone, decision: "detain", publicReason: "A licence is needed." };
      await day.act("officer", "decide-shipment", detain);
      expect(await day.leave([samples, drone], "export", "US-ORD")).toEqual({
        [samples]: "left",
        [drone]: expect.stringContaining("held"),
      });
    },
  ],

  [
    "scenario A08: 4. the clerk hands the licence in, customs decides again, and it leaves",
    async (day) => {
      const { shipments } = (await day.look("express", "list-stuck")) as {
        shipments: { thing: string; pieces: { identifiers: string[] }[] }[];
      };
      const stuck = shipments.find(({ pieces }) => pieces[0]?.identifiers.includes(drone));
      expect(stuck?.thing).toMatch(/correct|answer/);
      await day.send(
        "express",
        "hand-in-paper",
        { code: drone, kind: "licence" },
        "%PDF-1.7 licence",
      );
      await day.all("express", "change-regime", {
        changes: [{ code: drone, reason: "Above class C: declared in full." }],
      });
      await day.act("officer", "decide-shipment", { code: drone, decision: "release" });
      expect(await day.leave([drone], "export", "US-ORD")).toEqual({ [drone]: "left" });
    },
  ],
];
