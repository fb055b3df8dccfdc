import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Centre, openCentre } from "#test/centre.ts";
import { codeKnown, codesKnown } from "./code-known.ts";

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.close());

type Imported = {
  readonly applied: boolean;
  readonly version: number;
  readonly validFrom: string | null;
  readonly rows: number;
  readonly refused: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly first: Readonly<Record<string, readonly { readonly code: string }[]>>;
  readonly findings: readonly { readonly code: string; readonly at: object }[];
};
type Shown = {
  readonly codes: readonly { code: string; names: { en?: string }; version: number | null }[];
};

const DAY_MS = 86_400_000;

function input(list: string, content: string, more: object = {}): object {
  return { list, name: `${list}.csv`, file: Buffer.from(content).toString("base64"), ...more };
}

function imported(list: string, content: string, more: object = {}): Promise<Imported> {
  return centre.act<Imported>(
    "manager",
    "import-codes",
    input(list, content, { apply: true, ...more }),
  );
}

const offices = (...lines: readonly string[]): string =>
  ["code,name,operator_code,operator_name", ...lines.map((line) => `${line},X Post`), ""].join(
    "\n",
  );

const known = (list: string, code: string, on: string) =>
  centre.ports.store.transaction((tx) => codeKnown(tx, list, code, on));

const rowCount = async (): Promise<number> =>
  Number((await centre.pool.query("select count(*) as n from mailport.code_entry")).rows[0]?.n);

describe("a list is imported", () => {
  test("the difference is shown and nothing changed until it is applied", async () => {
    const before = await rowCount();
    const content = offices("XXAAAA,HARBOUR,XXA", "XXAAAB,HILL,XXA");
    const shown = await centre.act<Imported>("manager", "import-codes", input("impc", content));
    expect(shown).toMatchObject({
      applied: false,
      version: 0,
      rows: 2,
      added: 2,
      changed: 0,
      removed: 0,
    });
    expect(shown.first["added"]).toMatchObject([{ code: "XXAAAA" }, { code: "XXAAAB" }]);
    expect(await rowCount()).toBe(before);
    expect(await imported("impc", content)).toMatchObject({
      applied: true,
      version: 1,
      validFrom: null,
    });
    expect(await rowCount()).toBe(before + 2);
  });

  test("property: the same file twice changes nothing, in any order of its rows", async () => {
    const rows = ["XXAAAB,HILL,XXA", "XXAAAA,HARBOUR,XXA"];
    for (const content of [
      offices(...rows),
      offices(...rows.toReversed()),
      `\uFEFF${offices(...rows)}`,
    ]) {
      const before = await centre.pool.query(
        "select * from mailport.code_entry order by list, code, version",
      );
      expect(await imported("impc", content)).toMatchObject({
        applied: false,
        version: 1,
        added: 0,
        changed: 0,
        removed: 0,
        unchanged: 2,
      });
      const after = await centre.pool.query(
        "select * from mailport.code_entry order by list, code, version",
      );
      expect(after.rows).toEqual(before.rows);
    }
  });

  test("a later import is a version from its day on; the days before keep the old one", async () => {
    centre.clock.at += 30 * DAY_MS;
    const content = offices("XXAAAA,HARBOUR NORTH,XXA", "XXAAAC,BAY,XXA");
    const second = await imported("impc", content);
    expect(second).toMatchObject({ version: 2, added: 1, changed: 1, removed: 1, unchanged: 0 });
    expect(second.first).toMatchObject({
      changed: [{ code: "XXAAAA", before: { en: "HARBOUR" } }],
    });
    const from = second.validFrom ?? "";
    const dayBefore = new Date(Date.parse(from) - DAY_MS).toISOString().slice(0, 10);
    const states = async (code: string) =>
      Promise.all(
        [dayBefore, from, "2031-01-01"].map(async (on) => (await known("impc", code, on)).state),
      );
    expect(await states("XXAAAA")).toEqual(["known", "known", "known"]);
    expect(await states("XXAAAB")).toEqual(["known", "other-day", "other-day"]);
    expect(await states("XXAAAC")).toEqual(["other-day", "known", "known"]);
    const names = await Promise.all([dayBefore, from].map((on) => known("impc", "XXAAAA", on)));
    expect(names.map(({ names: one, version }) => [one?.en, version])).toEqual([
      ["HARBOUR", 1],
      ["HARBOUR NORTH", 2],
    ]);
    const old = await centre.act<Shown>("floor", "show-codes", {
      list: "impc",
      code: "XXAAAA",
      on: dayBefore,
    });
    expect(old).toMatchObject({
      codes: [{ names: { en: "HARBOUR" }, version: 1 }],
      history: [{}, {}],
    });
  });
});

