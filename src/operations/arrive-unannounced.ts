/**
 * What arrives without any announcement: an item with an internal code and a shipment that is
 * `undetermined`, or a container. Two callers with the same new identifier: one makes it, the other
 * starts again and finds it.
 */
import type { Finding } from "#base/result.ts";
import type { Fact, Id } from "#domain/events/event.ts";
import type { ContainerKind } from "#domain/places/container.ts";
import type { RowAnswer } from "./batch.ts";
import type { CallContext } from "./define.ts";
import type { ReadCode } from "./find-subjects.ts";
import { type Identifier, Restart, type Tx } from "./ports.ts";
import { sight } from "./state-arrival.ts";
import {
  bearItem,
  centreReaders,
  INTERNAL_SCHEME,
  identifierOf,
  internalCodes,
  makeShipment,
  undeterminedShipment,
} from "./state-item.ts";
import type { Unit } from "./unit.ts";

export type ArrivalAnswer = RowAnswer & {
  readonly subjectKind?: "item" | "container";
  readonly subjectId?: Id;
  readonly internalCode?: string;
  readonly arrived?: "expected" | "unannounced" | "re-opened" | "already";
};

/** An arrival before it is known what arrived. */
export type ArrivalFact = Omit<Fact, "subjectId" | "subject" | "type">;

/** A row whose code answers to nothing. */
type Unannounced = {
  readonly row: number;
  readonly code: ReadCode;
  /** Undefined where it is a piece. */
  readonly containerKind: ContainerKind | undefined;
  readonly value: { readonly code: string };
  readonly findings: readonly Finding[];
};

type Made = {
  readonly identifiers: Identifier[];
  readonly links: Parameters<Tx["linkItems"]>[0][number][];
};

/** Makes and arrives each; a code listed twice is one thing that is here already. */
export async function arriveUnannounced<R extends Unannounced>(
  context: CallContext,
  unit: Unit,
  rows: readonly R[],
  factOf: (row: R) => ArrivalFact,
): Promise<readonly ArrivalAnswer[]> {
  const first = new Map<string, R>();
  for (const row of rows) {
    if (!first.has(row.code.normalised)) first.set(row.code.normalised, row);
  }
  const items = [...first.values()].filter((row) => row.containerKind === undefined);
  const codes = (await internalCodes(context, items.length)).values();
  const made: Made = { identifiers: [], links: [] };
  const answers = new Map<string, ArrivalAnswer>();
  for (const [normalised, row] of first) {
    const fact = factOf(row);
    const code = row.containerKind === undefined ? codes.next().value : undefined;
    const answer =
      code === undefined
        ? makeContainer(context, unit, row, fact, made)
        : makePiece(context, unit, row, fact, code, made);
    answers.set(normalised, answer);
  }
  const lost = await context.tx.claimIdentifiers(made.identifiers);
  if (lost.length > 0) throw new Restart("another caller made the same identifier");
  await context.tx.linkItems(made.links);
  return rows.map((row) => {
    const answer = { ...answers.get(row.code.normalised), row: row.row };
    const repeated = first.get(row.code.normalised) !== row;
    return {
      ...answer,
      ...(repeated && { arrived: "already" as const }),
      ...(row.findings.length > 0 && { findings: row.findings }),
    };
  });
}

function makeContainer(
  context: CallContext,
  unit: Unit,
  row: Unannounced,
  fact: ArrivalFact,
  made: Made,
): ArrivalAnswer {
  const { ids } = context.ports;
  const subjectId = ids.next();
  const on = { subject: "container", subjectId } as const;
  const kind = row.containerKind ?? "receptacle";
  const data = { kind, seal: null, counted: null, readers: centreReaders(context) };
  const key = ids.derived(fact.key, "announced");
  unit.state({ ...fact, ...on, key, place: undefined, type: "container-announced", data });
  unit.state({ ...fact, ...on, type: "container-arrived" });
  const { scheme, normalised } = row.code;
  const { code } = row.value;
  made.identifiers.push(
    identifierOf(subjectId, "container", scheme, normalised, code, context.now),
  );
  return { row: row.row, subjectKind: "container", subjectId, arrived: "unannounced" };
}

function makePiece(
  context: CallContext,
  unit: Unit,
  row: Unannounced,
  fact: ArrivalFact,
  internalCode: string,
  made: Made,
): ArrivalAnswer {
  const { ids } = context.ports;
  const { now } = context;
  const readers = centreReaders(context);
  const subjectId = ids.next();
  const shipmentId = ids.next();
  const act = { ...fact, key: ids.derived(fact.key, "expected"), place: undefined };
  makeShipment(unit, shipmentId, act, undeterminedShipment(readers));
  bearItem(unit, subjectId, act, { shipmentId, readers });
  const scan: Fact = { ...fact, subject: "item", subjectId, type: "item-scanned" };
  sight(context, unit, unit.need("item", subjectId), scan);
  const { scheme, normalised } = row.code;
  made.identifiers.push(
    identifierOf(subjectId, "item", scheme, normalised, row.value.code, now),
    identifierOf(subjectId, "item", INTERNAL_SCHEME, internalCode, internalCode, now),
  );
  made.links.push({ itemId: subjectId, shipmentId, from: now, reason: "unannounced" });
  return { row: row.row, subjectKind: "item", subjectId, internalCode, arrived: "unannounced" };
}
