/** What an addressee owes and how it can be paid: nothing moves money here, and the page says so. */
import { Button, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { OpenedItem } from "./answers.ts";
import type { OwnProps } from "./my-item-page.tsx";
import { Refused } from "./refused.tsx";
import { moneyText } from "./show.model.ts";
import { Fact, Section } from "./show-parts.tsx";
import { type Speaking, useSpeaking } from "./speaking.tsx";
import { textIn } from "./text-in.ts";
import { useAct } from "./use-act.ts";

export function AddresseePays({ entry, page, onPage }: OwnProps): ReactNode {
  const speaking = useSpeaking();
  const { t, named, locale } = speaking;
  const { run, busy, refusal } = useAct();
  const [way, setWay] = useState(page.ways[0]?.way ?? "counter");
  const { duty } = page;
  if (duty === null) return null;
  const { currency, assessedMinor, paidMinor, dueMinor } = duty;
  const send = async (form: HTMLFormElement): Promise<void> => {
    const reference = textIn(form, "reference");
    const { value } = await run<OpenedItem>("pay-as-addressee", { ...entry, way, reference });
    if (value?.page === undefined) return;
    form.reset();
    onPage(value.page);
  };
  return (
    <Section title={t("my-item.duty")}>
      <dl className="facts">
        <Fact name={t("my-item.assessed")}>{moneyText(assessedMinor, currency, locale)}</Fact>
        <Fact name={t("my-item.paid")}>{moneyText(paidMinor, currency, locale)}</Fact>
        <Fact name={t("my-item.due")}>
          <b>{moneyText(dueMinor, currency, locale)}</b>
        </Fact>
      </dl>
      {dueMinor === "0" ? (
        <Text role="status">{t("my-item.nothing-due")}</Text>
      ) : (
        <form
          aria-label={t("my-item.pay")}
          onSubmit={(event) => {
            event.preventDefault();
            void send(event.currentTarget);
          }}
        >
          <Stack gap="xs" mt="xs">
            <NativeSelect
              name="way"
              label={t("my-item.way")}
              value={way}
              data={page.ways.map((one) => ({ value: one.way, label: named("pay-way", one.way) }))}
              onChange={({ currentTarget }) =>
                setWay(currentTarget.value === "bank" ? "bank" : "counter")
              }
            />
            <Text>{wayText(speaking, page.ways, way)}</Text>
            <TextInput
              name="reference"
              label={t(way === "bank" ? "my-item.bank-reference" : "my-item.receipt")}
              required
              minLength={3}
              maxLength={64}
              autoComplete="off"
            />
            <Text size="sm">{t("my-item.pay-what")}</Text>
            <Group>
              <Button type="submit" loading={busy}>
                {t("my-item.pay")}
              </Button>
            </Group>
            {refusal === null ? null : <Refused refusal={refusal} />}
          </Stack>
        </form>
      )}
    </Section>
  );
}

/** Where and how, as the centre wrote it in the reader's language or another; else what the way is. */
export function wayText(
  { language, named }: Pick<Speaking, "language" | "named">,
  ways: OwnProps["page"]["ways"],
  way: string,
): string {
  const texts = ways.find((one) => one.way === way)?.texts;
  return texts?.[language] ?? texts?.en ?? texts?.zh ?? texts?.fr ?? named("pay-how", way);
}
