/** Papers handed in for shipments: their rows; the bytes are blobs. */
import type { Id, Sensitivity } from "#domain/events/event.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";

/** What a paper is for; `answer` says in words what an authority asked. */
export const PAPER_KINDS = [
  "invoice",
  "licence",
  "identity",
  "payment",
  "answer",
  "other",
] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

export type Paper = {
  readonly id: Id;
  readonly shipmentId: Id;
  /** The hold it answers; null where it answers none. */
  readonly holdId: Id | null;
  readonly kind: PaperKind;
  /** As its bytes show, never as its sender said. */
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly blobHash: string;
  readonly blobKeyId: Id;
  readonly handedAt: number;
  readonly handedBy: Id;
  readonly partyId: Id;
  readonly sensitivity: Sensitivity;
};

export type PapersTx = {
  keepPaper(paper: Paper): Promise<void>;
  /** How many papers a shipment has. */
  countPapers(shipmentId: Id): Promise<number>;
};

export type PapersView = {
  /** Shipments of which a piece is here, those made first first; `after` is the last one seen. */
  shipmentsHere(filter: {
    readonly after?: Id | undefined;
    readonly limit: number;
  }): Promise<readonly ShipmentState[]>;
  /** Oldest first. */
  papersOf(shipmentId: Id): Promise<readonly Paper[]>;
  paper(id: Id): Promise<Paper | undefined>;
};
