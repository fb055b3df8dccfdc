/**
 * What a real day also brings, beside the world's own troubles: pieces that nobody ever claims, and a
 * file of which one row cannot be done and waits in suspense. And what a centre knows already.
 */
import { present } from "#base/result.ts";
import { writeS10 } from "#standards/upu/s10.ts";
import type { ShownPiece, World } from "#world/world.ts";

/** Pieces on the floor without any declaration. */
const UNANNOUNCED: readonly { readonly code: string }[] = [
  { code: writeS10("LX", 40_318_207, "JP") },
  { code: "YR88120045310" },
];

/** The name of the file that was not understood whole. */
const FILE_NAME = "post-import-morning.csv";
const COLUMNS = [
  "item_id,stream,direction,mail_class,nature,gross_weight_kg,currency",
  "sender_name,sender_address,sender_city,sender_country",
  "recipient_name,recipient_address,recipient_city,recipient_country",
  "description,quantity,unit_value,net_weight_kg,origin,hs_code",
].join(",");

/** One row that is declared, and one whose weight was written with a letter O. */
function fileText(): string {
  const sender = "GBP,Maren Oldershaw,9 Kiln Row,Leeds,GB";
  const to = "Dong Wanqing,21 Nongye Road,Zhengzhou,CN";
  const line = "Printed book,1,18.50,0.540,GB,4901.99";
  const rows = ["0.640", "O.640"].map((weight, at) => {
    const code = writeS10("RR", 40_318_215 + at, "GB");
    return [code, "postal,import,U,GIFT", weight, sender, to, line].join(",");
  });
  return [COLUMNS, ...rows, ""].join("\n");
}

/** Brings the pieces and the file to the centre. */
export async function tellTroubles(world: World): Promise<void> {
  const arrivals = { arrivals: UNANNOUNCED, place: "ARRIVAL-2" };
  await world.call("floor", "record-arrivals", arrivals, "demo/unannounced");
  await world.handIn("post", FILE_NAME, new TextEncoder().encode(fileText()), "demo/file");
}

type Page = {
  readonly items: readonly (ShownPiece & { readonly identifier: string })[];
  readonly next?: unknown;
};

/** Every piece that the centre shows its floor, by its code. */
export async function knownPieces(world: World): Promise<ReadonlyMap<string, ShownPiece>> {
  const known = new Map<string, ShownPiece>();
  let after: unknown;
  do {
    const input = { limit: 500, ...(after === undefined ? {} : { after }) };
    const found = await world.call("floor", "find-items", input, "demo/known");
    const page = present(found.ok ? (found.value as Page) : undefined, "the floor may look");
    for (const item of page.items) known.set(item.identifier, item);
    after = page.next;
  } while (after !== undefined);
  return known;
}
