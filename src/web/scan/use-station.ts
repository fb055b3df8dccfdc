/**
 * Joins the station's parts: reads from the scanner, the line to the centre, sounds, commands. All
 * decisions are in the models beside it.
 */
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { keep, kept } from "#web/kept.ts";
import { signOut, useUser } from "#web/session.ts";
import { type Speaking, useSpeaking } from "#web/speaking.tsx";
import { useWedge } from "#web/use-wedge.ts";
import { type Command, readBarCode } from "./bar-code.model.ts";
import {
  currentLine,
  hearAnswers,
  isWaiting,
  send,
  sendAs,
  takeScanBack,
  watchLine,
} from "./scan-line.ts";
import type { Sound } from "./signal.model.ts";
import { play } from "./sound.ts";
import {
  acknowledged,
  counted,
  EMPTY_STATION,
  isBlocked,
  isRepeat,
  type Station,
  taken,
  told,
  undone,
} from "./station.model.ts";

const VOLUME_KEPT_AS = "mailport.volume";
const PLACE_KEPT_AS = "mailport.place";

/** The station's counts and last scans outlive a walk to another screen. */
let keptStation: Station = EMPTY_STATION;

export function useStation() {
  const [station, setStation] = useState(keptStation);
  const [notice, setNotice] = useState<string | null>(null);
  const { volume, setVolume, sound } = useVolume();
  const place = usePlace();
  const login = useUser()?.login;
  const device = useUser()?.device ?? null;
  const line = useSyncExternalStore(watchLine, currentLine);
  const speaking = useSpeaking();
  const latest = useRef(station);

  const update = useCallback((next: Station): void => {
    keptStation = next;
    latest.current = next;
    setStation(next);
  }, []);
  useEffect(() => {
    if (login !== undefined) sendAs(login, device);
  }, [login, device]);
  useEffect(
    () =>
      hearAnswers((scan, row) => {
        const next = told(latest.current, scan, row);
        update(next.station);
        if (next.sound !== null) sound(next.sound);
      }),
    [update, sound],
  );
  const isOpen = useCallback((): boolean => isBlocked(latest.current), []);
  const acknowledge = useCallback((): void => {
    if (!isBlocked(latest.current)) return;
    setNotice(null);
    update(acknowledged(latest.current));
  }, [update]);
  const obey = useObey({ latest, update, acknowledge, setNotice, setPlace: place.set, speaking });
  const read = (text: string): void => {
    const code = readBarCode(text);
    if (code.kind === "command") return obey(code.command);
    setNotice(null);
    if (isBlocked(latest.current)) {
      sound("blocked");
      return setNotice(speaking.t("scan.acknowledge-first"));
    }
    if (code.kind === "unknown-command") {
      sound("unknown");
      return setNotice(speaking.t("scan.command-unknown", { code: code.text }));
    }
    if (isRepeat(latest.current, text, Date.now()))
      return update(counted(latest.current, "repeat"));
    if (login !== undefined) update(taken(latest.current, send(text, place.code, login)));
  };
  useWedge(read);
  useAcknowledgeKeys(isOpen, acknowledge);
  return { station, line, notice, volume, setVolume, sound, place: place.code, read, acknowledge };
}

function useVolume() {
  const [volume, setState] = useState(() => Number(kept(VOLUME_KEPT_AS) ?? "0.6"));
  const setVolume = (next: number): void => {
    keep(VOLUME_KEPT_AS, String(next));
    setState(next);
  };
  const sound = useCallback((which: Sound): void => play(which, volume), [volume]);
  return { volume, setVolume, sound };
}

/** The place is in the address, and kept in this browser for the next time. */
function usePlace() {
  const navigate = useNavigate();
  const { place } = useSearch({ from: "/inside/scan" });
  const code = place ?? kept(PLACE_KEPT_AS);
  const set = useCallback(
    (next: string): void => {
      keep(PLACE_KEPT_AS, next);
      void navigate({ to: "/scan", search: { place: next }, replace: true });
    },
    [navigate],
  );
  return { code, set };
}

type Obeying = {
  readonly latest: { readonly current: Station };
  readonly update: (next: Station) => void;
  readonly acknowledge: () => void;
  readonly setNotice: (text: string) => void;
  readonly setPlace: (place: string) => void;
  readonly speaking: Speaking;
};

/** Does what a printed command says. */
function useObey({ latest, update, acknowledge, setNotice, setPlace, speaking }: Obeying) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const login = useUser()?.login ?? "";
  const { t } = speaking;
  const undo = (): void => {
    const last = latest.current.last.find((scan) => scan.shown !== "UNDONE");
    if (last === undefined) return setNotice(t("scan.undo-none"));
    const isBack = takeScanBack(last.key);
    if (isBack) update(undone(latest.current, last.key));
    setNotice(t(isBack ? "scan.undone" : "scan.undo-late", { code: last.code }));
  };
  const leave = (): void => {
    if (isWaiting(login)) return setNotice(t("scan.keep"));
    void signOut(client).then(() => navigate({ to: "/sign-in", search: {} }));
  };
  return (command: Command): void => {
    switch (command.kind) {
      case "ok":
        return acknowledge();
      case "undo":
        return undo();
      case "sign-out":
        return leave();
      case "place":
        setPlace(command.place);
        return setNotice(t("scan.place-set", { code: command.place }));
    }
  };
}

/** Enter and F2 acknowledge wherever the focus is; Enter stays with a field that has text in it. */
function useAcknowledgeKeys(isOpen: () => boolean, acknowledge: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof HTMLInputElement && event.target.value !== "";
      if (!isOpen() || !(event.key === "F2" || (event.key === "Enter" && !isTyping))) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      acknowledge();
    };
    window.addEventListener("keydown", listen, { capture: true });
    return () => window.removeEventListener("keydown", listen, { capture: true });
  }, [isOpen, acknowledge]);
}
