/**
 * A profile compiled once for reading and writing: positions by number, for each position and tag the
 * steps that may follow, and what each step shows to be missing. Profiles are valid here: see
 * `import-profile.ts`; nothing of the input is looked at.
 */
import {
  type Condition,
  type Field,
  type Fixed,
  fieldsOf,
  type Position,
  type Profile,
} from "./profile.ts";

/** A field with its key and everything defaulted, one shape for all. */
export type FieldPlan = {
  readonly key: string;
  readonly field: Field;
  readonly kind: Field["kind"];
  readonly element: number;
  readonly component: number;
  readonly max: number;
  readonly required: boolean;
  /** Nothing is missed where nothing stands, and nothing else belongs to it. */
  readonly mayBeEmpty: boolean;
  readonly isListed: boolean;
  /** Component of the unit; components of `lines`. */
  readonly unit: number;
  readonly count: number;
  /** Its number among the fields of the profile. */
  readonly number: number;
};

/** A condition with everything defaulted. */
export type ConditionPlan = {
  readonly element: number;
  readonly component: number;
  readonly texts: readonly string[];
};

/** A position; nodes are numbered in the order of the message, parents before children. */
export type Node = {
  readonly id: number;
  /** Last node inside this one's group; its own id without one. */
  readonly lastInside: number;
  readonly position: Position;
  readonly tag: string;
  /** Its three bytes as one number; 0 where it has not three. */
  readonly tagCode: number;
  readonly min: number;
  readonly max: number;
  readonly conditions: readonly ConditionPlan[];
  readonly fixed: readonly Required<Fixed>[];
  /** The same segment may come again: it has codes and texts alone. */
  readonly mayRecur: boolean;
  readonly fields: readonly FieldPlan[];
  /** Known components of each element, as bits; elements beyond are unknown. */
  readonly bound: readonly number[];
  /** Components of each element from the first on that are all known. */
  readonly widths: readonly number[];
  /** The only condition there is, when it has one text; else all are asked. */
  readonly only: (ConditionPlan & { readonly text: string }) | undefined;
  readonly hasConstants: boolean;
  /** Conditions with several texts, of which only the first would be written again. */
  readonly choices: readonly ConditionPlan[];
  /** Which value on the path from the message (0) takes the fields. */
  readonly depth: number;
  readonly parent: Node | undefined;
  /** Its place among its siblings, and the first of the siblings of the same tag beside it. */
  readonly index: number;
  readonly runStart: number;
  readonly isGroup: boolean;
  /** The key in the value around it, where its group makes a value of its own. */
  readonly valueKey: string | undefined;
  readonly isMany: boolean;
  /** A single segment that may be left out: it is there only where a field of it is. */
  readonly isOptionalLeaf: boolean;
  /** Every key of the value it makes, undefined; lists are made beside it. */
  readonly template: Readonly<Record<string, unknown>>;
  readonly lists: readonly string[];
  readonly children: readonly Node[];
};

/** One way on: the node a segment is, and the nodes that must have been there before. */
export type Step = {
  readonly node: Node;
  readonly required: readonly Node[];
  /** True when the table has it before the present one; both have the same tag. */
  readonly isBackward: boolean;
  /** Nothing is to be told when it is taken. */
  readonly isPlain: boolean;
};

/** A compiled profile. */
export type Plan = {
  readonly profile: Profile;
  /** Node 0 is the message itself. */
  readonly nodes: readonly Node[];
  readonly root: Node;
  readonly tags: ReadonlyMap<string, number>;
  /** By node id times the number of tags, plus the tag's number: nearest first; or undefined. */
  readonly steps: readonly (readonly Step[] | undefined)[];
  /** By node id: what must have been there when the message ends. */
  readonly atEnd: readonly (readonly Node[])[];
};

const plans = new WeakMap<Profile, Plan>();

/** The compiled profile; compiled once for each profile object. */
export function compileProfile(profile: Profile): Plan {
  const known = plans.get(profile);
  if (known !== undefined) return known;
  const plan = planOf(profile);
  plans.set(profile, plan);
  return plan;
}

