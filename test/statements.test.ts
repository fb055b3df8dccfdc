/**
 * How often commands turn to the database: a batch of many asks no more often than a batch of one.
 * What they answer is shown by the tests beside them.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore } from "#store/open.ts";
import { type DialogueBench, openDialogue } from "./ceb/dialogue-bench.ts";
import { order } from "./ceb/parcel-messages.ts";
import { declaration } from "./pieces.ts";
import { tappedPool } from "./tapped-pool.ts";

let bench: DialogueBench;
const sent: string[] = [];
beforeAll(async () => {
  bench = await openDialogue();
  const pool = tappedPool(bench.centre.pool, 4, (text) => {
    sent.push(text);
    return text;
  });
  ends.push(() => pool.end());
  Object.assign(bench.ports, { store: openStore(pool) });
}, 60_000);
const ends: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const end of ends) await end();
  await bench.close();
});

/** Statements of what is done that name a table, or all. */
async function asked(work: () => Promise<unknown>, table = ""): Promise<number> {
  sent.length = 0;
  await work();
  return sent.filter((text) => text.includes(table)).length;
}

const orders = (from: number, count: number): string =>
  bench.message(
    "CEB311",
    Array.from({ length: count }, (_, at) => order({ at: from + at })),
  );

test("law: a file of many orders writes its answers' rows as often as one of two", async () => {
  const dialogues = (text: string) => asked(() => bench.takeIn(bench.broker, text), "dialogue");
  const few = await dialogues(orders(101, 2));
  // Canary: what is asked is seen.
  expect(few).toBeGreaterThan(0);
  expect(await dialogues(orders(201, 40))).toBe(few);
  const kept = await bench.centre.pool.query(
    "select from mailport.dialogue where message = 'CEB311' and cardinality(readers) > 0",
  );
  expect(kept.rowCount).toBe(42);
});

test("law: many messages are acknowledged by as many statements as one", async () => {
  await bench.set("BROKER", { transport: "pull" });
  type Fetched = { readonly messages: readonly { readonly messageId: string }[] };
  const fetchable = async (numbers: readonly number[]): Promise<readonly string[]> => {
    for (const at of numbers) {
      await bench.takeIn(bench.broker, bench.message("CEB311", [order({ at })]));
      await bench.flush("BROKER");
    }
    const fetched = await bench.act<Fetched>(bench.broker, "fetch-messages", {});
    return fetched.messages.map(({ messageId }) => messageId);
  };
  const acknowledge = (messageIds: readonly string[]) =>
    bench.act(bench.broker, "acknowledge-messages", { messageIds });
  const counted = async (): Promise<number> =>
    (await bench.ports.store.transaction((tx) => tx.partners())).find(
      ({ code }) => code === "BROKER",
    )?.messagesOut ?? 0;
  const first = await fetchable([301]);
  const one = await asked(() => acknowledge(first));
  const before = await counted();
  const ids = await fetchable([302, 303, 304, 305, 306]);
  expect(ids.length).toBeGreaterThan(4);
  const [known] = first;
  const stranger = "00000000-0000-4000-8000-000000000000";
  const all = [stranger, ...ids, ...ids, known ?? ""];
  let answer: unknown;
  const many = await asked(async () => {
    answer = await acknowledge(all);
  });
  expect(many).toBe(one);
  expect(answer).toEqual({ acknowledged: ids.length + 1, unknown: [stranger] });
  expect(await counted()).toBe(before + ids.length);
  const left = await bench.centre.pool.query(
    "select state, attempts from mailport.message where message_id = any($1) group by 1, 2",
    [ids],
  );
  expect(left.rows).toEqual([{ state: "sent", attempts: 1 }]);
  const lines = await bench.centre.pool.query(
    "select from mailport.outbox where message_id = any($1) and state <> 'sent'",
    [ids],
  );
  expect(lines.rowCount).toBe(0);
});

