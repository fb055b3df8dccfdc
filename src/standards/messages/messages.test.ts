import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Finding } from "#base/result.ts";
import { present } from "#base/result.ts";
import { DuplicateWatch } from "./duplicate-watch.ts";
import type { FINDING_CODES } from "./finding-codes.ts";
import { formatNamed, formats, type InputValue, recognise } from "./index.ts";
import {
  MAX_COLUMNS,
  MAX_FIELD_CHARACTERS,
  MAX_ITEMS_IN_CONTAINER,
  MAX_JSON_DEPTH,
  MAX_JSON_ELEMENT_BYTES,
  MAX_LINES,
  MAX_PIECES,
  MAX_RECORD_BYTES,
  MAX_XML_RUN_BYTES,
} from "./limits.ts";
import { type Portion, readBytes, readInput } from "./reading.ts";

type Input = Portion<InputValue> & { readonly format: string | undefined };

const EXAMPLES = "examples";
const BAD = "test/fixtures/bad";

function take(input: Uint8Array | string): Input {
  const bytes = typeof input === "string" ? Buffer.from(input) : input;
  const { format, findings } = recognise(bytes);
  if (format === undefined) return { format: undefined, rows: [], findings };
  return { format: format.name, ...readBytes(format.open(), bytes) };
}

function example(name: string): Buffer {
  return readFileSync(`${EXAMPLES}/${name}`);
}

function everyFinding(input: Input): Finding[] {
  return [...input.findings, ...input.rows.flatMap((row) => row.findings)];
}

function codes(input: Uint8Array | string): string[] {
  return everyFinding(take(input)).map((finding) => finding.code);
}

/** A postal declaration as CSV with some cells replaced; "" leaves a cell empty. */
function postal(cells: Record<string, string>, times = 1): string {
  const all: Record<string, string> = {
    item_id: "RR473124829GB",
    stream: "postal",
    direction: "import",
    gross_weight_kg: "1.000",
    currency: "GBP",
    sender_name: "A",
    sender_country: "GB",
    recipient_name: "B",
    recipient_country: "CN",
    description: "Scarf",
    quantity: "1",
    unit_value: "1.00",
    ...cells,
  };
  const row = Object.values(all)
    .map((cell) => `"${cell}"`)
    .join(",");
  return `${Object.keys(all).join(",")}\n${`${row}\n`.repeat(times)}`;
}

function scan(cells: Record<string, string>): string {
  const all = { identifier: "RR473124829GB", scanned_at: "2026-11-22T08:15", ...cells };
  return `${Object.keys(all).join(",")}\n${Object.values(all).join(",")}\n`;
}

const CONTAINER = "container,kind,item\n";

