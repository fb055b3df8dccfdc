/**
 * Starts the screens in the page: texts, theme, queries and the router around them.
 * No screen is decided here.
 */
import "@mantine/core/styles.css";
import "./styles.css";
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { mayTryAgain } from "./refusal-error.ts";
import { makeRouter } from "./router.tsx";
import { SpeakingProvider } from "./speaking.tsx";
import { styleNonce, THEME } from "./theme.ts";

const client = new QueryClient({
  defaultOptions: {
    queries: { retry: mayTryAgain, staleTime: 5_000, refetchOnWindowFocus: false },
  },
});
const router = makeRouter(client);
const root = document.getElementById("root");

if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={THEME} defaultColorScheme="auto" getStyleNonce={styleNonce}>
        <QueryClientProvider client={client}>
          <SpeakingProvider>
            <RouterProvider router={router} />
          </SpeakingProvider>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
