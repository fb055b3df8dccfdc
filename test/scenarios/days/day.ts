/**
 * A served centre for the scenarios of a day: set up by the command line, worked at over HTTP, with the
 * post as a partner whose messages come as files. The steps of each stream stand in files of their own.
 */
import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { signedText } from "#test/ceb/signed-text.ts";
import {
  type Answer,
  CENTRE_FILE,
  type HttpPerson,
  mailport,
  type Served,
  signIn,
  startMailport,
} from "#test/mailport.ts";
import { SCENARIO_PEOPLE } from "#test/scenario-people.ts";

type Body = Answer["body"];
export type DayRow = Body & { readonly row: number; readonly refusal?: { readonly code: string } };

/** Who works there besides those of all scenarios. */
const MORE_PEOPLE = [
  {
    login: "vet",
    name: "Su Yaqin",
    party: "CKG-QUARANTINE",
    roles: ["officer"],
    authority: "quarantine",
    level: 1,
  },
  { login: "desk", name: "Mo Lingyun", party: "CKG-CENTRE", roles: ["clerk"] },
];

const BROKER = generateKeyPairSync("ec", { namedCurve: "SM2" });

/** A step by its title, which reads as a sentence of the manual. */
export type Step = readonly [title: string, step: (day: Day) => Promise<void>];

export class Day {
  readonly folder = mkdtempSync(join(tmpdir(), "mailport-day-"));
  readonly data = join(this.folder, "centre");
  readonly out = join(this.folder, "to-the-post");
  readonly #persons = new Map<string, HttpPerson>();
  #served: Served | undefined;

  /** Sets the centre up with rates of exchange and risk rules, and starts it. */
  async open(): Promise<void> {
    await this.verb("init", "--from", CENTRE_FILE);
    this.#makeKeys();
    await this.verb("codes", "import", "customs-rates", "examples/customs-rates.csv", "--yes");
    // Picks at random differ from centre to centre: they are of tests of their own.
    const rules = readFileSync("examples/risk-rules.csv", "utf8").split("\n");
    const certain = this.file(
      "risk-rules.csv",
      rules.filter((one) => !one.startsWith("random")).join("\n"),
    );
    await this.verb("codes", "import", "risk-rules", certain, "--yes");
    const served = await startMailport(this.data);
    this.#served = served;
    this.#persons.set("admin", await signIn(served.address, "admin"));
    for (const user of [...SCENARIO_PEOPLE, ...MORE_PEOPLE]) {
      const password = `${user.login} has a long one`;
      await this.act("admin", "create-user", { ...user, password });
      this.#persons.set(user.login, await signIn(served.address, user.login, password));
    }
    await this.act("admin", "create-partner", { code: "CNA", party: "CNA", folderOut: this.out });
    const named = { partner: "CNA", message: "emsevt", sender: "CN101", recipient: "CNA01" };
    await this.act("admin", "set-partner-message", named);
  }

  async close(): Promise<void> {
    await this.#served?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Runs a verb of the command line on the centre; it must end well. */
  async verb(...args: readonly string[]): Promise<string> {
    const ran = await mailport([...args, "--data", this.data]);
    expect(ran, ran.stderr).toMatchObject({ status: 0 });
    return ran.stdout;
  }

  file(name: string, content: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, content);
    return path;
  }

