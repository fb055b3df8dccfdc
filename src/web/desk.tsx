/**
 * The clerk's desk: what of the reader's is here and cannot leave, each with the one thing that frees
 * it, done beside the list. The filter and what is open are in the address.
 */
import { Group, NativeSelect, Stack, Text, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { centreNow } from "./api.ts";
import { ListAndCase, MoreRows } from "./case-list.tsx";
import { type DeskSearch, deskSearchOf, nameOf, THINGS, waitedText } from "./desk.model.ts";
import type { StuckRow } from "./desk-answers.ts";
import { PageLink } from "./page-link.tsx";
import { refusalOf } from "./refusal-error.ts";
import { Refused } from "./refused.tsx";
import { useSpeaking } from "./speaking.tsx";
import { StuckCase } from "./stuck-case.tsx";
import { usePages } from "./use-pages.ts";

/** How often the list is asked anew, ms. */
const EVERY_MS = 30_000;

export function Desk(): ReactNode {
  const { t } = useSpeaking();
  const search = useSearch({ from: "/inside/desk" });
  const { thing, open } = search;
  const { rows, error, isSuccess, isPending, hasMore, more, again } = usePages<StuckRow>(
    "list-stuck",
    {
      input: { thing },
      everyMs: EVERY_MS,
    },
  );
  return (
    <Stack>
      <Group justify="space-between" align="end">
        <div>
          <Title order={1}>{t("desk.title")}</Title>
          <Text>{t("desk.what")}</Text>
        </div>
        <ThingFilter search={search} />
      </Group>
      {error === null ? null : <Refused refusal={refusalOf(error)} onRetry={again} />}
      {isSuccess && rows.length === 0 && !hasMore ? (
        <Text role="status" fw={600}>
          {t(thing === undefined ? "desk.empty" : "desk.empty-thing")}
        </Text>
      ) : null}
      <ListAndCase
        list={
          <>
            {rows.length === 0 ? null : <StuckRows rows={rows} search={search} />}
            <MoreRows isPending={isPending} hasMore={hasMore} more={more} />
          </>
        }
      >
        {open === undefined ? (
          <Text c="dimmed">{rows.length === 0 ? null : t("desk.choose")}</Text>
        ) : (
          <StuckCase
            key={open}
            id={open}
            row={rows.find(({ shipment }) => shipment.id === open)}
            isListed={isSuccess}
            search={search}
          />
        )}
      </ListAndCase>
    </Stack>
  );
}

function ThingFilter({ search }: { readonly search: DeskSearch }): ReactNode {
  const { t, named } = useSpeaking();
  const navigate = useNavigate();
  return (
    <search>
      <NativeSelect
        label={t("desk.thing")}
        value={search.thing ?? ""}
        data={[
          { value: "", label: t("find.all") },
          ...THINGS.map((value) => ({ value, label: named("thing", value) })),
        ]}
        onChange={({ currentTarget }) =>
          void navigate({
            to: "/desk",
            search: deskSearchOf({ thing: currentTarget.value }),
            replace: true,
          })
        }
      />
    </search>
  );
}

type RowsProps = { readonly rows: readonly StuckRow[]; readonly search: DeskSearch };

function StuckRows({ rows, search: { thing, open } }: RowsProps): ReactNode {
  const { t, named, locale } = useSpeaking();
  return (
    <section className="scroller" aria-label={t("desk.table")} tabIndex={0}>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">{t("find.identifier")}</th>
            <th scope="col">{t("desk.thing")}</th>
            <th scope="col">{t("desk.by")}</th>
            <th scope="col">{t("find.stream")}</th>
            <th scope="col">{t("desk.since")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const { shipment } = row;
            const { code, more } = nameOf(row);
            const isOpen = shipment.id === open;
            return (
              <tr key={shipment.id} className={isOpen ? "is-open" : undefined}>
                <td>
                  <PageLink
                    to="/desk"
                    search={{ ...(thing !== undefined && { thing }), open: shipment.id }}
                    className="mono"
                    aria-current={isOpen ? "true" : undefined}
                  >
                    {more === 0 ? code : t("desk.many", { code, more })}
                  </PageLink>
                </td>
                <td data-name={t("desk.thing")}>{named("thing", row.thing)}</td>
                <td data-name={t("desk.by")}>{named("who", row.by)}</td>
                <td data-name={t("find.stream")}>{named("stream", shipment.stream)}</td>
                <td className="short" data-name={t("desk.since")}>
                  {waitedText((centreNow() - shipment.lastAt) / 60_000, locale)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