test("law: many tallies are recorded by as many statements as one; one sent again is kept once", async () => {
  const tally = (at: number, statedAt = "20260921120000") => ({
    operator: "OTHER-OP",
    number: `MANY-${at}`,
    bill: `112-${at}`,
    carrier: "LOG-12",
    change: "new",
    statedAt,
    facts: {},
    parcels: ["P-1"],
  });
  type Told = {
    readonly rows: readonly {
      readonly revision: number;
      readonly findings: readonly { readonly code: string }[];
    }[];
  };
  const record = (tallies: readonly object[]): Promise<Told> =>
    bench.act(bench.broker, "record-tallies", { tallies });
  const told = async (...tallies: object[]): Promise<readonly string[]> =>
    (await record(tallies)).rows.map(
      ({ revision, findings }) => `${revision} ${findings.map(({ code }) => code).join()}`,
    );
  const one = await asked(() => record([tally(1)]));
  expect(await asked(() => record([2, 3, 4, 5, 6].map((at) => tally(at))))).toBe(one);
  expect(await told(tally(7), tally(7), tally(2), tally(3, "1"), tally(4, "3"))).toEqual([
    "1 tally/over",
    "1 document/kept-already,tally/over",
    "1 document/kept-already,tally/over",
    "1 document/older",
    "2 tally/over",
  ]);
  const kept = await bench.centre.pool.query(
    "select from mailport.document where kind = 'tally' and issuer = 'OTHER-OP'",
  );
  expect(kept.rowCount).toBe(8);
});

test("law: many are erased by as many statements as one, each person of every statement", async () => {
  type Rows = { readonly rows: readonly Readonly<Record<string, unknown>>[] };
  const reason = "asked by letter";
  const person = (name: string) => ({ name, phone: "13900000000", postcode: "1" });
  const lodged = async (numbers: readonly string[]): Promise<readonly object[]> => {
    const recipient = person("Same Person");
    const declarations = numbers.map((number) => declaration(number, [number], { recipient }));
    const { rows } = await bench.act<Rows>("post", "lodge-declarations", { declarations });
    const buyer = person("Buyer");
    const documents = numbers.flatMap((number) =>
      ["20260921080000", "20260921090000"].map((statedAt) => {
        const key = { kind: "order", issuer: "SHOP-1", number };
        return { ...key, change: "new", statedAt, facts: {}, persons: { buyer } };
      }),
    );
    await bench.act("post", "keep-documents", { documents });
    return [
      ...rows.map(({ declarationId }) => ({ declarationId, reason })),
      ...numbers.map((number) => ({
        document: { kind: "order", issuer: "SHOP-1", number },
        reason,
      })),
    ];
  };
  const erase = (erasures: readonly object[]): Promise<Rows> =>
    bench.act("manager", "erase-persons", { erasures });
  const few = await lodged(["ERASED00001"]);
  const one = await asked(() => erase(few));
  const many = await lodged(["ERASED00002", "ERASED00003", "ERASED00004"]);
  const nowhere = { document: { kind: "order", issuer: "SHOP-1", number: "NONE" }, reason };
  let answer: Rows = { rows: [] };
  const more = await asked(async () => {
    answer = await erase([...many, nowhere]);
  });
  expect(more).toBe(one);
  expect(answer.rows.map((row) => row["persons"] ?? row["refusal"])).toEqual([
    2,
    2,
    2,
    2,
    2,
    2,
    { code: "document/not-found" },
  ]);
  const left = await bench.centre.pool.query(
    `select from mailport.vault v where erased_at is null and (phone_hash is not null)
       and v.declaration_id in (select declaration_id from mailport.declaration where number like 'ERASED%')`,
  );
  expect(left.rowCount).toBe(0);
  const journal = await bench.centre.pool.query("select from mailport.erasure");
  expect(journal.rowCount).toBe(16);
});

test("law: what is due at once frees the codes of many pieces by one statement", async () => {
  const codes = ["FREED00001", "FREED00002", "FREED00003", "FREED00004"];
  const declarations = codes.map((code) => declaration(`D-${code}`, [code]));
  await bench.act("post", "lodge-declarations", { declarations });
  const freed = async (): Promise<number | null> =>
    (
      await bench.centre.pool.query(
        "select from mailport.identifier where normalised = any($1) and freed_at is not null",
        [codes],
      )
    ).rowCount;
  expect(await freed()).toBe(0);
  const times: number[] = [];
  for (let turn = 0; turn < 12 && (await freed()) === 0; turn += 1) {
    bench.centre.clock.at += 90 * 86_400_000;
    const due = () => bench.act("system", "do-what-is-due", {});
    times.push(await asked(due, "set freed_at"));
  }
  expect(await freed()).toBe(codes.length);
  expect(times.at(-1)).toBe(1);
});
