/**
 * RESDES of the centre's own events: what became of the receptacles of each dispatch (S8). Damage is not
 * on the record and therefore never told. That 74, 36 and 37 say so is an assumption of the profile.
 */
import { groupBy } from "#base/group-by.ts";
import { mailClasses } from "#standards/codes/mail-codes.ts";
import {
  type Body,
  chunks,
  type Happening,
  type Line,
  type Outgoing,
  type OutgoingHead,
  type Told,
  type What,
} from "#standards/profiles/outgoing.ts";

/** Received; announced and missing; in excess (UN 9011). */
const STATUSES: Readonly<Partial<Record<What, string>>> = {
  arrived: "74",
  missing: "36",
  excess: "37",
};

/** Characters of the dispatch (S8) at the head of a receptacle's identifier (S9). */
const S8_LENGTH = 20;
/** Where S8 and S9 state the mail class: the first letter of the subclass. */
const CLASS_AT = 13;
/** Repetitions of GID and of STS in the profile. */
const MOST = 99;
/** Dispatches of one message: far below 999, so that one that is lost or refused is a small one. */
const DISPATCHES_PER_MESSAGE = 100;

function tell({ what, weightGrams }: Happening): Told | undefined {
  const status = STATUSES[what];
  if (status === undefined) return undefined;
  return { status, ...(weightGrams === undefined ? {} : { weightGrams }) };
}

function compose(head: OutgoingHead, lines: readonly Line[]): readonly Body[] {
  const { office, preparedAt, sendingOperator, receivingOperator } = head;
  const dispatches = [...groupBy(lines, ({ code }) => code.slice(0, S8_LENGTH))].flatMap(
    ([dispatch, group]) =>
      chunks(statusesOf(group, office), MOST).map((statuses) => ({ dispatch, statuses })),
  );
  return chunks(dispatches, DISPATCHES_PER_MESSAGE).map((some) => ({
    preparedAt,
    ...(sendingOperator === undefined ? {} : { sendingOperator }),
    ...(receivingOperator === undefined ? {} : { receivingOperator }),
    dispatches: some,
  }));
}

/** One for each status and time, with its receptacles. */
function statusesOf(lines: readonly Line[], office: string): readonly Body[] {
  const groups = groupBy(lines, ({ at, told }) => `${told["status"]} ${at.text}`);
  return [...groups.values()].flatMap((group) =>
    chunks(group, MOST).map((some) => ({
      status: some[0]?.told["status"],
      at: some[0]?.at,
      office,
      receptacles: some.map(({ code, told }) => ({ ...weightOf(told), s9: code })),
    })),
  );
}

function weightOf(told: Told): Body {
  const grams = told["weightGrams"];
  return typeof grams === "number" ? { weight: { units: grams, scale: 0, unit: "GRM" } } : {};
}

/** Told of receptacles with an S9. */
export const outgoing: Outgoing = {
  subject: "container",
  scheme: "s9",
  products: mailClasses.map(({ code }) => code).sort(),
  productOf: (code) => code.slice(CLASS_AT, CLASS_AT + 1),
  tell,
  compose,
};
