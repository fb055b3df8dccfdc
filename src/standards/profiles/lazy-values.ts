/**
 * Values whose fields are made when they are asked for: for each group of a table one class with a
 * getter for each key. `plainOf` makes the plain object of the same type, with every field.
 */
import type { KeptMessage } from "./kept-message.ts";
import type { FieldPlan, Node, Plan } from "./plan.ts";
import { type Prefix, prefixOf } from "./segment-prefix.ts";

const KEPT = Symbol("message");
const BASE = Symbol("first slot");
const INNER = Symbol("values inside");
const LAYOUT = Symbol("layout");

type Inner = { readonly node: Node; readonly key: string; readonly isMany: boolean };

/** Where the value of a field is found. */
export type LazyField = {
  readonly plan: FieldPlan;
  /** The slot of its segment, and how such segments begin. */
  readonly slot: number;
  readonly prefix: Prefix;
  /** The first of two slots of a measure that was read when it was checked; 0: it has none. */
  readonly number: number;
};

/** How the values of one group lie in the slots of a message. */
export type Layout = {
  readonly node: Node;
  /** Slots of one value. */
  readonly slots: number;
  readonly fields: readonly LazyField[];
  readonly inner: readonly Inner[];
  /** The slot of the hash of an identifier, by its key. */
  readonly identities: ReadonlyMap<string, number>;
  readonly make: (kept: KeptMessage, base: number) => LazyValue;
};

/** Where the segments of a position are noted. */
export type SlotPlan = {
  readonly layout: Layout;
  readonly slot: number;
  /** The slot of the hash of the identifier in it; -1: it has none. */
  readonly identity: number;
  /** The first of two slots of the measure in it; 0: it has none. */
  readonly number: number;
};

/** A value that reads its fields out of the bytes of its message. */
export class LazyValue {
  declare readonly [KEPT]: KeptMessage;
  declare readonly [BASE]: number;
  /** Of all values of one layout. */
  declare readonly [LAYOUT]: Layout;
  /** Of its own where there are any. */
  declare [INNER]: unknown[];

  constructor(kept: KeptMessage, base: number) {
    this[KEPT] = kept;
    this[BASE] = base;
  }

  toJSON(): unknown {
    return plainOf(this);
  }
}

const NONE: unknown[] = [];

/** By node id, undefined where values are plain. */
export type LazyPlan = {
  /** The layout of the values that a group makes. */
  readonly layouts: readonly (Layout | undefined)[];
  /** Where the segments of each position are noted. */
  readonly slots: readonly (SlotPlan | undefined)[];
};

const lazyPlans = new WeakMap<Plan, LazyPlan>();

/** The layouts of a compiled profile, made once for it. */
export function lazyPlanOf(plan: Plan): LazyPlan {
  const known = lazyPlans.get(plan);
  if (known !== undefined) return known;
  const layouts = plan.nodes.map((node) =>
    node.valueKey === undefined || node.parent === undefined ? undefined : layoutOf(node),
  );
  const lazy = { layouts, slots: slotPlansOf(plan.nodes, layouts) };
  lazyPlans.set(plan, lazy);
  return lazy;
}

function slotPlansOf(
  nodes: readonly Node[],
  layouts: readonly (Layout | undefined)[],
): readonly (SlotPlan | undefined)[] {
  const plans: (SlotPlan | undefined)[] = nodes.map(() => undefined);
  for (const layout of layouts) {
    if (layout === undefined) continue;
    for (const [slot, node] of ownNodes(layout.node).entries()) {
      const identity = node.fields.map(({ key }) => layout.identities.get(key)).find(isThere) ?? -1;
      const number = layout.fields.find((one) => one.slot === slot && one.number > 0)?.number ?? 0;
      plans[node.id] = { layout, slot, identity, number };
    }
  }
  return plans;
}

function layoutOf(node: Node): Layout | undefined {
  const own = ownNodes(node);
  const identities = new Map<string, number>();
  let slots = own.length;
  const take = (count: number): number => {
    slots += count;
    return slots - count;
  };
  const fields = own.flatMap((one, slot) => {
    const prefix = prefixOf(one);
    const measure = one.fields.find(({ kind }) => kind === "measure");
    return one.fields
      .filter(({ kind }) => kind !== "sequence")
      .map((plan) => ({ plan, slot, prefix, number: plan === measure ? take(2) : 0 }));
  });
  const inner = innerOf(node);
  const keys = [...fields.map(({ plan }) => plan.key), ...inner.map(({ key }) => key)];
  if (new Set(keys).size !== keys.length) return undefined;
  for (const { plan } of fields)
    if (plan.kind === "s9" || plan.kind === "s10") identities.set(plan.key, take(1));
  const Lazy = classOf(fields, inner);
  const layout: Layout = {
    node,
    slots,
    fields,
    inner,
    identities,
    make: (kept, base) => {
      const value = new Lazy(kept, base);
      if (inner.length > 0) value[INNER] = insideOf(inner);
      return value;
    },
  };
  Object.assign(Lazy.prototype, { [LAYOUT]: layout, [INNER]: NONE });
  return layout;
}

