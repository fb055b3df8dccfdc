/**
 * The auditor's own books: what was handed in for each parcel and what the centre answered, kept
 * beside the centre and never read from it. What an answer alone shows to be wrong is found here.
 */
import type { Id } from "#domain/events/event.ts";
import { DOCUMENTS, type DocumentName, hasDocuments } from "./documents.ts";
import type { Parcel } from "./parcel.ts";

/** One thing the books and the centre do not agree on. */
export type AuditorFinding = {
  /** Stable code `audit/what-is-wrong`. */
  readonly code: string;
  /** The piece, shipment or party it is about. */
  readonly about: string;
  readonly found?: unknown;
  readonly expected?: unknown;
};

export type PieceEntry = {
  readonly code: string;
  /** As the scale finds it. */
  readonly grams: number;
  itemId: Id | null;
  /** The code it stood under while its label could not be read. */
  alias?: string;
  status: "unknown" | "expected" | "present" | "left" | "destroyed" | "expired";
  /** Handed in with a scan and answered as done, grams. */
  weighed: number | null;
  /** Purposes of the exits that were answered as done. */
  readonly exits: string[];
};

export type HoldEntry = {
  readonly id: Id;
  readonly authority: string;
  /** Codes of the pieces it is known to reach. */
  readonly reaches: Set<string>;
  /** Tick from which it no longer stands by itself; null where it stands until lifted. */
  readonly endsTick: number | null;
  lifted: boolean;
};

export type ParcelEntry = {
  readonly parcel: Parcel;
  readonly pieces: readonly PieceEntry[];
  shipmentId: Id | null;
  lodged: boolean;
  /** Holds that were placed on it, as answered. */
  readonly holds: Map<Id, HoldEntry>;
  /** The last decision of each authority: its purpose. */
  readonly decisions: Map<string, string>;
  /** The documents of its list that were answered as kept, and whether they say what they should. */
  readonly documents: Map<DocumentName, "right" | "wrong">;
  /** Pieces of a later truck still to come. */
  awaitsMore: boolean;
  /** Steps made once only, by name. */
  readonly done: Set<string>;
  /** How its duty was answered as settled; null where nothing was paid. */
  paidBy: "addressee" | "account" | "guarantor" | "waived" | null;
  /** Refunded of what was paid, fen, as answered. */
  refundedFen: number;
  /** How often it was put on the agenda. */
  errands: number;
  /** How often it was refused against expectation. */
  refused: number;
};

/** Findings kept whole; further ones are only counted. */
const KEPT = 1_000;

export class Books {
  readonly entries = new Map<number, ParcelEntry>();
  readonly findings: AuditorFinding[] = [];
  findingsTotal = 0;
  /** Whether a refund was planned yet. */
  hasRefund = false;
  /** Rows that were answered as done, by operation. */
  readonly rowsDone = new Map<string, number>();

  open(parcel: Parcel): ParcelEntry {
    const pieces = parcel.codes.map((code, at): PieceEntry => {
      const grams = parcel.grams[at] ?? 0;
      return { code, grams, itemId: null, status: "unknown", weighed: null, exits: [] };
    });
    const entry: ParcelEntry = {
      parcel,
      pieces,
      shipmentId: null,
      lodged: false,
      holds: new Map(),
      decisions: new Map(),
      documents: new Map(),
      awaitsMore: false,
      done: new Set(),
      paidBy: null,
      refundedFen: 0,
      errands: 0,
      refused: 0,
    };
    this.entries.set(parcel.number, entry);
    return entry;
  }

  find(finding: AuditorFinding): void {
    this.findingsTotal += 1;
    if (this.findings.length < KEPT) this.findings.push(finding);
  }

  count(operation: string, rows: number): void {
    this.rowsDone.set(operation, (this.rowsDone.get(operation) ?? 0) + rows);
  }

  /** Notes an exit that was answered as done, and judges it by what these books know. */
  left(entry: ParcelEntry, piece: PieceEntry, purpose: string, tick: number): void {
    piece.exits.push(purpose);
    piece.status = purpose === "destruction" ? "destroyed" : "left";
    const about = piece.code;
    if (piece.exits.length > 1) {
      this.find({ code: "audit/left-twice", about, found: piece.exits, expected: 1 });
    }
    const decided = [...entry.decisions.values()];
    if (!decided.includes(purpose)) {
      this.find({ code: "audit/left-undecided", about, found: decided, expected: purpose });
    }
    if (purpose === "release" && !isMatched(entry)) {
      this.find({ code: "audit/left-unmatched", about, found: [...entry.documents] });
    }
    // Handing over to an authority is the one exit that its own hold does not stop.
    const passes = purpose === "authority" ? "customs" : "";
    const open = openHolds(entry, tick).filter(
      ({ authority, reaches }) => authority !== passes && reaches.has(piece.code),
    );
    if (open.length > 0) this.find({ code: "audit/left-held", about, found: open.length });
  }
}

/** Whether all documents that its list must match were sent, and are right. */
function isMatched({ parcel, documents }: ParcelEntry): boolean {
  return !hasDocuments(parcel) || DOCUMENTS.every((name) => documents.get(name) === "right");
}

/** Holds of a parcel that stand at a tick. */
export function openHolds(entry: ParcelEntry, tick: number): readonly HoldEntry[] {
  return [...entry.holds.values()].filter(
    ({ lifted, endsTick }) => !lifted && (endsTick === null || tick < endsTick),
  );
}

/** Pieces of a parcel that are at the centre. */
export function piecesHere(entry: ParcelEntry): readonly PieceEntry[] {
  return entry.pieces.filter(({ status }) => status === "present");
}
