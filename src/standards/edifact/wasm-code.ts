/**
 * Writes a WebAssembly module of one function (core specification 2.0, with SIMD) from nested
 * expressions. Knows the few instructions that the engine's programs use; checks no types.
 */

/** Puts its instructions behind those that are there; of the labels around it the nearest is last. */
export type Code = (out: number[], labels: string[]) => void;
/** A local variable of the function. */
export type Local = { readonly index: number; readonly type: ValueType };
/** An expression; a number stands for an i32 constant. */
export type Operand = Code | Local | number;
type ValueType = keyof typeof TYPES;

const TYPES = { i32: 0x7f, i64: 0x7e, f64: 0x7c, v128: 0x7b } as const;
/** A zero byte, `asm`, version 1. */
const MAGIC = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const NO_TYPE = 0x40;
const SIMD = 0xfd;
const I32_CONST = 0x41;
const I64_CONST = 0x42;

/** Locals by their names, numbered in this order. */
export function locals<const N extends Readonly<Record<string, ValueType>>>(
  named: N,
): { readonly [K in keyof N]: Local } {
  const all = Object.entries(named).map(([name, type], index) => [name, { index, type }] as const);
  return Object.fromEntries(all) as { readonly [K in keyof N]: Local };
}

function codeOf(operand: Operand): Code {
  if (typeof operand === "function") return operand;
  if (typeof operand === "number") return put(I32_CONST, ...signed(BigInt(operand)));
  return put(0x20, ...unsigned(operand.index));
}

function put(...code: readonly number[]): Code {
  return (out) => {
    out.push(...code);
  };
}

/** An instruction behind its operands. */
function instruction(code: readonly number[], ...operands: readonly Operand[]): Code {
  return sequence(...operands.map(codeOf), put(...code));
}

type Unary = (a: Operand) => Code;
type Binary = (a: Operand, b: Operand) => Code;
const unary =
  (...code: readonly number[]): Unary =>
  (a) =>
    instruction(code, a);
const binary =
  (...code: readonly number[]): Binary =>
  (a, b) =>
    instruction(code, a, b);

/** Instructions on i32; comparisons are of numbers without sign. */
export const i32 = {
  isZero: unary(0x45),
  same: binary(0x46),
  other: binary(0x47),
  less: binary(0x49),
  more: binary(0x4b),
  atLeast: binary(0x4f),
  add: binary(0x6a),
  subtract: binary(0x6b),
  times: binary(0x6c),
  rest: binary(0x70),
  and: binary(0x71),
  or: binary(0x72),
  xor: binary(0x73),
  left: binary(0x74),
  right: binary(0x76),
  /** The lower half of an i64. */
  ofLong: unary(0xa7),
};

export const i64 = {
  constant: (value: bigint): Code => put(I64_CONST, ...signed(value)),
  /** An i32 without sign. */
  of: unary(0xad),
  isZero: unary(0x50),
  /** How many zeros stand before the lowest one. */
  zeros: unary(0x7a),
  subtract: binary(0x7d),
  and: binary(0x83),
  or: binary(0x84),
  left: binary(0x86),
  rotateLeft: binary(0x89),
};

export const f64 = { of: unary(0xb8), add: binary(0xa0) };

/** Sixteen bytes at once. */
export const bytes16 = {
  all: unary(SIMD, 0x0f),
  swizzle: binary(SIMD, 0x0e),
  other: binary(SIMD, 0x24),
  less: binary(SIMD, 0x26),
  and: binary(SIMD, 0x4e),
  or: binary(SIMD, 0x50),
  xor: binary(SIMD, 0x51),
  isAny: unary(SIMD, 0x53),
  /** The highest bit of each, the first byte's lowest. */
  highBits: unary(SIMD, 0x64),
  right: binary(SIMD, 0x6d),
};

