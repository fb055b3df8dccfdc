/**
 * Declarations by file: sent as it is, its faults a row each. The rows that were refused come back as a
 * file of their own, to be corrected in any table program and sent as the correction.
 */
import { Button, Group, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { MessageAnswer } from "./answers.ts";
import { FileField } from "./file-field.tsx";
import { FindingRows } from "./finding-rows.tsx";
import { PageLink } from "./page-link.tsx";
import { Refused } from "./refused.tsx";
import { RefusedRows } from "./refused-rows.tsx";
import { Section } from "./show-parts.tsx";
import { useSpeaking } from "./speaking.tsx";
import { useSending } from "./use-sending.ts";

export function DeclareUpload(): ReactNode {
  const { t } = useSpeaking();
  const { file, choose, send, busy, answer, refusal } = useSending("take-in-message");
  return (
    <Stack>
      <form
        aria-label={t("declare.by-file")}
        onSubmit={(event) => {
          event.preventDefault();
          void send({});
        }}
      >
        <Group align="end">
          <FileField
            label={t("upload.file")}
            accept=".csv,.json,.txt,text/csv,application/json"
            value={file}
            onChange={choose}
          />
          <Button type="submit" loading={busy} disabled={file === null}>
            {t("take-in.send")}
          </Button>
        </Group>
      </form>
      {refusal === null ? null : <Refused refusal={refusal} onRetry={() => void send({})} />}
      {answer === undefined ? null : <UploadAnswer message={answer} />}
    </Stack>
  );
}

/** What became of a file; of its refused rows a corrected file may follow, as often as it takes. */
function UploadAnswer({ message }: { readonly message: MessageAnswer }): ReactNode {
  const { t, named } = useSpeaking();
  const { messageId, rowsDone, rowsRefused, findings, findingsTotal, format } = message;
  return (
    <Section title={message.name}>
      <Stack>
        <Text role="status" fw={600}>
          {named("format", format)} ·{" "}
          {t("message.answer", { done: rowsDone, refused: rowsRefused })}
        </Text>
        {findings.length === 0 ? (
          <Text>{t("message.no-findings")}</Text>
        ) : (
          <>
            <Text>
              {t("message.findings-of", { shown: findings.length, total: findingsTotal })}
            </Text>
            <FindingRows findings={findings} />
          </>
        )}
        {rowsRefused > 0 ? <RefusedRows messageId={messageId} /> : null}
        {rowsRefused > 0 ? <Correction messageId={messageId} /> : null}
        <PageLink to="/messages/$message" params={{ message: messageId }}>
          {t("take-in.open")}
        </PageLink>
      </Stack>
    </Section>
  );
}

function Correction({ messageId }: { readonly messageId: string }): ReactNode {
  const { t } = useSpeaking();
  const { file, choose, send, busy, answer, refusal } = useSending("correct-message");
  return (
    <>
      <form
        aria-label={t("message.correct")}
        onSubmit={(event) => {
          event.preventDefault();
          void send({ messageId });
        }}
      >
        <Group align="end">
          <FileField label={t("message.file")} value={file} onChange={choose} />
          <Button type="submit" loading={busy} disabled={file === null}>
            {t("message.correct")}
          </Button>
        </Group>
      </form>
      {refusal === null ? null : <Refused refusal={refusal} />}
      {answer === undefined ? null : <UploadAnswer message={answer} />}
    </>
  );
}
