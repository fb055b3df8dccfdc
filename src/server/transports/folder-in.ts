/**
 * Watches the folders that partners put files into: a whole file is taken in, its answer written
 * beside it, and the file moved to done, suspense or refused. Looks again and again rather than trust
 * notices of the file system, which network folders do not send.
 */
import { createReadStream } from "node:fs";
import { access, mkdir, readdir, rename, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Refusal, Result } from "#base/result.ts";
import { call } from "#operations/call.ts";
import type { Actor } from "#operations/define.ts";
import type { MessageAnswer } from "#operations/message-answer.ts";
import { MESSAGE_BYTES_LIMIT } from "#operations/message-course.ts";
import type { Ports } from "#operations/ports.ts";
import type { Partner } from "#operations/ports-messages.ts";
import { takeInMessage } from "#operations/take-in-message.ts";
import { putWhole, syncFolder, UNFINISHED } from "./folder-out.ts";

/** Between two looks at the folders. */
export const LOOK_EVERY_MS = 1_000;
/** A file whose size and time stand still this long is whole. */
export const STILL_MS = 2_000;
/** Wait before a file that could not be taken now is tried again. */
export const AGAIN_MS = 30_000;
/** What an answer file's name ends with. */
export const ANSWER = ".answer.json";
/** Names that senders give to files in the making. */
const UNFINISHED_NAMES = [UNFINISHED, ".part", ".filepart", ".crdownload"];
/** Refusals that go away by themselves or by a person: the file stays where it is. */
const PASSING = new Set(["call/busy", "suspense/quota"]);

export type FolderInOptions = {
  readonly ports: Ports;
  /** The key that a party's blobs are kept under. */
  readonly blobKeyOf: (partyId: string) => Promise<string>;
  /** Told of what failed; the watch goes on. */
  readonly onFault: (fault: { readonly partner: string; readonly error: unknown }) => void;
};

