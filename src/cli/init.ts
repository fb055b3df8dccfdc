/**
 * `mailport init`: sets up a centre in an empty record, from a file or from questions on a
 * terminal. Once only; what is set up is changed by operations afterwards.
 */

import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { ok, present, type Result } from "#base/result.ts";
import { type Event, type Fact, sortedReaders } from "#domain/events/event.ts";
import { foldParty } from "#domain/parties/party.ts";
import { ROLES } from "#operations/define.ts";
import type { SiteFacts } from "#operations/ports.ts";
import type { User } from "#operations/ports-access.ts";
import { PASSWORD_SHORTEST } from "#operations/sessions.ts";
import { makePorts } from "#server/ports.ts";
import { type Setup, setUp } from "#store/setup.ts";
import {
  type CentrePlan,
  type PlannedAdministrator,
  type PlannedParty,
  readInitFile,
} from "./init-file.ts";
import { LOCAL_OPERATOR } from "./instance.ts";
import { type OpenPorts, type OpenRecord, openRecord } from "./open-record.ts";
import { openQuestions } from "./questions.ts";
import { EXIT, Refused, type Terminal } from "./terminal.ts";
import { unreadable } from "./unreadable.ts";

/** Sets up the folder's centre; the password is shown only when it was made here. */
export async function init(
  terminal: Terminal,
  folder: string,
  from: string | undefined,
): Promise<number> {
  const plan = from === undefined ? await ask(terminal) : planOf(terminal, from);
  const { password, made } = passwordOf(terminal, plan.administrator);
  const record = await openRecord(folder, (line) => terminal.note(line));
  try {
    const written = await establish(record, folder, plan, password, "init");
    if (!written.ok) throw new Refused(written.refusal);
    tell(terminal, plan, made ? password : undefined);
    return EXIT.well;
  } finally {
    await record.close();
  }
}

function tell(terminal: Terminal, plan: CentrePlan, password: string | undefined): void {
  const { site, parties, places, devices, administrator } = plan;
  if (terminal.json) {
    const { login } = administrator;
    terminal.printJson({ site: site.code, login, ...(password === undefined ? {} : { password }) });
    return;
  }
  const counts = { parties: parties.length, places: places.length, devices: devices.length };
  terminal.print(terminal.say("init.done", { site: site.code, ...counts }));
  terminal.print(terminal.say("init.login", { login: administrator.login }));
  if (password !== undefined) terminal.print(terminal.say("init.password", { password }));
}

function planOf(terminal: Terminal, file: string): CentrePlan {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw unreadable(terminal, file, error);
  }
  const { plan, findings } = readInitFile(text, file);
  if (plan !== undefined) return plan;
  terminal.noteFindings(findings);
  const facts = { file, count: findings.length, findings };
  throw new Refused({ code: "init/faults", facts }, terminal.say("file.faults", facts));
}

/** Bytes of a password that is made here: 20 characters. */
const MADE_PASSWORD_BYTES = 15;

function passwordOf(
  terminal: Terminal,
  { password, passwordVariable }: PlannedAdministrator,
): { readonly password: string; readonly made: boolean } {
  if (password !== null) return { password, made: false };
  if (passwordVariable === null) {
    return { password: randomBytes(MADE_PASSWORD_BYTES).toString("base64url"), made: true };
  }
  const found = process.env[passwordVariable] ?? "";
  if (found.length >= PASSWORD_SHORTEST) return { password: found, made: false };
  const facts = { name: passwordVariable, shortest: PASSWORD_SHORTEST };
  const sentence = terminal.say("init.password-missing", facts);
  throw new Refused({ code: "init/password-missing", facts }, sentence);
}

/** Asks what a small centre needs; its floor is three zones until a file says more. */
async function ask(terminal: Terminal): Promise<CentrePlan> {
  const { ask: line, askSecret, close } = openQuestions(terminal);
  try {
    const site = {
      code: await line("ask.site"),
      name: await line("ask.name"),
      legalZone: await line("ask.zone", Intl.DateTimeFormat().resolvedOptions().timeZone),
    };
    const operator = await line("ask.operator", `${site.code}-CENTRE`);
    const customs = await line("ask.customs", `${site.code}-CUSTOMS`);
    const quarantine = await line("ask.quarantine");
    const administrator = {
      login: await line("ask.login", "admin"),
      name: await line("ask.administrator"),
      language: terminal.language,
      ...passwordGiven(
        await askSecret("ask.password", "ask.password-again", "ask.password-differs"),
      ),
    };
    const parties = [
      { code: operator, kind: "operator", name: site.name },
      { code: customs, kind: "customs", name: customs },
      ...(quarantine === "" ? [] : [{ code: quarantine, kind: "quarantine", name: quarantine }]),
    ];
    const given = { site, operator, customs, parties, administrator, ...SMALL_FLOOR };
    const whole = quarantine === "" ? given : { ...given, quarantine };
    return answered(terminal, JSON.stringify(whole));
  } finally {
    close();
  }
}

function passwordGiven(password: string): { readonly password?: string } {
  return password === "" ? {} : { password };
}

const SMALL_FLOOR = {
  places: [
    { code: "ARRIVAL", kind: "zone", name: "Arrivals" },
    { code: "CUSTOMS", kind: "zone", name: "Customs supervision" },
    { code: "DEPARTURE", kind: "zone", name: "Departures" },
  ],
  moves: [
    { from: "*", to: "CUSTOMS" },
    { from: "ARRIVAL", to: "DEPARTURE", held: "free" },
    { from: "CUSTOMS", to: "DEPARTURE" },
  ],
};

