/**
 * Sends a first file: whatever its format, the centre recognises it, keeps it and says what it took
 * in, with a row for each finding. A corrected file is sent from the message itself.
 */
import { Button, Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import type { MessageAnswer } from "./answers.ts";
import { FileField } from "./file-field.tsx";
import { Findings, MessageFacts } from "./message-parts.tsx";
import { PageLink } from "./page-link.tsx";
import { Refused } from "./refused.tsx";
import { useSpeaking } from "./speaking.tsx";
import { useSending } from "./use-sending.ts";

export function TakeInMessage(): ReactNode {
  const { t } = useSpeaking();
  const { file, choose, send, busy, answer, refusal } = useSending("take-in-message");
  return (
    <Stack>
      <Title order={1}>{t("take-in.title")}</Title>
      <Text>{t("take-in.what")}</Text>
      <form
        aria-label={t("take-in.title")}
        onSubmit={(event) => {
          event.preventDefault();
          void send({});
        }}
      >
        <Group align="end">
          <FileField label={t("take-in.file")} value={file} onChange={choose} />
          <Button type="submit" loading={busy} disabled={file === null}>
            {t("take-in.send")}
          </Button>
        </Group>
      </form>
      {refusal === null ? null : <Refused refusal={refusal} onRetry={() => void send({})} />}
      {answer === undefined ? null : <Answered message={answer} />}
    </Stack>
  );
}

function Answered({ message }: { readonly message: MessageAnswer }): ReactNode {
  const { t } = useSpeaking();
  const { messageId, rowsDone, rowsRefused } = message;
  return (
    <>
      <Text role="status" fw={600}>
        {t("message.answer", { done: rowsDone, refused: rowsRefused })}
      </Text>
      <MessageFacts message={message} />
      <Findings message={message} />
      <PageLink to="/messages/$message" params={{ message: messageId }}>
        {t("take-in.open")}
      </PageLink>
    </>
  );
}
