/**
 * A centre in a dialogue of customs messages: a broker that finds its answers in a folder, customs behind a
 * real server that messages are pushed to, keys of both made at run time.
 */
import { generateKeyPairSync } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { present } from "#base/result.ts";
import { call } from "#operations/call.ts";
import type { Actor } from "#operations/define.ts";
import { operationNamed } from "#operations/index.ts";
import type { MessageAnswer } from "#operations/message-answer.ts";
import type { Ports } from "#operations/ports.ts";
import type { CebPartner } from "#operations/ports-dialogue.ts";
import { flushCeb } from "#server/transports/ceb-sender.ts";
import { putWhole } from "#server/transports/folder-out.ts";
import type { Flush, SenderOptions } from "#server/transports/outbox-retries.ts";
import { xmlSignature } from "#server/xml-signature.ts";
import { readCeb } from "#standards/ceb/reader.ts";
import { SIGNATURE_METHODS } from "#standards/ceb/signature-methods.ts";
import type { BlobKeys } from "#store/blobs/keys.ts";
import { type Centre, openCentre } from "#test/centre.ts";
import { importRates } from "#test/rates.ts";
import { cebText, inventory } from "./parcel-messages.ts";
import { signedText } from "./signed-text.ts";

/** A message pushed to customs. */
export type Pushed = {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
};

type BenchPorts = Ports & { readonly blobKeys: BlobKeys };
type Parts = Parameters<typeof cebText>[1];

const keys = generateKeyPairSync("rsa", { modulusLength: 2_048 });
const brokerKeys = generateKeyPairSync("rsa", { modulusLength: 2_048 });
const PASSWORD = "at least twelve characters";
/** What partners are sent in the name of. */
const SENDER = { copCode: "CKG-1", copName: "Invented centre", dxpId: "DXPENT0000000009" };

/** Opens it; `close` in `afterAll`. */
export async function openDialogue(): Promise<DialogueBench> {
  const bench = new DialogueBench(await openCentre());
  await bench.open();
  return bench;
}

export class DialogueBench {
  readonly centre: Centre;
  readonly ports: BenchPorts;
  readonly pushed: Pushed[] = [];
  readonly faults: string[] = [];
  /** What customs' server answers with. */
  status = 200;
  readonly clerk: Actor;
  readonly customs: Actor;
  broker: Actor;
  readonly #server: Server;
  readonly #seen = new Set<string>();
  #files = 0;
  #guids = 10;

