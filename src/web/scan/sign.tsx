/**
 * The sign of a verdict as a drawing of ours: floor machines have few fonts, and a missing character
 * would leave the colour alone. Decoration beside the word; it says nothing to a screen reader.
 */
import type { ReactNode } from "react";
import type { Shown } from "./signal.model.ts";

const OCTAGON = "M8 2h8l6 6v8l-6 6H8l-6-6V8z";

/** Strokes in a square of 24. */
const DRAWINGS: Readonly<Record<Shown, readonly string[]>> = {
  HOLD: [OCTAGON, "M7 12h10"],
  QUARANTINE: [
    "M12 3a4.5 4.5 0 1 0 .01 0",
    "M7 12a4.5 4.5 0 1 0 .01 0",
    "M17 12a4.5 4.5 0 1 0 .01 0",
  ],
  OPEN: ["M4 11v10h16V11", "M4 11 1 6l6 1 5 4 5-4 6-1-3 5", "M12 11v5"],
  IMAGE: ["M1 12s4-7 11-7 11 7 11 7-4 7-11 7S1 12 1 12z", "M12 9a3 3 0 1 0 .01 0"],
  RETURN: ["M9 5 3 11l6 6", "M3 11h12a6 6 0 0 1 0 10h-4"],
  WAIT: ["M8 4v16", "M16 4v16"],
  RELEASE: ["M3 13l6 6L21 5"],
  UNKNOWN: ["M7 8a5 5 0 1 1 7.5 4.3C12.8 13.3 12 14.3 12 16", "M12 20.5v.1"],
  REFUSED: ["M4 4l16 16", "M20 4L4 20"],
  PLACE: ["M12 22s7-7 7-12a7 7 0 1 0-14 0c0 5 7 12 7 12z", "M9.5 7.5l5 5", "M14.5 7.5l-5 5"],
};

export function Sign({ shown }: { readonly shown: Shown }): ReactNode {
  return (
    <svg className="sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {DRAWINGS[shown].map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
