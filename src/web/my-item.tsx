/**
 * The addressee's page: the number and the one-time code of the notice open one item, without a login.
 * The code stays in this page's memory alone; after a reload it is typed again.
 */
import { Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { Refusal } from "#base/result.ts";
import type { AddresseePage, OpenedItem } from "./answers.ts";
import { act, newKey } from "./api.ts";
import { MyItemPage } from "./my-item-page.tsx";
import { Refused } from "./refused.tsx";
import { useSpeaking } from "./speaking.tsx";
import { textIn } from "./text-in.ts";
import { codeOf } from "./track.model.ts";

/** What opens the item: sent with each act. */
export type Entry = { readonly code: string; readonly oneTimeCode: string };
type Opened = { readonly entry: Entry; readonly page: AddresseePage };

export function MyItem(): ReactNode {
  const { t } = useSpeaking();
  const { code = "" } = useParams({ strict: false });
  const [opened, setOpened] = useState<Opened | undefined>();
  return (
    <Stack maw={840} mx="auto" gap="lg">
      <Title order={1}>{t("my-item.title")}</Title>
      {opened === undefined ? (
        <Enter code={code} onOpened={setOpened} />
      ) : (
        <MyItemPage
          entry={opened.entry}
          page={opened.page}
          onPage={(page) => setOpened({ entry: opened.entry, page })}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Stack>
  );
}

type EnterProps = { readonly code: string; readonly onOpened: (opened: Opened) => void };

function Enter({ code, onOpened }: EnterProps): ReactNode {
  const { t } = useSpeaking();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const open = async (form: HTMLFormElement): Promise<void> => {
    const entry = {
      code: codeOf(textIn(form, "code")),
      oneTimeCode: textIn(form, "one-time-code"),
    };
    setBusy(true);
    const answer = await act<OpenedItem>("open-as-addressee", entry, newKey());
    setBusy(false);
    setRefusal(answer.ok ? null : answer.refusal);
    if (answer.ok && answer.value.page !== undefined) onOpened({ entry, page: answer.value.page });
  };
  return (
    <form
      aria-label={t("my-item.title")}
      onSubmit={(event) => {
        event.preventDefault();
        void open(event.currentTarget);
      }}
    >
      <Stack>
        <Text>{t("my-item.what")}</Text>
        <Group align="end">
          <TextInput
            name="code"
            size="lg"
            label={t("my-item.code")}
            defaultValue={code}
            required
            autoComplete="off"
            spellCheck={false}
          />
          <TextInput
            name="one-time-code"
            size="lg"
            label={t("my-item.one-time-code")}
            required
            autoComplete="one-time-code"
            spellCheck={false}
          />
          <Button type="submit" size="lg" loading={busy}>
            {t("my-item.open")}
          </Button>
        </Group>
        {refusal === null ? null : <Refused refusal={refusal} />}
      </Stack>
    </form>
  );
}
