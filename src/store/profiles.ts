/**
 * Imported message profiles as rows: which holds on a day, every revision there was, and the next one.
 * What a profile says is judged by the operations, never here.
 */
import type { PoolClient } from "pg";
import type { ProfileReader, ProfilesTx, StoredProfile } from "#operations/ports-profiles.ts";
import { numberOf, numberOrNull, run } from "./sql.ts";

type Row = readonly (string | null)[];
type Ask = (text: string, values: readonly unknown[]) => Promise<readonly Row[]>;

const COLUMNS = `partner, party_id, message, message_version, revision, until_revision, valid_from,
  valid_to, imported_at, imported_by, call_id, file_name, digest, body`;
/** Revisions listed at most. */
const LISTED = 1_000;

/** The part of a view or a transaction that reads profiles. */
export function profileReader(ask: Ask): ProfileReader {
  return {
    profilesOn: async (partner, on) => {
      const text = `select distinct on (partner, message, message_version) ${COLUMNS}
        from mailport.message_profile where partner in ('', $1)
        and coalesce(valid_from, '-infinity') <= $2 and coalesce(valid_to, 'infinity') >= $2
        order by partner desc, message, message_version desc, revision desc`;
      return (await ask(text, [partner ?? "", on])).map(profileOf);
    },
    storedProfiles: async (message) => {
      const only = message === undefined ? "" : "where message = $1";
      const text = `select ${COLUMNS} from mailport.message_profile ${only}
        order by message, message_version desc, partner, revision desc limit ${LISTED}`;
      return (await ask(text, message === undefined ? [] : [message])).map(profileOf);
    },
  };
}

/** The part of a transaction that keeps them. */
export function profilesTx(client: PoolClient): ProfilesTx {
  const ask: Ask = async (text, values) => {
    const query = { text, values: [...values], rowMode: "array" as const, types: AS_TEXT };
    return (await client.query(query)).rows as Row[];
  };
  return {
    ...profileReader(ask),
    lastProfile: async ({ partner, message, messageVersion }) => {
      const text = `select ${COLUMNS} from mailport.message_profile
        where partner = $1 and message = $2 and message_version = $3 and until_revision is null`;
      return (await ask(text, [partner ?? "", message, messageVersion])).map(profileOf)[0];
    },
    saveProfile: (profile) => saveProfile(client, profile),
  };
}

const AS_TEXT = { getTypeParser: () => (value: unknown) => value } as never;

async function saveProfile(
  client: PoolClient,
  one: Parameters<ProfilesTx["saveProfile"]>[0],
): Promise<void> {
  const key = [one.partner ?? "", one.message, one.messageVersion];
  await run(
    client,
    "end-profile",
    `update mailport.message_profile set until_revision = $4, valid_to = $5::date - 1
     where partner = $1 and message = $2 and message_version = $3 and until_revision is null`,
    [...key, one.revision, one.validFrom],
  );
  await run(
    client,
    "save-profile",
    `insert into mailport.message_profile (partner, message, message_version, party_id, revision,
       valid_from, imported_at, imported_by, call_id, file_name, digest, body)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...key,
      one.partyId,
      one.revision,
      one.validFrom,
      one.importedAt,
      one.importedBy,
      one.callId,
      one.fileName,
      one.digest,
      one.body,
    ],
  );
}

function profileOf(row: Row): StoredProfile {
  const text = (at: number): string => row[at] ?? "";
  const partner = text(0);
  return {
    partner: partner === "" ? null : partner,
    partyId: row[1] ?? null,
    message: text(2),
    messageVersion: text(3),
    revision: Number(row[4]),
    untilRevision: numberOrNull(row[5] ?? null),
    validFrom: row[6] ?? null,
    validTo: row[7] ?? null,
    importedAt: numberOf(row[8] ?? null),
    importedBy: text(9),
    callId: text(10),
    fileName: text(11),
    digest: text(12),
    body: text(13),
  };
}
