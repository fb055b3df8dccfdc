/**
 * What a real day also brings, so that the demo shows it: pieces that nobody announced, and a file
 * of which one row cannot be done and waits in suspense. Made through `call` like the rest.
 */
import { present } from "#base/result.ts";
import { writeS10 } from "#standards/upu/s10.ts";
import type { OpenPorts } from "./open-record.ts";

/** Pieces on the floor without any declaration. */
export const UNANNOUNCED: readonly { readonly code: string }[] = [
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

/** Keeps the file's bytes under the party's key and gives the input that takes it in. */
export async function troubledFile(ports: OpenPorts, partyId: string) {
  const bytes = new TextEncoder().encode(fileText());
  const blobKeyId = await ports.blobKeys.keyOf(partyId, ports.ids.next());
  const kept = await ports.blobs.put(blobKeyId, [bytes], bytes.length);
  const { hash, sizeBytes } = present(kept.ok ? kept.value : undefined, "the file was kept");
  return { name: FILE_NAME, blobHash: hash, blobKeyId, sizeBytes };
}
