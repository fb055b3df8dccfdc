/** Tells when a server in this process has read the head of a request, without asking the server. */
import { subscribe, unsubscribe } from "node:diagnostics_channel";

/** Node's own channel: a server has parsed a request's head and hands it on. */
const CHANNEL = "http.server.request.start";

/** Settles at the next request that any server of this process begins to work on. */
export function requestSeen(): Promise<void> {
  return new Promise((resolve) => {
    const seen = (): void => {
      unsubscribe(CHANNEL, seen);
      resolve();
    };
    subscribe(CHANNEL, seen);
  });
}
