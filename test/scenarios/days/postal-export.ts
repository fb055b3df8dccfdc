/** A day of postal export, from acceptance to the hand-over to the carrier. */
import { expect } from "vitest";
import type { Step } from "./day.ts";

const [TEA, PHONE, BAG] = [
  "RB412300015CN",
  "RB412300029CN",
  "CNCKGAGBLALAAUN60002001100080",
] as const;

export const postalExportDay: readonly Step[] = [
  [
    "scenario A06: 1. the post accepts two items and sends their declarations",
    async (day) => {
      const heading =
        "item_id,stream,direction,gross_weight_kg,currency,sender_name,sender_country," +
        "recipient_name,recipient_address,recipient_city,recipient_country," +
        "description,quantity,unit_value,net_weight_kg,origin,hs";
      const rows = [
        `${TEA},postal,export,0.420,CNY,Weng Lihua,CN,Imogen Harrowgate,14 Quayside Lane,Bristol,GB,Green tea in a tin,2,80.00,0.200,CN,0902.10`,
        `${PHONE},postal,export,0.380,CNY,Tan Xiuying,CN,Otto Feldmann,Lindenallee 7,Jena,DE,Spare lithium battery,1,95.00,0.090,CN,8507.60`,
      ];
      const declared = await day.takeIn(
        "post",
        "cn22-export.csv",
        [heading, ...rows, ""].join("\n"),
      );
      expect(declared).toMatchObject({ state: "taken-in", rowsDone: 2, rowsRefused: 0 });
    },
  ],

  [
    "scenario A06: 2. the items come from the counters; nothing leaves that customs did not see",
    async (day) => {
      const verdicts = await day.scan("ARRIVAL-1", [TEA, PHONE]);
      expect(verdicts[TEA]).toBe("WAIT");
      expect(await day.leave([TEA], "export", "GBLALA")).toEqual({ [TEA]: "not-released" });
    },
  ],

  [
    "scenario A06: 3. customs releases one for export and sends the loose battery back",
    async (day) => {
      await day.act("officer", "decide-shipment", { code: TEA, decision: "release" });
      const refused = {
        code: PHONE,
        decision: "return",
        publicReason: "Loose batteries may not fly.",
      };
      await day.act("officer", "decide-shipment", refused);
      expect(await day.scan("LANE-1", [TEA, PHONE])).toEqual({
        [TEA]: "RELEASE",
        [PHONE]: "RETURN",
      });
    },
  ],

  [
    "scenario A06: 4. what is released goes into its receptacle, which leaves for the flight",
    async (day) => {
      const arrivals = [{ code: BAG, kind: "receptacle", empty: true }];
      await day.all("floor", "record-arrivals", { arrivals, place: "LANE-1" });
      await day.all("floor", "move-items", { moves: [{ code: TEA, to: BAG }] });
      expect(await day.leave([BAG], "export", "GBLALA")).toEqual({ [BAG]: "left" });
      const { item } = (await day.look("post", "show-item", { code: TEA })) as { item: object };
      expect(item).toMatchObject({ status: "left", exitPurpose: "export" });
    },
  ],

  [
    "scenario A06: 5. the battery goes back to its sender, and the post knows of both",
    async (day) => {
      expect(await day.leave([PHONE], "return", "CKG-DELIVERY")).toEqual({ [PHONE]: "left" });
      await day.told(TEA, ["EMB", "EMC"]);
      await day.told(PHONE, ["EMB", "EXX"]);
    },
  ],
];
