/** Messages as the dialogue shows them, under row-level security: who waits for an answer, who is silent. */
import type { DialogueView, ListedMessage } from "#operations/ports-dialogue.ts";
import type { MessageState } from "#operations/ports-messages.ts";
import type { Ask } from "./found-items.ts";
import { numberOf, numberOrNull } from "./sql.ts";

const LISTED = `select m.message_id, m.name, m.format, m.profile, m.direction, m.state, m.rows_total,
    m.rows_done, m.rows_refused, m.findings_total, m.attempts, m.size_bytes, m.received_at, p.code,
    coalesce(d.waiting, 0), coalesce(d.silent, 0), d.due_at, coalesce(d.refused, 0)
  from mailport.message m
  left join mailport.partner p on p.partner_id = m.partner_id
  left join lateral (
    select count(g.due_at) filter (where g.answered_at is null) as waiting,
      count(g.silent_at) filter (where g.answered_at is null) as silent,
      min(g.due_at) filter (where g.answered_at is null) as due_at,
      count(*) filter (where g.state = 'refused') as refused
    from mailport.dialogue g
    where g.partner_id = m.partner_id and g.reference = m.interchange and g.reference <> '')
    d on m.direction = 'out'
  where (m.received_at, m.message_id) < ($1, $2::uuid)`;

const TO_FETCH = `select message_id, name, blob_hash, blob_key_id, size_bytes from mailport.message
  where direction = 'out' and state = 'to-fetch' and party_id = $1 order by message_id limit $2`;

const NOTHING_AFTER = [Number.MAX_SAFE_INTEGER, "ffffffff-ffff-ffff-ffff-ffffffffffff"] as const;

/** The dialogue part of a view. */
export function dialogueView(ask: Ask): DialogueView {
  return {
    async listedMessages({ after = NOTHING_AFTER, limit, ...filter }) {
      const values: unknown[] = [...after, limit];
      const asked = [
        ...equal(values, "m.direction", filter.direction),
        ...equal(values, "m.state", filter.state),
        ...equal(values, "m.format", filter.format),
        ...equal(values, "p.code", filter.partner),
        // What is inside a file is told with its file, but where somebody must do something about it.
        ...(filter.states === undefined ? ["m.file_id is null"] : []),
        ...toMend(values, filter.states, filter.brokenOffBefore),
        ...(filter.waiting === true ? ["d.waiting > 0"] : []),
        ...(filter.silent === true ? ["d.silent > 0"] : []),
      ];
      const where = asked.map((one) => ` and ${one}`).join("");
      const order = " order by m.received_at desc, m.message_id desc limit $3";
      return (await ask(`${LISTED}${where}${order}`, values)).map(listedOf);
    },
    async messagesToFetch(partyId, limit) {
      const found = await ask(TO_FETCH, [partyId, limit]);
      return found.map((row) => ({
        id: row[0] ?? "",
        name: row[1] ?? "",
        blobHash: row[2] ?? "",
        blobKeyId: row[3] ?? "",
        sizeBytes: numberOf(row[4] ?? null),
      }));
    },
  };
}

function equal(values: unknown[], column: string, wanted: string | undefined): readonly string[] {
  return wanted === undefined ? [] : [`${column} = $${values.push(wanted)}`];
}

function toMend(
  values: unknown[],
  states: readonly MessageState[] | undefined,
  brokenOffBefore = 0,
): readonly string[] {
  if (states === undefined) return [];
  const closed = `m.state = any($${values.push(states)})`;
  return [
    `(${closed} or m.state = 'received' and m.received_at < $${values.push(brokenOffBefore)})`,
  ];
}

function listedOf(row: readonly (string | null)[]): ListedMessage {
  return {
    messageId: row[0] ?? "",
    name: row[1] ?? "",
    format: row[2] ?? "",
    profile: row[3] ?? null,
    direction: row[4] as "in" | "out",
    state: row[5] as MessageState,
    rowsTotal: Number(row[6]),
    rowsDone: Number(row[7]),
    rowsRefused: Number(row[8]),
    findingsTotal: Number(row[9]),
    attempts: Number(row[10]),
    sizeBytes: numberOf(row[11] ?? null),
    receivedAt: numberOf(row[12] ?? null),
    partner: row[13] ?? null,
    waiting: Number(row[14]),
    silent: Number(row[15]),
    dueAt: numberOrNull(row[16] ?? null),
    refused: Number(row[17]),
  };
}
