/** Addressees' one-time codes and the ways to pay as rows. What a code opens, the operations decide. */
import type { PoolClient } from "pg";
import type { AddresseeCode } from "#domain/items/addressee-code.ts";
import type { AddresseeTx, PaymentWay } from "#operations/ports-addressee.ts";
import { numberOf, numberOrNull, plainArray, rows, run } from "./sql.ts";

const CODES = `select item_id, code_hash, party_id, issued_at, ends_at, failures, locked_at, used_at
  from mailport.addressee_code where item_id = any($1::uuid[]) order by item_id for update`;

const SAVE_CODE = `insert into mailport.addressee_code
    (item_id, code_hash, party_id, issued_at, ends_at, failures, locked_at, used_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict (item_id) do update set code_hash = excluded.code_hash, party_id = excluded.party_id,
    issued_at = excluded.issued_at, ends_at = excluded.ends_at, failures = excluded.failures,
    locked_at = excluded.locked_at, used_at = excluded.used_at`;

const WAYS = "select way, texts from mailport.payment_way where site = $1 order by way desc";
const SAVE_WAY = "insert into mailport.payment_way (site, way, texts) values ($1, $2, $3)";

/** The addressee's part of a transaction on this client. */
export function addresseeTx(client: PoolClient): AddresseeTx {
  return {
    async addresseeCodes(itemIds) {
      const found = await rows(client, "addressee-codes", CODES, [plainArray(itemIds)]);
      return found.map(codeOf);
    },
    async saveAddresseeCode(code) {
      const { itemId, hash, partyId, issuedAt, endsAt, failures, lockedAt, usedAt } = code;
      const values = [itemId, hash, partyId, issuedAt, endsAt, failures, lockedAt, usedAt];
      await run(client, "save-addressee-code", SAVE_CODE, values);
    },
    async paymentWays(site) {
      const found = await rows(client, "payment-ways", WAYS, [site]);
      return found.map(([way, texts]) => ({
        way: way as PaymentWay["way"],
        texts: JSON.parse(texts ?? "{}") as PaymentWay["texts"],
      }));
    },
    async savePaymentWays(site, ways) {
      await run(client, "drop-ways", "delete from mailport.payment_way where site = $1", [site]);
      for (const { way, texts } of ways) {
        await run(client, "save-way", SAVE_WAY, [site, way, JSON.stringify(texts)]);
      }
    },
  };
}

function codeOf(row: readonly (string | null)[]): AddresseeCode {
  const [itemId, hash, partyId, issuedAt, endsAt, failures, lockedAt, usedAt] = row;
  return {
    itemId: itemId ?? "",
    hash: hash ?? "",
    partyId: partyId ?? "",
    issuedAt: numberOf(issuedAt ?? null),
    endsAt: numberOf(endsAt ?? null),
    failures: numberOf(failures ?? null),
    lockedAt: numberOrNull(lockedAt ?? null),
    usedAt: numberOrNull(usedAt ?? null),
  };
}
