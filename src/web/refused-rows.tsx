/** Gives the refused rows of a file to the reader's own machine, to be corrected and sent again. */
import { Button, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Refused } from "./refused.tsx";
import { saveFile } from "./save-file.ts";
import { useSpeaking } from "./speaking.tsx";
import { useAct } from "./use-act.ts";

type Rows = {
  readonly name: string;
  readonly rows: number;
  readonly more: boolean;
  readonly text?: string;
};

export function RefusedRows({ messageId }: { readonly messageId: string }): ReactNode {
  const { t } = useSpeaking();
  const { run, busy, refusal } = useAct();
  const take = async (): Promise<void> => {
    const { value } = await run<Rows>("show-refused-rows", { messageId });
    if (value?.text !== undefined) saveFile(value.name, value.text);
  };
  return (
    <>
      <Group>
        <Button variant="default" loading={busy} onClick={() => void take()}>
          {t("upload.refused-rows")}
        </Button>
        <Text size="sm">{t("upload.refused-hint")}</Text>
      </Group>
      {refusal === null ? null : <Refused refusal={refusal} />}
    </>
  );
}
