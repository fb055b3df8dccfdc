/**
 * The audit chain of a site: committed calls get a gap-free position and a hash over the hash
 * before and their own row, block by block. Verifying recomputes all of it and lists what differs.
 * It cannot see a tail that was cut off whole: that needs a head kept elsewhere.
 */
import { hash } from "node:crypto";
import type pg from "pg";
import { type Finding, present } from "#base/result.ts";

/** Calls in one block at most; a backlog takes several blocks. */
export const BLOCK_LIMIT = 1000;
/** What the first call of a site is chained to. */
export const CHAIN_START = "0".repeat(64);
/** First part of the advisory lock that lets one sealer at a time work on a site. */
const SEALER_LOCK = 7_305_004;
/** Rows read at once while verifying. */
const VERIFY_PAGE = 5000;

/** An audit row as the chain sees it; instants are text, as the driver gives them. */
type ChainedRow = {
  readonly call_id: string;
  readonly site: string;
  readonly operation: string;
  readonly actor: string;
  readonly party_id: string | null;
  readonly device: string | null;
  readonly called_at: string;
  readonly input_hash: string;
  readonly rows_given: number;
  readonly rows_done: number;
  readonly rows_refused: number;
  readonly refusal: string | null;
  readonly idempotency_key: string | null;
  readonly answer_to: string | null;
};

type Block = {
  readonly site: string;
  readonly first_position: string;
  readonly last_position: string;
  readonly sealed_at: string;
  readonly previous_hash: string;
  readonly hash: string;
};

const COLUMNS = `c.call_id, c.site, c.operation, c.actor, c.party_id, c.device, c.called_at,
  c.input_hash, c.rows_given, c.rows_done, c.rows_refused, c.refusal, c.idempotency_key,
  c.answer_to`;

const HEAD = `select site, first_position, last_position, sealed_at, previous_hash, hash
  from mailport.seal_block where site = $1 order by last_position desc limit 1`;

const WAITING = `select ${COLUMNS} from mailport.call_unsealed u
  join mailport.call c using (call_id) where u.site = $1 order by u.call_id limit ${BLOCK_LIMIT}`;

const PLACE = `insert into mailport.call_position (site, position, call_id, hash)
  select $1, n.position, n.call_id, n.hash
    from unnest($2::bigint[], $3::uuid[], $4::text[]) as n (position, call_id, hash)`;

const CLOSE = `insert into mailport.seal_block
    (site, first_position, last_position, sealed_at, previous_hash, hash)
  values ($1, $2, $3, $4, $5, $6)`;

/**
 * Seals one block of what is committed and waiting; gives how many calls it placed. Zero when none
 * waits or when another sealer is at work on this site.
 */
export async function sealOnce(pool: pg.Pool, site: string, now: number): Promise<number> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const placed = await sealBlock(client, site, now);
    await client.query("commit");
    return placed;
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    // A client that failed may be in any state: the pool makes a new one.
    client.release(broken);
  }
}

/**
 * Seals all that waits, of every site; gives how many calls it placed. What another sealer is at work
 * on is left to it.
 */
export async function sealAll(pool: pg.Pool, now: number): Promise<number> {
  const waiting = "select distinct site from mailport.call_unsealed order by site";
  const { rows } = await pool.query<{ site: string }>(waiting);
  let total = 0;
  for (const { site } of rows) {
    let placed = await sealOnce(pool, site, now);
    while (placed > 0) {
      total += placed;
      placed = await sealOnce(pool, site, now);
    }
  }
  return total;
}

async function sealBlock(client: pg.PoolClient, site: string, now: number): Promise<number> {
  const lock = "select pg_try_advisory_xact_lock($1, hashtext($2)) as mine";
  const locked = await client.query<{ mine: boolean }>(lock, [SEALER_LOCK, site]);
  if (locked.rows[0]?.mine !== true) return 0;
  const { rows } = await client.query<ChainedRow>(WAITING, [site]);
  if (rows.length === 0) return 0;
  const [head] = (await client.query<Block>(HEAD, [site])).rows;
  const previous = head?.hash ?? CHAIN_START;
  const first = Number(head?.last_position ?? 0) + 1;
  const hashes = chain(previous, rows);
  const ids = rows.map((row) => row.call_id);
  const positions = rows.map((_row, index) => first + index);
  const block = { site, first, last: first + rows.length - 1, sealedAt: now, previous };
  const closing = blockHash(block, present(hashes.at(-1), "a block has calls"));
  await client.query(PLACE, [site, positions, ids, hashes]);
  await client.query(CLOSE, [site, block.first, block.last, now, previous, closing]);
  await client.query("delete from mailport.call_unsealed where call_id = any($1)", [ids]);
  return rows.length;
}

/** The hash of every row in turn, each over the one before it. */
function chain(previous: string, rows: readonly ChainedRow[]): string[] {
  let last = previous;
  return rows.map((row) => {
    last = rowHash(last, row);
    return last;
  });
}

/** Fields in a fixed order with the version of this text first; a new column makes version 2. */
function rowHash(previous: string, row: ChainedRow): string {
  const text = JSON.stringify([
    1,
    previous,
    row.call_id,
    row.site,
    row.operation,
    row.actor,
    row.party_id,
    row.device,
    row.called_at,
    row.input_hash,
    row.rows_given,
    row.rows_done,
    row.rows_refused,
    row.refusal,
    row.idempotency_key,
    row.answer_to,
  ]);
  return hash("sha256", text);
}

