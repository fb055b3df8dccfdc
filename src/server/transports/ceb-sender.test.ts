/**
 * The dialogue of customs messages with a declarant and customs: documents answered, lists matched and sent
 * on signed, changes, deletions and cancels.
 */
import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { present } from "#base/result.ts";
import { readCeb } from "#standards/ceb/reader.ts";
import { answerText, listAnswer } from "#test/ceb/answer-messages.ts";
import { type DialogueBench, openDialogue } from "#test/ceb/dialogue-bench.ts";
import { inventory, order, parcelNumber, payment, waybill } from "#test/ceb/parcel-messages.ts";

let bench: DialogueBench;
beforeAll(async () => {
  bench = await openDialogue();
}, 60_000);
afterAll(() => bench.close());

describe("a parcel's documents and its list", () => {
  test("scenario: documents are answered as entered, a list waits for them and goes on signed when they match", async () => {
    expect(await bench.takeIn(bench.broker, await bench.list(1))).toMatchObject({
      state: "taken-in",
    });
    expect(await bench.states()).toEqual(["CEB622 1"]);
    expect(await bench.flush("PORT")).toEqual({ sent: 0, failed: 0 });
    await bench.takeIn(bench.broker, bench.message("CEB311", [order({ at: 1 })]));
    await bench.takeIn(bench.broker, bench.message("CEB411", [payment({ at: 1 })]));
    expect(await bench.states()).toEqual(["CEB312 120", "CEB412 120"]);
    await bench.takeIn(bench.broker, bench.message("CEB511", [waybill({ at: 1 })]));
    expect(await bench.states()).toEqual(["CEB512 120", "CEB622 2"]);
    expect(await bench.flush("PORT")).toEqual({ sent: 1, failed: 0 });
    const sent = present(bench.pushed.at(-1), "the list was pushed");
    expect(sent.headers).toMatchObject({ authorization: "Bearer of-the-port" });
    const read = readCeb(Buffer.from(sent.body));
    expect(read.head).toMatchObject({ message: "CEB621", transfer: { copCode: "CKG-1" } });
    expect(read.documents[0]?.value).toMatchObject({ InventoryHead: { copNo: "COP000001" } });
    expect(await bench.ports.signature.verify(Buffer.from(sent.body), ["CENTRE"])).toMatchObject({
      value: { partner: "CENTRE" },
    });
  });

  test("what customs answers is passed on to who declared", async () => {
    for (const [at, returned] of ["3", "120", "399", "500"].entries())
      await bench.takeIn(
        bench.customs,
        answerText("CEB622", "InventoryReturn", [
          listAnswer("COP000001", returned, `2026092109${10 + at}00000`, "as it is"),
        ]),
      );
    const told = await bench.answers();
    expect(told.map(({ returnStatus }) => returnStatus)).toEqual(["3", "120", "399", "500"]);
    for (const one of told)
      expect(one).toMatchObject({ invtNo: "80002026I000000001", returnInfo: "as it is" });
  });

  test("a list that differs from its documents is returned with the reason, and goes on once corrected", async () => {
    await bench.takeIn(bench.broker, bench.message("CEB311", [order({ at: 2, freight: "5" })]));
    await bench.takeIn(bench.broker, bench.message("CEB411", [payment({ at: 2 })]));
    await bench.takeIn(bench.broker, bench.message("CEB511", [waybill({ at: 2 })]));
    await bench.answers();
    await bench.takeIn(bench.broker, await bench.list(2));
    const told = (await bench.answers()).at(-1);
    expect(told).toMatchObject({ message: "CEB622", returnStatus: "100" });
    expect(told?.["returnInfo"]).toContain("match/order-payment");
    expect(told?.["returnInfo"]).not.toMatch(/王例|110101/);
    const later = { at: 2, appType: "2", appTime: "20260921080000" };
    await bench.takeIn(bench.broker, bench.message("CEB311", [order(later)]));
    expect(await bench.states()).toEqual(["CEB312 120", "CEB622 2"]);
    expect(await bench.flush("PORT")).toEqual({ sent: 1, failed: 0 });
  });

  test("an older statement is answered as such, and what the port could not send is sent again", async () => {
    await bench.takeIn(
      bench.broker,
      bench.message("CEB311", [order({ at: 2, appTime: "20260901000000" })]),
    );
    expect(await bench.states()).toEqual(["CEB312 -301014"]);
    const failed = [listAnswer("COP000002", "4", "20260921094000000")];
    await bench.takeIn(bench.customs, answerText("CEB622", "InventoryReturn", failed));
    expect(await bench.flush("PORT")).toEqual({ sent: 1, failed: 0 });
    expect(bench.pushed.at(-1)?.body).toContain("COP000002");
    await bench.answers();
  });

  test("where no customs is set elsewhere, a list is entered here once its documents match", async () => {
    await bench.set("PORT", { sendsLists: false });
    await bench.takeIn(bench.broker, await bench.list(40));
    await bench.takeIn(bench.broker, bench.message("CEB311", [order({ at: 40 })]));
    await bench.takeIn(bench.broker, bench.message("CEB411", [payment({ at: 40 })]));
    expect(await bench.states()).toEqual(["CEB312 120", "CEB412 120", "CEB622 1"]);
    await bench.takeIn(bench.broker, bench.message("CEB511", [waybill({ at: 40 })]));
    expect(await bench.states()).toEqual(["CEB512 120", "CEB622 120"]);
    await bench.set("PORT", { sendsLists: true });
  });

  test("a file that cannot be read is answered by the refusal of its form", async () => {
    await bench.takeIn(
      bench.broker,
      '<ceb:CEB621Message xmlns:ceb="http://www.chinaport.gov.cn/ceb"><ceb:',
    );
    expect(await bench.states()).toEqual(["CEB900 0001"]);
    await bench.takeIn(
      bench.broker,
      bench.message("CEB511", [{ Logistics: { LogisticsHead: { guid: "1" } } }]),
    );
    expect(await bench.states()).toEqual(["CEB900 0002"]);
  });
});