/** Answers are checked as a file is. */
function answered(terminal: Terminal, text: string): CentrePlan {
  const { plan, findings } = readInitFile(text, "");
  if (plan !== undefined) return plan;
  terminal.noteFindings(findings);
  throw new Refused({ code: "init/faults", facts: { count: findings.length, findings } });
}

/**
 * Writes the plan into the record with its first users; `asked` gives it other time and identity.
 * Refuses `init/already-initialised`.
 */
export async function establish(
  record: Pick<OpenRecord, "pool" | "masterKey">,
  folder: string,
  plan: CentrePlan,
  password: string,
  madeBy: SiteFacts["madeBy"],
  asked: (ports: OpenPorts) => Pick<OpenPorts, "clock" | "ids"> = (ports) => ports,
): Promise<Result<SiteFacts>> {
  const { pool, masterKey } = record;
  const nowhere = { ...plan.site, site: plan.site.code, madeBy };
  const unknown = { operatorId: "", customsId: "", quarantineId: null };
  const ports = makePorts({
    pool,
    dataFolder: folder,
    masterKey,
    site: { ...nowhere, ...unknown },
  });
  const { clock, ids } = asked(ports);
  const setup = await decide({ ...ports, clock, ids }, plan, password, madeBy);
  const written = await setUp(pool, setup);
  return written.ok ? ok(setup.site) : written;
}

/** Every row of the new centre with its identity and time. */
async function decide(
  ports: OpenPorts,
  plan: CentrePlan,
  password: string,
  madeBy: SiteFacts["madeBy"],
): Promise<Setup> {
  const madeAt = ports.clock.now();
  const callId = ports.ids.next();
  const ids = new Map(plan.parties.map((party) => [party.code, ports.ids.next()]));
  const idOf: IdOf = (code) => present(ids.get(code), "the plan defines every code it names");
  const operatorId = idOf(plan.operator);
  const users = await firstUsers(ports, plan.administrator, password, operatorId);
  const actor = present(users[0], "there is a first user").id;
  const site = siteFacts(plan, idOf, madeBy);
  const { administrator, ...kept } = plan;
  const text = JSON.stringify({ ...kept, administrator: { login: administrator.login } });
  const made = { site: site.site, recordedAt: madeAt, callId, actor, version: 1 } as const;
  const centre = [site.operatorId, site.customsId, site.quarantineId].filter((id) => id !== null);
  return {
    site,
    madeAt,
    parties: plan.parties.map((party) => registered(ports, party, idOf, centre, made)),
    offices: plan.offices.map(({ code, kind, name, party, zone }) => {
      return { code, kind, name, partyId: party === null ? null : idOf(party), zone };
    }),
    places: plan.places,
    moves: plan.moves,
    movesSource: madeBy,
    devices: plan.devices,
    users,
    call: callRow(ports, made, operatorId, text),
    input: await ports.vault.pack(text),
  };
}

type IdOf = (code: string) => string;
type Made = Pick<Event, "site" | "recordedAt" | "callId" | "actor" | "version">;

function siteFacts(plan: CentrePlan, idOf: IdOf, madeBy: SiteFacts["madeBy"]): SiteFacts {
  return {
    site: plan.site.code,
    name: plan.site.name,
    legalZone: plan.site.legalZone,
    operatorId: idOf(plan.operator),
    customsId: idOf(plan.customs),
    quarantineId: plan.quarantine === null ? null : idOf(plan.quarantine),
    madeBy,
  };
}

/** A party as the fold of the event that registers it; read by itself and the centre's own. */
function registered(
  ports: OpenPorts,
  { code, kind, name }: PlannedParty,
  idOf: IdOf,
  centre: readonly string[],
  made: Made,
): Setup["parties"][number] {
  const readers = sortedReaders([...centre, idOf(code)]);
  const fact: Fact = {
    key: ports.ids.next(),
    subject: "party",
    subjectId: idOf(code),
    type: "party-registered",
    schema: 1,
    occurredAt: made.recordedAt,
    sensitivity: 1,
    data: { code, kind, name, readers },
  };
  const event: Event = { ...fact, ...made };
  return { event, state: foldParty(undefined, event) };
}

function callRow(ports: OpenPorts, made: Made, partyId: string, text: string): Setup["call"] {
  return {
    callId: made.callId,
    site: made.site,
    operation: "init",
    actor: made.actor,
    partyId,
    device: null,
    calledAt: made.recordedAt,
    inputHash: ports.digest(text),
    rowsGiven: 1,
    rowsDone: 1,
    rowsRefused: 0,
    refusal: null,
    idempotencyKey: null,
  };
}

/** The local operator whom verbs act as, and the first administrator. */
async function firstUsers(
  ports: OpenPorts,
  administrator: PlannedAdministrator,
  password: string,
  partyId: string,
): Promise<readonly User[]> {
  const { login, name, language } = administrator;
  const common = {
    partyId,
    authority: null,
    level: 0,
    failures: 0,
    lockedUntil: null,
    disabledAt: null,
    madeAt: ports.clock.now(),
    language,
  };
  const roles = ROLES.filter((role) => !NOT_LOCAL.has(role));
  const passwordHash = await ports.passwords.hash(password);
  return [
    {
      ...common,
      id: ports.ids.next(),
      login: LOCAL_OPERATOR,
      name: LOCAL_OPERATOR,
      roles,
      passwordHash: null,
    },
    { ...common, id: ports.ids.next(), login, name, roles: ["administrator"], passwordHash },
  ];
}

/** What whoever holds the folder is not by that alone: an authority, or nobody. */
const NOT_LOCAL: ReadonlySet<string> = new Set(["officer", "public", "system"]);
