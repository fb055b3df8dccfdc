/**
 * Signatures of CEB messages, RSA and SM2, with keys made at run time: what was signed is known again, and no byte
 * can change or move without being seen.
 */
import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, test } from "vitest";
import { chanceOf } from "#base/chance.ts";
import { present } from "#base/result.ts";
import { readCeb } from "#standards/ceb/reader.ts";
import { signedParts } from "#standards/ceb/signature.ts";
import { SIGNATURE_METHODS, type SignatureMethodName } from "#standards/ceb/signature-methods.ts";
import type { CebName } from "#standards/ceb/tables.ts";
import { writeCeb } from "#standards/ceb/writer.ts";
import { messageOf, type Size } from "#test/ceb/generated-messages.ts";
import { signedText } from "#test/ceb/signed-text.ts";
import { type SignatureKeys, xmlSignature } from "./xml-signature.ts";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2_048 });
const sm2 = generateKeyPairSync("ec", { namedCurve: "SM2" });
const other = generateKeyPairSync("rsa", { modulusLength: 2_048 });
const TODAY = "2026-11-22";

const port = (keys: Partial<SignatureKeys>) =>
  xmlSignature({ known: new Map(), methods: SIGNATURE_METHODS, ...keys }, () => TODAY);

/** Knows the declarant by both of its keys, and somebody else. */
const verifier = port({
  known: new Map([
    ["DECL", [rsa.publicKey, sm2.publicKey]],
    ["OTHER", [other.publicKey]],
  ]),
});

function ownKey(method: SignatureMethodName): Required<SignatureKeys>["own"] {
  const { privateKey } = SIGNATURE_METHODS[method].key === "sm2" ? sm2 : rsa;
  return { name: "declarant", privateKey, method };
}

function unsigned(name: CebName, size: Size = "any"): Uint8Array {
  const { signature: _, ...message } = messageOf("202205", name, size, chanceOf(3));
  return present(writeCeb(message).bytes, "the message is written");
}

const signed = (
  name: CebName,
  method: SignatureMethodName = "rsa-sha1",
  size?: Size,
): Promise<Buffer> => signedText(unsigned(name, size), ownKey(method));

async function refusalOf(bytes: Uint8Array, by = verifier, partner = "DECL"): Promise<string> {
  const result = await by.verify(bytes, [partner]);
  return result.ok ? "accepted" : result.refusal.code;
}

describe("signing", () => {
  test.each<[CebName, SignatureMethodName]>([
    ["CEB621", "sm2-sm3"],
    ["CEB603", "sm2-sha1"],
    ["CEB621", "rsa-sha1"],
    ["CEB623", "rsa-sha256"],
    ["CEB625", "rsa-sha1"],
    ["CEB711", "rsa-sha256"],
    ["CEB603", "rsa-sha1"],
  ])("XML-Signature enveloped: %s signed with %s is known again", async (name, method) => {
    const bytes = await signed(name, method);
    expect(await verifier.verify(bytes, ["DECL"])).toEqual({
      ok: true,
      value: { partner: "DECL", method },
    });
    const reading = readCeb(bytes);
    expect(reading.findings.filter(({ code }) => code !== "ceb/edition-taken")).toEqual([]);
    expect(reading.head?.signature).toContain("SignatureValue");
  });

  test("a message whose schema has no place for a signature is not signed", async () => {
    const result = await port({ own: ownKey("sm2-sm3") }).sign(unsigned("CEB622"));
    expect(result).toMatchObject({ ok: false, refusal: { code: "ceb/not-signable" } });
  });

  test("a signed message is not signed again", async () => {
    const result = await port({ own: ownKey("sm2-sm3") }).sign(await signed("CEB621"));
    expect(result).toMatchObject({ ok: false, refusal: { code: "ceb/signature-many" } });
  });

  test("without a key nothing is signed", async () => {
    const result = await port({}).sign(unsigned("CEB621"));
    expect(result).toMatchObject({ ok: false, refusal: { code: "ceb/signature-key" } });
  });
});

