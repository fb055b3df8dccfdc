/**
 * One message with all its findings, each with its place, what is wrong and what to do. It is put
 * right by a corrected file, or read again after the centre's own data changed.
 */
import { Button, FileInput, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { Refusal } from "#base/result.ts";
import type { MessageAnswer } from "./answers.ts";
import { newKey, sendFile } from "./api.ts";
import { Findings, MessageFacts } from "./message-parts.tsx";
import { usePageTitle } from "./page-title.ts";
import { refusalOf, viewQuery } from "./refusal-error.ts";
import { Refused } from "./refused.tsx";
import { Section } from "./show-parts.tsx";
import { useSpeaking } from "./speaking.tsx";
import { useAct } from "./use-act.ts";

export function ShowMessage(): ReactNode {
  const { t } = useSpeaking();
  const { message: id } = useParams({ from: "/inside/messages/$message" });
  const shown = useQuery(viewQuery<{ readonly message: MessageAnswer }>("show-message", { id }));
  const name = shown.data?.message.name ?? "";
  usePageTitle(`${t("message.title")} ${name}`.trim());
  if (shown.error !== null) {
    return <Refused refusal={refusalOf(shown.error)} onRetry={() => void shown.refetch()} />;
  }
  if (shown.data === undefined) return <Text role="status">{t("app.loading")}</Text>;
  const { message } = shown.data;
  return (
    <Stack>
      <Title order={1}>
        {t("message.title")} {message.name}
      </Title>
      <div className="columns">
        <MessageFacts message={message} />
        {message.state === "replaced" ? null : <Mend message={message} />}
      </div>
      <Findings message={message} />
    </Stack>
  );
}

function Mend({ message }: { readonly message: MessageAnswer }): ReactNode {
  const { t } = useSpeaking();
  const client = useQueryClient();
  const { run, busy, refusal } = useAct();
  const [file, setFile] = useState<File | null>(null);
  const [answer, setAnswer] = useState<MessageAnswer | undefined>();
  const [refused, setRefused] = useState<Refusal | null>(null);
  const correct = async (): Promise<void> => {
    if (file === null) return;
    const sent = await sendFile<MessageAnswer>(
      "correct-message",
      file,
      { messageId: message.messageId },
      newKey(),
    );
    setAnswer(sent.ok ? sent.value : undefined);
    setRefused(sent.ok ? null : sent.refusal);
    await client.invalidateQueries();
  };
  const replay = async (): Promise<void> => {
    setRefused(null);
    const { value } = await run<MessageAnswer>("replay-message", { messageId: message.messageId });
    setAnswer(value);
  };
  const no = refused ?? refusal;
  return (
    <Section title={t("message.correct")}>
      <Stack>
        <Group align="end">
          <FileInput
            label={t("message.file")}
            value={file}
            onChange={setFile}
            clearable
            miw={240}
          />
          <Button disabled={file === null} onClick={() => void correct()}>
            {t("message.correct")}
          </Button>
        </Group>
        <Group>
          <Button variant="default" loading={busy} onClick={() => void replay()}>
            {t("message.replay")}
          </Button>
          <Text size="sm">{t("message.replay-hint")}</Text>
        </Group>
        {answer === undefined ? null : (
          <Text role="status" fw={600}>
            {t("message.answer", { done: answer.rowsDone, refused: answer.rowsRefused })}
          </Text>
        )}
        {no === null ? null : <Refused refusal={no} />}
      </Stack>
    </Section>
  );
}