function planOf(profile: Profile): Plan {
  const nodes: Node[] = [];
  const root = rootOf(profile, nodes);
  const tags = new Map(
    [...new Set(nodes.slice(1).map(({ tag }) => tag))].map((tag, at) => [tag, at]),
  );
  const steps: (Step[] | undefined)[] = Array.from({ length: nodes.length * tags.size });
  for (const from of nodes) {
    for (const step of stepsFrom(from)) {
      const at = from.id * tags.size + (tags.get(step.node.tag) ?? 0);
      const list = steps[at] ?? [];
      list.push(step);
      steps[at] = list;
    }
  }
  const atEnd = nodes.map((from) => missingUpTo(from));
  return { profile, nodes, root, tags, steps, atEnd };
}

/** Kinds of which the same value may well come again in a message. */
const RECURRING: readonly Field["kind"][] = ["an", "n", "code", "impc"];

type Unfinished = { -readonly [K in keyof Node]: Node[K] };

function rootOf(profile: Profile, nodes: Node[]): Node {
  const position: Position = {
    tag: "UNH",
    min: 1,
    max: 1,
    group: { children: profile.structure },
  };
  const root = nodeOf(position, undefined, 0, 0, nodes);
  const own = { kind: profile.name, version: profile.version, reference: "" };
  root.template = {
    ...own,
    sender: undefined,
    recipient: undefined,
    ...root.template,
    unread: undefined,
  };
  return root;
}

function nodeOf(
  position: Position,
  parent: Node | undefined,
  index: number,
  runStart: number,
  nodes: Node[],
): Unfinished {
  const { group } = position;
  const valueKey = group?.name;
  const before = nodes.reduce((sum, one) => sum + one.fields.length, 0);
  const fields = fieldsOf(position).map(([key, field], at) => fieldPlan(key, field, before + at));
  const conditions = (position.when ?? []).map(conditionPlan);
  const fixed = (position.fixed ?? []).map((one) => ({ component: 0, ...one }));
  const bound = boundOf(fields, conditions, fixed);
  const node: Unfinished = {
    id: nodes.length,
    lastInside: nodes.length,
    position,
    tag: position.tag,
    tagCode: tagCodeOf(position.tag),
    min: position.min,
    max: position.max,
    conditions,
    fixed,
    mayRecur: fields.every(({ kind }) => RECURRING.includes(kind)),
    fields,
    bound,
    widths: bound.map((bits) => Math.clz32(~bits & (bits + 1)) ^ 31),
    only: onlyOf(conditions),
    hasConstants: fixed.length > 0 || conditions.some(({ texts }) => texts.length > 1),
    choices: conditions.filter(({ texts }) => texts.length > 1),
    depth: (parent?.depth ?? 0) + (valueKey === undefined ? 0 : 1),
    parent,
    index,
    runStart,
    isGroup: group !== undefined,
    valueKey,
    isMany: group?.many === true,
    isOptionalLeaf: group === undefined && position.min === 0,
    template: {},
    lists: [],
    children: [],
  };
  nodes.push(node);
  const children = group?.children ?? [];
  let run = 0;
  node.children = children.map((child, at) => {
    if (children[at - 1]?.tag !== child.tag) run = at;
    return nodeOf(child, node, at, run, nodes);
  });
  node.lastInside = nodes.length - 1;
  node.lists = listsOf(node);
  node.template = Object.fromEntries(keysOf(node).map((key) => [key, undefined]));
  return node;
}

/** Keys that a node gives to the value its own group makes. */
function keysOf(node: Node): string[] {
  const own = node.fields.filter(({ kind }) => kind !== "sequence").map(({ key }) => key);
  const inner = node.children.flatMap((child) =>
    child.valueKey === undefined ? keysOf(child) : [child.valueKey],
  );
  return [...own, ...inner];
}

function listsOf(node: Node): string[] {
  return node.children.flatMap((child) => {
    if (child.valueKey === undefined) return listsOf(child);
    return child.isMany ? [child.valueKey] : [];
  });
}

function tagCodeOf(tag: string): number {
  if (tag.length !== 3) return 0;
  return (tag.charCodeAt(0) << 16) | (tag.charCodeAt(1) << 8) | tag.charCodeAt(2);
}