/** `address` plus the constant offset is where it is read or written. */
type Load = (offset: number, address: Operand) => Code;
type Store = (offset: number, address: Operand, value: Operand) => Code;
const load =
  (...code: readonly number[]): Load =>
  (offset, address) =>
    instruction([...code, 0, ...unsigned(offset)], address);
const store =
  (...code: readonly number[]): Store =>
  (offset, address, value) =>
    instruction([...code, 0, ...unsigned(offset)], address, value);

export const memory = {
  loadByte: load(0x2d),
  load32: load(0x28),
  load64Float: load(0x2b),
  load128: load(SIMD, 0x00),
  store32: store(0x36),
  store64Float: store(0x39),
  store128: store(SIMD, 0x0b),
};

export function set(local: Local, value: Operand): Code {
  return instruction([0x21, ...unsigned(local.index)], value);
}

/** The first where the condition is not zero, else the second. */
export function choose(first: Operand, second: Operand, condition: Operand): Code {
  return instruction([0x1b], first, second, condition);
}

export function sequence(...body: readonly Code[]): Code {
  return (out, labels) => {
    for (const one of body) one(out, labels);
  };
}

/** A jump to its label goes behind it. */
export function block(label: string, ...body: readonly Code[]): Code {
  return inside(0x02, label, body);
}

/** A jump to its label goes to its beginning; it ends where nothing jumps. */
export function loop(label: string, ...body: readonly Code[]): Code {
  return inside(0x03, label, body);
}

export function when(condition: Operand, ...body: readonly Code[]): Code {
  return sequence(codeOf(condition), inside(0x04, "", body));
}

function inside(code: number, label: string, body: readonly Code[]): Code {
  return (out, labels) => {
    out.push(code, NO_TYPE);
    labels.push(label);
    sequence(...body)(out, labels);
    labels.pop();
    out.push(0x0b);
  };
}

export function jump(label: string): Code {
  return jumpBy(0x0c, label);
}

export function jumpIf(label: string, condition: Operand): Code {
  return sequence(codeOf(condition), jumpBy(0x0d, label));
}

function jumpBy(code: number, label: string): Code {
  return (out, labels) => {
    out.push(code, ...unsigned(labels.length - 1 - labels.lastIndexOf(label)));
  };
}

/**
 * A module with the function `run`, which takes nothing and answers the i32 that `result` is, over a
 * memory that is handed in as `m.m`.
 */
export function moduleOf(
  variables: Readonly<Record<string, Local>>,
  body: Code,
  result: Operand,
): Uint8Array<ArrayBuffer> {
  const types = Object.values(variables).map(({ type }) => [1, TYPES[type]]);
  const code = [...list(types)];
  sequence(body, codeOf(result), put(0x0b))(code, []);
  return Uint8Array.of(
    ...MAGIC,
    ...section(1, [[0x60, 0, 1, TYPES.i32]]),
    ...section(2, [[...text("m"), ...text("m"), 0x02, 0x00, 0x01]]),
    ...section(3, [[0]]),
    ...section(7, [[...text("run"), 0x00, 0x00]]),
    ...section(10, [sized(code)]),
  );
}

function section(number: number, entries: readonly (readonly number[])[]): readonly number[] {
  return [number, ...sized(list(entries))];
}

function list(entries: readonly (readonly number[])[]): readonly number[] {
  return [...unsigned(entries.length), ...entries.flat()];
}

function sized(bytes: readonly number[]): readonly number[] {
  return [...unsigned(bytes.length), ...bytes];
}

function text(ascii: string): readonly number[] {
  return sized(Array.from(ascii, (letter) => letter.charCodeAt(0)));
}

/** LEB128. */
function unsigned(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: bigint): readonly number[] {
  const low = Number(value & 0x7fn);
  const rest = value >> 7n;
  const isLast = (rest === 0n && low < 0x40) || (rest === -1n && low >= 0x40);
  return isLast ? [low] : [low | 0x80, ...signed(rest)];
}
