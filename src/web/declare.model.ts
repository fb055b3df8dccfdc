/**
 * A declaration as a person fills it in, every field a text, and what is sent of it. Field names are
 * those of `lodge-declarations`. What is wrong with a draft is told by its checks, not here.
 */
import { type Decimal, formatDecimal, parseDecimal } from "#base/decimal.ts";
import { classify } from "#standards/upu/identifiers.ts";

export const DECLARED_STREAMS = ["postal", "express", "ecommerce"] as const;
/** Rule books that may be named for a stream; empty leaves it to the centre. */
export const REGIMES: Readonly<Record<string, readonly string[]>> = {
  postal: ["", "postal-personal", "0110"],
  express: ["", "express-a", "express-b", "express-c", "0110"],
  ecommerce: ["", "9610", "1210", "1239", "9710", "9810", "0110"],
};
export const DIRECTIONS = ["import", "export", "transit"] as const;
/** Mail classes of CN 23 items, and natures of transaction (UPU list 136, by name). */
export const MAIL_CLASSES = ["U", "C", "E"] as const;
export const NATURES = [
  "sale-of-goods",
  "gift",
  "documents",
  "commercial-sample",
  "returned-goods",
  "other",
] as const;

export const PERSON_FIELDS = [
  "name",
  "address",
  "city",
  "state",
  "postcode",
  "countryCode",
  "phone",
  "email",
  "identityNumber",
  "taxId",
] as const;
export const LINE_FIELDS = [
  "description",
  "quantity",
  "unitValue",
  "netWeightKg",
  "originCountry",
  "hsCode",
] as const;
export const PIECE_FIELDS = ["code", "grossWeightKg"] as const;
export const CONTENT_FIELDS = [
  "mailClass",
  "natureOfTransaction",
  "currency",
  "grossWeightKg",
  "lengthCm",
  "widthCm",
  "heightCm",
  "postage",
  "freight",
  "insurance",
  "orderNumber",
  "paymentNumber",
  "waybillNumber",
  "licenceNumber",
  "comments",
] as const;
/** Fields that one stream has and another has not. */
export const OF_STREAM: Readonly<Record<string, readonly string[]>> = {
  postal: ["mailClass", "postage"],
  express: ["waybillNumber", "freight", "insurance"],
  ecommerce: ["orderNumber", "paymentNumber", "waybillNumber", "freight", "insurance"],
};
const OF_SOME = new Set(Object.values(OF_STREAM).flat());

type Texts<K extends string> = Readonly<Record<K, string>>;
export type PersonDraft = Texts<(typeof PERSON_FIELDS)[number]>;
export type LineDraft = Texts<(typeof LINE_FIELDS)[number]>;
export type PieceDraft = Texts<(typeof PIECE_FIELDS)[number]>;
export type Draft = {
  readonly number: string;
  readonly stream: string;
  readonly direction: string;
  readonly regime: string;
  readonly carrier: string;
  readonly content: Texts<(typeof CONTENT_FIELDS)[number]>;
  readonly sender: PersonDraft;
  readonly recipient: PersonDraft;
  readonly pieces: readonly PieceDraft[];
  readonly lines: readonly LineDraft[];
  readonly ownUse: boolean;
  readonly indivisible: boolean;
};

function empty<K extends string>(names: readonly K[]): Texts<K> {
  return Object.fromEntries(names.map((name) => [name, ""])) as Record<K, string>;
}

export const EMPTY_LINE: LineDraft = empty(LINE_FIELDS);
export const EMPTY_PIECE: PieceDraft = empty(PIECE_FIELDS);
export const EMPTY_DRAFT: Draft = {
  number: "",
  stream: "postal",
  direction: "import",
  regime: "",
  carrier: "",
  content: empty(CONTENT_FIELDS),
  sender: empty(PERSON_FIELDS),
  recipient: empty(PERSON_FIELDS),
  pieces: [EMPTY_PIECE],
  lines: [EMPTY_LINE],
  ownUse: false,
  indivisible: false,
};

/** The draft with another text in one field. */
export function withField<T extends object>(draft: T, path: string, value: unknown): T {
  const [head = "", ...rest] = path.split(".");
  const whole = draft as Readonly<Record<string, unknown>>;
  const next = rest.length === 0 ? value : withField(whole[head] as object, rest.join("."), value);
  if (Array.isArray(draft)) return draft.with(Number(head), next) as unknown as T;
  return { ...draft, [head]: next };
}

