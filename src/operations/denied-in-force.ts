/** The index of denied parties in force, built once a version of the lists and a day. */
import { legalDay } from "#base/time.ts";
import {
  type DeniedIndex,
  type DeniedName,
  deniedIndex,
} from "#domain/customs/risk/denied-names.ts";
import { codeList } from "#standards/codes/code-lists.ts";
import type { CallContext } from "./define.ts";
import type { Ports } from "./ports.ts";
import type { CodeInForce } from "./ports-risk.ts";
import { DENIED_LISTS } from "./risk-in-force.ts";

const built = new WeakMap<Ports["store"], { readonly of: string; readonly index: DeniedIndex }>();

/** Undefined where no list of denied parties is loaded. */
export async function deniedInForce({
  tx,
  ports,
  now,
}: CallContext): Promise<DeniedIndex | undefined> {
  const versions = await tx.codeVersions(DENIED_LISTS);
  if (versions.size === 0) return undefined;
  const on = legalDay(now, ports.site.legalZone);
  const of = [on, ...DENIED_LISTS.map((list) => versions.get(list) ?? 0)].join(" ");
  const before = built.get(ports.store);
  if (before?.of === of) return before.index;
  const parties = await tx.codesInForce(DENIED_LISTS[0], on);
  const others = await tx.codesInForce(DENIED_LISTS[1], on);
  const index = deniedIndex(namesOf(parties, others));
  built.set(ports.store, { of, index });
  return index;
}

/** Every name with what the list says of its party. */
function namesOf(
  parties: readonly CodeInForce[],
  others: readonly CodeInForce[],
): readonly DeniedName[] {
  const countries = countryNames();
  const known = new Map(
    parties.map(({ code, version, names, facts }) => {
      const stated = { type: facts["type"] ?? "", countries: nationalities(facts, countries) };
      return [code, { code, version, name: names.en ?? "", ...stated }] as const;
    }),
  );
  const further = others.map(({ code, version, names, facts }) => {
    const entity = facts["entity"] ?? code;
    const { type = "", countries: of = [] } = known.get(entity) ?? {};
    return { code: entity, version, name: names.en ?? "", type, countries: of };
  });
  return [...known.values(), ...further];
}

/** What remarks say of nationality, as `nationality Iran; citizen Iraq`. */
const NATIONALITY = /\b(?:nationality|citizen)\s+([A-Za-z][A-Za-z .'-]*)/g;

function nationalities(
  facts: Readonly<Record<string, string>>,
  countries: ReadonlyMap<string, string>,
): readonly string[] {
  const stated = Array.from((facts["remarks"] ?? "").matchAll(NATIONALITY), ([, name = ""]) =>
    countries.get(name.trim().replace(/\.$/, "").toLowerCase()),
  );
  return [...new Set(stated.filter((code) => code !== undefined))];
}

function countryNames(): ReadonlyMap<string, string> {
  const rows = codeList("countries")?.rows ?? [];
  return new Map(rows.map(({ code, names }) => [(names.en ?? "").toLowerCase(), code]));
}
