/** What a view may ask of the record; every row comes through row-level security. */

import type { EffectiveHold } from "#domain/centre/may-leave.ts";
import type { DeclarationState } from "#domain/declarations/declaration.ts";
import type { Id, Sensitivity, SubjectKind } from "#domain/events/event.ts";
import type { HoldState } from "#domain/holds/hold.ts";
import type { ItemState } from "#domain/items/item.ts";
import type { ContainerState } from "#domain/places/container.ts";
import type { Place } from "#domain/places/place.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
import type { CodesView } from "./ports-codes.ts";
import type { DialogueView } from "./ports-dialogue.ts";
import type { DutyView } from "./ports-duty.ts";
import type { FiguresView } from "./ports-figures.ts";
import type { Message } from "./ports-messages.ts";
import type { PapersView } from "./ports-papers.ts";
import type { ProfileReader } from "./ports-profiles.ts";
import type { RiskView } from "./ports-risk.ts";

/** A row of a find: enough to show and to open. */
export type FoundItem = {
  readonly itemId: Id;
  readonly shipmentId: Id;
  readonly identifier: string;
  readonly scheme: string;
  readonly stream: string;
  readonly direction: string;
  readonly regime: string;
  readonly status: string;
  readonly placeKind: string;
  readonly placeRef: string;
  readonly lastAt: number;
};

export type FindFilter = {
  /** Prefix of an identifier, normalised. */
  readonly prefix?: string | undefined;
  readonly stream?: string | undefined;
  readonly status?: string | undefined;
  readonly place?: string | undefined;
  /** Keyset: the identifier and item after which the page starts. */
  readonly after?: readonly [string, Id] | undefined;
  readonly limit: number;
};

/** One side of a proposed match; what hangs on a shipment only where it is a piece. */
export type MatchSide = {
  readonly kind: "item" | "container";
  readonly id: Id;
  readonly status: string;
  readonly shipmentId?: Id;
  readonly stream?: string;
  readonly direction?: string;
};

export type OpenMatch = {
  readonly code: string;
  readonly reason: string;
  readonly proposedAt: number;
  readonly one: MatchSide;
  readonly other: MatchSide;
};

export type Office = {
  readonly code: string;
  readonly kind: string;
  readonly name: string;
  readonly zone: string | null;
};

export type ShownEvent = {
  readonly type: string;
  readonly subjectKind: SubjectKind;
  readonly subjectId: Id;
  readonly occurredAt: number;
  readonly recordedAt: number;
  readonly place: string | null;
  readonly device: string | null;
  readonly sensitivity: Sensitivity;
  readonly data: Readonly<Record<string, unknown>> | null;
};

export type ShownIdentifier = {
  readonly scheme: string;
  readonly issuer: string;
  readonly normalised: string;
  readonly freedAt: number | null;
  /** Since when the piece carries another label, epoch ms; it goes on answering. */
  readonly formerAt: number | null;
  readonly contested: boolean;
};

/** What belongs to each subject; one that has nothing is not in it. */
export type BySubject<T> = ReadonlyMap<Id, readonly T[]>;

/** A shipment that an item had or has; `to` null while it has it, times epoch ms. */
export type DatedShipment = {
  readonly shipmentId: Id;
  readonly from: number;
  readonly to: number | null;
  readonly reason: string;
  readonly stream: string;
  readonly direction: string;
  readonly regime: string;
  readonly status: string;
};

/** A piece that came back, the shipment it came back to, and when that was recorded, epoch ms. */
export type ReturnedPiece = { readonly itemId: Id; readonly shipmentId: Id; readonly at: number };

export type View = CodesView &
  DialogueView &
  DutyView &
  FiguresView &
  PapersView &
  ProfileReader &
  RiskView & {
    findItems(filter: FindFilter): Promise<readonly FoundItem[]>;
    /** Rows that match, counted to 10,001 at most. */
    countItems(filter: FindFilter): Promise<number>;
    item(id: Id): Promise<ItemState | undefined>;
    shipment(id: Id): Promise<ShipmentState | undefined>;
    /** Pieces of shipments by id, 1,000 of each at most. */
    itemsOf(shipmentIds: readonly Id[]): Promise<readonly ItemState[]>;
    /** Those an item had and has, newest first. */
    shipmentsOfItem(itemId: Id): Promise<readonly DatedShipment[]>;
    /** Pieces that left with this shipment and came back to another, oldest first. */
    returnedFrom(shipmentId: Id): Promise<readonly ReturnedPiece[]>;
    declarationsOf(shipmentId: Id): Promise<readonly DeclarationState[]>;
    containersAround(subjectId: Id): Promise<readonly ContainerState[]>;
    /** The codes in use first, 100 of a subject at most. */
    identifiersOf(subjectIds: readonly Id[]): Promise<BySubject<ShownIdentifier>>;
    /** Readable subjects a normalised identifier answers to. */
    subjectsOf(normalised: string): Promise<readonly { kind: SubjectKind; id: Id }[]>;
    eventsOf(subjectId: Id, limit: number): Promise<readonly ShownEvent[]>;
    /** Every open hold that reaches readable pieces, as the gate sees them: readable or not. */
    effectiveHolds(itemIds: readonly Id[]): Promise<BySubject<EffectiveHold>>;
    openHolds(targetIds: readonly Id[]): Promise<readonly HoldState[]>;
    restrictedReasons(holdIds: readonly Id[]): Promise<ReadonlyMap<Id, string>>;
    undetermined(filter: { after?: readonly [number, Id] | undefined; limit: number }): Promise<
      readonly {
        shipment: ShipmentState;
        itemId: Id;
        identifiers: readonly string[];
        placeRef: string;
      }[]
    >;
    /** Proposed matches not decided yet, oldest first; only pairs of which both are readable. */
    matches(filter: {
      after?: readonly [number, Id, Id] | undefined;
      limit: number;
    }): Promise<readonly OpenMatch[]>;
    places(site: string): Promise<readonly Place[]>;
    /** Offices of a site; `zone` null where it is the centre's. */
    offices(site: string): Promise<readonly Office[]>;
    messages(filter: {
      state?: string | undefined;
      after?: readonly [number, Id] | undefined;
      limit: number;
    }): Promise<readonly Message[]>;
    message(id: Id): Promise<Message | undefined>;
    /** Sealed person rows that the caller's declared rows refer to. */
    persons(refs: readonly Id[]): Promise<ReadonlyMap<Id, { salt: Uint8Array; body: Uint8Array }>>;
    /** Public tracking of one identifier: only what the public may know. */
    track(normalised: string): Promise<readonly PublicEvent[]>;
  };

export type PublicEvent = {
  readonly type: string;
  readonly occurredAt: number;
  readonly direction: string;
  /** Of a report by others: the UPU's code of the item event. */
  readonly report?: string;
};
