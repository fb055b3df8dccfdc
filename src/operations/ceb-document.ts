/**
 * What CEB documents have in common when they are taken in: who may be lodged now, the facts that stay
 * beside the persons.
 */
import type { Refusal } from "#base/result.ts";
import { keepDocuments } from "./keep-documents.ts";
import type { MessageCall, RowPlace } from "./message-target.ts";
import type { Person } from "./ports.ts";
import type { DocumentKind } from "./ports-documents.ts";
import { filled } from "./told.ts";

/** Fields that stand at the head of every document (customs annex). */
export type CebOwn = {
  readonly appType: string;
  readonly appTime: string;
  readonly appStatus: string;
};

/** appStatus of what its sender has not submitted yet. */
const DRAFT = "1";
const CHANGES: Readonly<Record<string, string>> = { "1": "new", "2": "change", "3": "delete" };

/** Why a document is not taken in now: a draft, or a kind of statement the annex does not have. */
export function notSubmitted({ appType, appStatus }: CebOwn): Refusal | undefined {
  if (appStatus === DRAFT) return { code: "ceb/draft" };
  return changeOf(appType) === undefined
    ? { code: "ceb/app-type-unknown", facts: { found: appType } }
    : undefined;
}

/** Where stands what keeps a document from being taken in. */
export function statusOf(own: CebOwn, { code }: Refusal): RowPlace {
  return { of: own, key: code === "ceb/draft" ? "appStatus" : "appType" };
}

/** New, change or delete. */
export function changeOf(appType: string): string | undefined {
  return CHANGES[appType];
}

/** What a document states of a parcel, as `keep-documents` takes it. */
export type CebKept = {
  readonly kind: DocumentKind;
  readonly issuer: string;
  readonly number: string;
  readonly own: CebOwn;
  /** The member of `own` that holds the number. */
  readonly numberIn: string;
  readonly facts: Readonly<Record<string, string | undefined>>;
  readonly persons: Readonly<Record<string, Person>>;
};

/** The call that keeps a document, or why it waits. */
export function keepCall(kept: CebKept): MessageCall {
  const { kind, issuer, number, own, numberIn, facts, persons } = kept;
  const refusal = notSubmitted(own);
  if (refusal !== undefined) return { refusal, rows: 1, places: [statusOf(own, refusal)] };
  const row = {
    kind,
    issuer,
    number,
    change: changeOf(own.appType),
    statedAt: own.appTime,
    facts: filled(facts),
    persons,
  };
  return {
    operation: keepDocuments,
    field: "documents",
    row,
    rows: 1,
    places: [{ of: own, key: numberIn }],
  };
}

/** A person of a document; undefined members are left out. */
export function personOf(given: {
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly address?: string | undefined;
  readonly identityNumber?: string | undefined;
}): Person {
  const { address, ...others } = given;
  return filled({ ...others, addressLines: address === undefined ? undefined : [address] });
}
