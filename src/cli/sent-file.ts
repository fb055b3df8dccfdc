/** A file on its way to the intake, of a running instance or of the database itself. */

/** A part of a file, or a whole one, to be taken in. */
export type SentFile = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly key: string;
  /** Code of the partner it came from. */
  readonly partner?: string;
  readonly chunk:
    | { readonly of: string; readonly part: number; readonly firstRow: number }
    | undefined;
};

/** What of a file is told beside its name and bytes. */
export function extras({ chunk, partner }: SentFile): Partial<SentFile> {
  return {
    ...(chunk === undefined ? {} : { chunk }),
    ...(partner === undefined ? {} : { partner }),
  };
}
