/**
 * Pieces that are at the centre without a declaration, oldest need first as the centre lists them.
 * They leave only by order; declaring them is done by a file.
 */

import { Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { classify } from "#standards/upu/identifiers.ts";
import type { UndeterminedRow } from "./answers.ts";
import { MoreRows } from "./case-list.tsx";
import { PageLink } from "./page-link.tsx";
import { refusalOf } from "./refusal-error.ts";
import { Refused } from "./refused.tsx";
import { useSpeaking } from "./speaking.tsx";
import { usePages } from "./use-pages.ts";

export function ListUndetermined(): ReactNode {
  const { t, time } = useSpeaking();
  const { rows, error, isSuccess, isPending, hasMore, more, again } =
    usePages<UndeterminedRow>("list-undetermined");
  return (
    <Stack>
      <Title order={1}>{t("undetermined.title")}</Title>
      <Text>{t("undetermined.what")}</Text>
      {error === null ? null : <Refused refusal={refusalOf(error)} onRetry={again} />}
      {isSuccess && rows.length === 0 ? (
        <Text fw={600} role="status">
          {t("undetermined.empty")}
        </Text>
      ) : null}
      {rows.length === 0 ? null : (
        <table className="grid">
          <thead>
            <tr>
              <th scope="col">{t("item.identifiers")}</th>
              <th scope="col">{t("find.place")}</th>
              <th scope="col">{t("undetermined.since")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.itemId}>
                <td>
                  <PageLink to="/items/$item" params={{ item: internalOf(row) }} className="mono">
                    {row.identifiers.join(", ")}
                  </PageLink>
                </td>
                <td data-name={t("find.place")}>{row.placeRef}</td>
                <td data-name={t("undetermined.since")}>{time(row.shipment.lastAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <MoreRows isPending={isPending} hasMore={hasMore} more={more} />
    </Stack>
  );
}

/** The centre's own number of the piece, which no other has; its id where it has none. */
function internalOf({ identifiers, itemId }: UndeterminedRow): string {
  return identifiers.find((code) => classify(code).scheme === "internal") ?? itemId;
}
