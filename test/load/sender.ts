/**
 * Sends commands to a server over kept connections, a bounded number at a time: the sending side of
 * benchmarks and soaks. Knows nothing of what is sent.
 */
import { Agent, request } from "node:http";

export type Sent = { readonly status: number; readonly body: string };

export type Sender = {
  /** Posts a command under its key; throws when the connection breaks before the whole answer. */
  readonly send: (operation: string, input: unknown, key: string) => Promise<Sent>;
  readonly close: () => void;
};

/** A sender to one address, as the holder of a token. */
export function openSender(address: string, token: string, connections: number): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port } = new URL(address);
  return {
    close: () => agent.destroy(),
    send: (operation, input, key) =>
      new Promise((resolve, reject) => {
        const body = Buffer.from(JSON.stringify(input));
        const headers = {
          "content-type": "application/json",
          "content-length": body.length,
          authorization: `Bearer ${token}`,
          "idempotency-key": key,
        };
        const path = `/api/v1/${operation}`;
        const posted = request({ agent, hostname, port, method: "POST", path, headers });
        posted.on("error", reject);
        posted.on("response", (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("aborted", () => reject(new Error("the answer was cut off")));
          response.on("end", () => {
            resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() });
          });
        });
        posted.end(body);
      }),
  };
}
