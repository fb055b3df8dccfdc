/** Screening against denied parties: who waits, what clears, what an officer reads and decides. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Centre, openCentre } from "#test/centre.ts";
import { all, declaration, type Rows, readyToLeave } from "#test/pieces.ts";
import { importList, parcelTo, putRules } from "#test/risk-centre.ts";

const DENIED = [
  '9001,"VORONIN, Arkadi Petrovich","individual","TEST","-0- ",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 01 Jan 1960; nationality Russia."',
  '9002,"OLD HARBOUR TRADING CO., LTD.",-0- ,"TEST",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ',
  "",
].join("\n");
const OTHER_NAMES = '9002,1,"aka","LAO GANG MAOYI",-0- \n';

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.close());

const lodge = (...declarations: object[]): Promise<Rows> =>
  all(centre, "express", "lodge-declarations", { declarations });

const screeningOf = async (code: string): Promise<unknown> =>
  (await centre.act<{ shipment: { screening: string } }>("officer", "show-shipment", { code }))
    .shipment.screening;

const screen = (who: string, ...shipments: object[]): Promise<Rows> =>
  centre.act<Rows>(who, "screen-shipments", { shipments });

const named = (name: string, more: object = {}): object => ({ name, countryCode: "CN", ...more });

describe("without a list of denied parties", () => {
  test("nothing waits, the blocker is not there, and screening is refused", async () => {
    await readyToLeave(centre, ["SCRNONE01"]);
    expect(await screeningOf("SCRNONE01")).toBe("none");
    expect(await blockersOf("SCRNONE01")).not.toContain("screening-pending");
    const answer = await centre.run("officer", "screen-shipments", {});
    expect(answer).toMatchObject({ ok: false, refusal: { code: "screening/no-list" } });
  });
});

describe("with a list loaded", () => {
  beforeAll(async () => {
    await importList(centre, "denied", DENIED);
    await importList(centre, "denied-alt", OTHER_NAMES);
  });

  test("a shipment waits at the gate until the clockwork cleared it", async () => {
    await readyToLeave(centre, ["SCRWAIT01"]);
    expect(await screeningOf("SCRWAIT01")).toBe("pending");
    expect(await blockersOf("SCRWAIT01")).toContain("screening-pending");
    await centre.act("system", "do-what-is-due", {});
    expect(await screeningOf("SCRWAIT01")).toBe("clear");
    expect(await blockersOf("SCRWAIT01")).not.toContain("screening-pending");
  });

  test.each([
    ["sender", { sender: named("Arkadi Voronin", { countryCode: "RU" }) }, "9001", "same"],
    [
      "recipient",
      { recipient: named("Voronin Arkadi Petrovitch", { countryCode: "RU" }) },
      "9001",
      "near",
    ],
    ["recipient", { recipient: named("Old Harbour Trading Limited") }, "9002", "same"],
    ["recipient", { recipient: named("Laogang Maoyi Co") }, "9002", "same"],
  ])("the %s %j waits for an officer, and is never rejected", async (role, more, code, how) => {
    const piece = `SCRHIT${code}${how}${role}${JSON.stringify(more).length}`.toUpperCase();
    await lodge(declaration(`D-${piece}`, [piece], more));
    const answer = await screen("officer", { code: piece });
    expect(answer.rows[0]).toMatchObject({ screening: "pending", matches: [{ role, code, how }] });
    expect(await screeningOf(piece)).toBe("pending");
  });

  test("a letter off in another country is nobody's, and so are its shipment's names", async () => {
    const recipient = named("Arkadi Petrovitch Voronin", { countryCode: "BR" });
    await lodge(declaration("D-NEAR", ["SCRNEAR01"], { recipient }));
    expect((await screen("officer", { code: "SCRNEAR01" })).rows[0]).toMatchObject({
      screening: "clear",
    });
  });

  test("an officer of customs clears it with a reason, which holds for the same name and entry", async () => {
    const recipient = named("Arkadi Voronin", { countryCode: "RU", phone: "+7 900 000 0001" });
    await lodge(parcelTo("SCRCLR01", recipient), parcelTo("SCRCLR02", recipient));
    await screen("officer", { code: "SCRCLR01" }, { code: "SCRCLR02" });
    const refused = await screen(
      "officer",
      { code: "SCRCLR01", clear: true },
      { code: "SCRNEAR01", clear: true, reason: "x" },
      { code: "SCRNOBODY", clear: true, reason: "x" },
    );
    expect(refused.rows.map((row) => (row["refusal"] as { code: string }).code)).toEqual([
      "screening/reason-needed",
      "screening/not-pending",
      "shipment/not-found",
    ]);
    const vet = await screen("vet", { code: "SCRCLR01", clear: true, reason: "born later" });
    expect(vet.rows[0]).toMatchObject({ refusal: { code: "screening/not-customs" } });
    const cleared = { code: "SCRCLR01", clear: true, reason: "born 1999 by passport" };
    expect((await screen("officer", cleared)).rows[0]).toMatchObject({ screening: "clear" });
    expect((await screen("officer", { code: "SCRCLR02" })).rows[0]).toMatchObject({
      screening: "clear",
    });
    await lodge(parcelTo("SCRCLR03", { ...recipient, name: "A. Voronin Arkadi" }));
    expect((await screen("officer", { code: "SCRCLR03" })).rows[0]).toMatchObject({
      screening: "pending",
    });
  });

  test("without rows all that wait are screened, and the officer's list shows who is left", async () => {
    await lodge(
      parcelTo("SCRALL01", { name: "Li Hua" }),
      parcelTo("SCRALL02", { name: "A Voronin Arkadi" }),
    );
    await centre.act("system", "screen-shipments", {});
    expect(await screeningOf("SCRALL01")).toBe("clear");
    const listed = await centre.act<{ shipments: Listed[] }>("officer", "list-selected", {});
    const mine = listed.shipments.filter(({ items }) => items[0]?.codes.includes("SCRALL02"));
    expect(mine).toMatchObject([
      {
        ageMinutes: 0,
        screening: [{ facts: { role: "recipient", entry: "9001", how: "same" }, clearedAt: null }],
        declarations: [{ number: "D-SCRALL02", lines: [{ description: "wool scarf" }] }],
      },
    ]);
    const all_ = listed.shipments.flatMap(({ items }) => items.flatMap(({ codes }) => codes));
    expect(all_).not.toContain("SCRCLR01");
    expect(all_).not.toContain("SCRALL01");
  });

  test("pages of the officer's list join without a gap", async () => {
    const page = (input: object) =>
      centre.act<{ shipments: Listed[]; next?: object }>("officer", "list-selected", input);
    const whole = await page({});
    const joined: Listed[] = [];
    for (let after: object | undefined = {}; after !== undefined; ) {
      const one: Awaited<ReturnType<typeof page>> = await page({ limit: 2, ...after });
      joined.push(...one.shipments);
      after = one.next === undefined ? undefined : { after: one.next };
    }
    expect(joined).toEqual(whole.shipments);
    expect(joined.length).toBeGreaterThan(4);
  });

  test("isolation: what matched is told to no operator or declarant, and not by the table", async () => {
    for (const who of ["express", "floor", "manager"]) {
      const input = { code: "SCRALL02" };
      const shown = JSON.stringify([
        await centre.run(who, "show-shipment", input),
        await centre.run(who, "list-selected", {}),
        await centre.run(who, "screen-shipments", {}),
      ]);
      expect(shown).not.toContain("9001");
      expect(shown).toContain("access/not-allowed");
    }
    expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  });
});

describe("a list that is imported anew", () => {
  test("frees at the next screening whom it names no more, also on the officer's list", async () => {
    const recipient = named("Old Harbour Trading");
    await lodge(declaration("D-OLD", ["SCROLD01"], { recipient }));
    await screen("officer", { code: "SCROLD01" });
    const listed = async () =>
      JSON.stringify(await centre.act("officer", "list-selected", {})).includes("SCROLD01");
    expect(await listed()).toBe(true);
    centre.clock.at += 86_400_000;
    await importList(centre, "denied", DENIED.split("\n").slice(0, 1).concat("").join("\n"));
    await importList(centre, "denied-alt", '9001,2,"aka","NOBODY ELSE",-0- \n');
    expect((await screen("officer", { code: "SCROLD01" })).rows[0]).toMatchObject({
      screening: "clear",
    });
    expect(await listed()).toBe(false);
  });

  test("is compared with what is here, page by page, and holds up only whom it names", async () => {
    const names = Array.from({ length: 510 }, (_, at) => `Chen Number ${at}`);
    const piece = (at: number): string => `SCRAGAIN${String(at).padStart(4, "0")}`;
    await lodge(...names.map((name, at) => parcelTo(piece(at), { name })));
    const due = async (): Promise<void> => {
      let done = 1;
      while (done > 0) {
        ({ done } = await centre.act<{ done: number }>("system", "do-what-is-due", {}));
      }
    };
    await due();
    expect(await screeningOf(piece(500))).toBe("clear");
    centre.clock.at += 86_400_000;
    await importList(centre, "denied", `${DENIED}7,"CHEN, Number 500",individual,T,,,,,,,,\n`);
    const versions = async (at: number): Promise<number> =>
      (
        await centre.act<{ shipment: { version: number } }>("officer", "show-shipment", {
          code: piece(at),
        })
      ).shipment.version;
    const before = await versions(499);
    await due();
    expect(await screeningOf(piece(500))).toBe("pending");
    expect(await screeningOf(piece(499))).toBe("clear");
    expect(await versions(499)).toBe(before);
    expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  });
});

describe("a person who is erased", () => {
  test("leaves no keyed hash where parcels were counted or names compared", async () => {
    await putRules(centre, [["repeat", "repeat-recipient", "image", ""]]);
    const phone = "+86 136 0000 4321";
    const voronin = { name: "Petrovich Arkadi Voronin", countryCode: "RU", phone };
    const lodged = await lodge(parcelTo("SCRERA01", voronin), parcelTo("SCRERA02", voronin));
    await screen("officer", { code: "SCRERA01" }, { code: "SCRERA02" });
    const { name, phone: mark } = centre.ports.vault.hash(voronin);
    const kept = async (): Promise<readonly number[]> => {
      const found = await centre.pool.query(
        `select cardinality(items) as n from mailport.repeat_count where hash = $1
         union all select count(*) from mailport.screening_hit where name_hash = $2
           and shipment_id = any($3::uuid[])`,
        [mark, name, lodged.rows.map((row) => row["shipmentId"])],
      );
      return found.rows.map(({ n }) => Number(n));
    };
    expect(await kept()).toEqual([2, 2]);
    const [first] = lodged.rows;
    const refs = await centre.pool.query(
      "select person_ref from mailport.vault where declaration_id = $1",
      [first?.["declarationId"]],
    );
    const erasures = refs.rows.map(({ person_ref: personRef }) => ({
      erasureId: centre.ports.ids.next(),
      personRef,
      erasedAt: centre.clock.at,
      askedBy: personRef,
      reason: "asked",
    }));
    await centre.ports.store.transaction((tx) => tx.erasePersons(erasures));
    expect(await kept()).toEqual([1, 1]);
  });
});

type Listed = { readonly items: readonly { readonly codes: readonly string[] }[] };

async function blockersOf(code: string): Promise<readonly string[]> {
  const answer = await centre.act<Rows>("floor", "record-scans", { scans: [{ code }] });
  const blockers = (answer.rows[0]?.["blockers"] ?? []) as { code: string }[];
  return blockers.map((blocker) => blocker.code);
}
