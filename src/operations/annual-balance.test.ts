/**
 * What a buyer may buy in a year, on a real database: never exceeded by lodgings at the same time, used
 * up by release, given back by withdrawal, by a change of the rule book and by goods that went back.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Result } from "#base/result.ts";
import { makePorts } from "#server/ports.ts";
import { type Centre, openCentre } from "#test/centre.ts";
import { all, declaration, type Rows } from "#test/pieces.ts";
import { tappedPool } from "#test/tapped-pool.ts";
import { call } from "./call.ts";
import { lodgeDeclarations } from "./lodge-declarations.ts";

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.close());

const YEAR_MINOR = 2_600_000;
/** Lodged at the same time, one connection each. */
const CONNECTIONS = 8;

/** One e-commerce parcel of this many CNY for a buyer. */
function parcel(code: string, buyer: string | undefined, cny: number): object {
  const identity = buyer === undefined ? {} : { identityNumber: buyer };
  return declaration(`EC-${code}`, [code], {
    stream: "ecommerce",
    recipient: { name: "Fang Zhiyuan", countryCode: "CN", ...identity },
    content: {
      currency: "CNY",
      senderCountry: "AU",
      recipientCountry: "CN",
      lines: [
        { description: "shoes", hsCode: "640411", totalValue: { units: String(cny), scale: 0 } },
      ],
    },
  });
}

type Lodged = {
  readonly shipmentId: string;
  readonly findings?: readonly { readonly code: string }[];
};
const lodge = async (...declarations: readonly object[]): Promise<readonly Lodged[]> =>
  (await all(centre, "shop", "lodge-declarations", { declarations })).rows as never;
const found = ({ findings = [] }: Lodged): readonly string[] => findings.map(({ code }) => code);

type Held = { readonly reserved: number; readonly consumed: number };

/** The row of the only buyer with this sum, against what the shipments say they hold. */
async function balances(): Promise<readonly (Held & { readonly held: number })[]> {
  const { rows } = await centre.pool.query(
    `select b.reserved_minor::int as reserved, b.consumed_minor::int as consumed,
       coalesce(sum((s.balance ->> 'reservedMinor')::bigint
         + (s.balance ->> 'consumedMinor')::bigint), 0)::int as held
     from mailport.annual_balance b
     left join mailport.balance_use u using (person_hash, year, family)
     left join mailport.shipment s using (shipment_id)
     group by b.person_hash, b.year, b.family, b.reserved_minor, b.consumed_minor
     order by b.person_hash`,
  );
  return rows;
}

async function heldBy(shipmentId: string | undefined): Promise<Held | null> {
  const { rows } = await centre.pool.query(
    `select (balance ->> 'reservedMinor')::int as reserved,
       (balance ->> 'consumedMinor')::int as consumed
     from mailport.shipment where shipment_id = $1`,
    [shipmentId],
  );
  return rows[0]?.reserved === null ? null : rows[0];
}

const sums = async (): Promise<readonly number[]> =>
  (await balances()).map(({ reserved, consumed }) => reserved + consumed).sort((a, b) => a - b);

describe("law: one buyer's year is never exceeded", () => {
  test("law: by lodgings at the same time: what does not fit any more is lodged and waits", async () => {
    const batches = Array.from({ length: CONNECTIONS }, (_, at) =>
      [0, 1].map((no) => parcel(`YR${at}000${no}`, "110101199001010011", 3000)),
    );
    const answers = await Promise.all(batches.map((batch) => lodge(...batch)));
    const rows = answers.flat();
    expect(rows.filter((row) => found(row).includes("regime/balance-exceeded"))).toHaveLength(8);
    expect(rows.filter((row) => found(row).length === 0)).toHaveLength(8);
    expect(await balances()).toEqual([{ reserved: 2_400_000, consumed: 0, held: 2_400_000 }]);
  });

  test("canary: a balance that is read without its lock is exceeded", async () => {
    const unlocked = `with made as (insert into mailport.annual_balance
        (person_hash, year, family, limit_minor, reserved_minor, consumed_minor)
        select *, 0, 0 from unnest($1::uuid[], $2::int[], $3::text[], $4::bigint[])
        on conflict do nothing)
      select u.*, coalesce(b.reserved_minor, 0), coalesce(b.consumed_minor, 0)
      from unnest($1::uuid[], $2::int[], $3::text[], $4::bigint[])
        as u(person_hash, year, family, limit_minor)
      left join mailport.annual_balance b using (person_hash, year, family)`;
    const pool = tappedPool(centre.pool, CONNECTIONS, (text, name) =>
      name === "lock-balances" ? unlocked : text,
    );
    const { site } = centre.ports;
    const masterKey = Buffer.alloc(32, 7);
    const now = () => centre.clock.at;
    const ports = makePorts({ pool, dataFolder: centre.folder, masterKey, site, now });
    const shop = centre.actors["shop"];
    if (shop === undefined) throw new Error("no shop");
    const send = (at: number): Promise<Result<unknown>> =>
      call(ports, lodgeDeclarations, shop, {
        declarations: [parcel(`CY${at}0000`, "110101199001010022", 5000)],
      });
    await send(99);
    const answers = await Promise.all(Array.from({ length: 24 }, (_, at) => send(at)));
    await pool.end();
    const rows = answers.flatMap((one) => (one.ok ? (one.value as Rows).rows : [])) as Lodged[];
    const fitting = rows.filter((row) => found(row).length === 0);
    expect(fitting.length * 500_000).toBeGreaterThan(YEAR_MINOR);
    await centre.pool.query(
      "delete from mailport.annual_balance where reserved_minor % 500000 = 0",
    );
  });
});

