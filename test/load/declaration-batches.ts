/**
 * Batches of declarations for the ingest benchmark: one piece, two persons and two lines each, no
 * two alike. Each makes 16 rows: four events, the declaration, its shipment, item, whereabouts,
 * the identifiers of piece and waybill, both links, two persons in the vault, a deadline, its duty.
 */
import { writeS10 } from "#standards/upu/s10.ts";

/** Rows that each declaration adds, by table. */
export const ROWS_EACH: Readonly<Record<string, number>> = {
  event: 4,
  declaration: 1,
  shipment: 1,
  item: 1,
  whereabouts: 1,
  identifier: 2,
  item_shipment: 1,
  declaration_shipment: 1,
  vault: 2,
  deadline: 1,
  duty: 1,
};

const FAMILY = ["Okafor", "Lindqvist", "Marchetti", "Takeda", "Novak", "Duarte", "Haddad", "Ivers"];
const GIVEN = ["Amara", "Jonas", "Chiara", "Haruto", "Petra", "Rui", "Salma", "Elin"];

/** Declarations `from` to `from + rows`. */
export function declarationBatch(run: string, from: number, rows: number): unknown {
  const declarations = Array.from({ length: rows }, (_, at) => declarationOf(run, from + at));
  return { declarations };
}

function declarationOf(run: string, number: number): unknown {
  return {
    number: `HX-${run}-${number}`,
    stream: "express",
    direction: "import",
    regime: "express-b",
    carrier: "HX",
    pieces: [{ code: codeOf(run, number) }],
    sender: personOf(number, "Rue des Lilas", "Lyon", "FR", "+33 4 12"),
    recipient: {
      ...personOf(number * 7 + 3, "Jiefang Road", "Chongqing", "CN", "+86 139"),
      identityNumber: String(500_100_199_000_000_000n + BigInt(number)),
    },
    content: {
      natureOfTransaction: "32",
      grossWeightKg: { units: String(200 + (number % 9_000)), scale: 3 },
      currency: "EUR",
      senderCountry: "FR",
      recipientCountry: "CN",
      waybillNumber: `W${run}${number}`.toUpperCase(),
      lines: [lineOf("Cotton shirts", "610510", 2), lineOf("Leather belt", "420330", 1)],
    },
  };
}

/** Declarations of one run at most, so that runs on the same data share no piece. */
const RUN_ROWS = 1_000_000;

/** A letter and a range of serials of its own for each of 2,340 runs that follow each other. */
function codeOf(run: string, number: number): string {
  const moment = Number.parseInt(run, 36);
  const service = `E${String.fromCharCode(65 + (moment % 26))}`;
  const range = Math.floor(moment / 26) % 90;
  return writeS10(service, range * RUN_ROWS + number, "CN");
}

function personOf(number: number, street: string, city: string, country: string, dial: string) {
  const family = FAMILY[number % FAMILY.length] ?? "";
  const given = GIVEN[Math.floor(number / FAMILY.length) % GIVEN.length] ?? "";
  return {
    name: `${given} ${family}`,
    addressLines: [`${1 + (number % 200)} ${street}`],
    city,
    postcode: String(40_000 + (number % 9_000)),
    countryCode: country,
    phone: `${dial} ${String(1_000_000 + number)}`,
    email: `p${number}@example.org`,
  };
}

function lineOf(description: string, hsCode: string, quantity: number): unknown {
  return {
    description,
    quantity: { units: String(quantity), scale: 0 },
    totalValue: { units: "4550", scale: 2 },
    netWeightKg: { units: "180", scale: 3 },
    originCountry: "FR",
    hsCode,
  };
}

type Answer = {
  readonly rows: readonly {
    readonly row: number;
    readonly declarationId?: string;
    readonly itemIds?: readonly string[];
    readonly refusal?: unknown;
    readonly findings?: unknown;
  }[];
};

/** Every row that is not simply lodged. */
export function declarationFaults(rows: number, answer: Answer): readonly string[] {
  const wrong = answer.rows.filter(
    (one) =>
      one.declarationId === undefined ||
      one.itemIds?.length !== 1 ||
      one.refusal !== undefined ||
      one.findings !== undefined,
  );
  const counted = answer.rows.length === rows ? [] : [`${answer.rows.length} rows, not ${rows}`];
  return [...counted, ...wrong.map((one) => JSON.stringify(one))];
}
