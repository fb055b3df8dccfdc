/** What a running centre is started with, and what starting it gives. */
import type { Operation } from "#operations/define.ts";
import type { SiteFacts } from "#operations/ports.ts";
import type { Pool } from "#store/pool.ts";
import type { Log } from "./logs.ts";
import type { makePorts } from "./ports.ts";
import type { OfferedLogin } from "./server.ts";

export type StartOptions = {
  readonly pool: Pool;
  readonly dataFolder: string;
  readonly masterKey: Uint8Array;
  readonly site: SiteFacts;
  readonly operations: readonly Operation[];
  readonly version: string;
  /** Where to listen; port 0 takes a free one. */
  readonly host: string;
  readonly port: number;
  /** The folder of the built screens, once it is there. */
  readonly pagesFolder: () => string | undefined;
  /** The secret of the note by which this machine's verbs find the server. */
  readonly localToken?: string;
  /** `https://host` under which a proxy shows this server. */
  readonly publicOrigin?: string;
  readonly trustProxy?: string;
  readonly offeredLogins?: readonly OfferedLogin[];
  readonly log?: Log;
  /** Epoch ms now; the machine's clock where absent. */
  readonly now?: () => number;
  /** Free bytes of the disk; measured where absent. */
  readonly freeBytes?: () => Promise<number>;
};

export type RunningServer = {
  /** `http://host:port`. */
  readonly address: string;
  readonly ports: ReturnType<typeof makePorts>;
  /** Takes no more requests, finishes those under way and the jobs; the pool is still open. */
  readonly stop: () => Promise<void>;
};
