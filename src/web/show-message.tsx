/**
 * One message: its raw text with each finding at its place, beside it the same in plain sentences, and
 * the ways to put it right. Nothing is judged here.
 */
import { Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { MessageAnswer } from "./answers.ts";
import { MendMessage } from "./mend-message.tsx";
import { Findings, MessageFacts } from "./message-parts.tsx";
import { usePageTitle } from "./page-title.ts";
import { RawMessage } from "./raw-message.tsx";
import { refusalOf, viewQuery } from "./refusal-error.ts";
import { RefusedPage } from "./refused.tsx";
import { useSpeaking } from "./speaking.tsx";
import { ToldInSentences } from "./told-message.tsx";

type Shown = {
  readonly message: MessageAnswer;
  readonly raw?: { readonly text: string; readonly more: boolean };
};

export function ShowMessage(): ReactNode {
  const { t } = useSpeaking();
  const { message: id } = useParams({ from: "/inside/messages/$message" });
  const shown = useQuery(viewQuery<Shown>("show-message", { id, raw: true }));
  const name = shown.data?.message.name ?? "";
  usePageTitle(`${t("message.title")} ${name}`.trim());
  if (shown.error !== null) {
    const onRetry = (): void => void shown.refetch();
    return (
      <RefusedPage title={t("message.title")} refusal={refusalOf(shown.error)} onRetry={onRetry} />
    );
  }
  if (shown.data === undefined) return <Text role="status">{t("app.loading")}</Text>;
  const { message, raw } = shown.data;
  return (
    <Stack>
      <Title order={1}>
        {t("message.title")} {message.name}
      </Title>
      <div className="columns">
        <MessageFacts message={message} />
        {WAITING.has(message.state) ? <MendMessage message={message} raw={raw} /> : null}
      </div>
      <div className="columns">
        {raw === undefined ? null : (
          <RawMessage raw={raw} format={message.format} findings={message.findings} />
        )}
        <ToldInSentences id={id} />
      </div>
      <Findings message={message} />
    </Stack>
  );
}

/** States in which a person can still put it right; what broke off is among them. */
const WAITING = new Set(["part", "suspense", "received"]);