describe("signatures of a production partner", () => {
  test("a list without one is refused with a clear finding, one signed by a stranger too", async () => {
    const unsigned = await bench.takeIn(
      bench.broker,
      bench.message("CEB621", [inventory({ at: 5 })]),
    );
    expect(unsigned).toMatchObject({ state: "suspense" });
    expect(unsigned.findings.map(({ code }) => code)).toContain("ceb/signature-required");
    const stranger = generateKeyPairSync("rsa", { modulusLength: 2_048 }).privateKey;
    const text = bench.message("CEB621", [inventory({ at: 5 })]);
    const answer = await bench.takeIn(bench.broker, await bench.signed(text, stranger));
    expect(answer).toMatchObject({ state: "suspense" });
    expect(answer.findings.map(({ code }) => code)).toContain("ceb/signature-key");
    expect(new Set(await bench.states())).toEqual(new Set(["CEB622 -621029"]));
  });

  test("canary: a document changed after it was signed is not taken in", async () => {
    const text = Buffer.from(await bench.list(6)).toString();
    const answer = await bench.takeIn(
      bench.broker,
      text.replace("<ceb:price>118.00", "<ceb:price>118.01"),
    );
    expect(answer.findings.map(({ code }) => code)).toContain("ceb/signature-digest");
    expect(answer).toMatchObject({ state: "suspense" });
    await bench.answers();
  });

  test("a partner under test may send unsigned lists: that is only said", async () => {
    await bench.set("BROKER", { production: false });
    const answer = await bench.takeIn(
      bench.broker,
      bench.message("CEB621", [inventory({ at: 7 })]),
    );
    expect(answer).toMatchObject({ state: "taken-in" });
    expect(answer.findings.map(({ code }) => code)).toContain("ceb/unsigned");
    await bench.set("BROKER", { production: true });
    await bench.answers();
  });
});

