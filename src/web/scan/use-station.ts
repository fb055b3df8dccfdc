/**
 * Joins the station's parts: reads from the scanner, the line to the centre, sounds, commands. All
 * decisions are in the models beside it.
 */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { ArrivalRow, BatchAnswer, ScanRow } from "#web/answers.ts";
import { look } from "#web/api.ts";
import { keep, kept } from "#web/kept.ts";
import { RefusalError } from "#web/refusal-error.ts";
import { may, signOut, useUser } from "#web/session.ts";
import { type Speaking, useSpeaking } from "#web/speaking.tsx";
import { useAct } from "#web/use-act.ts";
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
  arrived,
  contentOf,
  counted,
  EMPTY_STATION,
  emptied,
  isBlocked,
  isRepeat,
  placed,
  type Station,
  taken,
  told,
  undone,
  unknownOf,
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
  const shared = { latest, update, setNotice, speaking };
  const arrive = useArrive({ ...shared, place: place.code });
  const { places } = place;
  const obey = useObey({ ...shared, acknowledge, arrive, setPlace: place.set, places });
  const read = useRead({ ...shared, obey, sound, place: place.code });
  useWedge(read);
  useAcknowledgeKeys(isOpen, acknowledge, arrive);
  const acts = { read, acknowledge, arrive, empty: useEmpty(shared) };
  const shown = { station, line, notice: notice ?? place.lost, place: place.code };
  return { ...shown, volume, setVolume, sound, ...acts };
}

type Reading = Told & {
  readonly obey: (command: Command) => void;
  readonly sound: (which: Sound) => void;
  readonly place: string | null;
};

/** What was read is a command, the same scan once more, or a scan that is sent. */
function useRead({ latest, update, setNotice, speaking, obey, sound, place }: Reading) {
  const login = useUser()?.login;
  return (text: string): void => {
    const code = readBarCode(text);
    if (code.kind === "command") return obey(code.command);
    setNotice(null);
    if (isBlocked(latest.current)) {
      sound("blocked");
      const asksPlace = latest.current.face?.shown === "PLACE";
      return setNotice(speaking.t(asksPlace ? "scan.place-first" : "scan.acknowledge-first"));
    }
    if (code.kind === "unknown-command") {
      sound("unknown");
      return setNotice(speaking.t("scan.command-unknown", { code: code.text }));
    }
    if (isRepeat(latest.current, text, Date.now()))
      return update(counted(latest.current, "repeat"));
    if (login !== undefined) update(taken(latest.current, send(text, place, login)));
  };
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

/**
 * The place is in the address, and kept in this browser for the next time; `lost` says so where the
 * centre does not know it.
 */
function usePlace() {
  const { t } = useSpeaking();
  const places = usePlaces();
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
  const isLost = code !== null && places?.has(code) === false;
  return { code, set, places, lost: isLost ? t("scan.place-unknown", { code }) : null };
}

type Told = {
  readonly latest: { readonly current: Station };
  readonly update: (next: Station) => void;
  readonly setNotice: (text: string | null) => void;
  readonly speaking: Speaking;
};

/** Records the arrival of the unknown piece on the screen: one event, however often it is asked. */
function useArrive({
  latest,
  update,
  setNotice,
  speaking,
  place,
}: Told & { place: string | null }) {
  const { run } = useAct();
  const isFloor = may(useUser(), "floor");
  const busy = useRef(false);
  return (): void => {
    const scan = isFloor ? unknownOf(latest.current) : undefined;
    if (scan === undefined) return setNotice(speaking.t("scan.arrive-none"));
    if (busy.current) return;
    busy.current = true;
    const { key, code, at } = scan;
    const where = place === null ? {} : { place };
    const arrivals = [{ key, code, at, ...where }];
    void run<BatchAnswer<ArrivalRow>>("record-arrivals", { arrivals }).then((acted) => {
      busy.current = false;
      const row = acted.value?.rows[0];
      if (acted.refusal !== null || row === undefined) {
        const said = acted.refusal === null ? null : speaking.say(acted.refusal);
        return setNotice(said === null ? "" : `${said.sentence} ${said.todo}`);
      }
      setNotice(null);
      update(arrived(latest.current, key, row));
    });
  };
}

/** Records that nothing is in the container on the screen but what is on the record. */
function useEmpty({ latest, update, setNotice, speaking }: Told) {
  const { run } = useAct();
  const busy = useRef(false);
  return (): void => {
    const scan = contentOf(latest.current.face);
    if (scan === undefined || busy.current) return;
    busy.current = true;
    const where = scan.place === null ? {} : { place: scan.place };
    const scans = [{ code: scan.code, empty: true, ...where }];
    void run<BatchAnswer<ScanRow>>("record-scans", { scans }).then((acted) => {
      busy.current = false;
      const row = acted.value?.rows[0];
      if (acted.refusal !== null || row === undefined) {
        const said = acted.refusal === null ? null : speaking.say(acted.refusal);
        return setNotice(said === null ? "" : `${said.sentence} ${said.todo}`);
      }
      setNotice(null);
      update(emptied(latest.current, scan, row));
    });
  };
}

type Obeying = Told & {
  readonly acknowledge: () => void;
  readonly arrive: () => void;
  readonly setPlace: (place: string) => void;
  /** Codes the centre knows; undefined until it said so, and then any code is taken. */
  readonly places: ReadonlySet<string> | undefined;
};

/** The centre's places, so that an unknown one is seen before the first scan. */
function usePlaces(): ReadonlySet<string> | undefined {
  const { data } = useQuery({
    queryKey: ["list-places"],
    queryFn: async ({ signal }) => {
      const answer = await look<{ places: { code: string }[] }>("list-places", {}, signal);
      if (!answer.ok) throw new RefusalError(answer.refusal);
      return answer.value.places.map(({ code }) => code);
    },
    staleTime: 300_000,
  });
  return useMemo(() => (data === undefined ? undefined : new Set(data)), [data]);
}

/** Does what a printed command says. */
function useObey({
  places,
  latest,
  update,
  acknowledge,
  arrive,
  setNotice,
  setPlace,
  speaking,
}: Obeying) {
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
      case "arrive":
        return arrive();
      case "undo":
        return undo();
      case "sign-out":
        return leave();
      case "place":
        if (places?.has(command.place) === false)
          return setNotice(t("scan.place-unknown", { code: command.place }));
        setPlace(command.place);
        update(placed(latest.current, command.place));
        return setNotice(t("scan.place-set", { code: command.place }));
    }
  };
}

/**
 * Enter and F2 acknowledge wherever the focus is, F4 records an arrival; Enter stays with a field
 * that has text in it, and with the button of the arrival.
 */
function useAcknowledgeKeys(
  isOpen: () => boolean,
  acknowledge: () => void,
  arrive: () => void,
): void {
  const arriving = useRef(arrive);
  useEffect(() => {
    arriving.current = arrive;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const act = event.key === "F4" ? arriving.current : isYes(event) ? acknowledge : undefined;
      if (!isOpen() || act === undefined || event.altKey) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      act();
    };
    window.addEventListener("keydown", listen, { capture: true });
    return () => window.removeEventListener("keydown", listen, { capture: true });
  }, [isOpen, acknowledge]);
}

function isYes({ key, target }: KeyboardEvent): boolean {
  const isTyping = target instanceof HTMLInputElement && target.value !== "";
  const isArrive = target instanceof HTMLElement && "arrive" in target.dataset;
  return key === "F2" || (key === "Enter" && !isTyping && !isArrive);
}