/** One input for every code a reader can find. */
const SHOWN: Record<keyof typeof FINDING_CODES, () => Uint8Array | string> = {
  "file/empty": () => "",
  "file/binary": () => readFileSync(`${BAD}/binary.bin`),
  "file/encoding": () => readFileSync(`${BAD}/utf16.csv`),
  "file/unknown-format": () => readFileSync(`${BAD}/unknown-format.txt`),
  "csv/missing-column": () => readFileSync(`${BAD}/missing-column.csv`),
  "csv/unknown-column": () => scan({ shelf_colour: "blue" }),
  "csv/duplicate-column": () => "identifier,scanned_at,scannedAt\nABC123,2026-11-22T08:15,x\n",
  "csv/too-many-columns": () => `identifier,scanned_at${",x".repeat(MAX_COLUMNS)}\n`,
  "csv/no-rows": () => "identifier,scanned_at\n",
  "csv/ragged-row": () => readFileSync(`${BAD}/ragged-row.csv`),
  "csv/unclosed-quote": () => readFileSync(`${BAD}/unclosed-quote.csv`),
  "csv/record-too-long": () => `identifier,scanned_at\n${"A".repeat(MAX_RECORD_BYTES + 1)}\n`,
  "csv/stray-quote": () => scan({ note: 'screen 5" wide' }),
  "csv/damaged-row": () => 'identifier,scanned_at\n"ABC"123,2026-11-22T08:15\n',
  "text/not-utf8": () => readFileSync(`${BAD}/not-utf8.csv`),
  "text/control-character": () => '{"identifier":"A\\u0000B","scannedAt":"2026-11-22T08:15Z"}\n',
  "field/too-long": () => scan({ note: "x".repeat(MAX_FIELD_CHARACTERS + 1) }),
  "field/missing": () => scan({ identifier: "" }),
  "field/not-a-number": () => readFileSync(`${BAD}/bad-numbers.csv`),
  "field/not-a-time": () => scan({ scanned_at: "yesterday" }),
  "field/not-one-of": () => postal({ direction: "sideways" }),
  "field/shape": () => scan({ event_key: "42" }),
  "json/truncated": () => readFileSync(`${BAD}/truncated.json`),
  "json/malformed": () => readFileSync(`${BAD}/cut-line.ndjson`),
  "json/element-too-long": () => `[{"comments":"${"x".repeat(MAX_JSON_ELEMENT_BYTES)}"}]`,
  "json/too-deep": () => `[{"a":${"[".repeat(MAX_JSON_DEPTH)}${"]".repeat(MAX_JSON_DEPTH)}}]`,
  "json/not-an-object": () => "[1]",
  "code/unknown-country": () => readFileSync(`${BAD}/unknown-codes.csv`),
  "code/unknown-currency": () => readFileSync(`${BAD}/unknown-codes.csv`),
  "code/unknown-nature": () => readFileSync(`${BAD}/unknown-codes.csv`),
  "code/hs-shape": () => postal({ hs_code: "scarf" }),
  "code/unknown-container-kind": () => `${CONTAINER}BAG00001,hammock,\n`,
  "declaration/gross-below-nets": () => postal({ net_weight_kg: "1.001" }),
  "declaration/duplicate": () => readFileSync(`${BAD}/duplicate.csv`),
  "declaration/too-many-lines": () => postal({}, MAX_LINES + 1),
  "declaration/too-many-pieces": () =>
    `[{"pieces":${JSON.stringify(Array.from({ length: MAX_PIECES + 1 }, (_, n) => `HX${n + 1e7}`))}}]`,
  "declaration/too-large": () => postal({ comments: "x".repeat(1_900) }, 2_400),
  "declaration/head-differs": () => `${postal({})}${postal({ currency: "EUR" }).split("\n")[1]}\n`,
  "declaration/pieces-differ": () => postal({ pieces: "3" }),
  "declaration/piece-twice": () => '[{"pieces":["HX123456","HX 123456"]}]',
  "container/too-many-items": () =>
    `${CONTAINER}BAG00001,bag,A1\n`.concat("BAG00001,,A2\n".repeat(MAX_ITEMS_IN_CONTAINER)),
  "container/head-differs": () => `${CONTAINER}BAG00001,bag,HX123456\nBAG00001,pallet,HX123457\n`,
  "container/item-twice": () => `${CONTAINER}BAG00001,bag,HX123456|HX123456\n`,
  "time/unknown-zone": () => scan({ zone: "Mars/Olympus" }),
  "time/doubtful": () => scan({ zone: "Europe/Berlin", scanned_at: "2026-10-25T02:30" }),
  "message/unknown-type": () => readFileSync(`${BAD}/unknown.xml`),
  "xml/not-well-formed": () => "<a><b></a>",
  "xml/too-deep": () => readFileSync(`${BAD}/too-deep.xml`),
  "xml/doctype": () => readFileSync(`${BAD}/entities.xml`),
  "xml/encoding": () => '<?xml version="1.0" encoding="GB18030"?><a/>',
  "xml/too-long": () => `<a>${"x".repeat(MAX_XML_RUN_BYTES + 10_000)}</a>`,
  "declaration/duplicates-not-watched": () => "",
};

describe("finding codes", () => {
  const others = Object.entries(SHOWN).filter(([code]) => !code.endsWith("not-watched"));
  test.each(others)("%s is found in its input", (code, input) => {
    expect(codes(input())).toContain(code);
  });

  test("declaration/duplicates-not-watched is said once when the bound is reached", () => {
    const watch = new DuplicateWatch(2);
    expect(watch.sayFull([{ row: 1 }])).toEqual([]);
    for (const row of [1, 2, 3]) watch.judge(`R${row}`, { row });
    expect(watch.sayFull([{ row: 3 }])[0]?.code).toBe("declaration/duplicates-not-watched");
    expect(watch.sayFull([{ row: 4 }])).toEqual([]);
    expect(watch.judge("R1", { row: 5 })[0]?.code).toBe("declaration/duplicate");
    expect(watch.judge("R3", { row: 6 })).toEqual([]);
  });
});

