/**
 * The auditor at the end: compares its own books with what the centre shows. Every piece is there
 * once and as it was answered, every shipment has the decisions, holds and weights that were handed
 * in, and each party sees its own and nothing else. Reads views only.
 */
import { type ShownDocuments, standings } from "./audit-documents.ts";
import { openHolds, type ParcelEntry, type PieceEntry } from "./books.ts";
import type { Scaled } from "./files/decimal-text.ts";
import { declaredOf } from "./files/declared.ts";
import type { World } from "./world.ts";

/** Pieces of one page of a find. */
const PAGE = 500;

/** Adds to the books' findings whatever the centre shows otherwise. */
export async function audit(world: World, connections: number): Promise<void> {
  const entries = [...world.scene.books.entries.values()];
  comparePieces(world, entries, await listed(world, "auditor"));
  const waiting = entries.values();
  const lane = async (): Promise<void> => {
    for (const entry of waiting) await auditShipment(world, entry);
  };
  await Promise.all(Array.from({ length: connections }, lane));
  for (const [login, isOwn] of Object.entries(READS)) {
    compareReader(world, login, entries.filter(isOwn), await listed(world, login));
  }
}

/** What each party lodged or carries; nothing else is for it to read. */
const READS: Readonly<Record<string, (entry: ParcelEntry) => boolean>> = {
  post: ({ lodged, parcel }) => lodged && parcel.lodgedBy === "post",
  forwarder: ({ lodged, parcel }) => lodged && parcel.lodgedBy === "forwarder",
  express: ({ lodged, parcel }) => lodged && parcel.stream === "express",
};

type Listed = {
  readonly itemId: string;
  readonly identifier: string;
  readonly status: string;
  readonly stream: string;
  readonly direction: string;
};
type Page = { readonly items: readonly Listed[]; readonly next?: Readonly<Record<string, string>> };

/** Every piece that a caller is shown, by its code. */
async function listed(
  world: World,
  login: string,
): Promise<ReadonlyMap<string, readonly Listed[]>> {
  const found = new Map<string, Listed[]>();
  let after: Page["next"];
  do {
    const input = { limit: PAGE, ...(after !== undefined && { after }) };
    const page = (await seen(world, login, "find-items", input)) as Page;
    for (const item of page.items) {
      const same = found.get(item.identifier) ?? [];
      found.set(item.identifier, [...same, item]);
    }
    after = page.next;
  } while (after !== undefined);
  return found;
}

async function seen(world: World, login: string, view: string, input: object): Promise<unknown> {
  const answer = await world.call(login, view, input, `audit/${view}`);
  return answer.ok ? answer.value : undefined;
}

function comparePieces(
  { scene: { books } }: World,
  entries: readonly ParcelEntry[],
  shown: ReadonlyMap<string, readonly Listed[]>,
): void {
  const known = new Set<string>();
  for (const entry of entries) {
    for (const piece of entry.pieces) {
      known.add(piece.code);
      if (piece.alias !== undefined) known.add(piece.alias);
      if (piece.status === "present") books.find({ code: "audit/stuck", about: piece.code });
      // Of a piece that two codes answer for, one is shown.
      const found = [piece.code, piece.alias ?? ""].flatMap((code) => shown.get(code) ?? []);
      const about = piece.code;
      if (found.length === 0 && piece.status !== "unknown")
        books.find({ code: "audit/lost", about });
      if (found.length > 1) books.find({ code: "audit/doubled", about, found: found.length });
      const [first] = found;
      if (first !== undefined) comparePiece(books, entry, piece, first);
    }
  }
  for (const code of shown.keys()) {
    if (!known.has(code)) books.find({ code: "audit/nobody-handed-in", about: code });
  }
}

function comparePiece(
  books: World["scene"]["books"],
  { parcel, lodged }: ParcelEntry,
  piece: PieceEntry,
  { status, itemId, stream, direction }: Listed,
): void {
  const expected = [
    piece.status,
    // What came in a file is known by its id only once it was seen.
    piece.itemId ?? itemId,
    ...(lodged ? [parcel.stream, parcel.direction] : [stream, direction]),
  ];
  const found = [status, itemId, stream, direction];
  if (found.join() === expected.join()) return;
  books.find({ code: "audit/piece-differs", about: piece.code, found, expected });
}

/** Sums in minor units as text. */
type ShownDuty = {
  readonly assessedMinor: string;
  readonly paidMinor: string;
  readonly waivedMinor: string;
  readonly refundedMinor: string;
  readonly securedBy: string | null;
};

type Shown = {
  readonly shipment: {
    readonly id: string;
    readonly decisions: readonly { readonly authority: string; readonly purpose: string }[];
    readonly pieces: Readonly<Record<string, number>>;
    readonly duty: ShownDuty | null;
  } & ShownDocuments;
  readonly items: readonly {
    readonly id: string;
    readonly weightGrams: number | null;
    readonly exitPurpose: string | null;
  }[];
  readonly declarations: readonly {
    readonly content: { readonly grossWeightKg?: Scaled };
  }[];
  readonly holds: readonly { readonly id: string }[];
};

