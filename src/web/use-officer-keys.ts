/**
 * Single keys of the officer's list. They act only while no field has the focus, never with a scanner's
 * burst, and can be switched off; a key opens a decision, it never takes one.
 */
import { useEffect, useRef, useState } from "react";
import { keep, kept } from "./kept.ts";
import { actOfKey, type KeyAct } from "./officer.model.ts";
import { LONGEST_GAP_MS } from "./scan/wedge.model.ts";

const KEPT_AS = "mailport.officer-keys";
const OFF = "off";

/** Whether keys act, remembered in this browser, and the function that switches them. */
export function useKeysOn(): readonly [boolean, (on: boolean) => void] {
  const [isOn, setOn] = useState(() => kept(KEPT_AS) !== OFF);
  const set = (on: boolean): void => {
    keep(KEPT_AS, on ? "on" : OFF);
    setOn(on);
  };
  return [isOn, set];
}

/** Calls `onAct` with what a key does. */
export function useOfficerKeys(isOn: boolean, onAct: (act: KeyAct) => void): void {
  const acting = useRef(onAct);
  useEffect(() => {
    acting.current = onAct;
  });
  useEffect(() => {
    if (!isOn) return;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let lastAt = Number.NEGATIVE_INFINITY;
    const listen = (event: KeyboardEvent): void => {
      clearTimeout(waiting);
      const isBurst = event.timeStamp - lastAt <= LONGEST_GAP_MS;
      if (event.key.length === 1) lastAt = event.timeStamp;
      const act = isBurst || isForField(event) ? undefined : actOfKey(event.key);
      if (act === undefined) return;
      // The next stroke of a scanner comes sooner than this, and takes it back.
      waiting = setTimeout(() => acting.current(act), LONGEST_GAP_MS + 10);
    };
    window.addEventListener("keydown", listen);
    return () => {
      clearTimeout(waiting);
      window.removeEventListener("keydown", listen);
    };
  }, [isOn]);
}

/** What a letter is typed into, or chooses in. A switch above the list takes no letter. */
const FIELDS = "form input, input:not([type=checkbox]), textarea, select, [role=listbox]";

/** Whether a stroke is typed into a field, or meant for the browser. */
function isForField({ target, ctrlKey, altKey, metaKey, repeat }: KeyboardEvent): boolean {
  if (ctrlKey || altKey || metaKey || repeat) return true;
  return target instanceof Element && target.closest(FIELDS) !== null;
}