describe("a file is damaged", () => {
  test("damaged rows are refused with their place and the rows beside them go in", async () => {
    const content = offices(
      "XXAAAA,HARBOUR NORTH,XXA",
      "XXAAAC,,XXA",
      "XXAAAD,POINT,XXA",
      "XXAAAD,OTHER,XXA",
    );
    const third = await imported("impc", content);
    expect(third).toMatchObject({
      applied: true,
      rows: 4,
      refused: 2,
      added: 1,
      removed: 0,
      unchanged: 1,
    });
    expect(third.findings).toMatchObject([
      { code: "codes/removals-withheld", at: {} },
      { code: "field/missing", at: { line: 3, row: 2, field: "name" } },
      { code: "codes/contradicts", at: { line: 5, row: 4 }, found: "XXAAAD" },
    ]);
    expect((await known("impc", "XXAAAC", "2031-01-01")).names).toEqual({ en: "BAY" });
    expect((await known("impc", "XXAAAD", "2031-01-01")).names).toEqual({ en: "POINT" });
  });

  test("a file whose rows cannot be told apart removes nothing", async () => {
    const shown = await imported("impc", offices("XXAAAA,HARBOUR NORTH,XXA", "?,?,?"));
    expect(shown).toMatchObject({ removed: 0, refused: 1 });
    const cut = `${offices("XXAAAA,HARBOUR NORTH,XXA")}XXAAAE,"never closed,XXA,X\n`;
    expect(await imported("impc", cut)).toMatchObject({ removed: 0 });
    expect((await known("impc", "XXAAAD", "2031-01-01")).state).toBe("known");
  });

  test("a row that swallowed the next one, or lost its line end, removes nothing", async () => {
    const whole = ["XXAAAA,HARBOUR NORTH,XXA,X Post", "XXAAAD,POINT,XXA,X Post"];
    const head = "code,name,operator_code,operator_name";
    for (const rows of [whole.join(""), `XXAAAA,"HARBOUR,XXA,X Post\nXXAAAD,"POINT",XXA,X Post`]) {
      const content = `${head}\nXXAAAE,CAPE,XXA,X Post\n${rows}\n`;
      const shown = await centre.act<Imported>("manager", "import-codes", input("impc", content));
      expect(shown).toMatchObject({ removed: 0, refused: 1 });
      expect(shown.findings).toContainEqual(
        expect.objectContaining({ code: "codes/removals-withheld" }),
      );
    }
  });

  test("a file in UTF-16 or of bytes that are no text is named as such", async () => {
    const text = offices("XXAAAA,HARBOUR NORTH,XXA");
    for (const [bytes, code] of [
      [Buffer.from(`\uFEFF${text}`, "utf16le"), "file/encoding"],
      [Buffer.from(`${text}\0`), "file/binary"],
    ] as const) {
      const given = { list: "impc", name: "x.csv", file: bytes.toString("base64") };
      const answer = await centre.run("manager", "import-codes", given);
      expect(answer).toMatchObject({ ok: false, refusal: { code: "codes/no-rows" } });
      expect(JSON.stringify(answer)).toContain(code);
    }
  });

  test("a file without any row, of no list, or against another version is refused", async () => {
    const refusal = async (given: object) => {
      const answer = await centre.run("manager", "import-codes", given);
      return answer.ok ? "" : answer.refusal.code;
    };
    const content = offices("XXAAAZ,Z,XXA");
    expect(await refusal(input("impc", ""))).toBe("codes/no-rows");
    expect(await refusal(input("impc", "<html></html>\n"))).toBe("codes/no-rows");
    expect(await refusal(input("mail-categories", content))).toBe("codes/not-importable");
    expect(await refusal(input("impc", content, { apply: true, base: 1 }))).toBe(
      "codes/changed-meanwhile",
    );
    expect(await refusal(input("impc", content, { validFrom: "2020-01-01" }))).toBe(
      "codes/before-last",
    );
    expect(await refusal(input("impc", content, { validFrom: "2026-02-31" }))).toBe(
      "time/no-such-day",
    );
  });

  test("two imports of one list at once become two versions, or one changes nothing", async () => {
    const file = (name: string) => `code\tgroup\tmessage_zh\n1\tx\t${name}\n`;
    const both = await Promise.all(["甲", "乙"].map((name) => imported("ceb-errors", file(name))));
    expect(new Set(both.map(({ version }) => version))).toEqual(new Set([1, 2]));
    const standing = await centre.pool.query(
      "select code from mailport.code_entry where list = 'ceb-errors' and until_version is null",
    );
    expect(standing.rows).toHaveLength(1);
  });
});

