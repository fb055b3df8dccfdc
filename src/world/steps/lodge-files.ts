/**
 * Declarations that come in files: the post's CSV, import lists (CEB621) of the shops' agent. Who
 * lodges by hand is not here.
 */
import type { ParcelEntry } from "#world/books.ts";
import { chanceFor } from "#world/chance-streams.ts";
import type { Deed } from "#world/deeds.ts";
import { declarationsFile } from "#world/files/declarations-file.ts";
import { importLists, LISTS_OF_A_MESSAGE } from "#world/files/import-list.ts";
import type { Scene } from "#world/scene.ts";

/** A third of what can be told in a file comes in one: the post's own, or lists of the agent. */
export function fileOf({ parcel }: ParcelEntry): "csv" | "list" | null {
  const isPlain = parcel.troubles.size === 0 && parcel.number % 3 === 1;
  if (!isPlain) return null;
  if (parcel.stream === "postal") return "csv";
  return parcel.stream === "ecommerce" ? "list" : null;
}

/** The post's file of this tick. */
export function fileDeeds(scene: Scene, entries: readonly ParcelEntry[]): readonly Deed[] {
  if (entries.length === 0) return [];
  const text = declarationsFile(entries.map(({ parcel }) => parcel));
  const name = `post-${scene.clock.tick}.csv`;
  return [messageDeed(scene, "post", name, new TextEncoder().encode(text), entries)];
}

/** The agent's messages of this tick. */
export function listDeeds(scene: Scene, entries: readonly ParcelEntry[]): readonly Deed[] {
  const deeds: Deed[] = [];
  for (let from = 0; from < entries.length; from += LISTS_OF_A_MESSAGE) {
    const own = entries.slice(from, from + LISTS_OF_A_MESSAGE);
    const name = `CEB621-${scene.clock.tick}-${from}.xml`;
    const guidOf = (word: string): string => guidFor(scene.seed, name, word);
    const day = scene.clock.dayText.replaceAll("-", "");
    const parcels = own.map(({ parcel }) => parcel);
    deeds.push(messageDeed(scene, "forwarder", name, importLists(parcels, guidOf, day), own));
  }
  return deeds;
}

/** 36 characters in the shape of a GUID, the same for the same words. */
function guidFor(seed: number, ...words: readonly string[]): string {
  const { below } = chanceFor(seed, "guid", ...words);
  const hex = (length: number): string =>
    Array.from({ length }, () => below(16).toString(16).toUpperCase()).join("");
  return [8, 4, 4, 4, 12].map(hex).join("-");
}

/** A file that is taken in whole: its parcels' ids are known once they are seen. */
function messageDeed(
  scene: Scene,
  who: string,
  name: string,
  bytes: Uint8Array,
  entries: readonly ParcelEntry[],
): Deed {
  return {
    name: `file/${name}`,
    who,
    operation: "take-in-message",
    input: {},
    file: { name, bytes },
    ordered: true,
    heard(answer) {
      const message = answer.ok ? (answer.value as { rowsDone: number; findings: unknown }) : null;
      if (message?.rowsDone !== entries.length) {
        const found = answer.ok ? message : answer.refusal;
        scene.books.find({ code: "audit/call-refused", about: name, found });
        return;
      }
      scene.books.count("take-in-message", 1);
      for (const entry of entries) {
        entry.lodged = true;
        for (const piece of entry.pieces) piece.status = "expected";
        scene.agenda.put(arrivalTick(scene, entry), "arrive", entry.parcel.number);
      }
    },
  };
}

/** When its truck comes: as planned; what was corrected late comes right after. */
export function arrivalTick({ clock, plan }: Scene, { parcel }: ParcelEntry): number {
  return Math.max(plan.arrivesTick(parcel.number), clock.tick + 1);
}
