/**
 * Positions that tables have in common, each made with the name of its value. They are the data of the
 * profile language, nothing more; compositions of segments are those of UN/EDIFACT D.96A.
 */
import type { Identity, Position } from "./profile.ts";

type Least = 0 | 1;
type Keyed<K extends string, F> = { readonly [P in K]: F };

/**
 * What UNH may carry of a UPU message, as is assumed: agency UP (this one is written) or UPU, its own
 * name in the UN directory D.96A, or the name of the base with the message's own in BGM (1000).
 */
export function upuIdentities(
  message: string,
  version: string,
  release: string,
  base: "IFCSUM" | "IFTSTA",
): readonly [Identity, ...Identity[]] {
  const un = { version: "D", release: "96A", agency: "UN" };
  return [
    { type: message, version, release, agency: "UP" },
    { type: message, version, release, agency: "UPU" },
    { type: message, ...un },
    { type: base, ...un, bgm: { element: 0, component: 3, is: message } },
  ];
}

/** `DTM+qualifier:time:format` (C507), at most once. */
export function dtm<const K extends string, const M extends Least>(
  min: M,
  qualifier: string,
  key: K,
) {
  const field = { element: 0, component: 1, kind: "time", max: 35, required: true } as const;
  return single("DTM", min, qualifier, key, field);
}

/** The day that code lists are asked for: `DTM+137`, when the message was prepared. */
export function preparedAt() {
  const field = {
    element: 0,
    component: 1,
    kind: "time",
    max: 35,
    required: true,
    dates: true,
  } as const;
  return single("DTM", 1, "137", "preparedAt", field);
}

/** `BGM+:::message+document+function`: 1000 names the message; 9 original, 5 replacement, 1 cancellation. */
export function bgm<const K extends string, const I extends "an" | "s8">(
  message: string,
  key: K,
  kind: I,
) {
  const field = { element: 1, kind, max: 35, required: true } as const;
  const what = { element: 2, kind: "code", max: 3, oneOf: ["9", "5", "1"] } as const;
  return {
    tag: "BGM",
    min: 1,
    max: 1,
    fixed: [{ element: 0, component: 3, text: message }],
    fields: { [key]: field, function: what } as Keyed<K, typeof field> & {
      readonly function: typeof what;
    },
  } as const satisfies Position;
}

/** `EQD+kind+identifier` with its seals: unit load devices, pallets, rail containers. */
export function containers() {
  return {
    tag: "EQD",
    min: 0,
    max: 99,
    fields: {
      kind: { element: 0, kind: "code", max: 3, required: true },
      id: { element: 1, kind: "an", max: 17, required: true },
    },
    group: { name: "containers", many: true, children: [seals(9)] },
  } as const satisfies Position;
}

/** `GID+n+1:type` for each receptacle (C213), with the segments of its group that are given. */
export function receptacles<const N extends number, const C extends readonly Position[]>(
  max: N,
  children: C,
) {
  return {
    tag: "GID",
    min: 0,
    max,
    when: [{ element: 1, is: "1" }],
    fields: {
      number: { element: 0, kind: "sequence", max: 5 },
      type: { element: 1, component: 1, kind: "code", max: 17, codes: "receptacle-types" },
    },
    group: { name: "receptacles", many: true, children },
  } as const satisfies Position;
}

/** `CNI+n+document` for each of the list `name`, with the segments of its group that are given. */
export function consignments<
  const N extends string,
  const K extends string,
  const I extends "an" | "s8",
  const C extends readonly Position[],
>(name: N, key: K, kind: I, children: C) {
  const field = {
    element: 1,
    kind,
    max: 35,
    required: true,
    ...(kind === "s8" ? { codes: "impc" } : {}),
  } as { readonly element: 1; readonly kind: I; readonly max: 35; readonly required: true };
  const running = { element: 0, kind: "sequence", max: 4 } as const;
  return {
    tag: "CNI",
    min: 1,
    max: 999,
    fields: { sequence: running, [key]: field } as Keyed<K, typeof field> & {
      readonly sequence: typeof running;
    },
    group: { name, many: true, children },
  } as const satisfies Position;
}

/** `STS++status+reason` (IFTSTA) for each of the list `statuses`, with the segments that are given. */
export function statuses<const F extends object, const C extends readonly Position[]>(
  status: F,
  children: C,
) {
  const fields = {
    status: { element: 1, kind: "code", max: 3, required: true, ...status },
    reason: { element: 2, kind: "code", max: 3 },
  } as const;
  return {
    tag: "STS",
    min: 1,
    max: 99,
    fields,
    group: { name: "statuses", many: true, children },
  } as const;
}

/** `CNT+qualifier:number` (C270): how many there are in all. */
export function cnt<const K extends string>(qualifier: string, key: K) {
  const field = { element: 0, component: 1, kind: "integer", max: 8, required: true } as const;
  return single("CNT", 0, qualifier, key, field);
}

/** `CNT+7:weight:unit` (C270): total gross weight. */
export function cntWeight<const K extends string>(key: K) {
  const field = {
    element: 0,
    component: 1,
    unit: 2,
    kind: "measure",
    max: 15,
    required: true,
  } as const;
  return single("CNT", 0, "7", key, field);
}

/** `LOC+qualifier+place` (C517), at most once. */
export function loc<const K extends string>(qualifier: string, key: K) {
  const field = { element: 1, kind: "an", max: 25, required: true } as const;
  return single("LOC", 0, qualifier, key, field);
}

/** `LOC+qualifier+code` of a list. */
export function locCode<const K extends string, const L extends string>(
  qualifier: string,
  key: K,
  codes: L,
) {
  const field = { element: 1, kind: "code", max: 25, required: true, codes } as const;
  return single("LOC", 0, qualifier, key, field);
}

