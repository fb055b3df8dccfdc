/**
 * RSA signatures of CEB messages with keys made at run time: what was signed is known again, and no byte
 * can change or move without being seen.
 */
import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { chanceOf } from "#base/chance.ts";
import { present } from "#base/result.ts";
import { readCeb } from "#standards/ceb/reader.ts";
import type { CebName } from "#standards/ceb/tables.ts";
import { writeCeb } from "#standards/ceb/writer.ts";
import { messageOf, type Size } from "#test/ceb/generated-messages.ts";
import { type RsaMethod, rsaSignature } from "./rsa-signature.ts";

const own = generateKeyPairSync("rsa", { modulusLength: 2_048 });
const other = generateKeyPairSync("rsa", { modulusLength: 2_048 });

function port(method: RsaMethod = "rsa-sha1", known = own.publicKey) {
  return rsaSignature({
    own: { name: "declarant", privateKey: own.privateKey, method },
    known: new Map([["declarant", known]]),
  });
}

function unsigned(name: CebName, size: Size = "any"): Uint8Array {
  const { signature: _, ...message } = messageOf("202205", name, size, chanceOf(3));
  return present(writeCeb(message).bytes, "the message is written");
}

async function signed(name: CebName, method?: RsaMethod, size?: Size): Promise<Buffer> {
  const result = await port(method).sign(unsigned(name, size));
  expect(result).toMatchObject({ ok: true });
  return Buffer.from(result.ok ? result.value : []);
}

async function refusalOf(bytes: Uint8Array): Promise<string> {
  const result = await port().verify(bytes);
  return result.ok ? "accepted" : result.refusal.code;
}

describe("signing", () => {
  test.each<[CebName, RsaMethod]>([
    ["CEB621", "rsa-sha1"],
    ["CEB623", "rsa-sha256"],
    ["CEB625", "rsa-sha1"],
    ["CEB711", "rsa-sha256"],
    ["CEB603", "rsa-sha1"],
  ])("XML-Signature enveloped: %s signed with %s is known again", async (name, method) => {
    const bytes = await signed(name, method);
    expect(await port().verify(bytes)).toEqual({ ok: true, value: { key: "declarant", method } });
    const reading = readCeb(bytes);
    expect(reading.findings.filter(({ code }) => code !== "ceb/edition-taken")).toEqual([]);
    expect(reading.head?.signature).toContain("SignatureValue");
  });

  test("a message whose schema has no place for a signature is not signed", async () => {
    const result = await port().sign(unsigned("CEB622"));
    expect(result).toMatchObject({ ok: false, refusal: { code: "ceb/not-signable" } });
  });

  test("a signed message is not signed again", async () => {
    const result = await port().sign(await signed("CEB621"));
    expect(result).toMatchObject({ ok: false, refusal: { code: "ceb/signature-many" } });
  });

  test("without a key nothing is signed", async () => {
    const result = await rsaSignature({ known: new Map() }).sign(unsigned("CEB621"));
    expect(result).toMatchObject({ ok: false, refusal: { code: "ceb/signature-key" } });
  });
});

describe("verifying", () => {
  test("another's key is not known", async () => {
    const result = await port("rsa-sha1", other.publicKey).verify(await signed("CEB621"));
    expect(result).toMatchObject({ ok: false, refusal: { code: "ceb/signature-key" } });
  });

  test("property: no changed byte of what was signed is accepted", async () => {
    const bytes = await signed("CEB623", "rsa-sha1", "least");
    const start = bytes.indexOf("<ceb:CEB623Message");
    const keyInfo = bytes.indexOf("<ds:KeyInfo>");
    const keyInfoEnd = bytes.indexOf("</ds:Signature>");
    const accepted: number[] = [];
    for (let at = start; at < bytes.length; at += 1) {
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

  test("a method that settings leave out is refused", async () => {
    const strict = rsaSignature({
      known: new Map([["declarant", own.publicKey]]),
      methods: ["rsa-sha256"],
    });
    const result = await strict.verify(await signed("CEB621", "rsa-sha1"));
    expect(result).toMatchObject({ ok: false, refusal: { code: "ceb/signature-method" } });
  });
});
