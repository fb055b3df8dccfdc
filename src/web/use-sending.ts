/** A file sent to a command that takes messages in: one file is one act, with one key until answered. */
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Refusal } from "#base/result.ts";
import type { MessageAnswer } from "./answers.ts";
import { mayRepeat, newKey, sendFile, type ViewInput } from "./api.ts";

/** Gives the file chosen, its answer, and the functions that choose and send. */
export function useSending(name: "take-in-message" | "correct-message") {
  const client = useQueryClient();
  const key = useRef(newKey());
  const [file, setFile] = useState<File | null>(null);
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<MessageAnswer | undefined>();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const choose = (chosen: File | null): void => {
    key.current = newKey();
    setFile(chosen);
    setAnswer(undefined);
    setRefusal(null);
  };
  const send = async (query: ViewInput, other?: File): Promise<void> => {
    const bytes = other ?? file;
    if (bytes === null) return;
    setBusy(true);
    const sent = await sendFile<MessageAnswer>(name, bytes, query, key.current);
    setBusy(false);
    setAnswer(sent.ok ? sent.value : undefined);
    setRefusal(sent.ok ? null : sent.refusal);
    if (sent.ok || !mayRepeat(sent.refusal)) key.current = newKey();
    await client.invalidateQueries();
  };
  return { file, choose, send, busy, answer, refusal };
}
