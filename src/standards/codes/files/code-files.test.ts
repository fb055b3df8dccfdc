import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CodeFileRow } from "./code-file.ts";
import { codeFileOf, codeFiles } from "./code-files.ts";

type Read = {
  readonly rows: readonly CodeFileRow[];
  readonly findings: readonly unknown[];
  readonly stopped: boolean;
};

function read(list: string, bytes: string | Uint8Array, cut = Number.MAX_SAFE_INTEGER): Read {
  const reader = codeFileOf(list)?.open();
  if (reader === undefined) throw new Error(list);
  const whole = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
  const portions = [];
  for (let at = 0; at < whole.length; at += cut)
    portions.push(reader.push(whole.subarray(at, at + cut)));
  portions.push(reader.end());
  return {
    rows: portions.flatMap((one) => one.rows),
    findings: portions.flatMap((one) => one.findings),
    stopped: portions.some((one) => one.stopped === true),
  };
}

const SAMPLES: Readonly<Record<string, string>> = {
  impc: 'code,name,operator_code,operator_name,issuer_code_s31,as_of\nXXAAAA,"HARBOUR, NORTH",XXA,X Post,J1CXXA,2026-01-01\nXXAAAB,HILL,XXA,X Post,J1CXXA,2026-01-01\n',
  operators:
    "code,name,operator_code,operator_name,issuer_code_s31,as_of\nXXAAAA,HARBOUR,XXA,X Post,J1CXXA,2026-01-01\n",
  hs6: 'section,hscode,description,parent,level\nI,01,Beasts,TOTAL,2\nI,0101,"Beasts, grey",01,4\nI,010121,Grey ones,0101,6\nTOTAL,TOTAL,Everything,TOTAL,5\n',
  denied: '7,"LANTERN LINE",-0- ,"TEST",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"a.k.a. \'LL\'."\n',
  "denied-alt": '7,3,"aka","LL LINE",-0- \n',
  "ceb-errors": "code\tgroup\tmessage_zh\n-1\torder\t错误\n-1\torder\t另一错误\n",
  "customs-rates":
    "currency,cny_per_unit,units,valid_from,valid_to,source\nUSD,710.00,100,2026-11-01,2026-11-30,invented notice\n",
  "cn-goods-tax":
    "hs,duty,vat,consumption,consumption_per,consumption_from,valid_from,source\n3304,1,13,15,gram,10,2026-01-01,invented tariff\n",
  "cn-parcel-tax":
    "tax_class,name,rate,hs,valid_from,source\n04010100,Coats,20,61|6201,2019-04-09,invented table\n",
  "risk-rules":
    "rule,kind,streams,directions,action,level,parameters,owner,reason_en,reason_fr,reason_zh,valid_from,valid_to\nvague,vague-words,*,import,image,1,,desk,why,pourquoi,原因,2026-01-01,2026-12-31\n",
  "vague-words": "word,language\ngift,en\n礼品,zh\n",
  "battery-words": "word,language\npower bank,en\n充电宝,zh\n",
  "country-groups": '{"_about":"x","source":"y","I":["DE"],"IV_LDC":["NP"]}',
};