  /** Does something as somebody; it must be answered 200. */
  async act(who: string, verb: string, input: object): Promise<Body> {
    const answer = await this.#person(who).post(verb, input);
    expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 200 });
    return answer.body;
  }

  /** The rows of a batch, in the order of its input. */
  async rows(who: string, verb: string, input: object): Promise<readonly DayRow[]> {
    const { rows } = (await this.act(who, verb, input)) as { rows: readonly DayRow[] };
    return rows.toSorted((one, other) => one.row - other.row);
  }

  /** A batch of which no row may be refused. */
  async all(who: string, verb: string, input: object): Promise<readonly DayRow[]> {
    const rows = await this.rows(who, verb, input);
    expect(rows.flatMap(({ refusal }) => refusal ?? [])).toEqual([]);
    return rows;
  }

  async look(
    who: string,
    view: string,
    input: Readonly<Record<string, string>> = {},
  ): Promise<Body> {
    const answer = await this.#person(who).get(view, input);
    expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 200 });
    return answer.body;
  }

  /** Hands in a file, as a partner's where one is named. */
  async takeIn(who: string, name: string, content: string, partner?: string): Promise<Body> {
    const query = partner === undefined ? { name } : { name, partner };
    const sent = await this.#person(who).send("take-in-message", query, content);
    expect(sent, JSON.stringify(sent.body)).toMatchObject({ status: 200 });
    return sent.body;
  }

  /** Bytes for an operation that takes them. */
  async send(
    who: string,
    verb: string,
    query: Record<string, string>,
    bytes: string,
  ): Promise<Body> {
    const sent = await this.#person(who).send(verb, query, bytes);
    expect(sent, JSON.stringify(sent.body)).toMatchObject({ status: 200 });
    return sent.body;
  }

  /** The verdict each code gets at a place. */
  async scan(place: string, codes: readonly string[]): Promise<Record<string, unknown>> {
    const scans = codes.map((code) => ({ code }));
    const rows = await this.all("floor", "record-scans", { scans, place });
    return Object.fromEntries(rows.map((row) => [codes[row.row] ?? "", row["verdict"]]));
  }

  /** Tries to let pieces out: `left`, or the codes of what stops each. */
  async leave(
    codes: readonly string[],
    purpose: string,
    destination: string,
  ): Promise<Record<string, unknown>> {
    const exits = codes.map((code) => ({ code }));
    const rows = await this.rows("floor", "leave-centre", { exits, purpose, destination });
    return Object.fromEntries(rows.map((row) => [codes[row.row] ?? "", leftOrWhy(row)]));
  }

  /** The item events that the post was told of a piece, once there are so many. */
  async told(code: string, events: readonly string[]): Promise<void> {
    const found = (): string[] =>
      readdirSync(this.out)
        .filter((name) => name.endsWith(".edi"))
        .flatMap((name) => readFileSync(join(this.out, name), "latin1").split("CNI+").slice(1))
        .filter((part) => part.includes(code))
        .flatMap((part) => [...part.matchAll(/STS\+\+(\w+)/g)].map(([, event = ""]) => event));
    await expect.poll(() => found().toSorted(), { timeout: 20_000 }).toEqual(events.toSorted());
  }

  /** A message of the broker, under its signature. */
  async signed(text: string): Promise<string> {
    const own = { name: "broker", privateKey: BROKER.privateKey, method: "sm2-sm3" } as const;
    return (await signedText(text, own)).toString();
  }

  /** Our own key for signatures, and the broker's public key, where an administrator puts them. */
  #makeKeys(): void {
    const folder = join(this.data, "keys", "signature");
    mkdirSync(join(folder, "known"), { recursive: true });
    const own = generateKeyPairSync("ec", { namedCurve: "SM2" }).privateKey;
    const pem = own.export({ type: "pkcs8", format: "pem" });
    writeFileSync(join(folder, "own.pem"), pem, { mode: 0o600 });
    const broker = BROKER.publicKey.export({ type: "spki", format: "pem" });
    writeFileSync(join(folder, "known", "BROKER.pem"), broker);
  }

  #person(who: string): HttpPerson {
    const found = this.#persons.get(who);
    if (found === undefined) throw new Error(`${who} did not sign in`);
    return found;
  }
}

function leftOrWhy(row: DayRow): unknown {
  const blockers = row["blockers"] as readonly { readonly code: string }[] | undefined;
  if (row["left"] === true) return "left";
  return blockers === undefined ? row.refusal?.code : blockers.map(({ code }) => code).join(" ");
}