/** `MOA+qualifier:amount:currency` (C516). */
export function moa<const K extends string>(qualifier: string, key: K) {
  const field = {
    element: 0,
    component: 1,
    unit: 2,
    kind: "measure",
    max: 15,
    required: true,
    codes: "currencies",
  } as const;
  return single("MOA", 0, qualifier, key, field);
}

/** `MEA+AAE+G+unit:weight` (C502, C174): gross weight. */
export function mea<const K extends string>(key: K) {
  const field = {
    element: 2,
    component: 1,
    unit: 0,
    kind: "measure",
    max: 15,
    required: true,
  } as const;
  return {
    tag: "MEA",
    min: 0,
    max: 1,
    when: [{ element: 1, is: "G" }],
    fixed: [{ element: 0, text: "AAE" }],
    fields: { [key]: field } as Keyed<K, typeof field>,
  } as const satisfies Position;
}

/** `RFF+qualifier:reference` (C506), at most once. */
export function rff<const K extends string, const I extends "an" | "s8" | "s9" = "an">(
  qualifier: string,
  key: K,
  kind?: I,
) {
  const field = { element: 0, component: 1, kind: kind ?? "an", max: 35, required: true } as const;
  return single("RFF", 0, qualifier, key, field);
}

/** `FTX+subject+++text:text:…` (C108): five lines of 70. */
export function ftx<const K extends string>(subject: string, key: K) {
  const field = { element: 3, kind: "lines", count: 5, max: 70, required: true } as const;
  return single("FTX", 0, subject, key, field);
}

/** `FTX+subject++code` (C107). */
export function ftxCode<const K extends string>(subject: string, key: K) {
  const field = { element: 2, kind: "code", max: 17, required: true } as const;
  return single("FTX", 0, subject, key, field);
}

/** `NAD+qualifier+operator` (C082): a post by its operator code. */
export function nadOperator<const K extends string>(qualifier: string, key: K) {
  const field = { element: 1, kind: "code", max: 35, required: true, codes: "operators" } as const;
  return single("NAD", 0, qualifier, key, field);
}

/** `NAD+qualifier+identifier` (C082). */
export function nad<const K extends string>(qualifier: string, key: K) {
  const field = { element: 1, kind: "an", max: 35, required: true } as const;
  return single("NAD", 0, qualifier, key, field);
}

/** `NAD+qualifier+++name` (C080): a person or firm by its name, up to five lines. */
export function nadName<const K extends string>(qualifier: string, key: K) {
  const field = { element: 3, kind: "lines", count: 5, max: 35, required: true } as const;
  return single("NAD", 0, qualifier, key, field);
}

/** `HAN+code` (C524): handling class. */
export function han<const K extends string>(key: K) {
  const field = {
    element: 0,
    kind: "code",
    max: 3,
    required: true,
    codes: "handling-classes",
  } as const;
  return plain("HAN", key, field);
}

/** `GDS+code` (C703): nature of the goods, by a list. */
export function gds<const K extends string, const L extends string>(key: K, codes: L) {
  const field = { element: 0, kind: "code", max: 3, required: true, codes } as const;
  return plain("GDS", key, field);
}

/** `SEL+number`, each a value `{ number }` of the list `seals`. */
export function seals<const M extends number>(max: M) {
  return {
    tag: "SEL",
    min: 0,
    max,
    fields: { number: { element: 0, kind: "an", max: 10, required: true } },
    group: { name: "seals", many: true, children: [] },
  } as const satisfies Position;
}

/** `PCI+24` and `GIN+ML+identifier` (C208): what is marked on a piece of mail. */
export function marked<const K extends string, const I extends "s9" | "s10", const M extends Least>(
  min: M,
  key: K,
  kind: I,
) {
  const field = identifier(kind);
  const gin = {
    tag: "GIN",
    min: 1,
    max: 1,
    when: [{ element: 0, is: "ML" }],
    fields: { [key]: field } as Keyed<K, typeof field>,
  } as const satisfies Position;
  return {
    tag: "PCI",
    min,
    max: 1,
    when: [{ element: 0, is: "24" }],
    group: { children: [gin] },
  } as const satisfies Position;
}

/** A leg: `TDT+stage+conveyance+mode++carrier` with `LOC+9`, `LOC+11` and the times given. */
export function leg<const C extends readonly Position[]>(children: C) {
  return {
    tag: "TDT",
    min: 0,
    max: 9,
    fields: {
      stage: { element: 0, kind: "code", max: 3, required: true },
      conveyance: { element: 1, kind: "an", max: 17 },
      mode: { element: 2, kind: "code", max: 3, codes: "transport-modes" },
      carrier: { element: 4, kind: "an", max: 17 },
    },
    group: { name: "transports", many: true, children },
  } as const satisfies Position;
}

function identifier<const I extends "s9" | "s10">(kind: I) {
  return {
    element: 1,
    kind,
    max: 35,
    required: true,
    ...(kind === "s9" ? { codes: "impc" } : {}),
  } as { readonly element: 1; readonly kind: I; readonly max: 35; readonly required: true };
}

function single<
  const T extends string,
  const M extends Least,
  const K extends string,
  const F extends object,
>(tag: T, min: M, qualifier: string, key: K, field: F) {
  const fields = { [key]: field } as Keyed<K, F>;
  return { tag, min, max: 1, when: [{ element: 0, is: qualifier }], fields } as const;
}

function plain<const T extends string, const K extends string, const F extends object>(
  tag: T,
  key: K,
  field: F,
) {
  return { tag, min: 0, max: 1, fields: { [key]: field } as Keyed<K, F> } as const;
}