  constructor(centre: Centre) {
    this.centre = centre;
    const signature = xmlSignature(
      {
        own: { name: "centre", privateKey: keys.privateKey, method: "rsa-sha1" },
        known: new Map([
          ["BROKER", [brokerKeys.publicKey]],
          ["CENTRE", [keys.publicKey]],
        ]),
        methods: SIGNATURE_METHODS,
      },
      () => "2026-09-21",
    );
    this.ports = { ...(centre.ports as BenchPorts), signature };
    const floor = present(centre.actors["floor"], "the centre has people");
    this.clerk = { ...floor, roles: ["clerk", "declarant"] };
    this.broker = this.clerk;
    this.customs = present(centre.actors["officer"], "customs has people");
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        this.pushed.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
        response.writeHead(this.status).end(this.status === 200 ? "" : "not now");
      });
    });
  }

  async open(): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
    await importRates(this.centre.ports, this.centre.actors["manager"]);
    this.broker = await this.#hire("broker", "DECL-5");
    const { port } = this.#server.address() as AddressInfo;
    for (const [code, party] of [
      ["BROKER", "DECL-5"],
      ["PORT", "8000"],
    ] as const)
      await this.act("manager", "create-partner", {
        code,
        party,
        folderOut: join(this.centre.folder, code),
      });
    await this.set("BROKER", { side: "declarant", ...SENDER });
    await this.set("PORT", {
      side: "customs",
      transport: "https",
      url: `http://127.0.0.1:${port}/in`,
      authorisation: "Bearer of-the-port",
      sendsLists: true,
      customsCode: "8000",
      operatorCode: "CKG-CENTRE",
      operatorName: "Invented centre",
      answerMinutes: 30,
      ...SENDER,
    });
  }

  async close(): Promise<void> {
    this.#server.close();
    await this.centre.close();
  }

  set(partner: string, settings: object): Promise<unknown> {
    return this.act("manager", "set-ceb-partner", { partner, ...settings });
  }

  async #hire(login: string, party: string): Promise<Actor> {
    const roles: Actor["roles"] = ["clerk", "declarant"];
    const person = { login, name: login, password: PASSWORD, party, roles };
    await this.act("system", "create-user", person);
    const user = await this.ports.store.transaction((tx) => tx.lockUser(login));
    const { id: userId, partyId } = present(user, "who was hired is there");
    return { ...this.clerk, userId, login, partyId, roles };
  }

  async act<T>(who: string | Actor, name: string, input: unknown): Promise<T> {
    const operation = present(operationNamed(name), name);
    const actor = typeof who === "string" ? present(this.centre.actors[who], who) : who;
    const answer = await call(this.ports, operation, actor, input);
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
    return answer.value as T;
  }

  async partyId(code: string): Promise<string> {
    const found = await this.ports.store.transaction((tx) => tx.findParties([code]));
    return present(found.get(code), code).id;
  }

  async takeIn(who: Actor, text: string | Uint8Array, partner?: string): Promise<MessageAnswer> {
    const bytes = Buffer.from(text);
    const blobKeyId = await this.ports.blobKeys.keyOf(who.partyId, this.ports.ids.next());
    const put = await this.ports.blobs.put(blobKeyId, [bytes], 1e8);
    if (!put.ok) throw new Error(put.refusal.code);
    this.#files += 1;
    const { hash: blobHash, sizeBytes } = put.value;
    const file = { name: `${this.#files}.xml`, blobHash, blobKeyId, sizeBytes };
    const input = partner === undefined ? file : { ...file, partner };
    return this.act(who, "take-in-message", input);
  }

  options(): SenderOptions {
    return {
      ports: this.ports,
      blobKeyOf: (partyId) => this.ports.blobKeys.keyOf(partyId, this.ports.ids.next()),
      deliver: putWhole,
      loopbackHttp: true,
      onFault: ({ error }) => void this.faults.push(String(error)),
    };
  }

  async partner(code: string): Promise<CebPartner> {
    const partners = await this.ports.store.transaction((tx) => tx.cebPartners());
    return present(
      partners.find((one) => one.code === code),
      code,
    );
  }

  async flush(code: string): Promise<Flush> {
    return flushCeb(this.options(), await this.partner(code));
  }

  /** What the broker found in its folder since it looked last; each must read without an error. */
  async answers(): Promise<readonly Readonly<Record<string, string>>[]> {
    await this.flush("BROKER");
    const folder = join(this.centre.folder, "BROKER");
    const names = readdirSync(folder).filter((name) => !this.#seen.has(name));
    for (const name of names) this.#seen.add(name);
    return names.sort().flatMap((name) => {
      const { head, documents, findings, fault } = readCeb(readFileSync(join(folder, name)));
      const all = [...findings, ...documents.flatMap((one) => one.findings), fault];
      const bad = all.filter((one) => one?.severity === "error");
      if (bad.length > 0) throw new Error(JSON.stringify(bad));
      const message = head?.message ?? "";
      return documents.map(({ value }) => ({
        message,
        ...(value as unknown as Readonly<Record<string, string>>),
      }));
    });
  }

  /** The same as `CEB622 120`. */
  async states(): Promise<readonly string[]> {
    return (await this.answers()).map((one) => `${one["message"]} ${one["returnStatus"]}`);
  }

  /** A message of these documents under a guid of its own. */
  message(name: string, parts: Parts): string {
    this.#guids += 1;
    return cebText(name, parts, String(this.#guids));
  }

  /** The text as the broker signs it, or a stranger. */
  signed(text: string, privateKey = brokerKeys.privateKey): Promise<Uint8Array> {
    return signedText(text, { name: "broker", privateKey, method: "rsa-sha256" });
  }

  /** A parcel's list, signed. */
  list(at: number, given: object = {}): Promise<Uint8Array> {
    return this.signed(this.message("CEB621", [inventory({ at, ...given })]));
  }
}
