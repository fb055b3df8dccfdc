/**
 * Records scans and says what to do with each piece. The hot path: one find, one lock of the
 * items ascending, one COPY, one update. A scan of what is not at the centre yet is its arrival;
 * a scan never locks or writes a zone, and an unknown code is answered UNKNOWN and kept with the call.
 */
import { type Static, Type } from "typebox";
import { type Finding, present, type Result } from "#base/result.ts";
import type { GateShipment } from "#domain/centre/may-leave.ts";
import { type Judged, judge, VERDICTS } from "#domain/centre/verdict.ts";
import type { Fact, Id } from "#domain/events/event.ts";
import type { ItemState } from "#domain/items/item.ts";
import type { ContainerState } from "#domain/places/container.ts";
import {
  answered,
  answerSchema,
  BATCH_LIMIT,
  batchCounts,
  mayTouch,
  type Row,
  type RowAnswer,
  rowsSchema,
  sortRows,
} from "./batch.ts";
import { type CallContext, command } from "./define.ts";
import { type Subjects, subjectsOf } from "./find-subjects.ts";
import { judgeContainer, loadNests, type Nests } from "./judge-container.ts";
import { chainIds, lockContainers, sameChains } from "./lock-containers.ts";
import { type Noter, notedMembers, noterMembers, noterOf, readNoted } from "./noted.ts";
import type { Occurrence } from "./occurrence.ts";
import { floorFindings, placeFindings } from "./place-findings.ts";
import { type Floor, type FoundSubject, Restart } from "./ports.ts";
import { BlockerSchema, rowMembers, UuidSchema } from "./schemas.ts";
import { type OffPiece, offPieces, selectWeighed, type WeighedPiece } from "./select-weighed.ts";
import { isHere, sight } from "./state-arrival.ts";
import { Unit } from "./unit.ts";
import type { Load } from "./zone-moves.ts";

const ScanRow = Type.Object({ ...notedMembers }, { additionalProperties: false });
type Scan = Static<typeof ScanRow>;

const Input = Type.Object(
  { scans: rowsSchema("Scans in the order they were made."), ...noterMembers },
  { additionalProperties: false },
);

const batch = { field: "scans", row: ScanRow, max: BATCH_LIMIT };

export const recordScans = command({
  name: "record-scans",
  sentence: "Records scans of pieces and containers and answers each with what to do.",
  roles: ["floor", "officer", "system"],
  input: Input,
  output: answerSchema(
    Type.Object({
      ...rowMembers,
      verdict: Type.Optional(Type.Union(VERDICTS.map((verdict) => Type.Literal(verdict)))),
      subjectKind: Type.Optional(Type.String()),
      itemId: Type.Optional(UuidSchema),
      shipmentId: Type.Optional(UuidSchema),
      blockers: Type.Optional(Type.Array(BlockerSchema)),
      repeated: Type.Optional(Type.Boolean()),
    }),
  ),
  batch,
  counts: batchCounts,
  handler: (context, input) => scan(context, input),
});

/** A scan read: its code by shape, its time, its place. */
type Read = Row<Scan> & {
  readonly normalised: string;
  readonly findings: readonly Finding[];
  readonly occurred: Occurrence;
  /** Code of a known place; undefined where none was given or it is not of this site. */
  readonly place: string | undefined;
};

type ScanAnswer = RowAnswer & {
  readonly verdict?: Judged["verdict"];
  readonly subjectKind?: string;
  readonly itemId?: Id;
  readonly shipmentId?: Id;
  readonly blockers?: Judged["blockers"];
  readonly repeated?: boolean;
};

async function scan(context: CallContext, input: Static<typeof Input>): Promise<Result<unknown>> {
  const { tx } = context;
  const noter = await noterOf(context, input);
  if (!noter.ok) return noter;
  const { floor, device } = noter.value;
  const sorted = sortRows<Scan>(batch, input.scans as unknown[]);
  const answers: ScanAnswer[] = sorted.answers;
  const place = input.place ?? (device === null ? undefined : floor.devices.get(device)?.place);
  const read = sorted.rows.flatMap((row) =>
    readScan(context, row, noter.value, place ?? undefined, answers),
  );
  const subjects = await subjectsOf(
    tx,
    read.map((row) => row.normalised),
  );
  const unit = new Unit(context);
  const off = await offPieces(context, weighedOf(read, subjects));
  const { known, locked } = await lockScanned(context, unit, read, subjects, off, answers);
  await selectScanned(context, unit, known, off);
  const states = itemsOf(unit, known);
  const shipments = await shipmentsOf(context, unit, states);
  const containers = containersOf(known);
  const items = states.values();
  const nests = await loadNests(tx, unit, { containers, items, shipments, byCounts: true });
  sameChains(
    nests.reach,
    locked,
    known.map(({ found }) => stateOf(unit, found).at),
  );
  const scanning: Scanning = { context, unit, floor, nests, device };
  for (const { row, found } of known) {
    answers.push(
      found.kind === "container"
        ? scanContainer(scanning, row, found.id)
        : scanItem(scanning, row, found.id, shipments),
    );
  }
  await unit.save();
  return answered(
    answers,
    await floorFindings(
      tx,
      floor,
      read.map((row) => row.place),
    ),
  );
}

