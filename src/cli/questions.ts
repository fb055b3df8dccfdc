/**
 * Questions on a terminal, one line each, on stderr so that stdout has the verb's output alone. What
 * is secret is typed unseen, and twice. Checks no answer; whoever asks does.
 */
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import type { CliKey } from "#words/cli.ts";
import { Refused, type Terminal } from "./terminal.ts";

export type Questions = {
  /** The answer, or what stands for an empty one. */
  readonly ask: (key: CliKey, otherwise?: string) => Promise<string>;
  /** A secret that was typed twice alike; empty when the first was. */
  readonly askSecret: (key: CliKey, againKey: CliKey, differKey: CliKey) => Promise<string>;
  readonly close: () => void;
};

/** Refuses `init/no-terminal` where nobody sits at one, also later when it goes away. */
export function openQuestions(terminal: Terminal): Questions {
  if (process.stdin.isTTY !== true || process.stderr.isTTY !== true) throw noTerminal(terminal);
  let isUnseen = false;
  const output = new Writable({
    write: (part: Buffer, _encoding, done) => {
      if (!isUnseen) process.stderr.write(part);
      done();
    },
  });
  // Without a history no key brings an answer back to the screen.
  const settings = { input: process.stdin, output, terminal: true, historySize: 0 };
  const lines = createInterface(settings);
  lines.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  const answers = lines[Symbol.asyncIterator]();
  const next = async (said: string, isSecret: boolean): Promise<string> => {
    lines.setPrompt(`${said}: `);
    lines.prompt();
    isUnseen = isSecret;
    const { value, done } = await answers.next();
    isUnseen = false;
    if (done === true) throw noTerminal(terminal);
    return value;
  };
  const unseen = async (key: CliKey): Promise<string> => {
    const answer = await next(terminal.say(key), true);
    process.stderr.write("\n");
    return answer;
  };
  return {
    ask: async (key, otherwise = "") => {
      const hint = otherwise === "" ? "" : ` [${otherwise}]`;
      return (await next(terminal.say(key) + hint, false)).trim() || otherwise;
    },
    askSecret: async (key, againKey, differKey) => {
      for (;;) {
        const first = await unseen(key);
        if (first === "" || first === (await unseen(againKey))) return first;
        terminal.note(terminal.say(differKey));
      }
    },
    close: () => lines.close(),
  };
}

function noTerminal(terminal: Terminal): Refused {
  return new Refused({ code: "init/no-terminal" }, terminal.say("init.no-terminal"));
}
