/** Papers handed in for a shipment, in words or as a file: one paper is one act, with one key until answered. */
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Refusal } from "#base/result.ts";
import { mayRepeat, newKey, sendBytes, type ViewInput } from "./api.ts";

/** Gives the state of the act and the function that hands bytes in; true once they are kept. */
export function useHandingIn() {
  const client = useQueryClient();
  const key = useRef(newKey());
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const hand = async (bytes: Blob, query: ViewInput): Promise<boolean> => {
    setBusy(true);
    setSent(false);
    const answer = await sendBytes("hand-in-paper", bytes, query, key.current);
    setBusy(false);
    setSent(answer.ok);
    setRefusal(answer.ok ? null : answer.refusal);
    if (answer.ok || !mayRepeat(answer.refusal)) key.current = newKey();
    if (answer.ok) await client.invalidateQueries();
    return answer.ok;
  };
  return { hand, busy, sent, refusal };
}
