/** Customs rates for a test centre: without them no rule book can value goods of another currency. */
import { readFileSync } from "node:fs";
import { call } from "#operations/call.ts";
import type { Actor } from "#operations/define.ts";
import { importCodes } from "#operations/import-codes.ts";
import type { Ports } from "#operations/ports.ts";

/** Imports the example's rates, as an administrator. */
export async function importRates(ports: Ports, manager: Actor | undefined): Promise<void> {
  if (manager === undefined) throw new Error("nobody manages the centre");
  const file = readFileSync("examples/customs-rates.csv").toString("base64");
  const input = { list: "customs-rates", name: "customs-rates.csv", file, apply: true };
  const imported = await call(ports, importCodes, manager, input);
  if (!imported.ok) throw new Error(JSON.stringify(imported.refusal));
}