/** The text of one field; empty where there is none. */
export function fieldOf(draft: object, path: string): string {
  const found = path
    .split(".")
    .reduce<unknown>((at, name) => (at as Readonly<Record<string, unknown>>)?.[name], draft);
  return typeof found === "string" ? found : "";
}

/** Fields of a number with the decimals they may have. */
export const DECIMALS: Readonly<Record<string, number>> = {
  grossWeightKg: 3,
  netWeightKg: 3,
  lengthCm: 1,
  widthCm: 1,
  heightCm: 1,
  quantity: 3,
};
export const MONEY_DECIMALS = 4;
export const MONEY = ["unitValue", "postage", "freight", "insurance"] as const;

/** A number as typed, with a point or a comma before its decimals and no sign for thousands. */
export function numberOf(text: string): Decimal | undefined {
  const plain = text.trim().replace(/^(\d+),(\d{1,2}|\d{4,})$/, "$1.$2");
  const read = parseDecimal(plain);
  return read.ok ? read.value : undefined;
}

/** The first number is taken for the declaration's own where it has none. */
export function numberOfDraft({ number, pieces }: Draft): string {
  return number.trim() === "" ? classify(pieces[0]?.code ?? "").normalised : number.trim();
}

/** A draft as `lodge-declarations` takes it; empty fields are left out. */
export function inputOf(draft: Draft): Readonly<Record<string, unknown>> {
  const { content, lines, pieces } = draft;
  const { lengthCm, widthCm, heightCm, ...others } = content;
  const own = OF_STREAM[draft.stream] ?? [];
  const rest = Object.fromEntries(
    Object.entries(others).filter(([name]) => !OF_SOME.has(name) || own.includes(name)),
  );
  const dimensions = [lengthCm, widthCm, heightCm].map((text) => numberOf(text));
  const isMeasured = dimensions.every((one) => one !== undefined);
  return {
    number: numberOfDraft(draft),
    stream: draft.stream,
    direction: draft.direction,
    ...given({ regime: regimeOf(draft), carrier: draft.carrier }),
    pieces: pieces.map(({ code, ...weight }) => ({ code: code.trim(), ...given(weight) })),
    sender: personOf(draft.sender),
    recipient: personOf(draft.recipient),
    content: {
      ...given(rest),
      ...(isMeasured && {
        dimensionsCm: dimensions.map((one) => Number(formatDecimal(one ?? { units: 0, scale: 0 }))),
      }),
      ...given({
        senderCountry: draft.sender.countryCode,
        recipientCountry: draft.recipient.countryCode,
      }),
      ...(draft.ownUse && { ownUse: true }),
      ...(draft.indivisible && { indivisible: true }),
      lines: lines.map((line) => given(line)),
    },
  };
}

/** Hong Kong has no postcodes; its declarations carry 000. */
const HONG_KONG_POSTCODE = "000";

/** A rule book chosen before the stream was changed is not its own any more. */
function regimeOf({ stream, regime }: Draft): string {
  return REGIMES[stream]?.includes(regime) === true ? regime : "";
}

const UPPER = new Set([
  "currency",
  "countryCode",
  "originCountry",
  "senderCountry",
  "recipientCountry",
]);

/** Filled fields: numbers as scaled integers, codes in capitals. */
function given(texts: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]): [string, unknown][] => {
      const trimmed = text.trim();
      if (trimmed === "") return [];
      const isNumber = name in DECIMALS || MONEY.some((one) => one === name);
      const value = isNumber ? numberOf(trimmed) : undefined;
      if (value !== undefined) {
        return [[name, { units: String(value.units), scale: value.scale }]];
      }
      if (name === "hsCode") return [[name, trimmed.replace(/[.\s]/g, "")]];
      return [[name, UPPER.has(name) ? trimmed.toUpperCase() : trimmed]];
    }),
  );
}

function personOf({ address, ...person }: PersonDraft): Readonly<Record<string, unknown>> {
  const filled = given(person);
  const lines = address.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
  const isHongKong = filled["countryCode"] === "HK" && filled["postcode"] === undefined;
  return {
    ...filled,
    ...(isHongKong && { postcode: HONG_KONG_POSTCODE }),
    ...(lines.length > 0 && { addressLines: lines }),
  };
}
