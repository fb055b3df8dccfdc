/**
 * The language the CEB tables are written in, and the element trees compiled from it. A table says
 * which elements stand where, how often, and the form of their text; it knows no meaning.
 */
import { assert } from "#base/result.ts";
import { formOf, type TextForm } from "./text-form.ts";

/**
 * Elements in the schema's order: a key is an element that must stand, `key?` one that may. The text is
 * its form: `C36` exactly 36 characters, `C1..60`, `C..60`, `C..` (no limit), `N19,5` a decimal of 19
 * digits with 5 after the point, `I9` an integer of 9 digits, `I` any of 32 bits, `T` an instant with date
 * and time. `collapsed` counts without outer and doubled blanks, `=142` is the only value allowed,
 * `~2` is what an empty element stands for.
 */
export type FieldTable = Readonly<Record<string, string>>;

/** A head, or the lines below it; `most` of them at most, UNBOUNDED where the schema has no limit. */
export type PartTable = {
  readonly fields: FieldTable;
  readonly least: 0 | 1;
  readonly most: number;
};

/** What follows the documents of a message that a sender writes. */
export type AroundTable = {
  readonly transfer: FieldTable;
  readonly subscribe: FieldTable;
  readonly ends: readonly ("ExtendMessage" | "Signature")[];
};

/** One message: documents of parts, or flat documents whose fields stand directly in them. */
export type MessageTable = {
  readonly document: string;
  readonly most: number;
  readonly parts?: Readonly<Record<string, PartTable>>;
  readonly fields?: FieldTable;
  readonly around?: AroundTable;
  /** Whether the schema demands a signature; others with `around` may carry one. */
  readonly signed?: true;
};

export type MessageTables = Readonly<Record<string, MessageTable>>;

export const UNBOUNDED = Number.POSITIVE_INFINITY;
/** Subscriptions of one message: who else gets copies. */
export const MAX_SUBSCRIBES = 5;

/** Exactly one. */
export function head<const T extends FieldTable>(fields: T) {
  return { fields, least: 1, most: 1 } as const;
}

/** One to `most`. */
export function lines<const T extends FieldTable>(fields: T, most: number) {
  return { fields, least: 1, most: most as 99 } as const;
}

/** None to `most`. */
export function anyLines<const T extends FieldTable>(fields: T, most: number) {
  return { fields, least: 0, most: most as 99 } as const;
}

/** An element that may stand in a group, compiled. */
export type ElementRule = {
  readonly name: string;
  readonly least: number;
  readonly most: number;
} & (
  | { readonly kind: "text"; readonly form: TextForm }
  | {
      readonly kind: "group";
      readonly group: GroupRule;
      /** Attributes it may carry. */
      readonly attributes?: readonly string[];
    }
  /** Kept as it is: a signature, a partner's own content; `uri` where its namespace is another. */
  | { readonly kind: "xml"; readonly uri?: string }
  /** A business document, judged by itself. */
  | { readonly kind: "document" }
);

/** Elements in the schema's order. */
export type GroupRule = {
  readonly elements: readonly ElementRule[];
  readonly indexOf: ReadonlyMap<string, number>;
};

/** A message's table, compiled. */
export type MessageRule = {
  readonly document: GroupRule;
  /** Everything below the root: the document's element first. */
  readonly root: GroupRule;
};

/** A group of these rules, in this order. */
export function groupRule(elements: readonly ElementRule[]): GroupRule {
  return { elements, indexOf: new Map(elements.map(({ name }, index) => [name, index])) };
}

/** The rules of a table of fields. */
export function fieldsRule(fields: FieldTable): GroupRule {
  return groupRule(
    Object.entries(fields).map(([key, form]) => {
      const isOptional = key.endsWith("?");
      const name = isOptional ? key.slice(0, -1) : key;
      return { kind: "text", name, least: isOptional ? 0 : 1, most: 1, form: formOf(form) };
    }),
  );
}

/** A group element of this name; once where nothing else is said. */
export function groupElement(name: string, group: GroupRule, least = 1, most = 1): ElementRule {
  return { kind: "group", name, least, most, group };
}

/** Compiles a table. */
export function compile(table: MessageTable): MessageRule {
  const document = documentRule(table);
  const documents = { kind: "document", name: table.document, least: 1, most: table.most } as const;
  return { document, root: groupRule([documents, ...aroundRules(table)]) };
}

function documentRule(table: MessageTable): GroupRule {
  if (table.parts === undefined) {
    assert(table.fields !== undefined, "a table has parts or fields");
    return fieldsRule(table.fields);
  }
  return groupRule(
    Object.entries(table.parts).map(([name, part]) =>
      groupElement(name, fieldsRule(part.fields), part.least, part.most),
    ),
  );
}

const EXTENSION = groupElement(
  "ExtendMessage",
  groupRule([
    ...fieldsRule({ name: "C..30", version: "C..30" }).elements,
    { kind: "xml", name: "Message", least: 1, most: 1 },
  ]),
  0,
);

/** Namespace of XML signatures (XML-Signature Syntax and Processing). */
export const SIGNATURE_NAMESPACE = "http://www.w3.org/2000/09/xmldsig#";

/** An XML signature, kept as it is. */
export function signatureElement(isDemanded: boolean): ElementRule {
  const least = isDemanded ? 1 : 0;
  return { kind: "xml", name: "Signature", uri: SIGNATURE_NAMESPACE, least, most: 1 };
}

function aroundRules({ around, signed }: MessageTable): readonly ElementRule[] {
  if (around === undefined) return [];
  const signature = signatureElement(signed === true);
  return [
    groupElement("BaseTransfer", fieldsRule(around.transfer)),
    groupElement("BaseSubscribe", fieldsRule(around.subscribe), 0, MAX_SUBSCRIBES),
    ...around.ends.map((name) => (name === "Signature" ? signature : EXTENSION)),
  ];
}
