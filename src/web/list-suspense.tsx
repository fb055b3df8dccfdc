/**
 * Messages that were not understood whole: their file, how many rows went in, how many findings.
 * Nothing is judged here; a message is opened to see and correct it.
 */

import { Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import type { MessageAnswer } from "./answers.ts";
import { MoreRows } from "./case-list.tsx";
import { PageLink } from "./page-link.tsx";
import { refusalOf } from "./refusal-error.ts";
import { Refused } from "./refused.tsx";
import { useSpeaking } from "./speaking.tsx";
import { usePages } from "./use-pages.ts";

export function ListSuspense(): ReactNode {
  const { t } = useSpeaking();
  const { rows, error, isSuccess, isPending, hasMore, more, again } =
    usePages<MessageAnswer>("list-suspense");
  return (
    <Stack>
      <Title order={1}>{t("suspense.title")}</Title>
      <Text>{t("suspense.what")}</Text>
      {error === null ? null : <Refused refusal={refusalOf(error)} onRetry={again} />}
      {isSuccess && rows.length === 0 ? (
        <Text fw={600} role="status">
          {t("suspense.empty")}
        </Text>
      ) : null}
      {rows.length === 0 ? null : <Messages rows={rows} />}
      <MoreRows isPending={isPending} hasMore={hasMore} more={more} />
    </Stack>
  );
}

function Messages({ rows }: { readonly rows: readonly MessageAnswer[] }): ReactNode {
  const { t, named, time, number } = useSpeaking();
  return (
    <table className="grid">
      <thead>
        <tr>
          <th scope="col">{t("suspense.name")}</th>
          <th scope="col">{t("suspense.format")}</th>
          <th scope="col">{t("suspense.state")}</th>
          <th scope="col" className="number">
            {t("suspense.rows")}
          </th>
          <th scope="col" className="number">
            {t("message.findings")}
          </th>
          <th scope="col">{t("suspense.received")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((message) => (
          <tr key={message.messageId}>
            <td>
              <PageLink to="/messages/$message" params={{ message: message.messageId }}>
                {message.name}
              </PageLink>
            </td>
            <td data-name={t("suspense.format")}>{named("format", message.format)}</td>
            <td data-name={t("suspense.state")}>{named("message-state", message.state)}</td>
            <td className="number" data-name={t("suspense.rows")}>
              {number(message.rowsDone)} / {number(message.rowsRefused)}
            </td>
            <td className="number" data-name={t("message.findings")}>
              {number(message.findingsTotal)}
            </td>
            <td data-name={t("suspense.received")}>{time(message.receivedAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