type BlockFacts = {
  readonly site: string;
  readonly first: number;
  readonly last: number;
  readonly sealedAt: number;
  readonly previous: string;
};

function blockHash(block: BlockFacts, lastRow: string): string {
  const { site, first, last, sealedAt, previous } = block;
  return hash("sha256", JSON.stringify([1, site, first, last, sealedAt, previous, lastRow]));
}

/** What a verification counted, and everything that is not as it was sealed. */
export type ChainReport = {
  readonly calls: number;
  readonly blocks: number;
  readonly waiting: number;
  readonly findings: readonly Finding[];
};

/**
 * Recomputes the chain of a site. Findings: `audit/row-changed`, `audit/row-missing`,
 * `audit/position-gap`, `audit/block-changed`, `audit/call-unchained`, each with its position.
 * Run it in a repeatable-read transaction where calls go on meanwhile.
 */
export async function verifyChain(
  client: pg.PoolClient | pg.Client,
  site: string,
): Promise<ChainReport> {
  const findings: Finding[] = [];
  let previous = CHAIN_START;
  let position = 0;
  const { rows: blocks } = await client.query<Block>(
    `select site, first_position, last_position, sealed_at, previous_hash, hash
       from mailport.seal_block where site = $1 order by last_position`,
    [site],
  );
  for (const block of blocks) {
    if (Number(block.first_position) !== position + 1) {
      findings.push(fault("audit/position-gap", position + 1, block.first_position));
    }
    findings.push(...(await verifyBlock(client, block, previous)));
    previous = block.hash;
    position = Number(block.last_position);
  }
  const rest = await verifyRest(client, site, position);
  findings.push(...rest.findings);
  return { calls: position, blocks: blocks.length, waiting: rest.waiting, findings };
}

type PlacedRow = ChainedRow & { readonly position: string; readonly placed_hash: string };

async function verifyBlock(
  client: pg.PoolClient | pg.Client,
  block: Block,
  previous: string,
): Promise<Finding[]> {
  const [first, last] = [Number(block.first_position), Number(block.last_position)];
  const findings: Finding[] = [];
  let hashBefore = previous;
  for (let from = first; from <= last; from += VERIFY_PAGE) {
    const to = Math.min(from + VERIFY_PAGE - 1, last);
    const { rows } = await client.query<PlacedRow>(
      `select p.position, p.hash as placed_hash, ${COLUMNS} from mailport.call_position p
         left join mailport.call c using (call_id)
        where p.site = $1 and p.position between $2 and $3 order by p.position`,
      [block.site, from, to],
    );
    const page = verifyRows(rows, from, to, hashBefore);
    findings.push(...page.findings);
    hashBefore = page.last;
  }
  const facts = { site: block.site, first, last, sealedAt: Number(block.sealed_at), previous };
  if (block.previous_hash !== previous || block.hash !== blockHash(facts, hashBefore)) {
    findings.push(fault("audit/block-changed", last, block.hash));
  }
  return findings;
}

/** Goes on from the hash that was kept, so that one changed row is one finding. */
function verifyRows(
  rows: readonly PlacedRow[],
  from: number,
  to: number,
  previous: string,
): { readonly findings: readonly Finding[]; readonly last: string } {
  const findings: Finding[] = [];
  const found = new Map(rows.map((row) => [Number(row.position), row]));
  let last = previous;
  for (let position = from; position <= to; position += 1) {
    const row = found.get(position);
    if (row === undefined) {
      findings.push(fault("audit/position-gap", position, undefined));
      continue;
    }
    if (row.call_id === null) findings.push(fault("audit/row-missing", position, undefined));
    else if (rowHash(last, row) !== row.placed_hash) {
      findings.push(fault("audit/row-changed", position, row.call_id));
    }
    last = row.placed_hash;
  }
  return { findings, last };
}

/** Positions after the last block, and calls that are neither placed nor waiting. */
async function verifyRest(
  client: pg.PoolClient | pg.Client,
  site: string,
  last: number,
): Promise<{ readonly findings: readonly Finding[]; readonly waiting: number }> {
  const beyond = await client.query<{ position: string; call_id: string }>(
    `select position, call_id from mailport.call_position
      where site = $1 and (position > $2 or position < 1) order by position limit 100`,
    [site, last],
  );
  const unchained = await client.query<{ call_id: string }>(
    `select c.call_id from mailport.call c
      where c.site = $1
        and not exists (select from mailport.call_position p where p.call_id = c.call_id)
        and not exists (select from mailport.call_unsealed u where u.call_id = c.call_id)
      limit 100`,
    [site],
  );
  const waiting = await client.query<{ count: number }>(
    "select count(*)::int as count from mailport.call_unsealed where site = $1",
    [site],
  );
  const findings = [
    ...beyond.rows.map((row) => fault("audit/block-changed", Number(row.position), row.call_id)),
    ...unchained.rows.map((row) => fault("audit/call-unchained", undefined, row.call_id)),
  ];
  return { findings, waiting: waiting.rows[0]?.count ?? 0 };
}

function fault(code: string, position: number | undefined, found: string | undefined): Finding {
  const at = position === undefined ? {} : { row: position };
  return { code, severity: "error", at, ...(found === undefined ? {} : { found }) };
}
