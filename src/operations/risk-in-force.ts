/**
 * The risk rules in force for a call, compiled once a version of their lists and a day, and whether a
 * list of denied parties is loaded. Without an imported set of rules none is in force.
 */
import { legalDay } from "#base/time.ts";
import { type RiskEngine, riskEngine } from "#domain/customs/risk/risk-engine.ts";
import { ruleOf } from "#domain/customs/risk/risk-rule.ts";
import type { CallContext } from "./define.ts";
import type { Ports, Tx } from "./ports.ts";

export type RiskInForce = {
  readonly engine: RiskEngine;
  /** Whether shipments wait for screening when they are lodged. */
  readonly screens: boolean;
};

const RULES = "risk-rules";
const VAGUE = "vague-words";
const BATTERY = "battery-words";
export const DENIED_LISTS = ["denied", "denied-alt"] as const;

/** One compiled set a store, under the versions and the day it is of. */
const compiled = new WeakMap<
  Ports["store"],
  { readonly of: string; readonly engine: RiskEngine }
>();

/** Asks for the versions once; reads and compiles only what changed. */
export async function riskInForce({ tx, ports, now }: CallContext): Promise<RiskInForce> {
  const versions = await tx.codeVersions([RULES, VAGUE, BATTERY, ...DENIED_LISTS]);
  const on = legalDay(now, ports.site.legalZone);
  const of = [on, ...[RULES, VAGUE, BATTERY].map((list) => versions.get(list) ?? 0)].join(" ");
  const before = compiled.get(ports.store);
  const screens = DENIED_LISTS.some((list) => versions.has(list));
  if (before?.of === of) return { engine: before.engine, screens };
  const rows = versions.has(RULES) ? await tx.codesInForce(RULES, on) : [];
  const words = {
    vague: versions.has(VAGUE) ? await wordsOf(tx, VAGUE, on) : null,
    battery: versions.has(BATTERY) ? await wordsOf(tx, BATTERY, on) : null,
  };
  const engine = riskEngine(
    rows.flatMap((row) => ruleOf(row) ?? []),
    words,
    on,
  );
  compiled.set(ports.store, { of, engine });
  return { engine, screens };
}

async function wordsOf(tx: Tx, list: string, on: string): Promise<readonly string[]> {
  return (await tx.codesInForce(list, on)).flatMap(({ names }) => names.en ?? []);
}
