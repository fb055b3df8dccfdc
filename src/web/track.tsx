/**
 * Public tracking: one number, no sign-in. Says in words where the piece is, what customs has to do
 * with it and what comes next; the address of an answer can be passed on.
 */
import { Button, Card, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { PublicEvent } from "./answers.ts";
import { PageLink } from "./page-link.tsx";
import { refusalOf, viewQuery } from "./refusal-error.ts";
import { Refused } from "./refused.tsx";
import { eventText } from "./show-parts.tsx";
import { useSpeaking } from "./speaking.tsx";
import { codeOf, inOrder, stateOf } from "./track.model.ts";
import { useWedge } from "./use-wedge.ts";

export function Track(): ReactNode {
  const { t } = useSpeaking();
  const navigate = useNavigate();
  const { code = "" } = useParams({ strict: false });
  const [typed, setTyped] = useState(code);
  const open = (text: string): void => {
    if (codeOf(text) !== "") void navigate({ to: "/track/$code", params: { code: codeOf(text) } });
  };
  useWedge((read) => {
    setTyped(codeOf(read));
    open(read);
  });
  return (
    <Stack maw={720} mx="auto" gap="lg">
      <Title order={1}>{t("track.title")}</Title>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          open(typed);
        }}
      >
        <Group align="end">
          <TextInput
            size="lg"
            flex={1}
            label={t("track.code")}
            value={typed}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          <Button type="submit" size="lg">
            {t("track.submit")}
          </Button>
        </Group>
      </form>
      {code === "" ? null : <Answered code={code} />}
      <PageLink to="/my-item">{t("my-item.have-notice")}</PageLink>
    </Stack>
  );
}

function Answered({ code }: { readonly code: string }): ReactNode {
  const { t } = useSpeaking();
  const tracked = useQuery(
    viewQuery<{ readonly events: readonly PublicEvent[] }>("track", { code: codeOf(code) }),
  );
  if (tracked.error !== null) {
    const refusal = refusalOf(tracked.error);
    if (refusal.code.endsWith("/not-found")) return <Nothing />;
    return <Refused refusal={refusal} onRetry={() => void tracked.refetch()} />;
  }
  if (tracked.data === undefined) return <Text role="status">{t("app.loading")}</Text>;
  return <Found events={tracked.data.events} />;
}

function Found({ events }: { readonly events: readonly PublicEvent[] }): ReactNode {
  const speaking = useSpeaking();
  const { t, time } = speaking;
  const state = stateOf(events);
  if (state === undefined) return <Nothing />;
  return (
    <>
      <Card withBorder padding="lg" component="section" aria-label={t("track.now")}>
        <Text c="dimmed">{t("track.now")}</Text>
        <Title order={2} data-state={state}>
          {t(`track-now.${state}`)}
        </Title>
        <Text c="dimmed" mt="md">
          {t("track.next")}
        </Text>
        <Text size="lg">{t(`track-next.${state}`)}</Text>
      </Card>
      <section aria-label={t("track.history")}>
        <Title order={2} size="h4">
          {t("track.history")}
        </Title>
        <ol className="timeline">
          {inOrder(events)
            .toReversed()
            .map((event, at) => (
              <li key={`${event.occurredAt}/${event.type}/${events.length - at}`}>
                <time dateTime={new Date(event.occurredAt).toISOString()}>
                  {time(event.occurredAt)}
                </time>
                <span>{eventText(speaking, event.type, event.direction !== "undetermined")}</span>
              </li>
            ))}
        </ol>
        <Text size="sm" c="dimmed">
          {t("track.local")}
        </Text>
      </section>
    </>
  );
}

function Nothing(): ReactNode {
  const { t } = useSpeaking();
  return (
    <Card withBorder padding="lg" role="status">
      <Text fw={600}>{t("track.none")}</Text>
      <Text>{t("track.none-todo")}</Text>
    </Card>
  );
}
