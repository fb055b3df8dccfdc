/**
 * The officer's list: what rules, chance or names picked, oldest first, and beside it the open one whole.
 * Keys go to the next and open decisions; a scan opens its shipment. What is open is in the address.
 */
import { Checkbox, Group, Stack, Text, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { normalise } from "#standards/upu/identifiers.ts";
import { ListAndCase, MoreRows } from "./case-list.tsx";
import { waitedText } from "./desk.model.ts";
import type { SelectedRow } from "./desk-answers.ts";
import {
  type Decision,
  type KeyAct,
  neighbour,
  type OfficerSearch,
  officerSearchOf,
  type Standing,
  standingOf,
} from "./officer.model.ts";
import { OfficerCase } from "./officer-case.tsx";
import { PageLink } from "./page-link.tsx";
import { refusalOf } from "./refusal-error.ts";
import { Refused } from "./refused.tsx";
import { may, useUser } from "./session.ts";
import { useSpeaking } from "./speaking.tsx";
import { useKeysOn, useOfficerKeys } from "./use-officer-keys.ts";
import { usePages } from "./use-pages.ts";
import { useWedge } from "./use-wedge.ts";

/** How often the list is asked anew, ms. */
const EVERY_MS = 30_000;

export function Officer(): ReactNode {
  const { t } = useSpeaking();
  const user = useUser();
  if (user === undefined) return null;
  if (may(user, "officer")) return <Picked />;
  return (
    <Stack>
      <Title order={1}>{t("officer.title")}</Title>
      <Text role="alert">{t("officer.not-yours")}</Text>
    </Stack>
  );
}

function Picked(): ReactNode {
  const { t } = useSpeaking();
  const search = useSearch({ from: "/inside/officer" });
  const { open } = search;
  const pages = usePages<SelectedRow>("list-selected", {
    input: { settled: search.settled },
    everyMs: EVERY_MS,
  });
  const { rows, error, isSuccess } = pages;
  const [deciding, setDeciding] = useState<Decision | undefined>();
  const { go, standing, show } = useGoing(rows, search);
  const [keys, setKeys] = useKeysOn();
  useEffect(() => setDeciding(undefined), [open]);
  useOfficerKeys(keys, (act: KeyAct) => {
    if (act === "next" || act === "previous") go(act);
    else if (open !== undefined) setDeciding(act);
  });
  useWedge((read) => show(normalise(read)));
  return (
    <Stack>
      <Group justify="space-between" align="end">
        <div>
          <Title order={1}>{t("officer.title")}</Title>
          <Text>{t("officer.what")}</Text>
        </div>
        <Switches search={search} keys={keys} onKeys={setKeys} />
      </Group>
      {error === null ? null : <Refused refusal={refusalOf(error)} onRetry={pages.again} />}
      {isSuccess && rows.length === 0 ? (
        <Text role="status" fw={600}>
          {t("officer.empty")}
        </Text>
      ) : null}
      <ListAndCase
        list={
          <>
            {rows.length === 0 ? null : <PickedRows rows={rows} search={search} />}
            <MoreRows {...pages} />
          </>
        }
      >
        {open === undefined ? (
          <Text c="dimmed">{rows.length === 0 ? null : t("officer.choose")}</Text>
        ) : (
          <OfficerCase
            key={open}
            open={open}
            row={rowOf(rows, open)}
            search={search}
            deciding={deciding}
            onDeciding={setDeciding}
            onGo={go}
            position={
              standing.isThere
                ? t("officer.position", { at: standing.at + 1, count: rows.length })
                : undefined
            }
          />
        )}
      </ListAndCase>
    </Stack>
  );
}

/** The open one in the list: the address names it by its id, or by a code that was scanned. */
function rowOf(rows: readonly SelectedRow[], open: string | undefined): SelectedRow | undefined {
  return rows.find(
    ({ shipment, items }) =>
      shipment.id === open || items.some(({ codes }) => codes.some((code) => code === open)),
  );
}

/** Going from one to the next; of one that left the list its place is remembered. */
function useGoing(rows: readonly SelectedRow[], search: OfficerSearch) {
  const navigate = useNavigate();
  const ids = useMemo(() => rows.map(({ shipment }) => shipment.id), [rows]);
  const before = useRef(-1);
  const here = rowOf(rows, search.open)?.shipment.id ?? search.open;
  const standing: Standing = standingOf(ids, here, before.current);
  useEffect(() => {
    before.current = standing.at;
  }, [standing.at]);
  const show = (open: string): void =>
    void navigate({
      to: "/officer",
      search: officerSearchOf({ settled: search.settled, open }),
    });
  const go = (way: "next" | "previous"): void => {
    const to = neighbour(ids, standing, way);
    if (to !== undefined) show(to);
  };
  return { go, show, standing };
}

type SwitchesProps = {
  readonly search: OfficerSearch;
  readonly keys: boolean;
  readonly onKeys: (on: boolean) => void;
};

function Switches({ search, keys, onKeys }: SwitchesProps): ReactNode {
  const { t } = useSpeaking();
  const navigate = useNavigate();
  return (
    <Stack gap={4}>
      <Checkbox
        label={t("officer.settled")}
        checked={search.settled === true}
        onChange={({ currentTarget }) =>
          void navigate({
            to: "/officer",
            search: officerSearchOf({ ...search, settled: currentTarget.checked }),
            replace: true,
          })
        }
      />
      <Checkbox
        label={t("officer.keys")}
        checked={keys}
        onChange={({ currentTarget }) => onKeys(currentTarget.checked)}
      />
    </Stack>
  );
}

type RowsProps = { readonly rows: readonly SelectedRow[]; readonly search: OfficerSearch };

function PickedRows({ rows, search }: RowsProps): ReactNode {
  const { t, named, say, locale } = useSpeaking();
  const open = rowOf(rows, search.open);
  return (
    <section className="scroller" aria-label={t("officer.table")} tabIndex={0}>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">{t("find.identifier")}</th>
            <th scope="col">{t("officer.reasons")}</th>
            <th scope="col">{t("find.stream")}</th>
            <th scope="col">{t("officer.age")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ shipment, items, declarations, reasons, screening, ageMinutes }) => {
            const isOpen = shipment.id === open?.shipment.id;
            const why = new Set([...reasons, ...screening].map((one) => say(one).sentence));
            return (
              <tr key={shipment.id} className={isOpen ? "is-open" : undefined}>
                <td>
                  <PageLink
                    to="/officer"
                    search={officerSearchOf({ settled: search.settled, open: shipment.id })}
                    className="mono"
                    aria-current={isOpen ? "true" : undefined}
                  >
                    {items[0]?.codes[0] ?? declarations[0]?.number ?? shipment.id.slice(-8)}
                  </PageLink>
                </td>
                <td data-name={t("officer.reasons")}>{[...why].join(" ")}</td>
                <td data-name={t("find.stream")}>{named("stream", shipment.stream)}</td>
                <td className="short" data-name={t("officer.age")}>
                  {waitedText(ageMinutes, locale)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
