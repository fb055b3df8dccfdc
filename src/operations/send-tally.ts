/**
 * Sends customs the operator's own arrival tally of a master bill (CEB711): one for each bill, vehicle and
 * carrier, of what arrived, with what is over and what is short. Sent again, it changes the one before.
 */
import { type Static, Type } from "typebox";
import { ok, type Result, refuse } from "#base/result.ts";
import { formatInstant, legalDay } from "#base/time.ts";
import { sortedReaders } from "#domain/events/event.ts";
import { TALLY } from "./ceb-find.ts";
import { type Counted, countParcels, type KeptTally, tallyFindings } from "./ceb-tally.ts";
import { UNANSWERED } from "./ceb-work.ts";
import { isOperator } from "./centre-parties.ts";
import { type CallContext, command } from "./define.ts";
import { outboxLine } from "./outbox-line.ts";
import type { CebPartner, Dialogue } from "./ports-dialogue.ts";
import type { StoredDocument } from "./ports-documents.ts";
import { CodeSchema, FindingSchema, UuidSchema } from "./schemas.ts";
import { customsTime } from "./told-at.ts";

/** Parcels that one tally may name besides those under its bill. */
const NAMED_LIMIT = 10_000;
const Codes = Type.Array(Type.String());

const Input = Type.Object(
  {
    bill: Type.String({ minLength: 1, maxLength: 37, description: "Number of the master bill." }),
    vehicle: Type.String({
      minLength: 1,
      maxLength: 100,
      description: "What brought it (trafNo).",
    }),
    voyage: Type.Optional(Type.String({ minLength: 1, maxLength: 32 })),
    mode: Type.Optional(
      Type.String({ pattern: "^[0-9A-Z]$", description: "Mode of transport as customs codes it." }),
    ),
    carrier: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 18,
        description: "Where several have parcels under it.",
      }),
    ),
    parcels: Type.Optional(
      Type.Array(CodeSchema, {
        maxItems: NAMED_LIMIT,
        description: "Parcels seen, those under no waybill of the bill among them.",
      }),
    ),
    unloadedAt: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    partner: Type.Optional(
      Type.String({ maxLength: 64, description: "Where several partners stand for customs." }),
    ),
  },
  { additionalProperties: false },
);
type Given = Static<typeof Input>;

export const sendTally = command({
  name: "send-tally",
  sentence:
    "Sends customs the tally of what arrived under a master bill, with what is over and short.",
  roles: ["floor", "clerk", "administrator", "system"],
  input: Input,
  output: Type.Object({
    dialogueId: UuidSchema,
    number: Type.String({ description: "Our number of the tally." }),
    parcels: Type.Integer(),
    over: Codes,
    short: Codes,
    findings: Type.Array(FindingSchema),
  }),
  handler: async (context, input) => {
    const { tx } = context;
    if (!isOperator(context)) return refuse("tally/not-operator");
    const partner = partnerFor(await tx.cebPartners(), input.partner);
    if (!partner.ok) return partner;
    const waybills = await tx.waybillsUnder([input.bill]);
    const carrier = carrierOf(waybills, input.carrier);
    if (!carrier.ok) return carrier;
    const own = waybills.filter(({ issuer }) => issuer === carrier.value);
    const counted = await countParcels(tx, own, input.parcels ?? []);
    if (counted.parcels.length === 0) return refuse("tally/nothing-arrived", { found: input.bill });
    const sent = await send(context, partner.value, {
      input,
      carrier: carrier.value,
      own,
      counted,
    });
    const { over, short } = counted;
    return ok({
      dialogueId: sent.id,
      number: sent.number,
      parcels: counted.parcels.length,
      over: [...over],
      short: [...short],
      findings: tallyFindings(counted),
    });
  },
});

function partnerFor(partners: readonly CebPartner[], code: string | undefined): Result<CebPartner> {
  const fit = partners.filter(
    (one) =>
      one.settings.side === "customs" &&
      one.settings.sendsTallies &&
      (code === undefined || one.code === code),
  );
  const [first] = fit;
  if (first === undefined) return refuse("tally/no-partner", { found: code ?? "" });
  if (fit.length > 1)
    return refuse("tally/partner-needed", { expected: fit.map((one) => one.code).join(" | ") });
  const { operatorCode, customsCode } = first.settings;
  return operatorCode === "" || customsCode === ""
    ? refuse("partner/address-missing", { expected: "operatorCode, customsCode" })
    : ok(first);
}

