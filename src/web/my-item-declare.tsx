/** An addressee declares more: lines beside those of the sender, checked as the declaration form does. */
import { Button, Group, Stack, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { Finding } from "#base/result.ts";
import type { OpenedItem } from "./answers.ts";
import { type Draft, EMPTY_DRAFT, inputOf, withField } from "./declare.model.ts";
import { faultsOf } from "./declare-checks.model.ts";
import { Goods } from "./declare-goods.tsx";
import { DraftField, DraftProvider } from "./draft-field.tsx";
import { FindingRows } from "./finding-rows.tsx";
import type { OwnProps } from "./my-item-page.tsx";
import { Refused } from "./refused.tsx";
import { Section } from "./show-parts.tsx";
import { useSpeaking } from "./speaking.tsx";
import { useAct } from "./use-act.ts";

/** Its own fields; the rest of a declaration is the sender's. */
const EMPTY: Draft = { ...EMPTY_DRAFT, stream: "ecommerce" };
const OWN =
  /^(?:content\.(?:lines\.|currency|orderNumber|comments)|recipient\.(?:phone|email|identityNumber))/;

export function AddresseeDeclares({ entry, onPage }: OwnProps): ReactNode {
  const { t } = useSpeaking();
  const { run, busy, refusal } = useAct();
  const [isOpen, setOpen] = useState(false);
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const [tried, setTried] = useState(false);
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  const faults = faultsOf(draft).filter(({ field }) => OWN.test(field));
  const drafting = {
    draft,
    faults,
    isShown: () => tried,
    touch: () => undefined,
    set: (path: string, value: string | boolean) =>
      setDraft((before) => withField(before, path, value)),
  };
  const send = async (): Promise<void> => {
    setTried(true);
    if (faults.some(({ severity }) => severity === "error")) return;
    const { value } = await run<OpenedItem>("declare-as-addressee", {
      ...entry,
      ...givenBy(draft),
    });
    if (value?.page === undefined) return;
    setDraft(EMPTY);
    setTried(false);
    setOpen(false);
    setFindings(value.findings ?? []);
    onPage(value.page);
  };
  if (!isOpen) {
    return (
      <Section title={t("my-item.declare")}>
        <Text>{t("my-item.declare-what")}</Text>
        {findings.length === 0 ? null : <FindingRows findings={findings} />}
        <Group mt="xs">
          <Button variant="default" onClick={() => setOpen(true)}>
            {t("my-item.declare")}
          </Button>
        </Group>
      </Section>
    );
  }
  return (
    <DraftProvider value={drafting}>
      <form
        aria-label={t("my-item.declare")}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Stack>
          <Goods draft={draft} change={setDraft} />
          <div className="fields">
            <DraftField path="content.currency" />
            <DraftField path="content.orderNumber" />
            <DraftField path="recipient.phone" />
            <DraftField path="recipient.email" />
            <DraftField path="recipient.identityNumber" />
          </div>
          <DraftField path="content.comments" rows={2} />
          {refusal === null ? null : <Refused refusal={refusal} />}
          <Group>
            <Button type="submit" loading={busy}>
              {t("my-item.declare-send")}
            </Button>
            <Button variant="default" onClick={() => setOpen(false)}>
              {t("my-item.no")}
            </Button>
          </Group>
        </Stack>
      </form>
    </DraftProvider>
  );
}

type Given = {
  readonly content: Readonly<Record<string, unknown>>;
  readonly recipient: Readonly<Record<string, unknown>>;
};

/** What of a draft an addressee declares. */
function givenBy(draft: Draft): object {
  const { content, recipient } = inputOf(draft) as Given;
  const { lines, currency, orderNumber, comments } = content;
  const { phone, email, identityNumber } = recipient;
  return { lines, currency, orderNumber, comments, phone, email, identityNumber };
}
