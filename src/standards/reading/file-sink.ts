/** What a file of any format is told as: messages, findings, counts. */
import type { Finding } from "#base/result.ts";

/** One message of a file. */
export type MessageLine = {
  /** UNH 0065; of CEB the message's name; of other XML the root element. */
  readonly type: string;
  /** UNH 0052 and 0054 joined by `:`, such as `2:1`; of CEB the edition. */
  readonly version: string;
  /** UNH 0062; of CEB the GUID. */
  readonly reference: string;
  /** UNH to UNT; 0 in XML. */
  readonly segments: number;
  /** UNT 0074; null where it states none. */
  readonly declaredSegments: number | null;
  /** Business documents; XML only. */
  readonly documents?: number;
};

/** What a file held. */
export type FileSums = {
  /** `edifact`, `ceb` or another of the registry; `unknown`. */
  readonly format: string;
  /** 0001 and 0002 of the first UNB, such as `UNOB:3`; "" elsewhere. */
  readonly syntax: string;
  /** Every segment from UNB to UNZ, UNA not counted. */
  readonly segments: number;
  readonly interchanges: number;
  readonly groups: number;
  readonly messages: number;
  readonly findings: number;
  /** Bytes behind the terminator of the last UNZ; 0 where they are blank. */
  readonly trailingBytes: number;
  /** Messages of EDIFACT, documents of CEB, rows of other files. */
  readonly rows: number;
  /** Rows without an error. */
  readonly good: number;
  readonly refused: number;
  /** True when a finding is an error. */
  readonly hasError: boolean;
};

/** Takes what stands in a file, in its order. */
export type FileSink = {
  readonly message: (line: MessageLine) => void;
  readonly finding: (finding: Finding) => void;
};

/** Counts that one kind of file gives; the reader adds those of messages and findings. */
export type KindSums = Omit<FileSums, "format" | "messages" | "findings" | "hasError">;

/** How one kind of file is read. */
export type KindReader = {
  readonly push: (bytes: Uint8Array) => void;
  readonly end: () => KindSums;
};

export const NO_SUMS: KindSums = {
  syntax: "",
  segments: 0,
  interchanges: 0,
  groups: 0,
  trailingBytes: 0,
  rows: 0,
  good: 0,
  refused: 0,
};