function readScan(
  context: CallContext,
  { row, value }: Row<Scan>,
  noter: Noter,
  placeOfCall: string | undefined,
  answers: ScanAnswer[],
): Read[] {
  const noted = readNoted(context, value, noter);
  if (!noted.ok) {
    answers.push({ row, refusal: noted.refusal });
    return [];
  }
  const { code, occurred } = noted.value;
  const findings = [...noted.value.findings];
  const named = value.place ?? placeOfCall;
  const place = named !== undefined && noter.floor.places.has(named) ? named : undefined;
  if (named !== place) {
    findings.push({
      code: "place/unknown",
      severity: "warning",
      at: { field: "place" },
      found: named ?? "",
    });
  }
  return [{ row, value, normalised: code.normalised, findings, occurred, place }];
}

type Known = { readonly row: Read; readonly found: FoundSubject };

/** Locks what was found in the house's order; answers what is unknown or not to be told apart. */
async function lockScanned(
  context: CallContext,
  unit: Unit,
  read: readonly Read[],
  subjects: Subjects,
  off: readonly OffPiece[],
  answers: ScanAnswer[],
): Promise<{ readonly known: readonly Known[]; readonly locked: ReadonlySet<Id> }> {
  const known: Known[] = [];
  for (const row of read) {
    const found = subjects.get(row.normalised) ?? [];
    const [first] = found;
    if (first === undefined) answers.push(unknown(row));
    else if (found.length > 1) answers.push(ambiguous(row, found));
    else known.push({ row, found: first });
  }
  const arriving = known.flatMap(({ found }) =>
    found.shipmentId !== null && !isHere(found.itemStatus) ? [found.shipmentId] : [],
  );
  const around = await chainIds(
    context.tx,
    known.filter(({ found }) => found.contained).map(({ found }) => found.id),
  );
  const locked = await lockContainers(context.tx, unit, containersOf(known), around);
  await unit.lock("shipment", [...arriving, ...off.map(({ shipmentId }) => shipmentId)]);
  await unit.lock(
    "item",
    known.filter(({ found }) => found.kind === "item").map(({ found }) => found.id),
  );
  const touched = known.filter(({ row, found }) => {
    const state = unit.get(found.kind === "item" ? "item" : "container", found.id);
    if (state !== undefined && mayTouch(context.actor, state)) return true;
    answers.push(unknown(row));
    return false;
  });
  return { known: touched, locked };
}

/** The only piece of each code that was read with a weight. */
function weighedOf(read: readonly Read[], subjects: Subjects): readonly WeighedPiece[] {
  return read.flatMap(({ normalised: code, value: { weightGrams } }) => {
    const [found, other] = subjects.get(code) ?? [];
    if (weightGrams === undefined || found?.kind !== "item" || other !== undefined) return [];
    const { id: itemId, shipmentId } = found;
    return shipmentId === null ? [] : [{ itemId, shipmentId, code, weightGrams }];
  });
}

/** Holds what is off before holds are looked for: the very scan that weighs it says so. */
async function selectScanned(
  context: CallContext,
  unit: Unit,
  known: readonly Known[],
  off: readonly OffPiece[],
): Promise<void> {
  const touched = new Set(known.map(({ found }) => found.id));
  const held = await selectWeighed(
    context,
    unit,
    off.filter(({ itemId }) => touched.has(itemId)),
  );
  if (held) await unit.save();
}

function containersOf(known: readonly Known[]): Id[] {
  return known.flatMap(({ found }) => (found.kind === "container" ? [found.id] : []));
}

function stateOf(unit: Unit, { kind, id }: FoundSubject): ItemState | ContainerState {
  return kind === "container" ? unit.need("container", id) : unit.need("item", id);
}

function itemsOf(unit: Unit, known: readonly Known[]): ReadonlyMap<Id, ItemState> {
  const items = new Map<Id, ItemState>();
  for (const { found } of known) {
    if (found.kind !== "item") continue;
    const item = unit.need("item", found.id);
    if (!isHere(item.status) && unit.get("shipment", item.shipmentId) === undefined) {
      throw new Restart("an item left or arrived between the finding and the lock");
    }
    items.set(found.id, item);
  }
  return items;
}

