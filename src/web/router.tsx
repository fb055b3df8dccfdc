/**
 * The address of every screen. A screen's filters are in its address, so that a link shows what its
 * sender saw; only sign-in and tracking open without a session.
 */
import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { deskSearchOf } from "./desk.model.ts";
import { dutySearchOf } from "./duty-desk.model.ts";
import { findSearchOf } from "./find-items.model.ts";
import { messagesSearchOf, TO_MEND } from "./list-messages.model.ts";
import { officerSearchOf } from "./officer.model.ts";
import { whoAmI } from "./session.ts";
import { PageFailed, PageMissing, Shell } from "./shell.tsx";
import { shiftSearchOf } from "./show-shift.model.ts";
import { SignIn } from "./sign-in.tsx";
import { homeOf } from "./ways.model.ts";

type Context = { readonly client: QueryClient };

const rootRoute = createRootRouteWithContext<Context>()({
  component: Shell,
  notFoundComponent: PageMissing,
  errorComponent: PageFailed,
});

/** A page of the address bar kept for after sign-in: only paths of ours. */
function backOf(search: Record<string, unknown>): { readonly back?: string } {
  const back = search["back"];
  return typeof back === "string" && /^\/(?![/\\])/.test(back) ? { back } : {};
}

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  component: SignIn,
  validateSearch: backOf,
});
const trackRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/track",
  component: lazyRouteComponent(() => import("./track.tsx"), "Track"),
});
const trackCodeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/track/$code",
  component: lazyRouteComponent(() => import("./track.tsx"), "Track"),
});

const myItemRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/my-item",
  component: lazyRouteComponent(() => import("./my-item.tsx"), "MyItem"),
});
const myItemCodeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/my-item/$code",
  component: lazyRouteComponent(() => import("./my-item.tsx"), "MyItem"),
});

/** By file, or by the form; the form may be for a shipment that is here. */
function declareSearchOf(search: Record<string, unknown>): {
  readonly way?: "file";
  readonly shipment?: string;
} {
  const shipment = search["shipment"];
  if (search["way"] === "file") return { way: "file" };
  return typeof shipment === "string" ? { shipment } : {};
}

/** Screens that need somebody signed in. */
const insideRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "inside",
  beforeLoad: async ({ context, location }) => {
    const user = await context.client.ensureQueryData(whoAmI).catch(() => undefined);
    if (user === null) throw redirect({ to: "/sign-in", search: { back: location.href } });
  },
});
const homeRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: "/",
  beforeLoad: async ({ context }) => {
    const user = await context.client.ensureQueryData(whoAmI).catch(() => undefined);
    throw redirect({ to: homeOf(user?.roles ?? []), search: {} });
  },
});
const deskRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: "/desk",
  validateSearch: deskSearchOf,
  component: lazyRouteComponent(() => import("./desk.tsx"), "Desk"),
});
const officerRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: "/officer",
  validateSearch: officerSearchOf,
  component: lazyRouteComponent(() => import("./officer.tsx"), "Officer"),
});
const dutyRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: "/duty",
  validateSearch: dutySearchOf,
  component: lazyRouteComponent(() => import("./duty-desk.tsx"), "DutyDesk"),
});
const floorRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: "/floor",
  component: lazyRouteComponent(() => import("./show-floor.tsx"), "ShowFloor"),
});
const shiftRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: "/shift",
  validateSearch: shiftSearchOf,
  component: lazyRouteComponent(() => import("./show-shift.tsx"), "ShowShift"),
});
const findRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: "/find",
  validateSearch: findSearchOf,
  component: lazyRouteComponent(() => import("./find-items.tsx"), "FindItems"),
});
const itemRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: "/items/$item",
  component: lazyRouteComponent(() => import("./show-item.tsx"), "ShowItem"),
});
const shipmentRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: "/shipments/$shipment",
  component: lazyRouteComponent(() => import("./show-shipment.tsx"), "ShowShipment"),
});
const scanRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: "/scan",
  validateSearch: (search: Record<string, unknown>): { readonly place?: string } =>
    typeof search["place"] === "string" ? { place: search["place"] } : {},
  component: lazyRouteComponent(() => import("./scan/scan-station.tsx"), "ScanStation"),
});
const undeterminedRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: "/undetermined",
  component: lazyRouteComponent(() => import("./list-undetermined.tsx"), "ListUndetermined"),
});
const suspenseRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: "/suspense",
  // The address that this filter of the messages had when it was a screen of its own.
  beforeLoad: () => {
    throw redirect({ to: "/messages", search: { state: TO_MEND }, replace: true });
  },
});
const takeInRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: "/take-in",
  component: lazyRouteComponent(() => import("./take-in-message.tsx"), "TakeInMessage"),
});
const declareRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: "/declare",
  validateSearch: declareSearchOf,
  component: lazyRouteComponent(() => import("./declare.tsx"), "Declare"),
});
const noticeRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: "/notices/$item",
  component: lazyRouteComponent(() => import("./show-notice.tsx"), "ShowNotice"),
});
const messagesRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: "/messages",
  validateSearch: messagesSearchOf,
  component: lazyRouteComponent(() => import("./list-messages.tsx"), "ListMessages"),
});
const messageRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: "/messages/$message",
  component: lazyRouteComponent(() => import("./show-message.tsx"), "ShowMessage"),
});

const tree = rootRoute.addChildren([
  signInRoute,
  trackRoute,
  trackCodeRoute,
  myItemRoute,
  myItemCodeRoute,
  insideRoute.addChildren([
    homeRoute,
    deskRoute,
    officerRoute,
    dutyRoute,
    floorRoute,
    shiftRoute,
    findRoute,
    itemRoute,
    shipmentRoute,
    scanRoute,
    undeterminedRoute,
    suspenseRoute,
    takeInRoute,
    messagesRoute,
    messageRoute,
    declareRoute,
    noticeRoute,
  ]),
]);

/**
 * The router with the client whose answers decide who is signed in. What an address asks for that its
 * screen does not know is taken out of it.
 */
export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: false,
    search: { strict: true },
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
