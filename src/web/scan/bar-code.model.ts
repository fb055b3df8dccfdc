/**
 * What a read bar code is, by its shape alone: one of our printed commands, or an identifier of
 * the mail. Nothing is looked up; whether a command may be done is the station's affair.
 */
import { type ClassifiedIdentifier, classify } from "#standards/upu/identifiers.ts";

/** Printed commands: `CMD:UNDO`, `CMD:OK`, `CMD:ARRIVE`, `CMD:SIGNOUT`, `CMD:PLACE:<code>`. */
export type Command =
  | { readonly kind: "undo" }
  | { readonly kind: "ok" }
  | { readonly kind: "arrive" }
  | { readonly kind: "sign-out" }
  | { readonly kind: "place"; readonly place: string };

export type BarCode =
  | { readonly kind: "command"; readonly command: Command }
  | { readonly kind: "unknown-command"; readonly text: string }
  | {
      readonly kind: "identifier";
      readonly read: string;
      readonly identifier: ClassifiedIdentifier;
    }
  | { readonly kind: "unreadable"; readonly read: string; readonly code: string };

/** Sorts what a scanner read. */
export function readBarCode(read: string): BarCode {
  const text = withoutPrefix(read);
  const command = /^CMD[:;](.*)$/i.exec(text);
  if (command !== null) return commandOf(command[1] ?? "", text);
  const identifier = classify(read);
  const fault = identifier.findings.find((one) => one.severity === "error");
  return fault === undefined
    ? { kind: "identifier", read, identifier }
    : { kind: "unreadable", read, code: fault.code };
}

/** The bar code text that sets a place. */
export function placeCommand(place: string): string {
  return `CMD:PLACE:${place}`;
}

function commandOf(rest: string, text: string): BarCode {
  const [name = "", ...more] = rest.split(/[:;]/);
  const place = more.join(":").trim().toUpperCase();
  const word = name.trim().toUpperCase();
  if (word === "PLACE" && place !== "")
    return { kind: "command", command: { kind: "place", place } };
  const kind = SIMPLE[word];
  return kind === undefined || more.length > 0
    ? { kind: "unknown-command", text }
    : { kind: "command", command: { kind } };
}

const SIMPLE: Readonly<Record<string, "undo" | "ok" | "arrive" | "sign-out">> = {
  UNDO: "undo",
  OK: "ok",
  ARRIVE: "arrive",
  SIGNOUT: "sign-out",
};

/** Without blanks around it, FNC1, or a symbology prefix such as `]C1`. */
function withoutPrefix(read: string): string {
  const text = read.split("\u001d").join("").trim();
  return /^\][A-Za-z]\d/.test(text) ? text.slice(3) : text;
}
