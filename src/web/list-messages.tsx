/**
 * The messages exchanged with partners, newest first: their state and age, what waits for an answer and
 * who is silent. Filters are in the address; a message is opened to read and correct it.
 */

import { Group, NativeSelect, Stack, Text, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { look } from "./api.ts";
import { MoreRows } from "./case-list.tsx";
import {
  ageOf,
  isSuspenseAlone,
  MESSAGE_STATES,
  type MessagesSearch,
  messagesInput,
  messagesSearchOf,
  TO_MEND,
} from "./list-messages.model.ts";
import { PageLink } from "./page-link.tsx";
import { usePageTitle } from "./page-title.ts";
import { refusalOf, valueOf } from "./refusal-error.ts";
import { Refused } from "./refused.tsx";
import { useSpeaking } from "./speaking.tsx";
import { Typed } from "./typed.tsx";

type Listed = {
  readonly messageId: string;
  readonly name: string;
  readonly format: string;
  readonly direction: "in" | "out";
  readonly state: string;
  readonly rowsDone: number;
  readonly rowsRefused: number;
  readonly findingsTotal: number;
  readonly ageMinutes: number;
  readonly receivedAt: number;
  readonly partner: string | null;
  readonly waiting: number;
  readonly silent: number;
  readonly dueAt: number | null;
};
type Page = { readonly messages: readonly Listed[]; readonly next?: string };

const PAGE_ROWS = 100;
/** How often the list is asked anew, ms. */
const FRESH_MS = 30_000;

export function ListMessages(): ReactNode {
  const { t } = useSpeaking();
  const search = useSearch({ from: "/inside/messages" });
  const found = useInfiniteQuery({
    queryKey: ["show-messages", search],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const input = { ...messagesInput(search), after: pageParam, limit: PAGE_ROWS };
      return valueOf(await look<Page>("show-messages", input, signal));
    },
    getNextPageParam: (last) => last.next,
    refetchInterval: FRESH_MS,
  });
  const title = t(search.state === TO_MEND ? "suspense.title" : "messages.title");
  usePageTitle(title);
  const rows = found.data?.pages.flatMap((page) => page.messages) ?? [];
  return (
    <Stack>
      <Title order={1}>{title}</Title>
      <Text>{t(search.state === TO_MEND ? "suspense.what" : "messages.what")}</Text>
      <Filters search={search} />
      {found.error === null ? null : (
        <Refused refusal={refusalOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.isSuccess && rows.length === 0 ? (
        <Text role="status" fw={600}>
          {t(isSuspenseAlone(search) ? "suspense.empty" : "messages.empty")}
        </Text>
      ) : null}
      {rows.length === 0 ? null : <Rows rows={rows} />}
      <MoreRows
        isPending={found.isPending}
        hasMore={found.hasNextPage}
        more={() => void found.fetchNextPage()}
      />
    </Stack>
  );
}

function Filters({ search }: { readonly search: MessagesSearch }): ReactNode {
  const { t, named } = useSpeaking();
  const navigate = useNavigate();
  const set = (part: Readonly<Record<string, string>>): void =>
    void navigate({
      to: "/messages",
      search: messagesSearchOf({ ...search, ...part }),
      replace: true,
    });
  const choice = (
    name: keyof MessagesSearch,
    values: readonly string[],
    nameOf: (value: string) => string,
  ) => (
    <NativeSelect
      label={named("messages", name)}
      value={search[name] ?? ""}
      data={[
        { value: "", label: t("find.all") },
        ...values.map((value) => ({ value, label: nameOf(value) })),
      ]}
      onChange={({ currentTarget }) => set({ [name]: currentTarget.value })}
    />
  );
  return (
    <search>
      <Group align="end">
        {choice("direction", ["in", "out"], (one) => named("message-way", one))}
        {choice("state", MESSAGE_STATES, (one) => named("message-state", one))}
        {choice("answer", ["waiting", "silent"], (one) => named("message-answer", one))}
        <Typed
          label={t("messages.partner")}
          value={search.partner ?? ""}
          onSettled={(partner) => set({ partner })}
        />
        <Typed
          label={t("messages.format")}
          value={search.format ?? ""}
          onSettled={(format) => set({ format })}
        />
      </Group>
    </search>
  );
}

function Rows({ rows }: { readonly rows: readonly Listed[] }): ReactNode {
  const { t } = useSpeaking();
  return (
    <div className="scroller" role="group" aria-label={t("messages.title")} tabIndex={0}>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">{t("suspense.name")}</th>
            <th scope="col">{t("messages.direction")}</th>
            <th scope="col">{t("messages.partner")}</th>
            <th scope="col">{t("messages.format")}</th>
            <th scope="col">{t("messages.state")}</th>
            <th scope="col" className="number">
              {t("suspense.rows")}
            </th>
            <th scope="col" className="number">
              {t("message.findings")}
            </th>
            <th scope="col">{t("messages.age")}</th>
            <th scope="col">{t("messages.answer")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.messageId} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row }: { readonly row: Listed }): ReactNode {
  const { t, named, number, time, locale } = useSpeaking();
  const [unit, count] = ageOf(row.ageMinutes);
  const age = new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" });
  return (
    <tr>
      <td>
        <PageLink to="/messages/$message" params={{ message: row.messageId }}>
          {row.name}
        </PageLink>
      </td>
      <td data-name={t("messages.direction")}>{named("message-way", row.direction)}</td>
      <td data-name={t("messages.partner")}>{row.partner ?? "–"}</td>
      <td data-name={t("messages.format")}>{named("format", row.format)}</td>
      <td data-name={t("messages.state")}>{named("message-state", row.state)}</td>
      <td className="number" data-name={t("suspense.rows")}>
        {number(row.rowsDone)} / {number(row.rowsRefused)}
      </td>
      <td className="number" data-name={t("message.findings")}>
        {number(row.findingsTotal)}
      </td>
      <td data-name={t("messages.age")} title={time(row.receivedAt)}>
        {age.format(count)}
      </td>
      <td data-name={t("messages.answer")}>
        {row.silent > 0 ? (
          <strong>⚠ {t("messages.silent-count", { count: row.silent })}</strong>
        ) : row.waiting > 0 ? (
          t("messages.waiting-until", { count: row.waiting, at: time(row.dueAt) })
        ) : (
          "–"
        )}
      </td>
    </tr>
  );
}