describe("example files", () => {
  test.each([
    ["postal-import.csv", "declarations-csv", 4],
    ["express-manifest.csv", "express-manifest-csv", 3],
    ["ecommerce-import.csv", "declarations-csv", 3],
    ["containers.csv", "container-list-csv", 4],
    ["scans.csv", "scans-csv", 6],
    ["scans.ndjson", "scans-ndjson", 6],
    ["declarations.json", "declarations-json", 2],
  ])("golden: %s is %s with %i rows and no finding", (name, format, rows) => {
    const input = take(example(name));
    expect(input.format).toBe(format);
    expect(everyFinding(input)).toEqual([]);
    expect(input.rows.filter((row) => row.value !== undefined).length).toBe(rows);
  });

  test("golden: the manifest's first waybill has three pieces and two content lines", () => {
    const [row] = take(example("express-manifest.csv")).rows;
    expect(row?.value).toMatchObject({
      stream: "express",
      waybill: { normalised: "HX7000184521" },
      pieceCount: 3,
      pieces: [{}, {}, { grossWeightKg: { units: 3_600, scale: 3 } }],
      lines: [{ hsCode: "902789" }, { quantity: { units: 10, scale: 0 } }],
    });
  });

  test("golden: scans say the same in CSV and in NDJSON", () => {
    const values = (name: string) => take(example(name)).rows.map((row) => row.value);
    expect(values("scans.csv")).toEqual(values("scans.ndjson"));
  });

  test("each row's bytes are the ones it was read from", () => {
    const bytes = example("postal-import.csv");
    for (const row of take(bytes).rows) {
      const text = bytes.subarray(row.offset, row.offset + row.length).toString();
      expect(row.value).toMatchObject({ reference: text.slice(0, 13) });
    }
  });

  test("every damaged file is recognised or refused with a finding", () => {
    const names = readdirSync(BAD).filter((name) => name !== "README.md");
    expect(names.length).toBeGreaterThan(15);
    for (const name of names) expect(codes(readFileSync(`${BAD}/${name}`)), name).not.toEqual([]);
  });
});

describe("faults beside good rows", () => {
  test("a row of wrong UTF-8 is refused at its byte and the rows beside it go through", () => {
    const input = take(readFileSync(`${BAD}/not-utf8.csv`));
    expect(input.rows.map((row) => row.value !== undefined)).toEqual([true, false, true]);
    const bytes = readFileSync(`${BAD}/not-utf8.csv`);
    expect(input.rows[1]?.findings).toEqual([
      {
        code: "text/not-utf8",
        severity: "error",
        at: { row: 2, line: 3, offset: bytes.indexOf(0xc4) },
        found: "0xC4",
        expected: "UTF-8",
      },
    ]);
  });

  test("a content line of wrong UTF-8 keeps its whole declaration out, not half of it", () => {
    const csv = Buffer.from(postal({ description: "?" }, 2));
    csv[csv.lastIndexOf(63)] = 0xff;
    const input = take(csv);
    expect(input.rows.map((row) => [row.value, row.findings[0]?.code])).toEqual([
      [undefined, "text/not-utf8"],
    ]);
  });

  test("after an unclosed quote the rest is unread from the row's first byte", () => {
    const bytes = readFileSync(`${BAD}/unclosed-quote.csv`);
    const input = take(bytes);
    expect(input.rows.length).toBe(1);
    expect(input.unreadFrom).toBe(bytes.indexOf("HX7000184521001"));
  });

  test("a quote that swallowed a line end is damage, though the cells would count right", () => {
    const input = take('identifier,scanned_at,note\nA1B2C3,2026-11-22T08:15,"x\nA1B2C4,"y"\n');
    expect(input.rows.map((row) => [row.value, row.findings[0]?.code])).toEqual([
      [undefined, "csv/damaged-row"],
    ]);
  });

  test("a failing check digit and unknown codes are warnings and the row is taken", () => {
    for (const name of ["check-digit.csv", "unknown-codes.csv"]) {
      const input = take(readFileSync(`${BAD}/${name}`));
      expect(everyFinding(input).map((finding) => finding.severity)).not.toContain("error");
      expect(everyFinding(input).length).toBeGreaterThan(0);
      expect(input.rows.every((row) => row.value !== undefined)).toBe(true);
    }
  });

  test("a bad number says what was found and what was expected", () => {
    const [row] = take(readFileSync(`${BAD}/bad-numbers.csv`)).rows;
    expect(row?.findings.map(({ at, found }) => [at.field, found])).toEqual([
      ["unitValue", "2.5e1"],
      ["grossWeightKg", "0,85"],
    ]);
  });

  test("what persons are called stands in no finding", () => {
    const twice = `${postal({})}${postal({ recipient_name: "Somebody Else" }).split("\n")[1]}\n`;
    expect(JSON.stringify(everyFinding(take(twice)))).not.toContain("Somebody");
  });
});

