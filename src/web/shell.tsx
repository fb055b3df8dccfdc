/**
 * What surrounds every screen: the way around, language, theme, who is signed in. Also the page for
 * an address that does not exist, and the one for a screen that failed.
 */
import {
  ActionIcon,
  Button,
  Group,
  NativeSelect,
  Stack,
  Text,
  Title,
  useComputedColorScheme,
  useMantineColorScheme,
} from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { isLanguage, LANGUAGE_NAMES, LANGUAGES } from "#words/language.ts";
import type { TextKey } from "#words/texts.ts";
import type { SignedInUser } from "./answers.ts";
import { BenchClock } from "./bench-clock.tsx";
import { PageLink } from "./page-link.tsx";
import { usePageTitle } from "./page-title.ts";
import { isWaiting } from "./scan/scan-line.ts";
import { signOut, useUser } from "./session.ts";
import { useSpeaking } from "./speaking.tsx";
import { waysOf } from "./ways.model.ts";
import { zoneWords } from "./zone.model.ts";

/** What the window is called, by the beginning of the address. */
const TITLES: readonly (readonly [string, TextKey])[] = [
  ["/sign-in", "sign-in.title"],
  ["/desk", "desk.title"],
  ["/officer", "officer.title"],
  ["/duty", "duty.title"],
  ["/floor", "floor.title"],
  ["/shift", "shift.title"],
  ["/find", "find.title"],
  ["/items", "item.title"],
  ["/shipments", "shipment.title"],
  ["/scan", "scan.title"],
  ["/undetermined", "undetermined.title"],
  ["/messages/", "message.title"],
  ["/messages", "messages.title"],
  ["/take-in", "take-in.title"],
  ["/track", "track.title"],
  ["/declare", "declare.title"],
  ["/notices", "notice.title"],
  ["/my-item", "my-item.title"],
];

/** Screens without times, or that say their zone themselves. */
const ZONELESS = ["/sign-in", "/shift", "/track", "/notices", "/declare"];

/** Screens that take the whole width. */
const WIDE: ReadonlySet<string> = new Set([
  "/scan",
  "/desk",
  "/officer",
  "/duty",
  "/floor",
  "/shift",
]);

export function Shell(): ReactNode {
  const { t } = useSpeaking();
  const user = useUser();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [isOpen, setOpen] = useState(false);
  useEffect(() => setOpen(false), [path]);
  return (
    <>
      <ScreenTitle path={path} />
      <a className="skip" href="#content">
        {t("app.skip")}
      </a>
      <header className={`bar${user ? " foldable" : ""}${isOpen ? " open" : ""}`}>
        <Link to="/" className="brand">
          {t("app.name")}
        </Link>
        <Button
          className="bar-more"
          variant="default"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {t("nav.more")}
        </Button>
        {user ? <MainWays user={user} /> : null}
        <Group gap="xs" className="bar-end">
          <LanguageChoice />
          <ThemeSwitch />
          {user ? <SignedIn user={user} /> : null}
        </Group>
      </header>
      {user?.device ? <BenchClock /> : null}
      <main id="content" tabIndex={-1} className={WIDE.has(path) ? "page wide" : "page"}>
        <Outlet />
      </main>
      {ZONELESS.some((start) => path.startsWith(start)) ? null : <ZoneLine />}
    </>
  );
}

/** Which zone the screens' times are in, said once for all of them. */
function ZoneLine(): ReactNode {
  const { t, locale } = useSpeaking();
  return (
    <footer className="zone-line">{t("app.zone", { zone: zoneWords(locale, Date.now()) })}</footer>
  );
}

/** Stands before the screen, so that a screen which knows a better title has the last word. */
function ScreenTitle({ path }: { readonly path: string }): ReactNode {
  const { t } = useSpeaking();
  const way = TITLES.find(([start]) => path.startsWith(start));
  usePageTitle(way === undefined ? undefined : t(way[1]));
  return null;
}

function MainWays({ user }: { readonly user: SignedInUser }): ReactNode {
  const { t } = useSpeaking();
  return (
    <nav aria-label={t("nav.main")} className="ways">
      {waysOf(user.roles).map(({ to, label }) => (
        <Link
          key={to}
          to={to}
          search={{}}
          activeOptions={{ exact: to === "/messages", includeSearch: false }}
        >
          {t(label)}
        </Link>
      ))}
    </nav>
  );
}

function LanguageChoice(): ReactNode {
  const { t, language, setLanguage } = useSpeaking();
  return (
    <NativeSelect
      aria-label={t("app.language")}
      value={language}
      data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
      onChange={({ currentTarget: { value } }) => {
        if (isLanguage(value)) setLanguage(value);
      }}
    />
  );
}

function ThemeSwitch(): ReactNode {
  const { t } = useSpeaking();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light");
  return (
    <ActionIcon
      variant="default"
      size="lg"
      aria-label={t("app.theme")}
      title={t("app.theme")}
      onClick={() => setColorScheme(scheme === "dark" ? "light" : "dark")}
    >
      <span aria-hidden="true">{scheme === "dark" ? "☀" : "☾"}</span>
    </ActionIcon>
  );
}

function SignedIn({ user }: { readonly user: SignedInUser }): ReactNode {
  const { t, named } = useSpeaking();
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = async (): Promise<void> => {
    if (isWaiting(user.login) && !window.confirm(t("scan.keep"))) return;
    await signOut(client);
    await navigate({ to: "/sign-in" });
  };
  return (
    <>
      <Text
        size="sm"
        className="who"
        title={user.roles.map((role) => named("role", role)).join(", ")}
      >
        {user.name}
      </Text>
      <Button variant="default" onClick={() => void leave()}>
        {t("app.sign-out")}
      </Button>
    </>
  );
}

export function PageMissing(): ReactNode {
  const { t } = useSpeaking();
  return (
    <Stack>
      <Title order={1}>{t("app.not-found")}</Title>
      <PageLink to="/">{t("app.begin")}</PageLink>
    </Stack>
  );
}

export function PageFailed({ reset }: { readonly reset: () => void }): ReactNode {
  const { t } = useSpeaking();
  return (
    <Stack align="flex-start" role="alert">
      <Title order={1}>{t("app.failed")}</Title>
      <Button onClick={reset}>{t("app.retry")}</Button>
    </Stack>
  );
}
