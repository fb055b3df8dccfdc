/** The store on a pool of connections: transactions as the owner, views as a reader. */
import type { Pool, PoolClient } from "pg";
import { type Reader, Restart, type Store, type Tx } from "#operations/ports.ts";
import { accessTx } from "./access.ts";
import { addresseeTx } from "./addressee.ts";
import { balancesTx } from "./balances.ts";
import { callsTx } from "./calls.ts";
import { codesTx } from "./codes.ts";
import { dialogueTx } from "./dialogue.ts";
import { documentsTx } from "./documents.ts";
import { mergesTx } from "./merges.ts";
import { messagesTx } from "./messages.ts";
import { papersTx } from "./papers.ts";
import { profilesTx } from "./profiles.ts";
import { recordTx } from "./record.ts";
import { riskTx } from "./risk.ts";
import { viewOn } from "./view.ts";

/** SQLSTATE of what goes away when the call starts again: conflicts, deadlocks, lost races. */
const PASSING = new Set(["40001", "40P01", "23505", "55P03"]);

export function openStore(pool: Pool): Store {
  return {
    transaction: (work) => inTransaction(pool, "begin", (client) => work(txOn(client))),
    read: (reader, work) =>
      inTransaction(pool, "begin read only", async (client) => {
        await becomeReader(client, reader);
        return work(viewOn(client));
      }),
    readPublic: (work) =>
      inTransaction(pool, "begin read only", async (client) => {
        await client.query("set local role mailport_public");
        return work(viewOn(client));
      }),
  };
}

/** Everything a transaction can do, on one client. */
export function txOn(client: PoolClient): Tx {
  return {
    ...recordTx(client),
    ...accessTx(client),
    ...balancesTx(client),
    ...addresseeTx(client),
    ...codesTx(client),
    ...dialogueTx(client),
    ...documentsTx(client),
    ...mergesTx(client),
    ...messagesTx(client),
    ...papersTx(client),
    ...profilesTx(client),
    ...riskTx(client),
    ...callsTx(client),
  };
}

/** Reads from here on as one party; lasts until the transaction ends. */
export async function becomeReader(client: PoolClient, reader: Reader): Promise<void> {
  await client.query("set local role mailport_reader");
  await client.query(
    "select set_config('mailport.reader', $1, true), set_config('mailport.clearance', $2, true)",
    [reader.partyId, String(reader.clearance)],
  );
}

async function inTransaction<T>(
  pool: Pool,
  begin: string,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const value = await work(client);
    await client.query("commit");
    return value;
  } catch (thrown) {
    await client.query("rollback").catch((fault: Error) => {
      broken = fault;
    });
    throw passing(thrown) ? new Restart(String(thrown)) : thrown;
  } finally {
    client.release(broken);
  }
}

function passing(thrown: unknown): boolean {
  const code = (thrown as { code?: unknown } | null)?.code;
  return typeof code === "string" && PASSING.has(code);
}
