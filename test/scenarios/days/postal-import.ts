/**
 * A day of postal import at the centre, from the pre-advice to the load list. What a step is
 * for is its title; who does it and what is answered stands below.
 */
import { expect } from "vitest";
import { interchange, predes } from "#test/interchange-files.ts";
import type { Step } from "./day.ts";

const S9 = "GBLALACNCKGAAUN60001001110125";
const [SCARF, COAT, GIFT, TOO_MUCH, NOBODYS] = [
  "RR473124829GB",
  "RR473124951GB",
  "RR473125016GB",
  "RR473125020GB",
  "RR473125033GB",
] as const;

/** Goods of one line, as the post's CN 23 states them; values in GBP. */
const DECLARED = [
  [SCARF, "Wool scarf", "1", "25.00", "6117.10"],
  [COAT, "Woman's coat of wool", "1", "60.00", "6202.20"],
  [GIFT, "gift", "1", "20.00", "9505.90"],
  [TOO_MUCH, "Cotton shirts", "10", "15.00", "6105.10"],
] as const;

const one = { units: "1", scale: 0 };
const pounds = (whole: number) => ({ units: String(whole), scale: 0 });

export const postalImportDay: readonly Step[] = [
  [
    "scenario A05: 1. the post of origin sends its PREDES, the post its CN 23 declarations",
    async (day) => {
      const pieces = [SCARF, COAT, GIFT, TOO_MUCH, NOBODYS];
      const advised = await day.takeIn(
        "post",
        "predes.edi",
        interchange("1", [predes("1", S9, pieces)]),
      );
      expect(advised).toMatchObject({ state: "taken-in", rowsDone: 1 });
      const heading =
        "item_id,stream,direction,regime,gross_weight_kg,currency,sender_name,sender_country," +
        "recipient_name,recipient_address,recipient_city,recipient_country,recipient_phone," +
        "description,quantity,unit_value,net_weight_kg,origin,hs";
      const rows = DECLARED.map(
        ([code, goods, quantity, value, hs], at) =>
          `${code},postal,import,,0.250,GBP,Imogen Harrowgate,GB,Weng Lihua,${at + 1} Yuzhong Road,` +
          `Chongqing,CN,+86 23 5550 018${at},${goods},${quantity},${value},0.020,GB,${hs}`,
      );
      const declared = await day.takeIn("post", "cn23.csv", [heading, ...rows, ""].join("\n"));
      expect(declared).toMatchObject({ state: "taken-in", rowsDone: 4, rowsRefused: 0 });
    },
  ],

  [
    "scenario A05: 2. customs sees before arrival what its rules picked, and only customs",
    async (day) => {
      const picked = (await day.look("officer", "list-selected")) as {
        shipments: { reasons: { code: string }[] }[];
      };
      expect(picked.shipments.map(({ reasons }) => reasons.map(({ code }) => code))).toEqual([
        [expect.stringContaining("vague")],
      ]);
      const shown = JSON.stringify(await day.look("post", "show-item", { code: GIFT }));
      expect(shown).not.toContain("vague");
    },
  ],

  [
    "scenario A05: 3. the truck brings the receptacle; its items are scanned",
    async (day) => {
      await day.scan("ARRIVAL-1", [S9]);
      expect(await day.scan("ARRIVAL-1", [SCARF, COAT, GIFT, TOO_MUCH, NOBODYS])).toEqual({
        [SCARF]: "WAIT",
        [COAT]: "WAIT",
        [GIFT]: "IMAGE",
        [TOO_MUCH]: "WAIT",
        [NOBODYS]: "WAIT",
      });
    },
  ],

  [
    "scenario A05: 4. the clerk's desk says of each stuck piece the one thing that frees it",
    async (day) => {
      const { shipments } = (await day.look("desk", "list-stuck")) as {
        shipments: { thing: string; pieces: { identifiers: string[] }[] }[];
      };
      const things = shipments.map(({ thing, pieces }) => [pieces[0]?.identifiers[0], thing]);
      expect(Object.fromEntries(things)).toEqual({
        [SCARF]: "wait",
        [COAT]: "pay",
        [GIFT]: "answer",
        [TOO_MUCH]: "correct",
        [NOBODYS]: "declare",
      });
    },
  ],

  [
    "scenario A05: 5. what nothing is wrong with is released, and the scan says so",
    async (day) => {
      await day.act("officer", "decide-shipment", { code: SCARF, decision: "release" });
      expect(await day.scan("LANE-1", [SCARF])).toEqual({ [SCARF]: "RELEASE" });
    },
  ],

  [
    "scenario A05: 6. the picked piece is opened; the finding is good, and it is released",
    async (day) => {
      const opened = {
        code: GIFT,
        decision: "examine",
        kind: "open",
        publicReason: "Say what is in it.",
      };
      await day.act("officer", "decide-shipment", opened);
      expect(await day.scan("CUSTOMS-1", [GIFT])).toEqual({ [GIFT]: "OPEN" });
      const answer = { code: GIFT, kind: "answer" };
      await day.send("post", "hand-in-paper", answer, "A glass bauble, says the addressee.");
      const readings = [{ code: GIFT, weightGrams: 252, source: "SCALE-1" }];
      await day.all("floor", "measure-items", { readings });
      await day.act("officer", "decide-shipment", {
        code: GIFT,
        decision: "release",
        basis: "as answered",
      });
      expect(await day.scan("LANE-1", [GIFT])).toEqual({ [GIFT]: "RELEASE" });
    },
  ],

  [
    "scenario A05: 7. parcel tax above 50 CNY is owed before the piece leaves, and then paid",
    async (day) => {
      await day.act("officer", "decide-shipment", { code: COAT, decision: "release" });
      expect(await day.leave([COAT], "release", "CKG-DELIVERY")).toEqual({ [COAT]: "duty-unpaid" });
      // 60 GBP at 9.50 are 570 CNY; 20 % of it.
      const payments = [
        { code: COAT, amountMinor: "11400", payer: "addressee", reference: "RCPT-1" },
      ];
      await day.all("desk", "record-payment", { payments });
      expect(await day.scan("LANE-1", [COAT])).toEqual({ [COAT]: "RELEASE" });
    },
  ],

  [
    "scenario A05: 8. what is above the personal limit and divisible goes back",
    async (day) => {
      const order = {
        code: TOO_MUCH,
        decision: "return",
        publicReason: "Above the limit of 1,000 CNY.",
      };
      await day.act("officer", "decide-shipment", order);
      expect(await day.scan("LANE-1", [TOO_MUCH])).toEqual({ [TOO_MUCH]: "RETURN" });
      expect(await day.leave([TOO_MUCH], "release", "CKG-DELIVERY")).not.toEqual({
        [TOO_MUCH]: "left",
      });
      expect(await day.leave([TOO_MUCH], "return", "GBLALA")).toEqual({ [TOO_MUCH]: "left" });
    },
  ],

  [
    "scenario A05: 9. a piece that nobody declared stands on the list until the post declares it",
    async (day) => {
      const listed = JSON.stringify(await day.look("floor", "list-undetermined"));
      expect(listed).toContain(NOBODYS);
      const lines = [
        { description: "Picture book", hsCode: "4901.99", quantity: one, totalValue: pounds(8) },
      ];
      const declaration = {
        number: `LATE-${NOBODYS}`,
        stream: "postal",
        direction: "import",
        pieces: [{ code: NOBODYS }],
        recipient: { name: "Tan Xiuying", countryCode: "CN", addressLines: ["41 Science Avenue"] },
        content: { currency: "GBP", senderCountry: "GB", recipientCountry: "CN", lines },
      };
      await day.all("post", "lodge-declarations", { declarations: [declaration] });
      await day.act("officer", "decide-shipment", { code: NOBODYS, decision: "release" });
      expect(await day.scan("LANE-1", [NOBODYS])).toEqual({ [NOBODYS]: "RELEASE" });
    },
  ],

  [
    "scenario A05: 10. only what is released goes on the truck to delivery",
    async (day) => {
      const all = [SCARF, COAT, GIFT, NOBODYS];
      expect(await day.leave(all, "release", "CKG-DELIVERY")).toEqual(
        Object.fromEntries(all.map((code) => [code, "left"])),
      );
    },
  ],

  [
    "scenario A05: 11. the post is told by EMSEVT what became of each item",
    async (day) => {
      await day.told(SCARF, ["EMD", "EMF"]);
      await day.told(GIFT, ["EMD", "EDB", "EDC", "EMF"]);
      await day.told(TOO_MUCH, ["EMD", "EMF"]);
    },
  ],
];