describe("changes, deletions and cancels", () => {
  const shown = async (at: number) => {
    const found = await bench.act<{ shipment: Record<string, unknown> }>(bench.clerk, "show-item", {
      code: parcelNumber(at),
    });
    return found.shipment;
  };

  test("a change amends the list while nothing is decided, and never after", async () => {
    await bench.takeIn(bench.broker, await bench.list(10));
    const change = { appType: "2", appTime: "20260921090000" };
    const priced = Buffer.from(bench.message("CEB621", [inventory({ at: 10, ...change })]))
      .toString()
      .replaceAll("118.00", "90.00");
    expect(await bench.takeIn(bench.broker, await bench.signed(priced))).toMatchObject({
      state: "taken-in",
    });
    expect(await shown(10)).toMatchObject({ valueMinor: "9000", stream: "ecommerce" });
    await bench.act("officer", "release-shipments", { releases: [{ code: parcelNumber(10) }] });
    const again = await bench.takeIn(
      bench.broker,
      await bench.list(10, { ...change, appTime: "20260921100000" }),
    );
    expect(again).toMatchObject({ state: "suspense" });
    expect(again.findings.map(({ code }) => code)).toContain("amend/decided");
    const told = await bench.states();
    expect(told).toContain("CEB622 800");
    expect(told.at(-1)).toMatch(/^CEB622 -6210/);
  });

  test("a change names the same buyer and parcel, and is its declarant's own", async () => {
    await bench.takeIn(bench.broker, await bench.list(12));
    const parts = [inventory({ at: 12, appType: "2", appTime: "20260921090000" })];
    const change = bench.message("CEB621", parts);
    const codesOf = async (text: string, who = bench.broker): Promise<readonly string[]> => {
      const { findings } = await bench.takeIn(who, await bench.signed(text));
      return findings.flatMap(({ code, severity }) => (severity === "error" ? [code] : []));
    };
    const other = change.replace("110101199003070011", "110101198001010013");
    expect(await codesOf(other)).toEqual(["amend/other-buyer"]);
    const moved = change.replaceAll(parcelNumber(12), parcelNumber(10));
    expect(await codesOf(moved)).toEqual(["amend/other-pieces"]);
    const seller = { ...bench.broker, partyId: await bench.partyId("PLAT-41") };
    expect(await codesOf(change, seller)).toEqual(["amend/not-found"]);
    expect(await codesOf(change)).toEqual([]);
    await bench.answers();
  });

  test("a deletion withdraws the list, and its parcel waits for another", async () => {
    await bench.takeIn(bench.broker, await bench.list(11));
    const gone = await bench.takeIn(
      bench.broker,
      await bench.list(11, { appType: "3", appTime: "20260921090000" }),
    );
    expect(gone).toMatchObject({ state: "taken-in" });
    expect(await shown(11)).toMatchObject({ stream: "undetermined" });
    expect(await bench.takeIn(bench.broker, await bench.list(11))).toMatchObject({
      state: "taken-in",
    });
    await bench.answers();
  });

  test("a cancel of a list that customs has waits for customs, and then withdraws it", async () => {
    const cancel = (given: object) => ({
      InvtCancel: {
        guid: "E10000000000000000000000000000000001",
        appType: "1",
        appTime: "20260921110000",
        appStatus: "2",
        customsCode: "8000",
        orderNo: "O000001",
        ebpCode: "PLAT-77",
        ebpName: "Invented platform",
        ebcCode: "PLAT-41",
        ebcName: "Invented shop",
        logisticsNo: parcelNumber(1),
        logisticsCode: "LOG-12",
        logisticsName: "Invented carrier",
        copNo: "CANCEL0001",
        invtNo: "80002026I000000001",
        buyerIdType: "1",
        buyerIdNumber: "110101199003070011",
        buyerName: "王例",
        buyerTelephone: "13800000000",
        agentCode: "DECL-5",
        agentName: "Invented broker",
        reason: "the buyer cancelled",
        ...given,
      },
    });
    const ask = async (given: object = {}) => {
      const text = bench.message("CEB623", [cancel(given)]);
      expect(await bench.takeIn(bench.broker, await bench.signed(text))).toMatchObject({
        state: "taken-in",
      });
      expect(await shown(1)).toMatchObject({ stream: "ecommerce" });
      expect(await bench.states()).toEqual(["CEB624 1"]);
    };
    // Under another number than customs gave it, customs is asked just so.
    await ask({ copNo: "CANCEL0000", invtNo: "80002026I999999999" });
    await ask();
    await bench.flush("PORT");
    expect(bench.pushed.at(-1)?.body).toContain("CEB623Message");
    await bench.takeIn(
      bench.customs,
      answerText("CEB624", "InvtCancelReturn", [
        listAnswer("CANCEL0001", "399", "20260921113000000"),
      ]),
    );
    expect(await shown(1)).toMatchObject({ stream: "undetermined" });
    expect(await bench.states()).toEqual(["CEB624 399"]);
  });
});