/** Watches the folders of all partners until the signal ends it; a file under way is finished first. */
export async function watchFolders(options: FolderInOptions, signal: AbortSignal): Promise<void> {
  const watches = new Map<string, FolderWatch>();
  while (!signal.aborted) {
    try {
      const partners = await options.ports.store.transaction((tx) => tx.partners());
      for (const partner of partners) {
        if (partner.folderIn === null) continue;
        // A folder may go over to another partner.
        const key = `${partner.id} ${partner.folderIn}`;
        const watch = watches.get(key) ?? new FolderWatch(options, partner, partner.folderIn);
        watches.set(key, watch);
        // A folder out of reach is its partner's trouble alone.
        await watch.look(signal).catch((error: unknown) => {
          options.onFault({ partner: partner.code, error });
        });
      }
    } catch (error) {
      options.onFault({ partner: "", error });
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** What was seen of a file the last time, by its number on the disk. */
type Seen = {
  readonly name: string;
  readonly size: number;
  readonly changedAt: number;
  /** Since when name, size and time stand still. */
  readonly since: number;
  readonly notBefore: number;
};

/** One watched folder. */
export class FolderWatch {
  readonly #options: FolderInOptions;
  readonly #partner: Partner;
  readonly #folder: string;
  #seen: ReadonlyMap<number, Seen> = new Map();

  constructor(options: FolderInOptions, partner: Partner, folder: string) {
    this.#options = options;
    this.#partner = partner;
    this.#folder = folder;
  }

  /** Looks once and takes what is whole, in the order of names; tells how many files were taken. */
  async look(signal?: AbortSignal): Promise<number> {
    await mkdir(this.#folder, { recursive: true });
    const entries = await readdir(this.#folder, { withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
    const seen = new Map<number, Seen>();
    let taken = 0;
    for (const name of files.sort()) {
      if (signal?.aborted) break;
      if (await this.#lookAt(name, seen)) taken += 1;
    }
    this.#seen = seen;
    return taken;
  }

  async #lookAt(name: string, seen: Map<number, Seen>): Promise<boolean> {
    const path = join(this.#folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found === undefined || name.endsWith(ANSWER)) return false;
    const before = this.#seen.get(found.ino);
    const now = this.#options.ports.clock.now();
    const kept = seenAgain(before, { name, size: found.size, changedAt: found.mtimeMs }, now);
    seen.set(found.ino, kept);
    if (isUnfinished(name) || now < kept.notBefore) return false;
    // A file that had the name of one in the making was whole when it got its own.
    const renamed = before !== undefined && before.name !== name && isUnfinished(before.name);
    if (!renamed && now - kept.since < STILL_MS) return false;
    const done = await this.#take(name, kept.size).catch((error: unknown) => {
      this.#options.onFault({ partner: this.#partner.code, error });
      return false;
    });
    if (!done) seen.set(found.ino, { ...kept, notBefore: now + AGAIN_MS });
    return done;
  }

  /** True when the file was moved; false when it is to be looked at again. */
  async #take(name: string, size: number): Promise<boolean> {
    const { ports, blobKeyOf } = this.#options;
    const path = join(this.#folder, name);
    const keyId = await blobKeyOf(this.#partner.partyId);
    const kept = await ports.blobs.put(keyId, createReadStream(path), MESSAGE_BYTES_LIMIT);
    if (!kept.ok) return this.#finish(name, "refused", answerOf(kept, name));
    if (kept.value.sizeBytes !== size) return false;
    const { hash: blobHash, sizeBytes } = kept.value;
    const input = { name, blobHash, blobKeyId: keyId, sizeBytes, partner: this.#partner.code };
    // Taking in twice is safe without a key: partner, name and bytes are the message.
    const answer = await call(ports, takeInMessage, folderActor(ports, this.#partner), input);
    if (!answer.ok && PASSING.has(answer.refusal.code)) return false;
    return this.#finish(name, subfolderOf(answer), answerOf(answer, name), blobHash);
  }

  /** The answer first, then the move: whoever sees the moved file finds its answer. */
  async #finish(name: string, sub: string, answer: string, hash = ""): Promise<boolean> {
    const folder = join(this.#folder, sub);
    await mkdir(folder, { recursive: true });
    const target = (await exists(join(folder, name))) ? `${name}.${hash.slice(0, 12)}` : name;
    await putWhole(folder, `${target}${ANSWER}`, answer);
    await rename(join(this.#folder, name), join(folder, target));
    await syncFolder(folder);
    await syncFolder(this.#folder);
    return true;
  }
}

/** Who acts for a partner's folder: what its party's people may send; the operator's may scan too. */
export function folderActor(
  ports: Ports,
  partner: Pick<Partner, "id" | "code" | "partyId">,
): Actor {
  const isOperator = partner.partyId === ports.site.operatorId;
  return {
    userId: ports.ids.derived("folder", partner.id),
    login: `folder:${partner.code}`,
    partyId: partner.partyId,
    roles: isOperator ? ["floor", "clerk", "declarant"] : ["clerk", "declarant"],
    authority: null,
    level: 0,
    device: null,
    scopes: [takeInMessage.name],
  };
}

/** What was seen before, where nothing of it changed; else it stands still from now on. */
function seenAgain(
  before: Seen | undefined,
  found: Pick<Seen, "name" | "size" | "changedAt">,
  now: number,
): Seen {
  const { name, size, changedAt } = found;
  const same = before?.name === name && before.size === size && before.changedAt === changedAt;
  return same ? before : { ...found, since: now, notBefore: 0 };
}

function isUnfinished(name: string): boolean {
  const low = basename(name).toLowerCase();
  return low.startsWith(".") || UNFINISHED_NAMES.some((end) => low.endsWith(end));
}

function subfolderOf(answer: Result<unknown>): "done" | "suspense" | "refused" {
  if (!answer.ok) return "refused";
  const { state } = answer.value as MessageAnswer;
  return state === "part" || state === "suspense" ? "suspense" : "done";
}

/** The answer file: the message's answer, or the refusal. */
function answerOf(answer: Result<unknown>, name: string): string {
  const body: unknown = answer.ok ? answer.value : { refusal: answer.refusal satisfies Refusal };
  return `${JSON.stringify({ file: name, ...(body as object) }, undefined, 2)}\n`;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
