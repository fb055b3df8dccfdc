/**
 * The messages inside files that are done when their file arrives; adding one is a line here. Others
 * are recognised, kept and shown, and wait in suspense.
 */
import type { AnyTarget } from "./message-target.ts";
import { takeInCardit } from "./take-in-cardit.ts";
import { takeInCebAnswers } from "./take-in-ceb-answers.ts";
import { takeInCeb311 } from "./take-in-ceb311.ts";
import { takeInCeb411 } from "./take-in-ceb411.ts";
import { takeInCeb511 } from "./take-in-ceb511.ts";
import { takeInCeb621 } from "./take-in-ceb621.ts";
import { takeInCeb623 } from "./take-in-ceb623.ts";
import { takeInCeb711 } from "./take-in-ceb711.ts";
import { takeInContrl } from "./take-in-contrl.ts";
import { takeInEmsevt } from "./take-in-emsevt.ts";
import { takeInPrecon } from "./take-in-precon.ts";
import { takeInPredes } from "./take-in-predes.ts";
import { takeInRescon } from "./take-in-rescon.ts";
import { takeInResdes } from "./take-in-resdes.ts";
import { takeInResdit } from "./take-in-resdit.ts";

export const messageTargets: readonly AnyTarget[] = [
  takeInPredes,
  takeInResdes,
  takeInPrecon,
  takeInRescon,
  takeInCardit,
  takeInResdit,
  takeInEmsevt,
  takeInContrl,
  takeInCeb311,
  takeInCeb411,
  takeInCeb511,
  takeInCeb621,
  takeInCeb623,
  takeInCeb711,
  ...takeInCebAnswers,
];

const byName = new Map(messageTargets.map((target) => [target.message, target]));

/** The target of a message by its name in the registry. */
export function targetNamed(name: string): AnyTarget | undefined {
  return byName.get(name);
}
