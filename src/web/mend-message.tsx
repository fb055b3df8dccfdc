/**
 * Putting a message right: its text edited here, a corrected file, its refused rows alone, or the same
 * bytes read again after the centre's own data changed. A correction is a message of its own, shown next.
 */
import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import type { MessageAnswer } from "./answers.ts";
import { FileField } from "./file-field.tsx";
import { isEditable } from "./raw-lines.model.ts";
import { Refused } from "./refused.tsx";
import { RefusedRows } from "./refused-rows.tsx";
import { Section } from "./show-parts.tsx";
import { useSpeaking } from "./speaking.tsx";
import { useAct } from "./use-act.ts";
import { useSending } from "./use-sending.ts";

type Raw = { readonly text: string; readonly more: boolean };
type Props = { readonly message: MessageAnswer; readonly raw: Raw | undefined };

export function MendMessage({ message, raw }: Props): ReactNode {
  const { t } = useSpeaking();
  const { messageId, rowsRefused, contained, format } = message;
  const { file, choose, send, busy, answer, refusal } = useSending("correct-message");
  const navigate = useNavigate();
  const corrected = answer?.messageId;
  useEffect(() => {
    if (corrected === undefined) return;
    void navigate({ to: "/messages/$message", params: { message: corrected } });
  }, [corrected, navigate]);
  const isTable = /-(?:csv|json|ndjson)$/.test(format);
  return (
    <Section title={t("message.mend")}>
      <Stack>
        {raw !== undefined && contained === undefined && isEditable(raw) ? (
          <Edit
            text={raw.text}
            busy={busy}
            onSend={(text) => send({ messageId }, asFile(text, message))}
          />
        ) : (
          <Text size="sm">{t("message.not-editable")}</Text>
        )}
        {isTable && rowsRefused > 0 ? <RefusedRows messageId={messageId} /> : null}
        <Group align="end">
          <FileField label={t("message.file")} value={file} onChange={choose} />
          <Button loading={busy} disabled={file === null} onClick={() => void send({ messageId })}>
            {t("message.correct")}
          </Button>
        </Group>
        <Replay messageId={messageId} />
        {refusal === null ? null : <Refused refusal={refusal} />}
      </Stack>
    </Section>
  );
}

function asFile(text: string, { name }: MessageAnswer): File {
  return new File([text], name, { type: "application/octet-stream" });
}

type EditProps = {
  readonly text: string;
  readonly busy: boolean;
  readonly onSend: (text: string) => Promise<void>;
};

/** The text in a field of its own; nothing is sent that was not changed. */
function Edit({ text, busy, onSend }: EditProps): ReactNode {
  const { t } = useSpeaking();
  const [edited, setEdited] = useState<string | undefined>();
  if (edited === undefined) {
    return (
      <Group>
        <Button variant="default" onClick={() => setEdited(text)}>
          {t("message.edit")}
        </Button>
        <Text size="sm">{t("message.edit-hint")}</Text>
      </Group>
    );
  }
  return (
    <form
      aria-label={t("message.edit")}
      onSubmit={(event) => {
        event.preventDefault();
        void onSend(edited).then(() => setEdited(undefined));
      }}
    >
      <Textarea
        name="text"
        label={t("message.raw")}
        classNames={{ input: "mono" }}
        rows={14}
        spellCheck={false}
        autoFocus
        value={edited}
        onChange={({ currentTarget }) => setEdited(currentTarget.value)}
      />
      <Group mt="xs">
        <Button type="submit" loading={busy} disabled={edited === text}>
          {t("message.send-edited")}
        </Button>
        <Button variant="default" onClick={() => setEdited(undefined)}>
          {t("message.cancel-edit")}
        </Button>
      </Group>
    </form>
  );
}

function Replay({ messageId }: { readonly messageId: string }): ReactNode {
  const { t } = useSpeaking();
  const { run, busy, refusal } = useAct();
  const [answer, setAnswer] = useState<MessageAnswer | undefined>();
  const replay = async (): Promise<void> => {
    const { value } = await run<MessageAnswer>("replay-message", { messageId });
    setAnswer(value);
  };
  return (
    <>
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
      {refusal === null ? null : <Refused refusal={refusal} />}
    </>
  );
}
