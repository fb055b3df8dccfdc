/**
 * Enveloped XML signatures (XML-Signature Syntax and Processing; Canonical XML 1.0 of 2001): what is signed
 * in a document, and putting a signature in. Pure: digests and keys are the signature port's. Only one form is
 * taken: one signature directly below the root, over the whole document and nothing else, so that no part
 * can be signed in place of another (signature wrapping).
 */
import { ok, type Result, refuse } from "#base/result.ts";
import { SIGNATURE_NAMESPACE } from "./table.ts";
import { CEB_EDITIONS, cebNameOfRoot, cebRule } from "./tables.ts";
import {
  canonical,
  childrenOf,
  escapeAttribute,
  escapeText,
  type Scope,
  scopeIn,
  textOf,
  type XmlNode,
} from "./xml-tree.ts";
import { hasXmlAttributes, parseWhole } from "./xml-whole.ts";

/** Canonical XML 1.0 without comments, the only canonical form taken. */
export const CANONICAL = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
/** The transform that leaves the signature itself out. */
export const ENVELOPED = `${SIGNATURE_NAMESPACE}enveloped-signature`;

/** What a signature says and what it must fit. */
export type SignedParts = {
  /** Identifiers of the methods, as written. */
  readonly signatureMethod: string;
  readonly digestMethod: string;
  /** The digest as declared. */
  readonly digest: Uint8Array;
  /** The canonical bytes the digest must be of. */
  readonly content: Uint8Array;
  /** The canonical bytes the signature value must be of. */
  readonly signedInfo: Uint8Array;
  readonly value: Uint8Array;
  /** The key's name as the signer gives it: a hint, never a reason to trust. */
  readonly keyName: string | undefined;
};

/**
 * Takes a signed document apart. Refuses `ceb/signature-xml` (not well-formed, or with processing
 * instructions), `ceb/signature-missing`, `ceb/signature-many`, `ceb/signature-place` (not directly below
 * the root), `ceb/signature-form`, `ceb/signature-reference` (not the whole document).
 */
export function signedParts(bytes: Uint8Array): Result<SignedParts> {
  const root = parseWhole(bytes);
  if (root === undefined) return refuse("ceb/signature-xml");
  const signatures = signaturesIn(root);
  const [signature] = signatures;
  if (signature === undefined) return refuse("ceb/signature-missing");
  if (signatures.length > 1) return refuse("ceb/signature-many", { found: signatures.length });
  if (!root.content.includes(signature)) return refuse("ceb/signature-place");
  if (hasXmlAttributes(root) || hasXmlAttributes(signature))
    return refuse("ceb/signature-form", { found: "xml:" });
  const scope = scopeIn(signature, scopeIn(root));
  return partsOf(root, signature, scope);
}

function partsOf(root: XmlNode, signature: XmlNode, scope: Scope): Result<SignedParts> {
  const built = builtAsItMust(signature);
  if (built === undefined) return refuse("ceb/signature-form", { found: signature.name });
  const { info, value, keyInfo } = built;
  const said = readInfo(info);
  if (!said.ok) return said;
  const signed = base64Of(value);
  if (signed === undefined) return refuse("ceb/signature-form", { found: value.name });
  return ok({
    ...said.value,
    content: utf8(canonical(root, undefined, undefined, signature)),
    signedInfo: utf8(canonical(info, scope)),
    value: signed,
    keyName: keyNameOf(keyInfo),
  });
}

type Built = {
  readonly info: XmlNode;
  readonly value: XmlNode;
  readonly keyInfo: XmlNode | undefined;
};

/** SignedInfo, SignatureValue and perhaps KeyInfo, and nothing else: no Object that could hide content. */
function builtAsItMust(signature: XmlNode): Built | undefined {
  const [info, value, keyInfo] = ownChildren(signature);
  const names = ownChildren(signature).map(({ local }) => local);
  const isForm = /^SignedInfo SignatureValue(?: KeyInfo)?$/.test(names.join(" "));
  if (info === undefined || value === undefined || !isForm || !isPure(signature)) return undefined;
  return { info, value, keyInfo };
}

