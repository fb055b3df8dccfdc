/**
 * Listens to the wedge scanner on the whole page, whatever has the focus. A finished read is taken
 * from the page: its Enter presses no button, and what it typed into a field is taken out again.
 */
import { useEffect, useRef } from "react";
import { feed, IDLE, type Wedge } from "./scan/wedge.model.ts";

/** Calls `onRead` with each code a scanner typed while the screen is shown. */
export function useWedge(onRead: (read: string) => void): void {
  const reader = useRef(onRead);
  useEffect(() => {
    reader.current = onRead;
  }, [onRead]);
  useEffect(() => {
    let wedge: Wedge = IDLE;
    const listen = (event: KeyboardEvent): void => {
      const fed = feed(wedge, strokeOf(event));
      wedge = fed.wedge;
      if (fed.swallow) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      if (fed.read === undefined) return;
      takeOut(event.target, fed.read);
      reader.current(fed.read);
    };
    window.addEventListener("keydown", listen, { capture: true });
    return () => window.removeEventListener("keydown", listen, { capture: true });
  }, []);
}

function strokeOf(event: KeyboardEvent) {
  return {
    key: event.key,
    code: event.code,
    at: event.timeStamp,
    shift: event.shiftKey,
    ctrl: event.ctrlKey,
    alt: event.altKey || event.metaKey,
    repeat: event.repeat,
  };
}

/** Takes a read out of the field that had the focus, in the way a framework notices. */
function takeOut(target: EventTarget | null, read: string): void {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
  if (!target.value.endsWith(read)) return;
  const prototype =
    target instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Reflect.set(prototype, "value", target.value.slice(0, -read.length), target);
  target.dispatchEvent(new Event("input", { bubbles: true }));
}