describe("verifying", () => {
  test("a key vouches for its partner and for no other", async () => {
    for (const method of ["rsa-sha1", "sm2-sm3"] as const) {
      const bytes = await signed("CEB621", method);
      expect(await refusalOf(bytes)).toBe("accepted");
      expect(await refusalOf(bytes, verifier, "OTHER")).toBe("ceb/signature-key");
      expect(await verifier.verify(bytes, [])).toMatchObject({ ok: false });
    }
  });

  test("SM2: the value is written as the data say and read either way; ECDSA is none", async () => {
    const digest = (bytes: Buffer): number =>
      Buffer.from(/<ds:SignatureValue>([^<]*)/.exec(bytes.toString())?.[1] ?? "", "base64").length;
    const own = ownKey("sm2-sm3");
    const der = { ...SIGNATURE_METHODS["sm2-sm3"], value: "der" } as const;
    const asDer = await port({ own, methods: { ...SIGNATURE_METHODS, "sm2-sm3": der } }).sign(
      unsigned("CEB621"),
    );
    const bytes = Buffer.from(asDer.ok ? asDer.value : []);
    expect([digest(await signed("CEB621", "sm2-sm3")), digest(bytes) > 64]).toEqual([64, true]);
    expect(await refusalOf(bytes)).toBe("accepted");
    expect(await refusalOf(await signedByEcdsa())).toBe("ceb/signature-key");
  });

  test("a method is taken on its days alone", async () => {
    const ended = { ...SIGNATURE_METHODS["rsa-sha1"], validTo: "2026-11-21" };
    const methods = { ...SIGNATURE_METHODS, "rsa-sha1": ended };
    const known = new Map([["DECL", [rsa.publicKey, sm2.publicKey]]]);
    const later = port({ own: ownKey("rsa-sha1"), known, methods });
    expect(await refusalOf(await signed("CEB621"), later)).toBe("ceb/signature-method");
    expect(await refusalOf(await signed("CEB621", "sm2-sm3"), later)).toBe("accepted");
    expect(await later.sign(unsigned("CEB621"))).toMatchObject({
      refusal: { code: "ceb/signature-method", facts: { found: "rsa-sha1" } },
    });
    const lastDay = { ...ended, validTo: TODAY };
    const still = port({ known, methods: { ...methods, "rsa-sha1": lastDay } });
    expect(await refusalOf(await signed("CEB621"), still)).toBe("accepted");
  });

  test("a long document is checked beside the server's thread, with the same answers", async () => {
    const text = Buffer.from(unsigned("CEB621")).toString();
    const padding = `<!--${"x".repeat(400_000)}-->`;
    const long = await signedText(text.replace("\n<ceb:", `\n${padding}<ceb:`), ownKey("sm2-sm3"));
    let turns = 0;
    const turning = setInterval(() => {
      turns += 1;
    }, 1);
    expect(await refusalOf(long)).toBe("accepted");
    clearInterval(turning);
    expect(turns).toBeGreaterThan(2);
    expect(await refusalOf(long, verifier, "OTHER")).toBe("ceb/signature-key");
    const changed = Buffer.from(long.toString().replace("<ceb:guid>", "<ceb:guid> "));
    expect(await refusalOf(changed)).toBe("ceb/signature-digest");
  });

  // SM2 is slower to verify, so of its bytes every seventh is changed.
  test.each<[SignatureMethodName, number]>([
    ["rsa-sha1", 1],
    ["sm2-sm3", 7],
  ])("property: no changed byte of what was signed by %s is accepted", async (method, step) => {
    const bytes = await signed("CEB623", method, "least");
    const start = bytes.indexOf("<ceb:CEB623Message");
    const keyInfo = bytes.indexOf("<ds:KeyInfo>");
    const keyInfoEnd = bytes.indexOf("</ds:Signature>");
    const accepted: number[] = [];
    for (let at = start; at < bytes.length; at += step) {
      // The key's name is a hint outside the signature.
      if (at >= keyInfo && at < keyInfoEnd) continue;
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      if ((await refusalOf(changed)) === "accepted") accepted.push(at);
    }
    expect(accepted).toEqual([]);
  });

  test("canonical XML: what says the same in other bytes is accepted", async () => {
    const text = (await signed("CEB623")).toString();
    const other = text
      .replace("\n<ceb:", "\n<!-- written elsewhere -->\n<ceb:")
      .replace(/guid="([^"]*)" version="1.0"/, "version='1.0'\n  guid=\"$1\"");
    expect(other).not.toBe(text);
    expect(await refusalOf(Buffer.from(other))).toBe("accepted");
  });

  test("signature wrapping is refused in each of its forms", async () => {
    const text = (await signed("CEB621")).toString();
    const root = text.slice(text.indexOf("<ceb:CEB621Message"));
    const signature = root.slice(
      root.indexOf("<ds:Signature "),
      root.indexOf("</ceb:CEB621Message>"),
    );
    const without = root.replace(signature, "");
    const wrapped = without.replace(
      "<ceb:BaseTransfer>",
      `<ceb:ExtendMessage>${root}</ceb:ExtendMessage><ceb:BaseTransfer>`,
    );
    expect(await refusalOf(Buffer.from(without))).toBe("ceb/signature-missing");
    expect(await refusalOf(Buffer.from(wrapped))).toBe("ceb/signature-place");
    expect(await refusalOf(Buffer.from(root.replace(signature, signature + signature)))).toBe(
      "ceb/signature-many",
    );
    const byId = root.replace('URI=""', 'URI="#part"');
    expect(await refusalOf(Buffer.from(byId))).toBe("ceb/signature-reference");
    const filtered = root.replace("xmldsig#enveloped-signature", "xmldsig#base64");
    expect(await refusalOf(Buffer.from(filtered))).toBe("ceb/signature-reference");
    const objected = root.replace("</ds:Signature>", "<ds:Object></ds:Object></ds:Signature>");
    expect(await refusalOf(Buffer.from(objected))).not.toBe("accepted");
  });

  test("a document type, an instruction and an unknown method are refused", async () => {
    const text = (await signed("CEB621")).toString();
    const typed = text.replace("\n<ceb:", '\n<!DOCTYPE a [<!ENTITY b "c">]><ceb:');
    expect(await refusalOf(Buffer.from(typed))).toBe("ceb/signature-xml");
    const instructed = text.replace("\n<ceb:", "\n<?do this?><ceb:");
    expect(await refusalOf(Buffer.from(instructed))).toBe("ceb/signature-xml");
    const weaker = text.replace("xmldsig#rsa-sha1", "xmldsig#hmac-sha1");
    expect(await refusalOf(Buffer.from(weaker))).toBe("ceb/signature-method");
  });
});

/** As Node alone signs by a key on the curve. */
async function signedByEcdsa(): Promise<Buffer> {
  const bytes = await signed("CEB621", "sm2-sm3");
  const parts = signedParts(bytes);
  const { signedInfo, value } = present(parts.ok ? parts.value : undefined, "it is signed");
  const made = sign("sm3", signedInfo, { key: sm2.privateKey, dsaEncoding: "ieee-p1363" });
  const base64 = (one: Uint8Array): string => Buffer.from(one).toString("base64");
  return Buffer.from(bytes.toString().replace(base64(value), base64(made)));
}
