/**
 * What the views and commands answer, as the screens read it. States are the domain's own types;
 * times are epoch ms, amounts of money come as text of minor units since JSON has no bigint.
 */
import type { Finding, Refusal } from "#base/result.ts";
import type { Blocker } from "#domain/centre/may-leave.ts";
import type { Verdict } from "#domain/centre/verdict.ts";
import type { DeclarationState } from "#domain/declarations/declaration.ts";
import type { HoldState } from "#domain/holds/hold.ts";
import type { ItemState } from "#domain/items/item.ts";
import type { ContainerState } from "#domain/places/container.ts";
import type { Duty } from "#domain/shipments/duty.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
import type { AddresseePage } from "#operations/addressee-page.ts";
import type { Role } from "#operations/define.ts";
import type { ToldMessage } from "#operations/describe-message.ts";
import type { IssuedCode } from "#operations/issue-addressee-code.ts";
import type { MessageAnswer as SentMessage } from "#operations/message-answer.ts";
import type { Person } from "#operations/ports.ts";
import type {
  DatedShipment,
  FoundItem,
  PublicEvent,
  ReturnedPiece,
  ShownEvent,
  ShownIdentifier,
} from "#operations/ports-view.ts";

export type SignedInUser = {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly authority?: string | null;
  readonly level?: number;
  readonly language?: string;
  /** The bench or gate the session is at; such a session ends soon when nobody acts. */
  readonly device?: string | null;
};

/** A wrong login is an answer too: without a user, with the refusal to show. */
export type SignInAnswer = {
  readonly csrf?: string;
  readonly user?: SignedInUser;
  readonly refusal?: Refusal;
};

export type DemoLogin = {
  readonly login: string;
  readonly password: string;
  readonly name?: string;
  readonly roles?: readonly Role[];
};

export type FoundPage = {
  readonly items: readonly FoundItem[];
  /** Exact up to 10,000; `more` is true where it stands for 10,000 and more. */
  readonly count: number;
  readonly more: boolean;
  /** Where the next page starts; handed back as it came. */
  readonly next?: unknown;
};

/** A shipment as JSON carries it. */
export type ShownShipment = Omit<ShipmentState, "valueMinor" | "duty"> & {
  readonly valueMinor: string | number | null;
  readonly duty: ShownDuty | null;
};

/** What is owed, sums in minor units as text. */
export type ShownDuty = {
  readonly [K in keyof Duty]: Duty[K] extends bigint ? string : K extends "asked" ? Asked : Duty[K];
};

type Asked = {
  readonly what: "waiver" | "refund";
  readonly amountMinor: string;
} | null;

/** A hold; the restricted reason only for those who may read it. */
export type ShownHold = HoldState & { readonly restrictedReason?: string | null };

export type ShownItem = {
  readonly item: ItemState;
  readonly identifiers: readonly ShownIdentifier[];
  readonly shipment: ShownShipment | null;
  /** Those it had and has, newest first. */
  readonly shipments: readonly DatedShipment[];
  readonly containers: readonly ContainerState[];
  readonly holds: readonly ShownHold[];
  readonly blockers: readonly Blocker[];
  readonly verdict: Verdict;
  readonly events: readonly ShownEvent[];
};

/** A declaration with its persons masked. */
export type ShownDeclaration = DeclarationState & {
  readonly sender?: Person | null;
  readonly recipient?: Person | null;
};

export type ShownPiece = ItemState & { readonly identifiers?: readonly ShownIdentifier[] };

export type ShipmentPage = {
  readonly shipment: ShownShipment;
  readonly items: readonly ShownPiece[];
  readonly returned: readonly ReturnedPiece[];
  readonly declarations: readonly ShownDeclaration[];
  readonly holds: readonly ShownHold[];
  readonly events: readonly ShownEvent[];
};

export type ScanRow = {
  readonly row: number;
  readonly verdict?: Verdict;
  readonly itemId?: string;
  readonly subjectKind?: string;
  readonly blockers?: readonly (Blocker & { readonly subjectId?: string })[];
  readonly findings?: readonly Finding[];
  readonly repeated?: boolean;
  readonly refusal?: Refusal;
};

export type ArrivalRow = {
  readonly row: number;
  /** The centre's own number of a piece that nobody announced; to be put on it. */
  readonly internalCode?: string;
  readonly arrived?: "expected" | "unannounced" | "re-opened" | "already";
  readonly refusal?: Refusal;
};

/** What every batch gives: an answer per row. */
export type BatchAnswer<Row = { readonly row: number; readonly refusal?: Refusal }> = {
  readonly rows: readonly Row[];
};

export type LeaveRow = {
  readonly row: number;
  readonly left?: boolean;
  readonly blockers?: readonly Blocker[];
  readonly refusal?: Refusal;
};

export type UndeterminedRow = {
  readonly shipment: ShownShipment;
  readonly itemId: string;
  readonly identifiers: readonly string[];
  readonly placeRef: string;
};

/** A message; its findings in full, where the schema names only what all of them have. */
export type MessageAnswer = Omit<SentMessage, "findings"> & {
  readonly findings: readonly Finding[];
};

export type Description = ToldMessage["descriptions"][number];
export type DescribedFinding = ToldMessage["outside"][number];

/** What every act of an addressee answers. */
export type OpenedItem = {
  readonly opened: boolean;
  readonly page?: AddresseePage;
  readonly findings?: readonly Finding[];
};

export type {
  AddresseePage,
  FoundItem,
  IssuedCode,
  PublicEvent,
  ShownEvent,
  ShownIdentifier,
  ToldMessage,
};
