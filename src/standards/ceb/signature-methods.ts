/**
 * The methods of CEB signatures as dated data: identifiers, hashes, the day from which each is taken, and
 * where it is known from. A data folder may change a row (`methods.json` beside its keys).
 */

import { present } from "#base/result.ts";

/** Hashes that a method may use. */
export type SignatureHash = "sha1" | "sha256" | "sm3";

type Described = {
  /** Identifiers of SignatureMethod and DigestMethod, taken only as this pair. */
  readonly signatureId: string;
  readonly digestId: string;
  /** Of the message. */
  readonly digest: SignatureHash;
  /** Days `YYYY-MM-DD`, both included, on which a signature so made is taken and made. */
  readonly validFrom: string;
  readonly validTo?: string;
  readonly source: string;
  readonly verified: boolean;
  /** The specification names it: customs takes it. Others are for partners who agree on them. */
  readonly isForCustoms: boolean;
};

/** RSASSA-PKCS1-v1_5. */
type RsaMethod = Described & { readonly key: "rsa"; readonly hash: SignatureHash };

/** SM2 with SM3 (GM/T 0003.2, GB/T 32918.2). */
export type Sm2Method = Described & {
  readonly key: "sm2";
  /** Of the signer, hashed before what is signed; ASCII. */
  readonly identity: string;
  /** How the value is written: r and s of 32 bytes each, or as DER. Both are read: DER is never 64 long. */
  readonly value: "raw" | "der";
};

export type SignatureMethod = RsaMethod | Sm2Method;

const SPECIFICATION = "CEB specification 202205, 6.2.1";
const SEEN =
  "signatures of a customs' USB key published with a client of 2023: value of 64 bytes, " +
  "identity of GM/T 0009; the specification says neither";

/**
 * By the name used in files and answers. The specification names `sm2-sm3` (first choice) and `rsa-sha1`
 * and no other: certificates issued from 2022-07-01 sign by it, older ones as before until they end.
 */
export const SIGNATURE_METHODS = {
  "sm2-sm3": {
    key: "sm2",
    signatureId: "http://www.chinaport.gov.cn/2022/04/xmldsig#sm2-sm3",
    digestId: "http://www.chinaport.gov.cn/2022/04/xmldsig#sm3",
    digest: "sm3",
    identity: "1234567812345678",
    value: "raw",
    validFrom: "2022-05-17",
    source: `${SPECIFICATION} (identifiers); ${SEEN}`,
    verified: false,
    isForCustoms: true,
  },
  "sm2-sha1": {
    key: "sm2",
    signatureId: "http://www.w3.org/2000/09/xmldsig#sm2-sm3",
    digestId: "http://www.w3.org/2000/09/xmldsig#sha1",
    digest: "sha1",
    identity: "1234567812345678",
    value: "raw",
    validFrom: "2022-05-17",
    source: `${SEEN}; its identifiers and its SHA-1 digest are not the specification's`,
    verified: false,
    isForCustoms: false,
  },
  "rsa-sha1": {
    key: "rsa",
    signatureId: "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
    digestId: "http://www.w3.org/2000/09/xmldsig#sha1",
    digest: "sha1",
    hash: "sha1",
    validFrom: "2018-09-04",
    source:
      `${SPECIFICATION}, and announcement 113 of 2018; the E-port data centre of 2022-05-17: ` +
      "certificates issued before 2022-07-01 go on until they end, no day is named",
    verified: false,
    isForCustoms: true,
  },
  "rsa-sha256": {
    key: "rsa",
    signatureId: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    digestId: "http://www.w3.org/2001/04/xmlenc#sha256",
    digest: "sha256",
    hash: "sha256",
    validFrom: "2018-09-04",
    source: "RFC 9231; between partners who agree on it, the specification does not name it",
    verified: false,
    isForCustoms: false,
  },
} as const satisfies Readonly<Record<string, SignatureMethod>>;

export type SignatureMethodName = keyof typeof SIGNATURE_METHODS;

/** Every method by its name. */
export type SignatureMethods = Readonly<Record<SignatureMethodName, SignatureMethod>>;

/** Of a kind of key, the method that customs takes first. */
export function firstMethodOf(kind: SignatureMethod["key"]): SignatureMethodName {
  const names = Object.keys(SIGNATURE_METHODS) as SignatureMethodName[];
  const first = names.find((name) => {
    const { key, isForCustoms } = SIGNATURE_METHODS[name];
    return key === kind && isForCustoms;
  });
  return present(first, "customs names a method for every kind of key");
}

/** Whether a method is taken on a day (`YYYY-MM-DD`). */
export function isTakenOn(method: SignatureMethod, day: string): boolean {
  return method.validFrom <= day && (method.validTo === undefined || day <= method.validTo);
}
