/**
 * The ways around by role, the first of them the reader's own desk, and the screen on which each role
 * begins its day. What a role may do there the centre decides; this only leaves out what is of no use.
 */
import type { Role } from "#operations/define.ts";
import type { TextKey } from "#words/texts.ts";

type Way = {
  readonly to: WayAddress;
  readonly label: TextKey;
  /** Whom it is of use; everybody unless given. */
  readonly roles?: readonly Role[];
};

/** Addresses of screens that the head of every page may lead to. */
export type WayAddress =
  | "/desk"
  | "/officer"
  | "/scan"
  | "/find"
  | "/duty"
  | "/floor"
  | "/shift"
  | "/undetermined"
  | "/messages"
  | "/declare"
  | "/take-in"
  | "/track";

const SEE: readonly Role[] = ["floor", "clerk", "declarant", "officer", "administrator", "auditor"];

const WAYS: readonly Way[] = [
  { to: "/desk", label: "nav.desk", roles: ["clerk", "declarant", "auditor"] },
  { to: "/officer", label: "nav.officer", roles: ["officer"] },
  { to: "/scan", label: "nav.scan", roles: ["floor", "officer"] },
  { to: "/find", label: "nav.find" },
  {
    to: "/duty",
    label: "nav.duty",
    roles: ["clerk", "declarant", "officer", "administrator", "auditor"],
  },
  { to: "/floor", label: "nav.floor", roles: SEE },
  { to: "/shift", label: "nav.shift", roles: SEE },
  {
    to: "/undetermined",
    label: "nav.undetermined",
    roles: ["floor", "clerk", "officer", "administrator", "auditor"],
  },
  {
    to: "/messages",
    label: "nav.messages",
    roles: ["clerk", "declarant", "officer", "administrator", "auditor"],
  },
  { to: "/declare", label: "nav.declare", roles: ["clerk", "declarant"] },
  { to: "/take-in", label: "nav.take-in", roles: ["clerk", "declarant", "floor", "administrator"] },
  { to: "/track", label: "nav.track" },
];

/** The ways of somebody with these roles, in the order they are shown. */
export function waysOf(roles: readonly Role[]): readonly Way[] {
  return WAYS.filter((way) => way.roles?.some((role) => roles.includes(role)) ?? true);
}

/** Where each role begins; of several roles the first here decides. */
const HOMES: readonly (readonly [Role, "/scan" | "/officer" | "/desk"])[] = [
  ["floor", "/scan"],
  ["officer", "/officer"],
  ["clerk", "/desk"],
  ["declarant", "/desk"],
];

/** The screen on which somebody with these roles begins: the search where none is made for them. */
export function homeOf(roles: readonly Role[]): "/scan" | "/officer" | "/desk" | "/find" {
  return HOMES.find(([role]) => roles.includes(role))?.[1] ?? "/find";
}