describe("files of full lists", () => {
  test("law: every file that can be read has a sample here, which reads without a fault", () => {
    expect(Object.keys(SAMPLES).sort()).toEqual(codeFiles.map(({ list }) => list).sort());
    for (const [list, text] of Object.entries(SAMPLES)) {
      const { rows, findings } = read(list, text);
      expect(
        findings.filter((one) => (one as { severity: string }).severity === "error"),
        list,
      ).toEqual([]);
      expect(rows.length, list).toBeGreaterThan(0);
      expect(
        rows.flatMap((row) => row.findings),
        list,
      ).toEqual([]);
      expect(
        rows.every((row) => row.value !== undefined),
        list,
      ).toBe(true);
    }
  });

  test("a dated row stands under its code and first day; a wrong rate or day keeps it out", () => {
    const head = "currency,cny_per_unit,units,valid_from,valid_to,source\n";
    const { rows } = read(
      "customs-rates",
      `${head}USD,7.1,,2026-11-01,,x\nUSD,0,,2026-12-01,,x\nUSD,7,1,2026-12-01,2026-11-30,x\nXQX,7,1,2026-12-1,,x\n`,
    );
    expect(rows.map(({ value }) => value?.code)).toEqual([
      "USD 2026-11-01",
      undefined,
      undefined,
      undefined,
    ]);
    expect(rows.slice(1).map(({ findings }) => findings.map(({ at }) => at.field))).toEqual([
      ["cny_per_unit"],
      ["valid_to"],
      ["currency", "valid_from"],
    ]);
  });

  test("golden: a row keeps what it says, empty marks left out", () => {
    expect(read("denied", SAMPLES["denied"] ?? "").rows[0]).toMatchObject({
      line: 1,
      value: {
        code: "7",
        names: { en: "LANTERN LINE" },
        facts: { programme: "TEST", remarks: "a.k.a. 'LL'." },
      },
    });
    expect(read("impc", SAMPLES["impc"] ?? "").rows[0]?.value).toEqual({
      code: "XXAAAA",
      names: { en: "HARBOUR, NORTH" },
      facts: { operatorCode: "XXA", operatorName: "X Post", issuerCode: "J1CXXA" },
    });
    expect(read("country-groups", SAMPLES["country-groups"] ?? "").rows[1]?.value?.facts).toEqual({
      group: "IV",
      within: "LDC",
    });
  });

  test("the row of all trade together is no code", () => {
    expect(read("hs6", SAMPLES["hs6"] ?? "").rows.map(({ code }) => code)).toEqual([
      "01",
      "0101",
      "010121",
    ]);
  });

  test("a damaged row is kept out with line and field, those beside it are read", () => {
    const damaged =
      "code,name,operator_code\nXXAAAA,HARBOUR,XXA\nXX?,HILL,XXA\nXXAAAC,,XXA\nXXAAAD,BAY,XXA\n";
    const { rows } = read("impc", damaged);
    expect(rows.map((row) => row.value?.code)).toEqual(["XXAAAA", undefined, undefined, "XXAAAD"]);
    expect(rows[1]?.findings).toMatchObject([
      {
        code: "field/shape",
        severity: "error",
        at: { line: 3, row: 2, field: "code" },
        found: "XX?",
      },
    ]);
    expect(rows[2]).toMatchObject({
      code: "XXAAAC",
      findings: [{ code: "field/missing", at: { line: 4, field: "name" } }],
    });
  });

  test("a file without a header tells the lines of the file as it is", () => {
    const { rows } = read(
      "denied-alt",
      '7,3,"aka","LL LINE",-0- \n8,x,"aka","NN LINE",-0- \n9,4,"aka"\n',
    );
    expect(rows[0]?.findings).toEqual([]);
    expect(rows[1]?.findings[0]?.at).toMatchObject({
      line: 2,
      row: 2,
      field: "number",
      offset: 25,
    });
    expect(rows[2]?.findings[0]).toMatchObject({ code: "csv/ragged-row", at: { line: 3, row: 3 } });
  });

  test("a code out of its place in the tree is kept out", () => {
    const { rows } = read(
      "hs6",
      "section,hscode,description,parent,level\nI,0101,Beasts,02,4\nI,0102,Others,01,6\n",
    );
    expect(rows.flatMap((row) => row.findings)).toMatchObject([
      { code: "field/shape", at: { field: "parent" }, found: "02", expected: "01" },
      { code: "field/shape", at: { field: "level" }, found: "6", expected: "4" },
    ]);
  });
});

describe("any bytes", () => {
  test.each(codeFiles.map(({ list }) => list))("any bytes as %s never throw", (list) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => read(list, bytes) !== undefined),
      { numRuns: 60 },
    );
    for (const bytes of ["", "\0\0\0", "<html>", "{", '"', 'a,b\n"c', "[]", "null"]) {
      expect(
        read(list, bytes).rows.filter((row) => row.value !== undefined),
        `${list} ${bytes}`,
      ).toEqual([]);
    }
  });

  test("property: a file reads alike however it is cut", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.entries(SAMPLES)),
        fc.integer({ min: 1, max: 40 }),
        ([list, text], cut) => {
          expect(read(list, text, cut)).toEqual(read(list, text));
        },
      ),
    );
  });

  test("canary: a file that lost a byte reads otherwise", () => {
    const text = SAMPLES["impc"] ?? "";
    expect(read("impc", text.replace("HILL", "HIL"))).not.toEqual(read("impc", text));
  });
});

test("a dated row is verified unless it says no; another word keeps it out", () => {
  const head = "currency,cny_per_unit,units,valid_from,valid_to,source,verified\n";
  const day = "7.1,,2026-11-01,,x";
  const { rows } = read(
    "customs-rates",
    `${head}USD,${day},\nEUR,${day},yes\nGBP,${day},no\nJPY,${day},maybe\n`,
  );
  expect(rows.map(({ value }) => value && (value.verified ?? true))).toEqual([
    true,
    true,
    false,
    undefined,
  ]);
  expect(rows[3]?.findings).toMatchObject([{ code: "field/shape", at: { field: "verified" } }]);
});
