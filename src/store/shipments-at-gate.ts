/**
 * Of shipments, only the columns that a verdict needs: a scan reads one for every piece, and whole
 * rows with their readers and remembered keys cost twice as much. Locks nothing.
 */
import type { PoolClient } from "pg";
import type { GateShipment } from "#domain/centre/may-leave.ts";
import type { Id } from "#domain/events/event.ts";
import { dutyOf } from "./duty-column.ts";
import { plainArray, rows, uuidsOf } from "./sql.ts";

const SHIPMENTS = `select shipment_id, stream, direction, regime, holds, hold_roots, decisions, duty,
    screening, unfit, documents
  from mailport.shipment where shipment_id = any($1::uuid[])`;

function documentsOf(text: string | null | undefined): GateShipment["documents"] {
  return (text ?? null) === null ? null : (JSON.parse(text ?? "") as GateShipment["documents"]);
}

/** The shipments by id, as they are now. */
export async function shipmentsAtGate(
  client: PoolClient,
  ids: readonly Id[],
): Promise<ReadonlyMap<Id, GateShipment>> {
  const shipments = new Map<Id, GateShipment>();
  if (ids.length === 0) return shipments;
  for (const row of await rows(client, "shipments-at-gate", SHIPMENTS, [plainArray(ids)])) {
    const id = row[0] as Id;
    shipments.set(id, {
      id,
      stream: row[1] as GateShipment["stream"],
      direction: row[2] as GateShipment["direction"],
      regime: row[3] as string,
      holds: Number(row[4]),
      holdRoots: uuidsOf(row[5] ?? null),
      decisions: row[6] === "[]" ? [] : (JSON.parse(row[6] ?? "[]") as GateShipment["decisions"]),
      duty: dutyOf(row[7] ?? null),
      screening: row[8] as GateShipment["screening"],
      unfit: row[9] === "t",
      documents: documentsOf(row[10]),
    });
  }
  return shipments;
}