type Said = Pick<SignedParts, "signatureMethod" | "digestMethod" | "digest">;

function readInfo(info: XmlNode): Result<Said> {
  const [canonicalisation, method, reference, ...more] = ownChildren(info);
  if (algorithmOf(canonicalisation, "CanonicalizationMethod") !== CANONICAL)
    return refuse("ceb/signature-reference", { found: "CanonicalizationMethod" });
  const signatureMethod = algorithmOf(method, "SignatureMethod");
  if (signatureMethod === undefined || reference?.local !== "Reference" || more.length > 0)
    return refuse("ceb/signature-form", { found: info.name });
  const digest = readReference(reference);
  return digest.ok ? ok({ ...digest.value, signatureMethod }) : digest;
}

/** The reference must be to the whole document without this signature, and to nothing else. */
function readReference(reference: XmlNode): Result<Pick<Said, "digestMethod" | "digest">> {
  const [transforms, method, value, ...others] = ownChildren(reference);
  const uri = reference.attributes.find(({ name }) => name === "URI")?.value;
  if (uri !== "") return refuse("ceb/signature-reference", { found: uri ?? "no URI" });
  if (transforms === undefined || !keepsWhole(transforms))
    return refuse("ceb/signature-reference", { found: "Transforms" });
  const digestMethod = algorithmOf(method, "DigestMethod");
  const digest = value?.local === "DigestValue" ? base64Of(value) : undefined;
  if (digestMethod === undefined || digest === undefined || others.length > 0)
    return refuse("ceb/signature-form", { found: reference.name });
  return ok({ digestMethod, digest });
}

/** The enveloped transform alone, or with the canonical form that follows anyway. */
function keepsWhole(transforms: XmlNode): boolean {
  const list = transforms.local === "Transforms" ? ownChildren(transforms) : [];
  if (list.some((one) => childrenOf(one).length > 0)) return false;
  const names = list.map((one) => algorithmOf(one, "Transform") ?? "");
  return [ENVELOPED, `${ENVELOPED} ${CANONICAL}`].includes(names.join(" "));
}

function signaturesIn(node: XmlNode): readonly XmlNode[] {
  const isOne = node.local === "Signature" && node.uri === SIGNATURE_NAMESPACE;
  const inside = childrenOf(node).flatMap(signaturesIn);
  return isOne ? [node, ...inside] : inside;
}

/** Children, all of which are of the signature's namespace; none otherwise. */
function ownChildren(node: XmlNode): readonly XmlNode[] {
  const children = childrenOf(node);
  return children.every(({ uri }) => uri === SIGNATURE_NAMESPACE) ? children : [];
}

/** No text between the elements of the signature that nobody would look at. */
function isPure(node: XmlNode): boolean {
  const children = childrenOf(node);
  return children.length === 0 || (textOf(node).trim() === "" && children.every(isPure));
}

function algorithmOf(node: XmlNode | undefined, name: string): string | undefined {
  if (node?.local !== name) return undefined;
  return node.attributes.find((one) => one.name === "Algorithm")?.value;
}

function base64Of(node: XmlNode): Uint8Array | undefined {
  const text = textOf(node).replace(/[ \t\r\n]+/g, "");
  if (!/^(?:[A-Za-z0-9+/]{4})+$|^(?:[A-Za-z0-9+/]{4})*[A-Za-z0-9+/]{2,3}={1,2}$/.test(text))
    return undefined;
  const bytes = Buffer.from(text, "base64");
  // Loose bits at the end would be bytes that no check sees.
  return bytes.toString("base64") === text ? bytes : undefined;
}

function keyNameOf(keyInfo: XmlNode | undefined): string | undefined {
  const name = keyInfo === undefined ? undefined : ownChildren(keyInfo)[0];
  return name?.local === "KeyName" ? textOf(name) : undefined;
}

/** How a document is to be signed. */
export type SigningMethod = {
  readonly signatureMethod: string;
  readonly digestMethod: string;
  readonly keyName?: string;
};

