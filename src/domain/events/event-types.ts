/**
 * Every type of event by its subject, in one list: what is not here cannot be stated. Types of
 * verbs that come later stand here too, so that records written then fold in older readers.
 */
import type { SubjectKind } from "./event.ts";

export const EVENT_TYPES: Readonly<Record<SubjectKind, ReadonlySet<string>>> = {
  item: new Set([
    "item-expected",
    "item-arrived",
    "item-scanned",
    "item-moved",
    "item-weighed",
    "item-left",
    "item-expired",
    "item-shipment-changed",
    "item-readers-changed",
    /** Names its children; the parent's weight is theirs or the difference is recorded. */
    "item-split",
    /** Became part of another, which it names; `item-unmerged` undoes it. */
    "item-merged",
    "item-unmerged",
    /** Took the other in, which it names. */
    "item-absorbed",
    /** No longer holds what it took in. */
    "item-parted",
    /** What another post or carrier says of it; moves nothing. */
    "item-reported",
    /** Carries another label from now on; the old identifier goes on naming it. */
    "item-relabelled",
    /** Of the addressee's one-time code, and of what the addressee did with it. */
    "addressee-code-issued",
    "addressee-declared",
    /** Said by the addressee; the money is recorded by `duty-paid`. */
    "payment-announced",
    "item-abandoned",
    "return-asked",
    "hold-placed",
    "hold-lifted",
  ]),
  shipment: new Set([
    "shipment-made",
    "shipment-decided",
    /** An authority takes its own decision back; which one, it names. */
    "decision-taken-back",
    /** Why an authority decided so, for officers only. */
    "decision-reasoned",
    /** Parties of a piece that came over to it read it too. */
    "readers-added",
    "shipment-expired",
    "shipment-withdrawn",
    "regime-changed",
    "duty-assessed",
    "duty-paid",
    "duty-waived",
    "duty-refunded",
    /** A large waiver or refund that a second officer must state too. */
    "duty-waiver-asked",
    "duty-refund-asked",
    /** Its regime judged it anew, as it was declared. */
    "shipment-judged",
    /** How its list stands against order, payment and waybill by now. */
    "documents-compared",
    /** An account or a guarantor owes it by the month: it stops no exit. */
    "duty-secured",
    "shipment-screened",
    /** A state told by the dialogue with customs. */
    "customs-told",
    "paper-handed-in",
    "balance-reserved",
    "balance-consumed",
    "balance-given-back",
    "declaration-linked",
    "declaration-amended",
    "piece-arrived",
    "piece-held",
    "piece-freed",
    "piece-left",
    "piece-returned",
    "piece-added",
    "piece-claimed",
    "piece-removed",
    "hold-placed",
    "hold-lifted",
  ]),
  declaration: new Set([
    "declaration-lodged",
    /** States anew what stands in the place of what was lodged. */
    "declaration-amended",
    "declaration-withdrawn",
    "declaration-expired",
    "hold-placed",
    "hold-lifted",
  ]),
  container: new Set([
    "container-announced",
    /** Announced once more with other content, or after its announcement was withdrawn. */
    "container-amended",
    "container-reported",
    "container-arrived",
    "container-scanned",
    "container-moved",
    "container-decided",
    "decision-taken-back",
    "decision-reasoned",
    "container-left",
    "container-expired",
    "hold-placed",
    "hold-lifted",
  ]),
  hold: new Set(["hold-placed", "hold-lift-asked", "hold-lifted", "hold-ended"]),
  party: new Set(["party-registered", "hold-placed", "hold-lifted"]),
};