describe("a code is asked for", () => {
  test("what was imported says first, what is carried second, and a part of a list is no proof", async () => {
    const on = "2031-01-01";
    expect(await known("impc", "XXAAAD", on)).toMatchObject({ state: "known", from: "imported" });
    expect(await known("impc", "CNBJSA", on)).toMatchObject({
      state: "known",
      from: "carried",
      version: null,
    });
    expect(await known("impc", "QQQQQQ", on)).toMatchObject({ state: "unknown", from: "none" });
    expect(await known("mail-categories", "A", on)).toMatchObject({
      state: "known",
      from: "carried",
    });
    expect(await known("mail-categories", "Z", on)).toMatchObject({ state: "unknown" });
    expect(await known("mail-subclasses", "QQ", on)).toMatchObject({ state: "unsure" });
    expect(await known("hs6", "010121", on)).toMatchObject({ state: "unsure" });
    expect(await known("currencies", "HRK", on)).toMatchObject({ state: "other-day" });
  });

  test("many codes are asked for in one question", async () => {
    const codes = ["XXAAAA", "CNBJSA", "QQQQQQ", "XXAAAA"];
    const answers = await centre.ports.store.transaction((tx) =>
      codesKnown(tx, "impc", codes, "2031-01-01"),
    );
    expect([...answers].map(([code, { state }]) => [code, state])).toEqual([
      ["XXAAAA", "known"],
      ["CNBJSA", "known"],
      ["QQQQQQ", "unknown"],
    ]);
  });

  test("every signed-in role reads lists; pages follow each other without a gap", async () => {
    for (const who of ["floor", "post", "shop", "officer", "manager"]) {
      expect(await centre.run(who, "list-code-lists", {}), who).toMatchObject({ ok: true });
    }
    const all: string[] = [];
    for (let after: string | undefined; ; ) {
      const page: Shown & { next?: string } = await centre.act("floor", "show-codes", {
        list: "impc",
        limit: 7,
        on: "2031-01-01",
        ...(after !== undefined && { after }),
      });
      all.push(...page.codes.map(({ code }) => code));
      if (page.next === undefined) break;
      after = page.next;
    }
    expect(all).toEqual([...new Set(all)].sort());
    expect(all).toEqual(expect.arrayContaining(["XXAAAA", "CNBJSA", "VNHANA"]));
    expect(all).not.toContain("XXAAAB");
  });

  test("names of denied parties are for officers and administrators", async () => {
    await imported(
      "denied",
      '7,"LANTERN LINE",-0- ,"TEST",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n',
    );
    for (const who of ["officer", "manager"]) {
      const shown = await centre.act<Shown>(who, "show-codes", { list: "denied" });
      expect(shown.codes, who).toMatchObject([{ code: "7", names: { en: "LANTERN LINE" } }]);
    }
    for (const who of ["floor", "post", "shop"]) {
      const answer = await centre.run(who, "show-codes", { list: "denied", code: "7" });
      expect(answer, who).toMatchObject({ ok: false, refusal: { code: "codes/restricted" } });
    }
  });

  test("only an administrator imports", async () => {
    for (const who of ["floor", "post", "officer"]) {
      const answer = await centre.run(who, "import-codes", input("impc", "x"));
      expect(answer, who).toMatchObject({ ok: false, refusal: { code: "access/not-allowed" } });
    }
  });

  test("the record with imported lists verifies", async () => {
    expect((await centre.verify()).differences).toEqual([]);
  });

  test("canary: a lookup that forgot the day would answer with the newest row", async () => {
    const newest = await known("impc", "XXAAAA", "2031-01-01");
    const first = await known("impc", "XXAAAA", "2020-01-01");
    expect(first.names).not.toEqual(newest.names);
  });
});