/** The two steps of signing: a digest gives what to sign, its signature the bytes. */
export type Signing = {
  /** Canonical bytes to digest. */
  readonly content: Uint8Array;
  /** Canonical bytes to sign, given the digest of `content`. */
  readonly toSign: (digest: Uint8Array) => Uint8Array;
  /** The signed document, given the digest and the signature value. */
  readonly finish: (digest: Uint8Array, value: Uint8Array) => Uint8Array;
};

/**
 * Prepares a document for a signature at the place its schema has for one. Refuses `ceb/signature-xml`,
 * `ceb/signature-many` (it has one already) and `ceb/not-signable` (its schema has no place for one).
 */
export function prepareSignature(bytes: Uint8Array, method: SigningMethod): Result<Signing> {
  const root = parseWhole(bytes);
  if (root === undefined || hasXmlAttributes(root)) return refuse("ceb/signature-xml");
  if (signaturesIn(root).length > 0) return refuse("ceb/signature-many", { found: 2 });
  const at = placeFor(root, bytes);
  if (at === undefined) return refuse("ceb/not-signable", { found: root.local });
  const before = bytes.subarray(0, at);
  const after = bytes.subarray(at);
  const scope = new Map([...scopeIn(root), ["ds", SIGNATURE_NAMESPACE] as const]);
  return ok({
    content: utf8(canonical(root)),
    toSign: (digest) => utf8(infoText(method, digest, declarations(scope))),
    finish: (digest, value) =>
      Buffer.concat([before, utf8(signatureText(method, digest, value)), after]),
  });
}

/** Before the extension in export messages, else last. */
function placeFor(root: XmlNode, bytes: Uint8Array): number | undefined {
  const end = bytes.lastIndexOf(0x3c, root.end - 1);
  const name = cebNameOfRoot(root.local);
  if (name === undefined) return root.local.startsWith("Dxp") ? end : undefined;
  const rule = CEB_EDITIONS.map((edition) => cebRule(edition, name)).find(
    (one) => one !== undefined,
  );
  const index = rule?.root.indexOf.get("Signature");
  if (index === undefined) return undefined;
  const later = rule?.root.elements.slice(index + 1).map((one) => one.name) ?? [];
  const next = childrenOf(root).find(({ local, uri }) => uri === root.uri && later.includes(local));
  return next?.at.offset ?? end;
}

/** Namespaces as canonical text declares them on the first element. */
function declarations(scope: Scope): string {
  const bound = [...scope].filter(([prefix, uri]) => prefix !== "xml" && uri !== "");
  bound.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return bound
    .map(
      ([prefix, uri]) =>
        `${prefix === "" ? " xmlns" : ` xmlns:${prefix}`}="${escapeAttribute(uri)}"`,
    )
    .join("");
}

/** Written in canonical form, so that its bytes below the declarations are what is signed. */
function infoText(method: SigningMethod, digest: Uint8Array, declared = ""): string {
  const one = (name: string, uri: string): string =>
    `<ds:${name} Algorithm="${escapeAttribute(uri)}"></ds:${name}>`;
  return [
    `<ds:SignedInfo${declared}>`,
    one("CanonicalizationMethod", CANONICAL),
    one("SignatureMethod", method.signatureMethod),
    '<ds:Reference URI=""><ds:Transforms>',
    one("Transform", ENVELOPED),
    "</ds:Transforms>",
    one("DigestMethod", method.digestMethod),
    `<ds:DigestValue>${Buffer.from(digest).toString("base64")}</ds:DigestValue>`,
    "</ds:Reference></ds:SignedInfo>",
  ].join("");
}

function signatureText(method: SigningMethod, digest: Uint8Array, value: Uint8Array): string {
  const key =
    method.keyName === undefined
      ? ""
      : `<ds:KeyInfo><ds:KeyName>${escapeText(method.keyName)}</ds:KeyName></ds:KeyInfo>`;
  const text = Buffer.from(value).toString("base64");
  return `<ds:Signature xmlns:ds="${SIGNATURE_NAMESPACE}">${infoText(method, digest)}<ds:SignatureValue>${text}</ds:SignatureValue>${key}</ds:Signature>`;
}

function utf8(text: string): Uint8Array {
  return Buffer.from(text, "utf8");
}