/** Shipments of the scanned items: those locked for an arrival, the others as they are. */
async function shipmentsOf(
  context: CallContext,
  unit: Unit,
  items: ReadonlyMap<Id, ItemState>,
): Promise<ReadonlyMap<Id, GateShipment>> {
  const locked = new Map<Id, GateShipment>();
  const others = new Set<Id>();
  for (const { shipmentId } of items.values()) {
    const shipment = unit.get("shipment", shipmentId);
    if (shipment === undefined) others.add(shipmentId);
    else locked.set(shipmentId, shipment);
  }
  const loaded = await context.tx.shipmentsAtGate([...others]);
  return locked.size === 0 ? loaded : new Map([...loaded, ...locked]);
}

type Scanning = {
  readonly context: CallContext;
  readonly unit: Unit;
  readonly floor: Floor;
  readonly nests: Nests;
  readonly device: string | null;
};

function scanItem(
  { context, unit, floor, nests: { reach }, device }: Scanning,
  row: Read,
  id: Id,
  shipments: ReadonlyMap<Id, GateShipment>,
): ScanAnswer {
  const before = unit.need("item", id);
  const scanned = reach.keepsInside(before.at) ? keptInside(row) : row;
  const sighted = sight(context, unit, before, scanFact(context, scanned, id, device));
  const item = unit.need("item", id);
  const shipment =
    unit.get("shipment", item.shipmentId) ?? present(shipments.get(item.shipmentId), "loaded");
  const loads = (): readonly Load[] => {
    const { stream, direction } = shipment;
    return [{ stream, direction, held: reach.subject(before, shipment).holds.length > 0 }];
  };
  const judged = judge(reach.subject(item, shipment));
  const more =
    sighted.how === "here"
      ? placeFindings(floor, reach, scanned.place, before.at, loads, context.now)
      : sighted.findings;
  return verdictOf(scanned, judged, item, sighted.fresh, more);
}

/** What a container's staying hold keeps is not taken out of it by a scan, only by `move-items`. */
function keptInside(row: Read): Read {
  const finding: Finding = { code: "scan/kept-in-container", severity: "warning", at: {} };
  return { ...row, place: undefined, findings: [...row.findings, finding] };
}

function scanFact(context: CallContext, row: Read, itemId: Id, device: string | null): Fact {
  const { ports, seed } = context;
  const grams = row.value.weightGrams;
  return {
    key: row.value.key ?? ports.ids.derived(seed, "scan", row.row),
    subject: "item",
    subjectId: itemId,
    type: "item-scanned",
    schema: 1,
    occurredAt: row.occurred.at,
    zone: row.occurred.zone,
    localText: row.occurred.localText,
    device: device ?? undefined,
    place: row.place,
    sensitivity: 1,
    data: grams === undefined ? null : { weightGrams: grams },
  };
}

function verdictOf(
  row: Read,
  judged: Judged,
  item: ItemState,
  fresh: boolean,
  more: readonly Finding[],
): ScanAnswer {
  const findings = more.length === 0 ? row.findings : [...row.findings, ...more];
  return {
    row: row.row,
    verdict: judged.verdict,
    itemId: item.id,
    shipmentId: item.shipmentId,
    ...(judged.blockers.length > 0 && { blockers: judged.blockers }),
    ...(findings.length > 0 && { findings }),
    ...(!fresh && { repeated: true }),
  };
}

function scanContainer(
  { context, unit, floor, nests, device }: Scanning,
  row: Read,
  id: Id,
): ScanAnswer {
  const before = unit.need("container", id);
  const scanned = nests.reach.keepsInside(before.at) ? keptInside(row) : row;
  const loads = (): readonly Load[] => nests.loads(before);
  const { place, value } = scanned;
  const moved = placeFindings(floor, nests.reach, place, before.at, loads, context.now);
  const fact = scanFact(context, scanned, id, device);
  const fresh = unit.state({
    ...fact,
    subject: "container",
    type: isHere(before.status) ? "container-scanned" : "container-arrived",
    data: value.empty === true ? { ...fact.data, empty: true } : fact.data,
  });
  const judged = judgeContainer(nests, unit.need("container", id));
  const findings = [...scanned.findings, ...moved];
  return {
    row: row.row,
    subjectKind: "container",
    verdict: judged.verdict,
    ...(judged.blockers.length > 0 && { blockers: judged.blockers }),
    ...(findings.length > 0 && { findings }),
    ...(!fresh && { repeated: true }),
  };
}

function unknown(row: Read): ScanAnswer {
  const finding: Finding = {
    code: "scan/unknown",
    severity: "warning",
    at: { field: "code" },
    found: row.normalised,
  };
  return { row: row.row, verdict: "UNKNOWN", findings: [...row.findings, finding] };
}

function ambiguous(row: Read, found: readonly FoundSubject[]): ScanAnswer {
  const facts = {
    found: row.normalised,
    subjects: found.map(({ id, scheme, issuer }) => ({ id, scheme, issuer })),
  };
  return { row: row.row, verdict: "WAIT", refusal: { code: "identifier/ambiguous", facts } };
}
