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
import { findSearchOf } from "./find-items.model.ts";
import { messagesSearchOf } from "./list-messages.model.ts";
import { whoAmI } from "./session.ts";
import { PageFailed, PageMissing, Shell } from "./shell.tsx";
import { SignIn } from "./sign-in.tsx";

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
  beforeLoad: () => {
    throw redirect({ to: "/find", search: {} });
  },
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
  component: lazyRouteComponent(() => import("./list-suspense.tsx"), "ListSuspense"),
});
const takeInRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: "/take-in",
  component: lazyRouteComponent(() => import("./take-in-message.tsx"), "TakeInMessage"),
});
const declareRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: "/declare",
  validateSearch: (search: Record<string, unknown>): { readonly way?: "file" } =>
    search["way"] === "file" ? { way: "file" } : {},
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
