/**
 * Ends the session at a shared bench when nobody acts, with a countdown everyone can read. Acts
 * (keys, scans, touches) start it anew, and tell the centre that somebody is here.
 */
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { type BenchTime, benchTime, TELL_AFTER_MS } from "./bench-clock.model.ts";
import { signOut, whoAmI } from "./session.ts";
import { useSpeaking } from "./speaking.tsx";

const ACTS = ["keydown", "pointerdown", "touchstart"] as const;
const TICK_MS = 1_000;

export function BenchClock(): ReactNode {
  const { t } = useSpeaking();
  const time = useBenchTime();
  if (time.kind !== "countdown") return null;
  return (
    <div className="bench-clock" role="timer" aria-live="assertive">
      {t("bench.ending", { seconds: time.seconds })}
    </div>
  );
}

function useBenchTime(): BenchTime {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [time, setTime] = useState<BenchTime>({ kind: "quiet" });
  useEffect(() => {
    let actedAt = Date.now();
    let toldAt = actedAt;
    const acted = (): void => {
      actedAt = Date.now();
      if (actedAt - toldAt < TELL_AFTER_MS) return;
      toldAt = actedAt;
      void client.refetchQueries({ queryKey: whoAmI.queryKey });
    };
    const tick = setInterval(() => {
      const next = benchTime(actedAt, Date.now());
      setTime((before) => (before.kind === "quiet" && next.kind === "quiet" ? before : next));
      if (next.kind !== "ended") return;
      clearInterval(tick);
      void signOut(client).then(() => navigate({ to: "/sign-in", search: {} }));
    }, TICK_MS);
    for (const act of ACTS) window.addEventListener(act, acted, { capture: true, passive: true });
    return () => {
      clearInterval(tick);
      for (const act of ACTS) window.removeEventListener(act, acted, { capture: true });
    };
  }, [client, navigate]);
  return time;
}
