/**
 * Cancels import lists before their release (CEB623). A list that went on to customs is withdrawn once
 * customs says so; any other is withdrawn at once, and gives back what it took of its buyer's year.
 */
import { type Static, Type } from "typebox";
import type { Finding, Refusal } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import {
  answered,
  answerSchema,
  BATCH_LIMIT,
  batchCounts,
  type Row,
  type RowAnswer,
  rowsSchema,
  sortRows,
} from "./batch.ts";
import { LIST } from "./ceb-find.ts";
import { customsOfLists } from "./ceb-work.ts";
import { isOfCentre } from "./centre-parties.ts";
import { type CallContext, command } from "./define.ts";
import type { Dialogue } from "./ports-dialogue.ts";
import { CodeSchema, ReasonSchema, RowMessageSchema, rowMembers, UuidSchema } from "./schemas.ts";
import { decisionTargets } from "./state-decision.ts";
import { withdrawRows } from "./withdraw-declarations.ts";

const CancelRow = Type.Object(
  {
    code: Type.Unsafe<string>({ ...CodeSchema, description: "The parcel's number." }),
    invtNo: Type.Optional(
      Type.String({ maxLength: 18, description: "Customs' number of the list." }),
    ),
    reason: ReasonSchema,
    messageId: RowMessageSchema,
  },
  { additionalProperties: false },
);
type Cancel = Static<typeof CancelRow>;

const batch = { field: "cancels", row: CancelRow, max: BATCH_LIMIT };

export const cancelLists = command({
  name: "cancel-lists",
  sentence: "Cancels import lists before their release, by customs where they went on to it.",
  roles: ["declarant", "clerk", "system"],
  input: Type.Object(
    { cancels: rowsSchema("Lists to cancel."), messageId: Type.Optional(UuidSchema) },
    { additionalProperties: false },
  ),
  output: answerSchema(
    Type.Object({
      ...rowMembers,
      declarationIds: Type.Optional(Type.Array(UuidSchema)),
      awaitsCustoms: Type.Optional(
        Type.Boolean({ description: "It stands until customs answers." }),
      ),
    }),
  ),
  batch,
  counts: batchCounts,
  handler: async (context, input) => {
    const sorted = sortRows<Cancel>(batch, input.cancels as unknown[]);
    const answers: Answer[] = sorted.answers;
    const sent = await sentLists(context, sorted.rows);
    const here: Row<Cancel>[] = [];
    for (const row of sorted.rows) {
      const list = sent.get(row);
      if (list === undefined) here.push(row);
      else answers.push(await awaitCustoms(context, row.row, list));
    }
    const withdrawn = await withdrawRows(
      context,
      here.map(({ row, value: { code, reason } }) => ({ row, value: { code, reason } })),
    );
    return answered([...answers, ...withdrawn]);
  },
});

type Answer = RowAnswer & {
  readonly declarationIds?: readonly Id[];
  readonly awaitsCustoms?: boolean;
};

/** Lists of these that customs has: by its number, or by the parcel where the number is of none. */
async function sentLists(
  { tx }: CallContext,
  rows: readonly Row<Cancel>[],
): Promise<ReadonlyMap<Row<Cancel>, Dialogue>> {
  const customs = customsOfLists(await tx.cebPartners());
  if (customs === undefined || rows.length === 0) return new Map();
  const isAsked = (one: Dialogue): boolean =>
    one.side === "ours" && one.message === LIST && one.partnerId === customs.partnerId;
  const numbers = rows.flatMap(({ value }) => value.invtNo ?? []);
  const numbered = (await tx.dialoguesInvt(customs.partnerId, numbers)).filter(isAsked);
  const named = rows.map(({ value }) => value);
  const targets = await decisionTargets(tx, named);
  const shipments = [...targets.values()].map(({ id }) => id);
  const open = (await tx.dialoguesOf(shipments)).filter(
    (one) => isAsked(one) && AT_CUSTOMS.has(one.state),
  );
  return new Map(
    rows.flatMap((row): readonly [Row<Cancel>, Dialogue][] => {
      const { invtNo } = row.value;
      const parcel = targets.get(row.value)?.id;
      const list =
        numbered.find((one) => invtNo !== undefined && one.invtNo === invtNo) ??
        open.find(({ shipmentId }) => parcel !== undefined && shipmentId === parcel);
      return list === undefined ? [] : [[row, list]];
    }),
  );
}

/** Sent to customs and not returned by it. */
const AT_CUSTOMS: ReadonlySet<string> = new Set(["waiting", "answered"]);

const RELEASED: ReadonlySet<string> = new Set(["800", "899"]);

/** Nothing is withdrawn before customs agrees; what is released is returned, not cancelled. */
async function awaitCustoms(context: CallContext, row: number, list: Dialogue): Promise<Answer> {
  const refusal = (code: string): Refusal => ({ code, facts: { found: list.number } });
  if (list.partyId !== context.actor.partyId && !isOfCentre(context))
    return { row, refusal: refusal("declaration/not-found") };
  if (list.state === "withdrawn") return { row, refusal: refusal("declaration/withdrawn-already") };
  if (RELEASED.has(list.status ?? "")) return { row, refusal: refusal("declaration/released") };
  const finding: Finding = {
    code: "ceb/cancel-asked",
    severity: "info",
    at: { field: "invtNo" },
    found: list.invtNo ?? list.number,
  };
  return { row, awaitsCustoms: true, findings: [finding] };
}