describe("what a shipment takes of its buyer's year", () => {
  const buyer = "110101199001010033";

  test("is used up by release, given back when the goods went back, with the tax", async () => {
    const before = await sums();
    const [row] = await lodge(parcel("YEARREL001", buyer, 2000));
    expect(await heldBy(row?.shipmentId)).toEqual({ reserved: 200_000, consumed: 0 });
    const code = "YEARREL001";
    await all(centre, "floor", "record-arrivals", { arrivals: [{ code }], place: "ARRIVAL-1" });
    await all(centre, "officer", "release-shipments", { releases: [{ code }] });
    expect(await heldBy(row?.shipmentId)).toEqual({ reserved: 0, consumed: 200_000 });
    const payments = [{ code, payer: "addressee", reference: "BANK-7" }];
    await all(centre, "officer", "record-payment", { payments });
    const back = { code, reason: "goods went back", reference: "REF-7", goodsReturned: true };
    const refunded = await all(centre, "senior", "refund-duty", { refunds: [back] });
    expect(refunded.rows[0]).toMatchObject({ dueMinor: "0" });
    expect(await heldBy(row?.shipmentId)).toEqual({ reserved: 0, consumed: 0 });
    expect(await sums()).toEqual([0, ...before]);
  });

  test("is given back by withdrawal and when it leaves by return", async () => {
    const [first, second] = await lodge(
      parcel("YEARGONE01", buyer, 4000),
      parcel("YEARGONE02", buyer, 4500),
    );
    const withdrawals = [{ code: "YEARGONE01", reason: "order cancelled" }];
    await all(centre, "shop", "withdraw-declarations", { withdrawals });
    expect(await heldBy(first?.shipmentId)).toEqual({ reserved: 0, consumed: 0 });
    const code = "YEARGONE02";
    await all(centre, "floor", "record-arrivals", { arrivals: [{ code }], place: "ARRIVAL-1" });
    const releases = [{ code, purpose: "return" }];
    await all(centre, "officer", "release-shipments", { releases });
    const exit = { exits: [{ code }], purpose: "return", destination: "AU" };
    await all(centre, "floor", "leave-centre", exit);
    expect(await heldBy(second?.shipmentId)).toEqual({ reserved: 0, consumed: 0 });
    expect(await lodge(parcel("YEARFULL01", buyer, 5000))).toMatchObject([{ row: 0 }]);
  });

  test("is given back when it moves under a rule book without a yearly limit, and taken again", async () => {
    const [row] = await lodge(parcel("YEARMOVE01", buyer, 1000));
    const change = (to: string) =>
      all(centre, "officer", "change-regime", {
        changes: [{ code: "YEARMOVE01", to, reason: "goods of trade" }],
      });
    await change("0110");
    expect(await heldBy(row?.shipmentId)).toEqual({ reserved: 0, consumed: 0 });
    await change("9610");
    expect(await heldBy(row?.shipmentId)).toEqual({ reserved: 100_000, consumed: 0 });
  });

  test("cannot be held without the buyer's number: the parcel is lodged and waits", async () => {
    const [row] = await lodge(parcel("YEARNOID01", undefined, 100));
    expect(row === undefined ? [] : found(row)).toEqual(["regime/identity-missing"]);
    expect(await heldBy(row?.shipmentId)).toBeNull();
  });

  test("is what the rows of balances say, and the record folds to itself", async () => {
    for (const { reserved, consumed, held } of await balances()) {
      expect(held).toBe(reserved + consumed);
    }
    expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  });

  test("canary: a balance or a duty that was changed beside its shipment is told by verify", async () => {
    await centre.pool.query(
      "update mailport.annual_balance set reserved_minor = reserved_minor + 1",
    );
    await centre.pool.query("update mailport.duty set paid_minor = paid_minor + 1");
    const { differences } = await centre.verify();
    const fields = new Set(differences.map(({ at }) => String(at.field).replace(/ [^ ]*$/, "")));
    const told = ["balance of person", "duty moved of shipment", "duty of shipment"];
    expect([...fields].sort()).toEqual(told);
  });
});
