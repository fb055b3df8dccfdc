/**
 * What an arrival tally is made of: the parcels under a master bill by their waybills, which of them are
 * here, which are short, and which are over. Shared by the tally we send and those that others send.
 */
import type { Finding } from "#base/result.ts";
import type { CebDocument } from "#standards/ceb/values.ts";
import { readCode, subjectsOf } from "./find-subjects.ts";
import type { Tx } from "./ports.ts";
import type { StoredDocument } from "./ports-documents.ts";

/** Parcels of a bill, each once, in the order of their numbers. */
export type Counted = {
  /** Here, those over among them. */
  readonly parcels: readonly string[];
  /** Here, and under no waybill of the bill. */
  readonly over: readonly string[];
  /** Under the bill, and not here. */
  readonly short: readonly string[];
  /** Named by the caller, and nobody recorded its arrival. */
  readonly notArrived: readonly string[];
};

/** Counts what stands under a bill against what arrived; `named` are parcels that were seen. */
export async function countParcels(
  tx: Tx,
  waybills: readonly StoredDocument[],
  named: readonly string[],
): Promise<Counted> {
  const expected = new Set(waybills.map(({ number }) => number));
  const all = [...new Set([...expected, ...named])].sort();
  const subjects = await subjectsOf(
    tx,
    all.map((code) => readCode(code).normalised),
  );
  const isHere = (code: string): boolean =>
    (subjects.get(readCode(code).normalised) ?? []).some(
      ({ kind, itemStatus }) =>
        kind === "item" && (itemStatus === "present" || itemStatus === "left"),
    );
  const parcels = all.filter(isHere);
  return {
    parcels,
    over: parcels.filter((code) => !expected.has(code)),
    short: [...expected].filter((code) => !isHere(code)).sort(),
    notArrived: all.filter((code) => !expected.has(code) && !isHere(code)),
  };
}

/** What the dialogue keeps of a tally of ours, until it is written. */
export type KeptTally = {
  readonly head: CebDocument<"CEB711">["DeliveryHead"];
  readonly parcels: readonly string[];
};

/** The document of a tally of ours; undefined where the dialogue has none. */
export async function tallyDocument(
  tx: Tx,
  dialogueId: string,
): Promise<CebDocument<"CEB711"> | undefined> {
  const [row] = await tx.dialoguesById([dialogueId]);
  const tally = row?.facts["tally"] as KeptTally | undefined;
  if (tally === undefined) return undefined;
  const lines = tally.parcels.map((logisticsNo, at) => ({ gnum: String(at + 1), logisticsNo }));
  return { DeliveryHead: tally.head, DeliveryList: lines };
}

/** Codes that a finding names, the first. */
const SHOWN_CODES = 20;

/** What a tally says beside its parcels: each fact once, with the first codes. */
export function tallyFindings({
  over,
  short,
  notArrived = [],
}: Pick<Counted, "over" | "short"> & Partial<Pick<Counted, "notArrived">>): Finding[] {
  const facts = [
    ["tally/over", over],
    ["tally/short", short],
    ["tally/not-arrived", notArrived],
  ] as const;
  return facts.flatMap(([code, codes]): readonly Finding[] =>
    codes.length === 0
      ? []
      : [
          {
            code,
            severity: "warning",
            at: { field: "parcels" },
            found: codes.slice(0, SHOWN_CODES).join(" "),
            expected: String(codes.length),
          },
        ],
  );
}
