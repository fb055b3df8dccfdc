/** A centre whose customs put rules of their own in force, and what its tests ask of it. */
import { type Centre, openCentre } from "./centre.ts";
import { declaration, type Rows } from "./pieces.ts";

const HEADER =
  "rule,kind,streams,directions,action,level,parameters,owner,reason_en,reason_fr,reason_zh,valid_from,valid_to";
const DATES = "2026-01-01,2027-12-31";

/** A line of a file of rules: id, kind, action and parameters, in every channel. */
export type RuleLine = readonly [id: string, kind: string, action: string, parameters: string];

/** Puts a set of rules in force in place of the one before. */
export async function putRules(centre: Centre, rules: readonly RuleLine[]): Promise<void> {
  const lines = rules.map(([id, kind, action, parameters]) =>
    [id, kind, "*", "*", action, 1, parameters, "desk", `why ${id}`, "fr", "zh", DATES].join(","),
  );
  await importList(centre, "risk-rules", [HEADER, ...lines, ""].join("\n"));
}

/** Imports a list as the operator's administrator. */
export async function importList(centre: Centre, list: string, text: string): Promise<void> {
  const file = Buffer.from(text).toString("base64");
  const input = { list, name: `${list}.csv`, file, apply: true };
  const done = await centre.act<{ refused: number }>("manager", "import-codes", input);
  if (done.refused > 0) throw new Error(JSON.stringify(done));
}

export async function openRiskCentre(rules: readonly RuleLine[]): Promise<Centre> {
  const centre = await openCentre();
  await putRules(centre, rules);
  return centre;
}

/** A declaration to one recipient, known by phone and address. */
export function parcelTo(code: string, recipient: object, more: object = {}): object {
  return declaration(`D-${code}`, [code], {
    recipient: { name: "Li", countryCode: "CN", ...recipient },
    ...more,
  });
}

/** The rules that hit a piece's shipment, sorted. */
export async function rulesOf(centre: Centre, code: string): Promise<readonly string[]> {
  const found = await centre.pool.query<{ rule: string }>(
    `select h.rule from mailport.risk_hit h join mailport.item i using (shipment_id)
     join mailport.identifier n on n.subject_id = i.item_id
     where n.normalised = $1 order by 1`,
    [code],
  );
  return found.rows.map(({ rule }) => rule);
}

/** The verdict of one scan, with what else it was given. */
export async function verdictOf(centre: Centre, code: string, more: object = {}): Promise<unknown> {
  const scans = [{ code, ...more }];
  const answer = await centre.act<Rows>("floor", "record-scans", { scans, place: "ARRIVAL-1" });
  return answer.rows[0]?.["verdict"];
}