async function auditShipment(world: World, entry: ParcelEntry): Promise<void> {
  const { books, clock } = world.scene;
  const about = entry.parcel.codes[0] ?? "";
  const id = entry.shipmentId;
  if (id === null) return;
  // An officer sees every hold there is.
  const shown = (await seen(world, "customs", "show-shipment", { id })) as Shown | undefined;
  if (shown === undefined) {
    books.find({ code: "audit/shipment-lost", about });
    return;
  }
  const differs = (code: string, found: unknown, expected: unknown): void => {
    if (JSON.stringify(found) !== JSON.stringify(expected)) {
      books.find({ code, about, found, expected });
    }
  };
  const held = openHolds(entry, clock.tick).map((hold) => hold.id);
  // What the centre held before anything came is told to nobody who waits for it.
  const isSeen = entry.pieces.some(({ itemId, status }) => itemId !== null && status !== "expired");
  if (isSeen) differs("audit/holds-differ", shown.holds.map((hold) => hold.id).sort(), held.sort());
  const decided = shown.shipment.decisions.map(
    ({ authority, purpose }) => `${authority} ${purpose}`,
  );
  const decidedHere = [...entry.decisions].map((decision) => decision.join(" "));
  differs("audit/decisions-differ", decided.sort(), decidedHere.sort());
  differs("audit/counts-differ", countsShown(shown), countsOf(entry));
  for (const piece of entry.pieces) {
    const item = shown.items.find((one) => one.id === piece.itemId);
    differs("audit/weight-differs", item?.weightGrams ?? null, piece.weighed);
    differs("audit/exit-differs", item?.exitPurpose ?? null, piece.exits[0] ?? null);
  }
  auditDuty(world, entry, shown.shipment.duty);
  differs("audit/documents-differ", ...standings(entry, shown.shipment));
  if (entry.lodged) {
    const grams = shown.declarations.map(({ content }) => gramsOf(content.grossWeightKg));
    differs("audit/declared-weight-differs", [...new Set(grams)], [declaredGrams(entry)]);
  }
}

/** What left for good owes nothing, and was paid by whom the books say. */
function auditDuty({ scene: { books } }: World, entry: ParcelEntry, duty: ShownDuty | null): void {
  const about = entry.parcel.codes[0] ?? "";
  if (duty === null) {
    if (entry.paidBy !== null) books.find({ code: "audit/duty-differs", about, found: null });
    return;
  }
  const { assessedMinor, paidMinor, waivedMinor, refundedMinor, securedBy } = duty;
  const settled = BigInt(paidMinor) + BigInt(waivedMinor) - BigInt(refundedMinor);
  const dueMinor = BigInt(assessedMinor) - settled;
  const isFree = entry.pieces.some(({ exits }) => exits.includes("release"));
  if (isFree && dueMinor > 0n && securedBy === null) {
    books.find({ code: "audit/left-unpaid", about, found: String(dueMinor) });
  }
  const by =
    securedBy ??
    // What is refunded is waived with it, so that it does not fall due again.
    (BigInt(waivedMinor) > BigInt(refundedMinor)
      ? "waived"
      : BigInt(paidMinor) > 0n
        ? "addressee"
        : null);
  if (BigInt(refundedMinor) !== BigInt(entry.refundedFen)) {
    const expected = String(entry.refundedFen);
    books.find({ code: "audit/refund-differs", about, found: refundedMinor, expected });
  }
  if (by !== entry.paidBy) {
    books.find({ code: "audit/duty-differs", about, found: by, expected: entry.paidBy });
  }
}

function countsShown({ shipment: { pieces } }: Shown): readonly unknown[] {
  return [pieces["arrived"], pieces["left"]];
}

function countsOf({ pieces }: ParcelEntry): readonly unknown[] {
  const left = pieces.filter(({ exits }) => exits.length > 0).length;
  const here = pieces.filter(({ status }) => status === "present").length;
  return [left + here, left];
}

/** The weight that was declared, after any correction. */
function declaredGrams({ parcel }: ParcelEntry): number | null {
  const { units, scale } = declaredOf(parcel).content.grossWeightKg;
  return gramsOf({ units: units.replace("O", ""), scale });
}

function gramsOf(weightKg: Scaled | undefined): number | null {
  if (weightKg === undefined) return null;
  return Math.round((Number(weightKg.units) / 10 ** weightKg.scale) * 1_000);
}

function compareReader(
  { scene: { books } }: World,
  login: string,
  own: readonly ParcelEntry[],
  shown: ReadonlyMap<string, readonly Listed[]>,
): void {
  const codes = new Map<string, string | undefined>();
  for (const { code, alias } of own.flatMap(({ pieces }) => pieces)) codes.set(code, alias);
  const aliases = new Set(codes.values());
  for (const code of shown.keys()) {
    if (codes.has(code) || aliases.has(code)) continue;
    books.find({ code: "audit/foreign-reader", about: code, found: login });
  }
  for (const [code, alias] of codes) {
    if (shown.has(code) || shown.has(alias ?? "")) continue;
    books.find({ code: "audit/not-shown", about: code, expected: login });
  }
}
