/** The demo's logins: those of the world's cast whom a visitor may be. */
import { CAST, type Player } from "#world/cast.ts";

/** One password for all demo logins; a folder made by `init` has none of them. */
export const DEMO_PASSWORD = "mailport-demo";

/** The administrator is the one that the centre's own file makes. */
export const DEMO_ADMINISTRATOR = "admin";

/** They act in the demo, and are not offered: five and the administrator are enough to look around. */
const NOT_OFFERED: ReadonlySet<string> = new Set([
  "express",
  "shop",
  "payment",
  "customs-head",
  "auditor",
]);

/** Logins that the sign-in page of a demo offers. */
export const DEMO_LOGINS: readonly Player[] = CAST.filter(({ login }) => !NOT_OFFERED.has(login));
