/** What the window is called: the screen's own words before the name of the program. */
import { useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { useSpeaking } from "./speaking.tsx";

/** Names the window while the screen is shown; undefined leaves the program's name alone. */
export function usePageTitle(words: string | undefined): void {
  const { t } = useSpeaking();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const name = t("app.name");
  useEffect(() => {
    document.title = words === undefined ? name : `${words} · ${name}`;
    // biome-ignore lint/correctness/useExhaustiveDependencies: another address, another title
  }, [words, name, path]);
}
