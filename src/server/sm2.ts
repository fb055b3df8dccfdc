/**
 * SM2 signatures with SM3 (GM/T 0003.2-2012, GB/T 32918.2-2016) over keys of Node. Node hashes by SM3 and
 * reads and makes the keys, but cannot sign for a signer's identity; the curve is the library's, the
 * signature's few equations are here.
 */
import { createHash, createPublicKey, type KeyObject, randomBytes } from "node:crypto";
import { DER } from "@noble/curves/abstract/der.js";
import { weierstrass } from "@noble/curves/abstract/weierstrass.js";
import { assert } from "#base/result.ts";

/** The recommended curve (GM/T 0003.5-2012). */
const CURVE = {
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  h: 1n,
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
};
const Point = weierstrass(CURVE);
type Point = InstanceType<typeof Point>;
const { Fn: Scalar } = Point;

/** Bytes of r and of s. */
const WIDTH = 32;

/** A SubjectPublicKeyInfo up to its point: the key of an elliptic curve, on the curve SM2. */
const ON_SM2 = /^30..301306072a8648ce3d020106082a811ccf5501822d03..00/;
/** An ECPrivateKey, as OpenSSL writes one into PKCS #8: version 1, then the number. */
const PRIVATE_NUMBER = Buffer.from("0201010420", "hex");

/** Whether a key, private or public, is one for SM2; Node names no type for those read from a file. */
export function isSm2(key: KeyObject): boolean {
  return pointOf(key) !== undefined;
}

/**
 * The signature of a message by a private key for SM2, in the name of an identity (ASCII): r and s of 32
 * bytes each. `draw` gives 32 bytes of chance.
 */
export function signSm2(
  message: Uint8Array,
  key: KeyObject,
  identity: string,
  draw: () => Uint8Array = () => randomBytes(WIDTH),
): Buffer {
  const own = pointOf(key);
  const secret = secretOf(key);
  assert(own?.equals(Point.BASE.multiply(secret)) === true, "a key for SM2 signs");
  const e = digestOf(message, own, identity);
  for (;;) {
    const k = numberOf(draw());
    if (!Scalar.isValidNot0(k)) continue;
    const r = Scalar.add(e, Scalar.create(Point.BASE.multiply(k).x));
    if (r === 0n || Scalar.add(r, k) === 0n) continue;
    const rest = Scalar.sub(k, Scalar.mul(r, secret));
    const s = Scalar.mul(Scalar.inv(Scalar.add(secret, 1n)), rest);
    if (s !== 0n) return Buffer.concat([Scalar.toBytes(r), Scalar.toBytes(s)]);
  }
}

/** Whether a value, 64 bytes of r and s or else DER, is the signature of the message by this key. */
export function verifySm2(
  message: Uint8Array,
  value: Uint8Array,
  key: KeyObject,
  identity: string,
): boolean {
  const own = pointOf(key);
  const parts = partsOf(value);
  if (own === undefined || parts === undefined) return false;
  const [r, s] = parts;
  const t = Scalar.add(r, s);
  if (t === 0n) return false;
  const point = Point.BASE.multiplyUnsafe(s).add(own.multiplyUnsafe(t));
  if (point.is0()) return false;
  return Scalar.add(digestOf(message, own, identity), Scalar.create(point.x)) === r;
}

/** The same signature as DER. */
export function sm2Der(value: Uint8Array): Buffer {
  const [r, s] = [numberOf(value.subarray(0, WIDTH)), numberOf(value.subarray(WIDTH))];
  return Buffer.from(DER.hexFromSig({ r, s }), "hex");
}

/** r and s, each from 1 below the order; undefined for all else. Its length tells raw from DER. */
function partsOf(value: Uint8Array): readonly [bigint, bigint] | undefined {
  const [r, s] =
    value.length === 2 * WIDTH
      ? [numberOf(value.subarray(0, WIDTH)), numberOf(value.subarray(WIDTH))]
      : partsOfDer(value);
  return Scalar.isValidNot0(r) && Scalar.isValidNot0(s) ? [r, s] : undefined;
}

function partsOfDer(value: Uint8Array): readonly [bigint, bigint] {
  try {
    const { r, s } = DER.toSig(value, WIDTH + 1);
    return [r, s];
  } catch {
    return [0n, 0n];
  }
}

/** SM3 over the hash of the signer and the message, as a number below the order (5.5 and 6.1). */
function digestOf(message: Uint8Array, own: Point, identity: string): bigint {
  const bits = Buffer.alloc(2);
  bits.writeUInt16BE(identity.length * 8);
  const { a, b, Gx, Gy } = CURVE;
  const numbers = [a, b, Gx, Gy, own.x, own.y].map((one) => Point.Fp.toBytes(one));
  const signer = sm3(bits, Buffer.from(identity, "ascii"), ...numbers);
  return Scalar.create(numberOf(sm3(signer, message)));
}

function sm3(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash("sm3");
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function pointOf(key: KeyObject): Point | undefined {
  const open = key.type === "public" ? key : createPublicKey(key);
  const der = open.export({ type: "spki", format: "der" });
  const [head] = ON_SM2.exec(der.toString("hex")) ?? [];
  return head === undefined ? undefined : Point.fromBytes(der.subarray(head.length / 2));
}

function secretOf(key: KeyObject): bigint {
  const der = key.export({ type: "pkcs8", format: "der" });
  const at = der.indexOf(PRIVATE_NUMBER) + PRIVATE_NUMBER.length;
  return numberOf(der.subarray(at, at + WIDTH));
}

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
}
