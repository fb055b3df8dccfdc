/**
 * The two outer faces of a centre, the command line and HTTP, behind one shape: a step of a scenario
 * is done through both, each on a centre of its own, and must be answered alike.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { expect } from "vitest";
import { type Answer, type HttpPerson, mailport, printed } from "./mailport.ts";

type Body = Readonly<Record<string, unknown>>;
export type BatchRow = Body & { readonly row: number };

/** What a face answered: `code` is the exit code or the HTTP status. */
export type Done = { readonly code: number | null; readonly body: Body };

/** An outer face; `who` is a login. */
export type Face = {
  readonly act: (
    who: string,
    verb: string,
    input: Body,
    flags?: readonly string[],
  ) => Promise<Done>;
  readonly look: (
    who: string,
    view: string,
    input: Readonly<Record<string, string>>,
  ) => Promise<Done>;
  readonly takeIn: (who: string, file: string) => Promise<Done>;
};

/** A verb a step on a data folder; one row by flags where they are given, else JSON on stdin. */
export function cliFace(data: string): Face {
  const run = async (who: string, args: readonly string[], input?: string): Promise<Done> => {
    const ran = await mailport([...args, "--as", who, "--data", data, "--json"], input);
    return { code: ran.status, body: printed<Body>(ran) };
  };
  return {
    act: (who, verb, input, flags = ["--input", "-"]) =>
      run(who, [verb, ...flags], JSON.stringify(input)),
    look: (who, view, input) =>
      run(who, [view, ...Object.entries(input).flatMap(([name, value]) => [`--${name}`, value])]),
    async takeIn(who, file) {
      const ran = await run(who, ["take-in", file]);
      const [sum] = (ran.body["files"] ?? []) as readonly Body[];
      if (sum === undefined) return ran;
      const { format, state, done, refused, refusal } = sum;
      if (refusal !== undefined) return { code: ran.code, body: { refusal } };
      return { code: ran.code, body: { format, state, done, refused } };
    },
  };
}

/** A request a step, as whoever signed in; `persons` may grow while the scenario goes on. */
export function httpFace(persons: ReadonlyMap<string, HttpPerson>): Face {
  const person = (who: string): HttpPerson => {
    const found = persons.get(who);
    if (found === undefined) throw new Error(`${who} did not sign in`);
    return found;
  };
  return {
    act: (who, verb, input) => asDone(person(who).post(verb, input)),
    look: (who, view, input) => asDone(person(who).get(view, input)),
    async takeIn(who, file) {
      const query = { name: basename(file) };
      const sent = await asDone(person(who).send("take-in-message", query, readFileSync(file)));
      const { format, state, rowsDone, rowsRefused, refusal } = sent.body;
      if (refusal !== undefined) return sent;
      return { code: sent.code, body: { format, state, done: rowsDone, refused: rowsRefused } };
    },
  };
}

async function asDone(answer: Promise<Answer>): Promise<Done> {
  const { status, body } = await answer;
  return { code: status, body };
}

/** Does a step through both and gives what HTTP answered. `sinceAt` is from before the first step. */
export function doThroughBoth(cli: Face, http: Face, sinceAt: number) {
  return async (step: (face: Face) => Promise<Done>): Promise<Done> => {
    const [byCli, byHttp] = await Promise.all([step(cli), step(http)]);
    const isWell = byHttp.code === 200 && Number(byHttp.body["refused"] ?? 0) === 0;
    expect(byCli.code).toBe(isWell ? 0 : 2);
    expect(comparable(byCli.body, sinceAt)).toEqual(comparable(byHttp.body, sinceAt));
    return byHttp;
  };
}

/** An answer without ids and the centre's clock; HTTP adds sentences to a refusal. */
function comparable(value: unknown, sinceAt: number): unknown {
  const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
  const text = JSON.stringify(value).replace(uuid, "(id)");
  const timed = text.replace(/\b\d{13}\b/g, (at) => (Number(at) < sinceAt ? at : "0"));
  const body = JSON.parse(timed) as Body;
  return body["refusal"] === undefined ? body : { refusal: body["refusal"] };
}

/** The rows of a batch's answer in the order of its input. */
export function rowsOf({ body }: Done): readonly BatchRow[] {
  return [...(body["rows"] as readonly BatchRow[])].sort((one, other) => one.row - other.row);
}

/** Something of each row, under the code that the row was about. */
export function byCode<T>(
  codes: readonly string[],
  done: Done,
  read: (row: BatchRow) => T,
): Record<string, T> {
  return Object.fromEntries(rowsOf(done).map((row) => [codes[row.row] ?? "", read(row)]));
}
