/**
 * One message with all its findings, each with its place, what is wrong and what to do. It is put
 * right by a corrected file, or read again after the centre's own data changed.
 */
import { Button, FileInput, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { Finding, Refusal } from "#base/result.ts";
import type { MessageAnswer } from "./answers.ts";
import { newKey, sendFile } from "./api.ts";
import { refusalOf, viewQuery } from "./refusal-error.ts";
import { Refused } from "./refused.tsx";
import { Fact, Section } from "./show-parts.tsx";
import { type Speaking, useSpeaking } from "./speaking.tsx";
import { useAct } from "./use-act.ts";

export function ShowMessage(): ReactNode {
  const { t } = useSpeaking();
  const { message: id } = useParams({ from: "/inside/messages/$message" });
  const shown = useQuery(viewQuery<{ readonly message: MessageAnswer }>("show-message", { id }));
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
        <Facts message={message} />
        {message.state === "replaced" ? null : <Mend message={message} />}
      </div>
      <Findings message={message} />
    </Stack>
  );
}

function Facts({ message }: { readonly message: MessageAnswer }): ReactNode {
  const { t, named, time, number } = useSpeaking();
  return (
    <Section title={t("suspense.state")}>
      <dl className="facts">
        <Fact name={t("suspense.state")}>{named("message-state", message.state)}</Fact>
        <Fact name={t("suspense.format")}>{message.format}</Fact>
        <Fact name={t("suspense.rows")}>
          {number(message.rowsDone)} / {number(message.rowsRefused)}
        </Fact>
        <Fact name={t("suspense.received")}>{time(message.receivedAt)}</Fact>
      </dl>
    </Section>
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

function Findings({ message }: { readonly message: MessageAnswer }): ReactNode {
  const speaking = useSpeaking();
  const { t, named, say } = speaking;
  const { findings, findingsTotal } = message;
  if (findings.length === 0) return <Text>{t("message.no-findings")}</Text>;
  return (
    <Section title={t("message.findings")}>
      <Text>{t("message.findings-of", { shown: findings.length, total: findingsTotal })}</Text>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">{t("message.where")}</th>
            <th scope="col">{t("message.what")}</th>
            <th scope="col">{t("message.todo")}</th>
          </tr>
        </thead>
        <tbody>
          {findings.map((finding, at) => {
            const { code, found, expected } = finding;
            const said = say({ code, facts: { ...finding.at, found, expected } });
            return (
              <tr key={`${at + 1}/${code}`}>
                <td>{placeText(speaking, finding)}</td>
                <td>
                  <b>{named("severity", finding.severity)}</b>: {said.sentence}{" "}
                  <span className="mono">({code})</span>
                </td>
                <td>{said.todo}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}

function placeText({ t }: Speaking, { at }: Finding): string {
  const parts = [
    at.file,
    at.line === undefined ? undefined : t("message.line", { line: at.line }),
    at.row === undefined ? undefined : t("message.row", { row: at.row }),
    at.field,
  ];
  const text = parts.filter((part) => part !== undefined && part !== "").join(", ");
  return text === "" ? "–" : text;
}
