/**
 * What an operation is: one verb or one view, as data. From its definition come the HTTP route,
 * the OpenAPI page, the CLI verb, the audit line and the laws it is tested by.
 */
import type { Static, TSchema } from "typebox";
import type { Result } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import type { Ports, Tx, View } from "./ports.ts";

/** What a user may do. `public` needs no sign-in; `system` is the centre's own clockwork. */
export const ROLES = [
  "administrator",
  "floor",
  "clerk",
  "declarant",
  "officer",
  "auditor",
  "system",
  "public",
] as const;
export type Role = (typeof ROLES)[number];

/** Who calls: a signed-in user, a token, the local operator, or the public. */
export type Actor = {
  readonly userId: Id;
  readonly login: string;
  readonly partyId: Id;
  readonly roles: readonly Role[];
  /** The authority an officer acts for: `customs` or `quarantine`. */
  readonly authority: string | null;
  /** Level of an officer: 1 officer, 2 senior, 3 head. */
  readonly level: number;
  /** Code of the device the call came from, when known. */
  readonly device: string | null;
  /** The caller's own party, where it acts in the name of another's: that of a file it takes in. */
  readonly ownPartyId?: Id;
  /** Operations a token is limited to; null for all its roles allow. */
  readonly scopes: readonly string[] | null;
  /** The user's name and language, where a person is behind the call. */
  readonly name?: string;
  readonly language?: string;
};

/** What a command's handler is handed for one try of one call. */
export type CallContext = {
  readonly tx: Tx;
  readonly ports: Ports;
  readonly actor: Actor;
  readonly callId: Id;
  /** Epoch ms of the call. */
  readonly now: number;
  /** The caller's idempotency key. */
  readonly key: string | null;
  /** What the keys of rows that name none are derived from: the same for the same party's same key. */
  readonly seed: Id;
  /** What the command's steps returned; absent where it has none. */
  readonly prepared?: unknown;
};

/** What the steps of a long command are handed: no transaction, they make calls of their own. */
export type StepsContext = Pick<CallContext, "ports" | "actor" | "now" | "key">;

/** What a batch did, row by row; the counts go into the audit row. */
export type Counts = { readonly done: number; readonly refused: number };

/** The rows of a batch: where they are in the input, what each looks like, how many at most. */
export type Batch = { readonly field: string; readonly row: TSchema; readonly max: number };

type Common<I extends TSchema, O extends TSchema> = {
  readonly name: string;
  /** What it does, in one sentence for a person of the trade. */
  readonly sentence: string;
  readonly roles: readonly Role[];
  readonly input: I;
  readonly output: O;
  /** Top-level input fields that never enter the audit trail or the stored input. */
  readonly secret?: readonly string[];
  /** Top-level output fields that are never kept with the answer. */
  readonly secretOutput?: readonly string[];
};

export type Command<I extends TSchema = TSchema, O extends TSchema = TSchema> = Common<I, O> & {
  readonly kind: "command";
  readonly batch?: Batch;
  /** Bytes it takes at most where its HTTP face is the bytes themselves; a message's unless given. */
  readonly bytesLimit?: number;
  /** Its input carries a whole file: its body may be as large as a batch's. */
  readonly carriesFile?: true;
  /**
   * Work too large for one transaction, done before the handler's: calls of other operations, each
   * in a transaction and under a key of its own, so that a broken run goes on where it stopped when
   * the same command is sent again. The handler closes the command with what it returned.
   */
  readonly steps?: (context: StepsContext, input: Static<I>) => Promise<Result<unknown>>;
  readonly handler: (context: CallContext, input: Static<I>) => Promise<Result<unknown>>;
  /** Rows done and refused, read from the answer; one done where absent. */
  readonly counts?: (output: unknown) => Counts;
  /** Whether it found nothing to do: called without a key, it then leaves no audit row either. */
  readonly foundNothing?: (output: unknown) => boolean;
};

export type ViewOperation<I extends TSchema = TSchema, O extends TSchema = TSchema> = Common<
  I,
  O
> & {
  readonly kind: "view";
  /** Output fields with the rows that are given as one table on demand; the first has its columns. */
  readonly csv?: readonly string[];
  readonly handler: (
    view: View,
    input: Static<I>,
    actor: Actor,
    ports: Ports,
  ) => Promise<Result<unknown>>;
};

/** Any operation, as the registry holds it. */
export type Operation = Command | ViewOperation;

/** Defines a command; its handler sees its input as the schema types it. */
export function command<I extends TSchema, O extends TSchema>(
  given: Omit<Command<I, O>, "kind">,
): Command {
  return { ...given, kind: "command" } as unknown as Command;
}

/** Defines a view; it reads as the caller's party under row-level security. */
export function view<I extends TSchema, O extends TSchema>(
  given: Omit<ViewOperation<I, O>, "kind">,
): ViewOperation {
  return { ...given, kind: "view" } as unknown as ViewOperation;
}
