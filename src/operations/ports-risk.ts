/** What risk rules and screening need of the store, and what officers read of their findings. */
import type { DeclarationLine, Scaled } from "#domain/declarations/declaration.ts";
import type { Id } from "#domain/events/event.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
import type { CodeContent } from "./ports-codes.ts";

/** A row of an imported list that holds on a day, with the version that brought it. */
export type CodeInForce = Pick<CodeContent, "names" | "facts"> & {
  readonly code: string;
  readonly version: number;
};

/** A rule that hit a declaration (`itemId` null) or a piece on the scale (`declarationId` null). */
export type RiskHit = {
  readonly id: Id;
  readonly shipmentId: Id;
  readonly declarationId: Id | null;
  readonly itemId: Id | null;
  readonly rule: string;
  readonly version: number;
  /** What was found, as a code with words. */
  readonly code: string;
  readonly action: string;
  readonly holdId: Id | null;
  readonly facts: Readonly<Record<string, string | number>>;
  /** Why there is such a rule, by language, as its owner put it then. */
  readonly reason: Readonly<Record<string, string>>;
  readonly foundAt: number;
};

/** A parcel to a mark of a recipient: a keyed hash of a phone number or an address. */
export type Parcel = { readonly hash: Id; readonly itemId: Id };
/** A parcel counted before or now; epoch ms. */
export type CountedParcel = { readonly itemId: Id; readonly at: number };

/** What was declared of a shipment's weight, by one of its declarations. */
export type DeclaredWeight = {
  readonly shipmentId: Id;
  readonly stream: string;
  readonly direction: string;
  readonly piecesDeclared: number;
  readonly grossWeightKg: Scaled | null;
  readonly pieces: readonly { readonly code: string; readonly grossWeightKg: Scaled }[];
};

/** A person of a shipment to be compared; sealed under its reference. */
export type PersonOfShipment = {
  readonly shipmentId: Id;
  readonly role: "sender" | "recipient";
  readonly personRef: Id;
  /** Keyed hash of the name as declared; null where none was. */
  readonly nameHash: Id | null;
};

export type ScreeningHit = {
  readonly shipmentId: Id;
  /** `sender`, `recipient`, or `party`. */
  readonly role: string;
  readonly nameHash: Id;
  /** Number of the party on the list of denied parties, and the version that brought the name. */
  readonly code: string;
  readonly version: number;
  readonly how: string;
  readonly country: string;
  readonly foundAt: number;
};

/** A hit as an officer reads it. */
export type ShownScreeningHit = Omit<ScreeningHit, "nameHash"> & {
  readonly clearedAt: number | null;
  readonly clearedBy: Id | null;
  readonly clearedReason: string | null;
};

export type RiskTx = {
  /** Rows of a list that hold on a day, by code. */
  codesInForce(list: string, on: string): Promise<readonly CodeInForce[]>;
  /**
   * Counts parcels at a time, locking the marks in order of their hashes until the transaction ends.
   * Gives by mark what was counted since `since`, these included, in the order it was counted; a
   * parcel that was counted for a mark before keeps its time.
   */
  countParcels(
    parcels: readonly Parcel[],
    at: number,
    since: number,
  ): Promise<ReadonlyMap<Id, readonly CountedParcel[]>>;
  /** Forgets marks that nothing went to since then. */
  dropParcels(before: number): Promise<void>;
  addHits(hits: readonly RiskHit[]): Promise<void>;
  hitsOf(
    shipmentIds: readonly Id[],
  ): Promise<
    readonly Pick<RiskHit, "shipmentId" | "declarationId" | "itemId" | "rule" | "version">[]
  >;
  /** Of declarations that stand. */
  declaredWeights(shipmentIds: readonly Id[]): Promise<readonly DeclaredWeight[]>;
  /** Shipments that wait for screening: those without a hit first, in order of their ids. */
  pendingScreenings(limit: number): Promise<readonly Id[]>;
  /** Shipments that have not left and do not wait for screening, by id after another; 500 at most. */
  shipmentsToRescreen(after: Id): Promise<readonly Id[]>;
  /** Persons of declarations that stand. */
  personsOfShipments(shipmentIds: readonly Id[]): Promise<readonly PersonOfShipment[]>;
  /** Pairs of a name and a denied party that a person cleared, as `nameHash/code/version`. */
  clearedPairs(nameHashes: readonly Id[]): Promise<ReadonlySet<string>>;
  addScreeningHits(hits: readonly ScreeningHit[]): Promise<void>;
  clearScreeningHits(
    shipmentIds: readonly Id[],
    by: { readonly userId: Id; readonly at: number; readonly reason: string },
  ): Promise<void>;
};

export type SelectedFilter = {
  /** Also those whose holds were lifted or names cleared, and those that have left. */
  readonly settled: boolean;
  /** Also those that rules only noted. */
  readonly noted: boolean;
  readonly after?: readonly [number, Id] | undefined;
  readonly limit: number;
};

export type PickedDeclaration = {
  readonly shipmentId: Id;
  readonly id: Id;
  readonly number: string;
  readonly lines: readonly DeclarationLine[];
};

export type PickedPiece = {
  readonly shipmentId: Id;
  readonly id: Id;
  readonly codes: readonly string[];
  readonly status: string;
  readonly placeRef: string;
  readonly weightGrams: number | null;
};

export type HitCount = {
  readonly rule: string;
  readonly version: number;
  readonly hits: number;
  readonly held: number;
  readonly open: number;
  readonly lastAt: number;
};

/** What an officer reads, under row-level security. */
export type RiskView = {
  /** Shipments that rules or screening picked, oldest first. */
  selected(filter: SelectedFilter): Promise<readonly { shipmentId: Id; since: number }[]>;
  /** The shipments of a page, what was declared of them and their pieces; in no order. */
  pickedShipments(shipmentIds: readonly Id[]): Promise<readonly ShipmentState[]>;
  pickedDeclarations(shipmentIds: readonly Id[]): Promise<readonly PickedDeclaration[]>;
  pickedPieces(shipmentIds: readonly Id[]): Promise<readonly PickedPiece[]>;
  riskHits(shipmentIds: readonly Id[]): Promise<readonly RiskHit[]>;
  screeningHits(shipmentIds: readonly Id[]): Promise<readonly ShownScreeningHit[]>;
  hitCounts(): Promise<readonly HitCount[]>;
};
