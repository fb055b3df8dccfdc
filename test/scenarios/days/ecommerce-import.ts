/** A day of cross-border e-commerce import by customs' own messages. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { answerText, listAnswer } from "#test/ceb/answer-messages.ts";
import {
  cebText,
  inventory,
  order,
  parcelNumber,
  payment,
  waybill,
} from "#test/ceb/parcel-messages.ts";
import type { Day, Step } from "./day.ts";

const [SCARF, CANCELLED] = [parcelNumber(9001), parcelNumber(9002)] as const;
const AT = [9001, 9002] as const;
const copNo = (at: number): string => `COP${String(at).padStart(6, "0")}`;

/** Files that a partner was sent, as text, by the name of their message. */
function sent(folder: string, message: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  return texts.filter((one) => one.includes(`${message}Message`));
}

const port = (day: Day): string => join(day.folder, "to-the-port");
const broker = (day: Day): string => join(day.folder, "to-the-broker");

export const ecommerceImportDay: readonly Step[] = [
  [
    "scenario A09: 1. the centre agrees with the port and with a broker how messages go",
    async (day) => {
      await day.act("admin", "create-partner", {
        code: "PORT",
        party: "8000",
        folderOut: port(day),
      });
      await day.act("admin", "create-partner", {
        code: "BROKER",
        party: "DECL-5",
        folderOut: broker(day),
      });
      const own = { copCode: "CKG-1", copName: "Chongqing centre", dxpId: "DXPENT0000000009" };
      const customs = {
        partner: "PORT",
        side: "customs",
        sendsTallies: true,
        customsCode: "8000",
        ...own,
      };
      const operator = { operatorCode: "CKG-1", operatorName: "Chongqing centre" };
      await day.act("admin", "set-ceb-partner", { ...customs, ...operator });
      await day.act("admin", "set-ceb-partner", { partner: "BROKER", side: "declarant", ...own });
    },
  ],

  [
    "scenario A09: 2. platform, payment firm and carrier send order, payment and waybill",
    async (day) => {
      for (const [name, document] of [
        ["CEB311", order],
        ["CEB411", payment],
        ["CEB511", waybill],
      ] as const) {
        const text = cebText(
          name,
          AT.map((at) => document({ at })),
        );
        const taken = await day.takeIn("desk", `${name}.xml`, text);
        expect(taken).toMatchObject({ state: "taken-in", rowsDone: 2 });
      }
    },
  ],

  [
    "scenario A09: 3. the broker's lists match them and are answered",
    async (day) => {
      const text = cebText(
        "CEB621",
        AT.map((at) => inventory({ at })),
      );
      const taken = await day.takeIn("broker", "lists.xml", await day.signed(text), "BROKER");
      expect(taken).toMatchObject({ state: "taken-in", rowsDone: 2 });
      await expect
        .poll(() => sent(broker(day), "CEB622").join(""), { timeout: 20_000 })
        .toContain(copNo(9001));
      const { shipment } = (await day.look("broker", "show-shipment", { code: SCARF })) as {
        shipment: object;
      };
      // 118.00 at 9.1 %.
      expect(shipment).toMatchObject({
        regime: "9610",
        unfit: false,
        duty: { assessedMinor: "1074" },
      });
    },
  ],

  [
    "scenario A09: 4. the parcels arrive, and the operator sends customs its own tally",
    async (day) => {
      await day.scan("ARRIVAL-1", [SCARF, CANCELLED]);
      const tally = { bill: "784-90010001", vehicle: "YU-A1234", carrier: "LOG-12", mode: "5" };
      const told = await day.act("floor", "send-tally", { ...tally, parcels: [SCARF, CANCELLED] });
      expect(told).toMatchObject({ parcels: 2, short: [] });
      await expect
        .poll(() => sent(port(day), "CEB711").join(""), { timeout: 20_000 })
        .toContain(SCARF);
      expect(sent(port(day), "CEB711").join("")).toContain("SignatureValue");
    },
  ],

  [
    "scenario A09: 5. customs controls one list: it is held at once, and then released",
    async (day) => {
      const tell = (status: string, time: string) =>
        day.takeIn(
          "officer",
          `622-${status}.xml`,
          answerText("CEB622", "InventoryReturn", [listAnswer(copNo(9001), status, time)]),
        );
      expect(await tell("500", "20260921100000000")).toMatchObject({ state: "taken-in" });
      expect(await day.leave([SCARF], "release", "CNA")).toEqual({
        [SCARF]: expect.stringContaining("held"),
      });
      expect(await tell("800", "20260921110000000")).toMatchObject({ state: "taken-in" });
      expect(await day.leave([SCARF], "release", "CNA")).toEqual({ [SCARF]: "duty-unpaid" });
    },
  ],

  [
    "scenario A09: 6. the platform guarantees the tax, and the parcel leaves",
    async (day) => {
      const payments = [
        { code: SCARF, payer: "guarantor", party: "PLAT-77", reference: "GUARANTEE-1" },
      ];
      await day.all("desk", "record-payment", { payments });
      expect(await day.scan("LANE-1", [SCARF])).toEqual({ [SCARF]: "RELEASE" });
      expect(await day.leave([SCARF], "release", "CNA")).toEqual({ [SCARF]: "left" });
    },
  ],

  [
    "scenario A09: 7. a list lodged in a file waits at the gate for its payment, which comes late and frees it",
    async (day) => {
      const late = parcelNumber(9003);
      for (const [name, document] of [
        ["CEB311", order],
        ["CEB511", waybill],
      ] as const) {
        await day.takeIn("desk", `${name}-3.xml`, cebText(name, [document({ at: 9003 })], "96"));
      }
      const csv = [
        "reference,order_number,payment_number,waybill,piece_id,stream,direction,platform_code,carrier_code,gross_weight_kg,currency,sender_name,sender_country,recipient_name,recipient_country,recipient_identity_number,description,quantity,unit_value,net_weight_kg,origin,hs_code",
        `CSV-9003,O009003,T009003,${late},${late},ecommerce,import,PLAT-77,LOG-12,0.25,CNY,Invented shop,GB,王例,CN,110101199003070011,Wool scarf,1,118.00,0.2,GB,6214200090`,
      ].join("\n");
      const taken = await day.takeIn("broker", "late.csv", csv);
      expect(taken).toMatchObject({ state: "taken-in", rowsDone: 1 });
      expect(JSON.stringify(taken)).toContain("match/document-missing");
      await day.scan("ARRIVAL-1", [late]);
      await day.all("officer", "release-shipments", { releases: [{ code: late }] });
      const payments = [{ code: late, payer: "addressee", reference: "CASH-3" }];
      await day.all("officer", "record-payment", { payments });
      expect(await day.leave([late], "release", "CNA")).toEqual({ [late]: "documents-missing" });
      const { shipments } = (await day.look("broker", "list-stuck", { thing: "send" })) as {
        shipments: { blockers: { documents?: string[] }[] }[];
      };
      expect(shipments[0]?.blockers[0]).toMatchObject({ documents: ["payment"] });
      await day.takeIn("desk", "late-411.xml", cebText("CEB411", [payment({ at: 9003 })], "97"));
      expect(await day.leave([late], "release", "CNA")).toEqual({ [late]: "left" });
    },
  ],

  [
    "scenario A09: 8. the broker cancels the other list before release; the buyer's year gets it back",
    async (day) => {
      const { shipment } = (await day.look("officer", "show-shipment", { code: CANCELLED })) as {
        shipment: { id: string };
      };
      const cancel = {
        InvtCancel: {
          guid: `E1${"0".repeat(30)}9002`,
          appType: "1",
          appTime: "20260921120000",
          appStatus: "2",
          customsCode: "8000",
          orderNo: "O009002",
          ebpCode: "PLAT-77",
          ebpName: "Invented platform",
          ebcCode: "PLAT-41",
          ebcName: "Invented shop",
          logisticsNo: CANCELLED,
          logisticsCode: "LOG-12",
          logisticsName: "Invented carrier",
          copNo: copNo(9002),
          invtNo: "80002026I000000002",
          buyerIdType: "1",
          buyerIdNumber: "110101199003070011",
          buyerName: "王例",
          buyerTelephone: "13800000000",
          agentCode: "DECL-5",
          agentName: "Invented broker",
          reason: "The buyer does not want it.",
        },
      };
      const taken = await day.takeIn(
        "broker",
        "cancel.xml",
        await day.signed(cebText("CEB623", [cancel])),
        "BROKER",
      );
      expect(taken).toMatchObject({ state: "taken-in", rowsDone: 1 });
      await expect
        .poll(() => sent(broker(day), "CEB624").join(""), { timeout: 20_000 })
        .toContain(copNo(9002));
      const { events } = (await day.look("officer", "show-shipment", { id: shipment.id })) as {
        events: { type: string }[];
      };
      expect(events.map(({ type }) => type)).toContain("balance-given-back");
      const parcel = (await day.look("floor", "show-item", { code: CANCELLED })) as {
        shipment: { stream: string };
      };
      expect(parcel.shipment.stream).toBe("undetermined");
    },
  ],
];
