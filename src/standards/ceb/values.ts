/**
 * The values of CEB messages, derived from the tables: every element's text exactly as received, under
 * the element's own name. Numbers and times are text here; `numbers.ts` reads them.
 */
import type { CebEdition, CebName, TABLES_202205 } from "./tables.ts";

/** Text of elements that must stand, and of those that may. */
type FieldsOf<F> = { readonly [K in keyof F as K extends `${string}?` ? never : K]: string } & {
  readonly [K in keyof F as K extends `${infer N}?` ? N : never]?: string;
};

type PartOf<P> = P extends { readonly fields: infer F; readonly most: infer M }
  ? M extends 1
    ? FieldsOf<F>
    : readonly FieldsOf<F>[]
  : never;

type TableDocument<T> = T extends { readonly parts: infer P }
  ? { readonly [K in keyof P]: PartOf<P[K]> }
  : T extends { readonly fields: infer F }
    ? FieldsOf<F>
    : never;

/**
 * A business document: `{ InventoryHead: {…}, InventoryList: [{…}] }`, or the fields themselves where the
 * message has no head. In edition 2018-113 the summary result has no `gseqno`, the only element less.
 */
export type CebDocument<N extends CebName = CebName> = TableDocument<(typeof TABLES_202205)[N]>;

type Around = (typeof TABLES_202205)["CEB311"]["around"];
/** Who sends the message over the exchange platform. */
export type CebTransfer = FieldsOf<Around["transfer"]>;
/** Who else gets copies. */
export type CebSubscribe = FieldsOf<Around["subscribe"]>;
/** A partner's own content; `Message` is XML text, kept as it is. */
export type CebExtension = {
  readonly name: string;
  readonly version: string;
  readonly Message: string;
};

/** What was read but has no place in the tables: kept as canonical XML with its place. */
export type Unread = {
  readonly path: string;
  readonly xml: string;
  readonly line: number;
  /** 0-based byte offset in the input. */
  readonly offset: number;
};

/** What stands around a message's documents. */
export type CebHead<N extends CebName = CebName> = {
  readonly kind: "ceb";
  readonly message: N;
  readonly edition: CebEdition;
  /** Attributes of the root. */
  readonly guid: string;
  readonly version: string;
  readonly transfer?: CebTransfer;
  readonly subscribes?: readonly CebSubscribe[];
  readonly extension?: CebExtension;
  /** The signature as canonical XML text. */
  readonly signature?: string;
};

/** A whole message, as the writer takes it and the reader gives it. */
export type CebMessage<N extends CebName = CebName> = CebHead<N> & {
  readonly documents: readonly CebDocument<N>[];
};

/** One row of an input: one business document with what stands around it. */
export type CebRow<N extends CebName = CebName> = {
  readonly [K in N]: CebHead<K> & {
    readonly document: CebDocument<K>;
    readonly unread: readonly Unread[];
    /** Present when it came inside an envelope. */
    readonly envelope?: DxpHead;
  };
}[N];

/** The outside of an envelope DxpMsg, and of DxpMsgSv where there is one; texts as received. */
export type DxpHead = {
  readonly copMsgId: string;
  readonly senderId: string;
  /** One to five. */
  readonly receiverIds: readonly string[];
  /** Date and time, `YYYY-MM-DDThh:mm:ss` with or without a zone. */
  readonly createdTime: string;
  /** The root element of the content. */
  readonly messageType: string;
  /** What nodes of the exchange platform put around it (DxpMsgSv). */
  readonly platform?: DxpPlatform;
  /** XML kept as it is. */
  readonly addInfo?: string;
  readonly signature?: string;
};

export type DxpPlatform = {
  /** Node, time and sequence: 32 characters. */
  readonly messageId: string;
  /** Of a message split for several receivers. */
  readonly part?: string;
  readonly sentTime: string;
  readonly endNode: string;
  readonly startNode: string;
};
