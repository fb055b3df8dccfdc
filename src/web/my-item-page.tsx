/**
 * What an addressee sees of the own item and can do: what keeps it and who frees it, what was declared,
 * what is to be paid. Every act says what it does and what it does not do.
 */
import { Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { AddresseePage, OpenedItem } from "./answers.ts";
import type { Entry } from "./my-item.tsx";
import { AddresseeDeclares } from "./my-item-declare.tsx";
import { AddresseePays } from "./my-item-pay.tsx";
import { Refused } from "./refused.tsx";
import { moneyText, personText, scaledText } from "./show.model.ts";
import { Fact, Section } from "./show-parts.tsx";
import { useSpeaking } from "./speaking.tsx";
import { useAct } from "./use-act.ts";
import { blockerLine } from "./why.ts";

export type OwnProps = {
  readonly entry: Entry;
  readonly page: AddresseePage;
  readonly onPage: (page: AddresseePage) => void;
};

export function MyItemPage(props: OwnProps & { readonly onClose: () => void }): ReactNode {
  const { t, named, time } = useSpeaking();
  const { page, onClose } = props;
  const isThere = page.status === "expected" || page.status === "present";
  return (
    <Stack>
      <Card withBorder padding="lg" component="section" aria-label={t("track.now")}>
        <Title order={2}>
          <span className="mono">{page.code}</span> · {named("status", page.status)}
        </Title>
        <Text>{t("my-item.ends", { at: time(page.endsAt) })}</Text>
        <Group mt="xs">
          <Button variant="default" onClick={onClose}>
            {t("my-item.close")}
          </Button>
        </Group>
      </Card>
      {isThere ? <WhatKeepsIt page={page} /> : null}
      <Declared page={page} />
      {page.duty === null ? null : <AddresseePays {...props} />}
      {isThere ? <AddresseeDeclares {...props} /> : null}
      {isThere ? <Wishes {...props} /> : null}
      <Done page={page} />
    </Stack>
  );
}

function WhatKeepsIt({ page }: { readonly page: AddresseePage }): ReactNode {
  const speaking = useSpeaking();
  const { t } = speaking;
  const lines = page.blockers.map((blocker) =>
    blockerLine(speaking, blocker as Parameters<typeof blockerLine>[1]),
  );
  return (
    <Section title={t("item.blockers")}>
      {lines.length === 0 ? (
        <Text>{t("item.no-blockers")}</Text>
      ) : (
        <ul>
          {[...new Set(lines)].map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Declared({ page }: { readonly page: AddresseePage }): ReactNode {
  const { t, time, locale } = useSpeaking();
  return (
    <Section title={t("my-item.declared")}>
      <dl className="facts">
        <Fact name={t("shipment.recipient")}>{personText(page.recipient)}</Fact>
      </dl>
      <div className="scroller">
        <table className="grid">
          <thead>
            <tr>
              <th scope="col">{t("shipment.description")}</th>
              <th scope="col" className="number">
                {t("shipment.quantity")}
              </th>
              <th scope="col" className="number">
                {t("shipment.value")}
              </th>
              <th scope="col">{t("my-item.declared-by")}</th>
            </tr>
          </thead>
          <tbody>
            {page.declared.flatMap(({ at, lines, currency = null, byAddressee }, declaration) =>
              lines.map((line, index) => (
                <tr key={`${declaration + 1}/${index + 1}`}>
                  <td data-name={t("shipment.description")}>{line.description}</td>
                  <td className="number" data-name={t("shipment.quantity")}>
                    {scaledText(line.quantity, locale)}
                  </td>
                  <td className="number" data-name={t("shipment.value")}>
                    {moneyText(line.totalValue ?? line.unitValue, currency, locale)}
                  </td>
                  <td data-name={t("my-item.declared-by")}>
                    {t(byAddressee ? "my-item.by-you" : "my-item.by-sender")}, {time(at)}
                  </td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

/** Giving it up, or asking it back: each asks once more before it is sent. */
function Wishes({ entry, page, onPage }: OwnProps): ReactNode {
  const { t } = useSpeaking();
  const { run, busy, refusal } = useAct();
  const [asked, setAsked] = useState<"abandon-item" | "ask-return" | undefined>();
  if (!page.mayDecide) return null;
  const send = async (name: string): Promise<void> => {
    const { value } = await run<OpenedItem>(name, entry);
    setAsked(undefined);
    if (value?.page !== undefined) onPage(value.page);
  };
  return (
    <Section title={t("my-item.wishes")}>
      <Text>{t("my-item.wishes-what")}</Text>
      {asked === undefined ? (
        <Group mt="xs">
          <Button variant="default" onClick={() => setAsked("ask-return")}>
            {t("my-item.return")}
          </Button>
          <Button variant="default" onClick={() => setAsked("abandon-item")}>
            {t("my-item.abandon")}
          </Button>
        </Group>
      ) : (
        <div role="alert">
          <Text fw={600}>
            {t(asked === "abandon-item" ? "my-item.abandon-sure" : "my-item.return-sure")}
          </Text>
          <Group mt="xs">
            <Button color="red" loading={busy} autoFocus onClick={() => void send(asked)}>
              {t(asked === "abandon-item" ? "my-item.abandon-yes" : "my-item.return-yes")}
            </Button>
            <Button variant="default" onClick={() => setAsked(undefined)}>
              {t("my-item.no")}
            </Button>
          </Group>
        </div>
      )}
      {refusal === null ? null : <Refused refusal={refusal} />}
    </Section>
  );
}

/** What was done here; has the focus after each new act, whose form may be gone. */
function Done({ page }: { readonly page: AddresseePage }): ReactNode {
  const { t, named, time, locale } = useSpeaking();
  const place = useRef<HTMLDivElement>(null);
  const seen = useRef(page.acts.length);
  useEffect(() => {
    if (page.acts.length > seen.current) place.current?.focus();
    seen.current = page.acts.length;
  }, [page.acts.length]);
  if (page.acts.length === 0) return null;
  return (
    <div ref={place} tabIndex={-1}>
      <Section title={t("my-item.acts")}>
        <ol className="timeline">
          {page.acts.map(({ type, at, amountMinor, currency = null, reference }, index) => (
            <li key={`${index + 1}/${type}`}>
              <time dateTime={new Date(at).toISOString()}>{time(at)}</time>
              <span>
                {named("event", type)}
                {amountMinor === undefined ? "" : ` · ${moneyText(amountMinor, currency, locale)}`}
                {reference === undefined ? "" : ` · ${reference}`}
              </span>
            </li>
          ))}
        </ol>
      </Section>
    </div>
  );
}