/** A tally names one carrier; the parcels of several under a bill are several tallies. */
function carrierOf(waybills: readonly StoredDocument[], named: string | undefined): Result<string> {
  if (named !== undefined) return ok(named);
  const carriers = [...new Set(waybills.map(({ issuer }) => issuer))].sort();
  const [only] = carriers;
  if (only === undefined) return refuse("tally/bill-unknown");
  return carriers.length === 1
    ? ok(only)
    : refuse("tally/carrier-needed", { expected: carriers.join(" | ") });
}

type Sending = {
  readonly input: Given;
  readonly carrier: string;
  readonly own: readonly StoredDocument[];
  readonly counted: Counted;
};

async function send(
  context: CallContext,
  partner: CebPartner,
  { input, carrier, own, counted }: Sending,
): Promise<Dialogue> {
  const { tx, ports, now, actor } = context;
  const { ids, site } = ports;
  // Two at once are one after the other: the number is taken once.
  await tx.lockPartner(partner.partnerId);
  const id = ids.derived("tally", partner.partnerId, input.bill, input.vehicle, carrier);
  const [before] = await tx.dialoguesById([id]);
  const number = before?.number ?? (await nextNumber(context));
  const head = await headOf(context, partner, { input, carrier, own, counted }, number, before);
  const tally: KeptTally = { head, parcels: counted.parcels };
  const { over, short } = counted;
  const row: Dialogue = {
    ...UNANSWERED,
    ...before,
    id,
    version: (before?.version ?? 0) + 1,
    site: site.site,
    partnerId: partner.partnerId,
    partyId: actor.partyId,
    side: "ours",
    message: TALLY,
    issuer: partner.settings.operatorCode,
    number,
    reference: head.guid,
    shipmentId: null,
    sourceMessage: null,
    state: "waiting",
    askedAt: now,
    dueAt: null,
    answeredAt: null,
    silentAt: null,
    facts: { bill: input.bill, vehicle: input.vehicle, carrier, tally, over, short },
    readers: sortedReaders([site.operatorId, site.customsId]),
  };
  await tx.saveDialogues([row]);
  const { partnerId, version: ordinal } = row;
  const line = { partnerId, subjectId: id, kind: TALLY, body: { tally: true }, ordinal };
  await tx.queue([outboxLine(context, line)]);
  return row;
}

/** Numbers of tallies follow each other without gaps, in each legal year. */
async function nextNumber({ tx, ports, now }: CallContext): Promise<string> {
  const { site, legalZone } = ports.site;
  const year = legalDay(now, legalZone).slice(0, 4);
  const next = await tx.takeNumbers(site, `tally ${year}`, 1);
  return `TL${year}${String(next).padStart(8, "0")}`;
}

/** Modes of transport (customs): 5 by air, taken where nothing is said. */
const BY_AIR = "5";
const NEW = "1";
const CHANGE = "2";
const SUBMITTED = "2";
/** Stands where a schema asks for a voyage and none was named. */
const NO_VOYAGE = "-";

async function headOf(
  { tx, ports, now }: CallContext,
  { settings }: CebPartner,
  { input, carrier, own, counted }: Sending,
  copNo: string,
  before: Dialogue | undefined,
): Promise<KeptTally["head"]> {
  const { legalZone } = ports.site;
  const told = own.find(({ facts }) => facts["logisticsName"] !== undefined);
  const party = (await tx.findParties([carrier])).get(carrier);
  const note = noteOf(counted);
  return {
    guid: ports.ids.next().toUpperCase(),
    appType: before === undefined ? NEW : CHANGE,
    appTime: customsTime(formatInstant(now, legalZone), "second"),
    appStatus: SUBMITTED,
    customsCode: settings.customsCode,
    copNo,
    ...(before?.preNo && { preNo: before.preNo }),
    ...operatorOf(settings),
    ieFlag: "I",
    trafMode: input.mode ?? BY_AIR,
    trafNo: input.vehicle,
    voyageNo: input.voyage ?? NO_VOYAGE,
    billNo: input.bill,
    logisticsCode: carrier,
    logisticsName: told?.facts["logisticsName"] ?? party?.name ?? carrier,
    ...(input.unloadedAt !== undefined && { unloadLocation: input.unloadedAt }),
    ...(note !== "" && { note }),
  };
}

function noteOf({ over, short }: Counted): string {
  const counts = [
    ["over", over.length],
    ["short", short.length],
  ] as const;
  return counts.flatMap(([what, count]) => (count > 0 ? [`${what} ${count}`] : [])).join(", ");
}

function operatorOf({
  operatorCode,
  operatorName,
  copName,
}: CebPartner["settings"]): Pick<KeptTally["head"], "operatorCode" | "operatorName"> {
  return { operatorCode, operatorName: operatorName || copName || operatorCode };
}