/** The node and those in its group whose fields its value has, in the order of the message. */
function ownNodes(node: Node): readonly Node[] {
  const inside = node.children.filter(({ valueKey }) => valueKey === undefined);
  return [node, ...inside.flatMap(ownNodes)];
}

function innerOf(node: Node): readonly Inner[] {
  return node.children.flatMap((child) =>
    child.valueKey === undefined
      ? innerOf(child)
      : [{ node: child, key: child.valueKey, isMany: child.isMany }],
  );
}

function insideOf(inner: readonly Inner[]): unknown[] {
  return inner.map(({ isMany }) => (isMany ? [] : undefined));
}

function classOf(fields: readonly LazyField[], inner: readonly Inner[]): typeof LazyValue {
  class Lazy extends LazyValue {}
  for (const field of fields) define(Lazy, field.plan.key, getterOf(field));
  for (const [at, { key }] of inner.entries())
    define(Lazy, key, function innerAt(this: LazyValue) {
      return this[INNER][at];
    });
  return Lazy;
}

/** The fields asked for most have getters of their own kind, which the engine makes faster. */
function getterOf(field: LazyField): (this: LazyValue) => unknown {
  if (field.plan.kind === "s10")
    return function s10Of(this: LazyValue) {
      return this[KEPT].value(this[BASE], field);
    };
  if (field.number > 0)
    return function measureOf(this: LazyValue) {
      return this[KEPT].value(this[BASE], field);
    };
  return function fieldOf(this: LazyValue) {
    return this[KEPT].value(this[BASE], field);
  };
}

function define(to: typeof LazyValue, key: string, get: (this: LazyValue) => unknown): void {
  Object.defineProperty(to.prototype, key, { enumerable: true, get });
}

/** Puts a value into the one around it. */
export function putInside(owner: LazyValue, node: Node, value: unknown): void {
  const { inner } = owner[LAYOUT];
  let at = 0;
  while (inner[at]?.node !== node) at += 1;
  if (node.isMany) (owner[INNER][at] as unknown[]).push(value);
  else owner[INNER][at] = value;
}

/** The first slot of a value. */
export function baseOf(value: LazyValue): number {
  return value[BASE];
}

/** The plain object of the same type, with every field. */
function plainOf(value: LazyValue): unknown {
  const { [LAYOUT]: layout, [KEPT]: kept, [BASE]: base, [INNER]: inside } = value;
  const plain: Record<string, unknown> = { ...layout.node.template };
  for (const field of layout.fields) plain[field.plan.key] = kept.value(base, field);
  for (const [at, { key, node }] of layout.inner.entries()) plain[key] = plainIn(node, inside[at]);
  return plain;
}

/** Makes every value inside one that is plain itself a plain object. */
function makePlain(node: Node, value: Record<string, unknown>): void {
  for (const one of innerOf(node)) value[one.key] = plainIn(one.node, value[one.key]);
}

function plainIn(node: Node, inner: unknown): unknown {
  if (Array.isArray(inner)) return inner.map((one) => plainIn(node, one));
  if (inner instanceof LazyValue) return plainOf(inner);
  if (inner !== undefined) makePlain(node, inner as Record<string, unknown>);
  return inner;
}

/**
 * A number for the identifier in a field of each value: equal ones have the same, different ones seldom.
 * 0 where there is none; false where nothing is known of one. Put there from `from` on; there is room.
 */
export function takeIdentities(
  values: readonly object[],
  key: string,
  hashes: Int32Array,
  from: number,
): boolean {
  let layout: Layout | undefined;
  let slot = -1;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at];
    if (!(value instanceof LazyValue)) return false;
    if (value[LAYOUT] !== layout) {
      layout = value[LAYOUT];
      slot = layout.identities.get(key) ?? -1;
      if (slot < 0) return false;
    }
    const hash = value[KEPT].slot(value[BASE] + slot);
    if (hash === 0 && !isAbsent(value, key)) return false;
    hashes[from + at] = hash;
  }
  return true;
}

function isAbsent(value: LazyValue, key: string): boolean {
  const field = value[LAYOUT].fields.find(({ plan }) => plan.key === key);
  return field !== undefined && value[KEPT].slot(value[BASE] + field.slot) === 0;
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}
