/** The post's file of declarations (CSV): one row a parcel, as its counters write it. */
import type { Parcel } from "#world/parcel.ts";
import type { InventedPerson } from "#world/people.ts";
import { decimalText, eachOf } from "./decimal-text.ts";
import { declaredOf } from "./declared.ts";

const COLUMNS = [
  "item_id,stream,direction,mail_class,nature,gross_weight_kg,currency",
  "sender_name,sender_address,sender_city,sender_country",
  "recipient_name,recipient_address,recipient_city,recipient_country",
  "description,quantity,unit_value,net_weight_kg,origin,hs_code",
].join(",");

/** The text of a file for these parcels, each of one piece and one line. */
export function declarationsFile(parcels: readonly Parcel[]): string {
  return [COLUMNS, ...parcels.map(rowOf), ""].join("\n");
}

function rowOf(parcel: Parcel): string {
  const { number, stream, direction, sender, recipient, content } = declaredOf(parcel);
  const { mailClass = "", natureOfTransaction = "", grossWeightKg, currency, lines } = content;
  const [line] = lines;
  const goods =
    line === undefined
      ? []
      : [
          line.description,
          line.quantity.units,
          decimalText(eachOf(line.totalValue, Number(line.quantity.units))),
          decimalText(line.netWeightKg),
          line.originCountry,
          line.hsCode ?? "",
        ];
  return [
    number,
    stream,
    direction,
    mailClass,
    natureOfTransaction,
    decimalText(grossWeightKg),
    currency,
    ...personCells(sender),
    ...personCells(recipient),
    ...goods,
  ]
    .map(cell)
    .join(",");
}

function personCells(person: InventedPerson): readonly string[] {
  return [person.name, person.addressLines.join(" "), person.city, person.countryCode];
}

function cell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
