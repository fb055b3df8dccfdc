/** The centre's tree of places: hall, zone, lane, bench, shelf, bin. */
export const PLACE_KINDS = ["hall", "zone", "lane", "bench", "shelf", "bin"] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

export type Place = {
  readonly code: string;
  readonly kind: PlaceKind;
  /** Code of the zone it lies in; a zone's own code for a zone. */
  readonly zone: string;
  readonly parent: string | null;
  readonly name: string;
  /** Pieces a zone should hold at most; above it a warning is counted, nothing is stopped. */
  readonly capacity: number | null;
};
