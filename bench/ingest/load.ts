/**
 * The load of the ingest benchmark, in a process of its own: sends batches over loopback, so many at
 * a time, checks every row of every answer, and ends with one line of JSON on stdout.
 */
import { performance } from "node:perf_hooks";
import { chanceOf } from "#base/chance.ts";
import { declarationBatch, declarationFaults } from "#test/load/declaration-batches.ts";
import { type LaneReport, Lanes } from "#test/load/lanes.ts";
import { eventsOf, scanBatch, scanFaults } from "#test/load/scan-batches.ts";
import { openSender, type Sender } from "#test/load/sender.ts";

/** What is sent; `scan-disjoint`: no two requests under way name the same piece. */
export type LoadKind = "scan-disjoint" | "scan-random" | "declare";

export type LoadOrder = {
  readonly kind: LoadKind;
  readonly address: string;
  readonly token: string;
  /** Stored pieces. */
  readonly items: number;
  readonly seconds: number;
  readonly concurrency: number;
  /** Rows of a request. */
  readonly batch: number;
  readonly seed: number;
  /** Makes the keys and numbers of this run its own; digits of base 36. */
  readonly run: string;
};

export type LoadReport = LaneReport & {
  readonly rows: number;
  /** Events the answers stand for; declarations, where those were sent. */
  readonly recorded: number;
};

class Load {
  readonly #order: LoadOrder;
  readonly #sender: Sender;
  readonly #lanes = new Lanes();
  #rows = 0;
  #recorded = 0;
  #batches = 0;

  constructor(order: LoadOrder) {
    this.#order = order;
    this.#sender = openSender(order.address, order.token, order.concurrency);
  }

  async run(): Promise<LoadReport> {
    const { seconds, concurrency } = this.#order;
    const until = performance.now() + seconds * 1000;
    const report = await this.#lanes.run(concurrency, (lane) => this.#lane(lane, until));
    this.#sender.close();
    return { ...report, rows: this.#rows, recorded: this.#recorded };
  }

  async #lane(lane: number, until: number): Promise<void> {
    const { kind, items, concurrency, seed } = this.#order;
    const chance = chanceOf(seed * 1000 + lane);
    const own = Math.floor(items / concurrency);
    const pick = (): number =>
      kind === "scan-disjoint" ? chance.below(own) * concurrency + lane : chance.below(items);
    while (performance.now() < until) {
      if (kind === "declare") await this.#declare();
      else await this.#scan(pick);
    }
  }

  async #scan(pick: () => number): Promise<void> {
    const batch = scanBatch(this.#order.batch, Date.now(), pick);
    const answer = await this.#send("record-scans", batch.input);
    if (answer === undefined) return;
    this.#lanes.faults.push(...scanFaults(batch, answer as Parameters<typeof scanFaults>[1]));
    this.#recorded += eventsOf(batch);
  }

  async #declare(): Promise<void> {
    const { batch, run } = this.#order;
    const input = declarationBatch(run, this.#batches * batch, batch);
    const answer = await this.#send("lodge-declarations", input);
    if (answer === undefined) return;
    const faults = declarationFaults(batch, answer as Parameters<typeof declarationFaults>[1]);
    this.#lanes.faults.push(...faults);
    this.#recorded += batch;
  }

  async #send(operation: string, input: unknown): Promise<unknown> {
    const { run, kind, batch } = this.#order;
    const key = `${kind}-${run}-${this.#batches}`;
    this.#batches += 1;
    const { status, body } = await this.#lanes.timed(() =>
      this.#sender.send(operation, input, key),
    );
    this.#rows += batch;
    if (status === 200) return JSON.parse(body);
    this.#lanes.faults.push(`status ${status}: ${body.slice(0, 300)}`);
    return undefined;
  }
}

if (import.meta.main) {
  const order = JSON.parse(process.argv[2] ?? "") as LoadOrder;
  console.log(JSON.stringify(await new Load(order).run()));
}