function fieldPlan(key: string, field: Field, number: number): FieldPlan {
  const { element, component = 0, kind, max, required = false, unit = 0, count = 1 } = field;
  const isListed = field.codes !== undefined || field.oneOf !== undefined;
  const place = { kind, element, component, max, unit, count };
  const mayBeEmpty = !required && !["measure", "time", "sequence"].includes(kind);
  return { key, field, ...place, required, mayBeEmpty, isListed, number };
}

function conditionPlan({ element, component = 0, is, in: several }: Condition): ConditionPlan {
  return { element, component, texts: several ?? (is === undefined ? [] : [is]) };
}

function onlyOf(conditions: readonly ConditionPlan[]): Node["only"] {
  const [first, ...others] = conditions;
  const text = first?.texts[0];
  if (first === undefined || text === undefined) return undefined;
  return others.length > 0 || first.texts.length > 1 ? undefined : { ...first, text };
}

/** Bits of the components a position knows, by element. */
function boundOf(
  fields: readonly FieldPlan[],
  conditions: readonly ConditionPlan[],
  fixed: readonly Required<Fixed>[],
): number[] {
  const bound: number[] = [];
  const bind = (element: number, component: number): void => {
    while (bound.length <= element) bound.push(0);
    bound[element] = (bound[element] ?? 0) | (1 << component);
  };
  for (const { element, component } of [...conditions, ...fixed]) bind(element, component);
  for (const { element, component, kind, field } of fields) {
    for (let at = 0; at < widthOf(kind, field); at += 1) bind(element, component + at);
    if (field.unit !== undefined) bind(element, field.unit);
  }
  return bound;
}

/** Components a field takes up from its own on. */
export function widthOf(kind: Field["kind"], field: Field): number {
  return kind === "time" ? 2 : kind === "lines" ? (field.count ?? 1) : 1;
}

/** Every step from a node: into its group, along its siblings, then along each group around it. */
function stepsFrom(from: Node): Step[] {
  const steps: Step[] = [];
  const passed: Node[] = [];
  if (from.isGroup) {
    for (const [at, child] of from.children.entries()) {
      const required = mandatory(from.children, 0, runStartAt(from.children, at));
      steps.push({ node: child, required, isBackward: false, isPlain: required.length === 0 });
    }
    passed.push(...mandatory(from.children, 0, from.children.length));
  }
  for (let inner = from; inner.parent !== undefined; inner = inner.parent) {
    const siblings = inner.parent.children;
    for (const node of inOrderOfLikelihood(siblings, inner)) {
      const until = Math.max(node.runStart, inner.runStart);
      const required = [...passed, ...mandatory(siblings, inner.runStart, until)];
      const isBackward = node.index < inner.index;
      const isPlain = required.length === 0 && !isBackward;
      steps.push({ node, required, isBackward, isPlain });
    }
    passed.push(...mandatory(siblings, inner.runStart, siblings.length));
  }
  return steps;
}

/** What follows first, then the same again, then neighbours of one tag that the table has before. */
function inOrderOfLikelihood(siblings: readonly Node[], { index, runStart }: Node): Node[] {
  return [
    ...siblings.slice(index + 1),
    ...siblings.slice(index, index + 1),
    ...siblings.slice(runStart, index),
  ];
}

function missingUpTo(from: Node): Node[] {
  const passed = from.isGroup ? mandatory(from.children, 0, from.children.length) : [];
  for (let inner = from; inner.parent !== undefined; inner = inner.parent)
    passed.push(...mandatory(inner.parent.children, inner.runStart, inner.parent.children.length));
  return passed;
}

function runStartAt(siblings: readonly Node[], at: number): number {
  return siblings[at]?.runStart ?? at;
}

function mandatory(siblings: readonly Node[], from: number, until: number): Node[] {
  return siblings.slice(from, until).filter(({ min }) => min > 0);
}

/** Tag and qualifiers, as people write them: `DTM+137`. */
export function nameOf({ tag, conditions }: Node): string {
  const first = conditions[0]?.texts.join("|");
  return first === undefined ? tag : `${tag}+${first}`;
}