describe("syntax of tables", () => {
  test.each([";", "\t"])("the delimiter %j is taken from the header", (delimiter) => {
    const csv = example("scans.csv").toString().replaceAll(",", delimiter);
    expect(take(csv).rows.filter((row) => row.value !== undefined).length).toBe(6);
  });

  test("a byte order mark, CRLF, blank lines and a missing last line end change nothing", () => {
    const plain = take(example("scans.csv"));
    const text = example("scans.csv").toString().trimEnd().replaceAll("\n", "\r\n\r\n");
    const marked = take(`\uFEFF${text}`);
    expect(marked.findings).toEqual([]);
    expect(marked.rows.map((row) => row.value)).toEqual(plain.rows.map((row) => row.value));
  });

  test("unknown columns are kept with each row and named once", () => {
    const input = take(scan({ shelf_colour: "blue" }));
    expect(input.rows[0]?.value).toMatchObject({ extra: { shelf_colour: "blue" } });
    expect(everyFinding(input).map((finding) => finding.code)).toEqual(["csv/unknown-column"]);
  });
});

function inSlices(format: string, bytes: Uint8Array, sizes: readonly number[]): unknown {
  const reader = present(formatNamed(format), "the format is registered").open();
  const portions: Portion<InputValue>[] = [];
  let from = 0;
  for (let turn = 0; from < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    portions.push(reader.push(bytes.slice(from, from + size)));
    from += size;
  }
  portions.push(reader.end());
  return {
    rows: portions.flatMap((portion) => portion.rows),
    findings: portions.flatMap((portion) => portion.findings),
    unreadFrom: portions.find((portion) => portion.unreadFrom !== undefined)?.unreadFrom,
  };
}

const slices = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 6 });
const files = [
  ...readdirSync(EXAMPLES).map((name) => `${EXAMPLES}/${name}`),
  ...readdirSync(BAD).map((name) => `${BAD}/${name}`),
].filter((path) => /\.(csv|ndjson|xml|edi)$|declarations\.json$|truncated\.json$/.test(path));

describe("law: readers over the registry", () => {
  test.each(formats.map((format) => format.name))(
    "property: %s never throws, whatever the bytes and however they are cut",
    (name) => {
      fc.assert(
        fc.property(
          fc.oneof(
            fc.uint8Array({ maxLength: 300 }),
            fc
              .constantFrom(...files)
              .chain((path) =>
                fc
                  .tuple(fc.nat(), fc.nat({ max: 255 }), fc.boolean())
                  .map(([at, byte, cut]) => damage(readFileSync(path), at, byte, cut)),
              ),
          ),
          slices,
          (bytes, sizes) => {
            const whole = inSlices(name, bytes, [bytes.length + 1]);
            expect(inSlices(name, bytes, sizes)).toEqual(whole);
          },
        ),
        { numRuns: 150 },
      );
    },
  );

  test("property: recognising never throws", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(recognise(bytes)).toBeDefined();
      }),
    );
  });

  test("property: a value is there if and only if no finding is an error", () => {
    for (const path of files)
      for (const row of take(readFileSync(path)).rows) {
        const refused = row.findings.some((finding) => finding.severity === "error");
        expect(row.value === undefined).toBe(refused);
      }
  });
});

function damage(bytes: Uint8Array, at: number, byte: number, cut: boolean): Uint8Array {
  if (bytes.length === 0) return bytes;
  const place = at % bytes.length;
  if (cut) return bytes.slice(0, place);
  const damaged = Uint8Array.from(bytes);
  damaged[place] = byte;
  return damaged;
}

describe("large inputs", () => {
  test("a hundred thousand scans stream through; the rate is printed, never gated", async () => {
    const header = "identifier,scanned_at,zone,place,device,weight_g\n";
    const row = "RR473124829GB,2026-11-22T08:15:04,Asia/Shanghai,HALL-1,SCN-07,852\n";
    const block = Buffer.from(row.repeat(10_000));
    const source = function* () {
      yield Buffer.from(header);
      for (let turn = 0; turn < 10; turn += 1) yield block;
    };
    const started = performance.now();
    let good = 0;
    let most = 0;
    for await (const portion of readInput(
      present(formatNamed("scans-csv"), "known").open(),
      source(),
    )) {
      good += portion.rows.filter((one) => one.value !== undefined).length;
      most = Math.max(most, portion.rows.length);
    }
    const seconds = (performance.now() - started) / 1_000;
    console.log(`scans-csv: ${Math.round(good / seconds)} rows/s`);
    expect(good).toBe(100_000);
    expect(most).toBeLessThan(10_000);
  });

  test("a quote that never closes in a huge file is found without holding the file", () => {
    const reader = present(formatNamed("scans-csv"), "known").open();
    reader.push(Buffer.from('identifier,scanned_at\n"ABC,'));
    const slice = Buffer.alloc(60_000, 120);
    const portions = Array.from({ length: 50 }, () => reader.push(slice));
    expect(portions.flatMap((portion) => portion.findings).map((one) => one.code)).toEqual([
      "csv/unclosed-quote",
    ]);
  });
});
