/**
 * The duty desk: sums by party, then what is due, owed by the month or to be refunded by age, and the
 * open one beside. The filters and what is open are in the address.
 */
import { Button, Group, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { normalise } from "#standards/upu/identifiers.ts";
import { ListAndCase, MoreRows } from "./case-list.tsx";
import type { OwedRow, OwedTotal } from "./desk-answers.ts";
import { DutyCase } from "./duty-case.tsx";
import { DUTY_STATES, type DutySearch, dutySearchOf } from "./duty-desk.model.ts";
import { PageLink } from "./page-link.tsx";
import { refusalOf } from "./refusal-error.ts";
import { Refused } from "./refused.tsx";
import { moneyText } from "./show.model.ts";
import { useSpeaking } from "./speaking.tsx";
import { usePages } from "./use-pages.ts";
import { useWedge } from "./use-wedge.ts";

export function DutyDesk(): ReactNode {
  const { t } = useSpeaking();
  const search = useSearch({ from: "/inside/duty" });
  const { open, ...filters } = search;
  const pages = usePages<OwedRow>("list-duty", { input: filters, list: "duties" });
  const totals = (pages.first?.["totals"] ?? []) as readonly OwedTotal[];
  const { rows, error, isSuccess } = pages;
  return (
    <Stack>
      <Title order={1}>{t("duty.title")}</Title>
      <Text>{t("duty.what")}</Text>
      <Filters key={JSON.stringify(filters)} search={search} />
      {error === null ? null : <Refused refusal={refusalOf(error)} onRetry={pages.again} />}
      {isSuccess && rows.length === 0 ? (
        <Text role="status" fw={600}>
          {t("duty.empty")}
        </Text>
      ) : null}
      <ListAndCase
        list={
          <>
            {totals.length === 0 ? null : <Totals totals={totals} search={search} />}
            {rows.length === 0 ? null : <Owed rows={rows} search={search} />}
            <MoreRows {...pages} />
          </>
        }
      >
        {open === undefined ? (
          <Text c="dimmed">{t("duty.choose")}</Text>
        ) : (
          <DutyCase key={open} open={open} />
        )}
      </ListAndCase>
    </Stack>
  );
}

function Filters({ search }: { readonly search: DutySearch }): ReactNode {
  const { t, named } = useSpeaking();
  const navigate = useNavigate();
  const set = (part: Readonly<Record<string, string>>): void =>
    void navigate({ to: "/duty", search: dutySearchOf({ ...search, ...part }) });
  useWedge((read) => set({ open: normalise(read) }));
  return (
    <Group align="end">
      <NativeSelect
        label={t("duty.state")}
        value={search.state ?? ""}
        data={[
          { value: "", label: t("find.all") },
          ...DUTY_STATES.map((value) => ({ value, label: named("duty-state", value) })),
        ]}
        onChange={({ currentTarget }) => set({ state: currentTarget.value, open: "" })}
      />
      <OneField
        name="party"
        label={t("duty.party")}
        button={t("shift.show")}
        value={search.party ?? ""}
        onGiven={(party) => set({ party, open: "" })}
      />
      <OneField
        name="code"
        label={t("duty.code")}
        button={t("duty.open")}
        value=""
        onGiven={(code) => set({ open: normalise(code) })}
      />
    </Group>
  );
}

type FieldProps = {
  readonly name: string;
  readonly label: string;
  readonly button: string;
  readonly value: string;
  readonly onGiven: (text: string) => void;
};

/** A field of its own that is asked for by Enter or its button. */
function OneField({ name, label, button, value, onGiven }: FieldProps): ReactNode {
  return (
    <form
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        const typed = new FormData(event.currentTarget).get(name);
        onGiven(typeof typed === "string" ? typed.trim() : "");
      }}
    >
      <Group align="end" gap="xs">
        <TextInput
          name={name}
          label={label}
          defaultValue={value}
          spellCheck={false}
          autoComplete="off"
        />
        <Button type="submit" variant="default">
          {button}
        </Button>
      </Group>
    </form>
  );
}

type TotalsProps = { readonly totals: readonly OwedTotal[]; readonly search: DutySearch };

function Totals({ totals, search }: TotalsProps): ReactNode {
  const { t, named, number, time, locale } = useSpeaking();
  return (
    <section aria-label={t("duty.totals")}>
      <Title order={2} size="h4">
        {t("duty.totals")}
      </Title>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">{t("duty.owed-by")}</th>
            <th scope="col">{t("duty.secured")}</th>
            <th scope="col" className="number">
              {t("duty.shipments")}
            </th>
            <th scope="col" className="number">
              {t("duty.due")}
            </th>
            <th scope="col">{t("duty.oldest")}</th>
          </tr>
        </thead>
        <tbody>
          {totals.map(({ owedBy, securedBy, currency, shipments, dueMinor, oldestAt }) => (
            <tr key={`${owedBy}/${securedBy}/${currency}`}>
              <td>
                {owedBy === null ? (
                  t("duty.nobody")
                ) : (
                  <PageLink
                    to="/duty"
                    search={dutySearchOf({ ...search, open: "", party: owedBy })}
                    className="mono"
                  >
                    {owedBy}
                  </PageLink>
                )}
              </td>
              <td data-name={t("duty.secured")}>
                {securedBy === null ? "–" : named("payer", securedBy)}
              </td>
              <td className="number" data-name={t("duty.shipments")}>
                {number(shipments)}
              </td>
              <td className="number" data-name={t("duty.due")}>
                {moneyText(dueMinor, currency, locale)}
              </td>
              <td data-name={t("duty.oldest")}>{time(oldestAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type OwedProps = { readonly rows: readonly OwedRow[]; readonly search: DutySearch };

function Owed({ rows, search }: OwedProps): ReactNode {
  const { t, named, locale } = useSpeaking();
  const days = new Intl.NumberFormat(locale, { style: "unit", unit: "day", unitDisplay: "short" });
  return (
    <section className="scroller" aria-label={t("duty.list")} tabIndex={0}>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">{t("find.identifier")}</th>
            <th scope="col" className="number">
              {t("duty.due")}
            </th>
            <th scope="col">{t("duty.owed-by")}</th>
            <th scope="col">{t("duty.secured")}</th>
            <th scope="col">{t("duty.age")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const isOpen = row.shipmentId === search.open;
            return (
              <tr key={row.shipmentId} className={isOpen ? "is-open" : undefined}>
                <td>
                  <PageLink
                    to="/duty"
                    search={dutySearchOf({ ...search, open: row.shipmentId })}
                    className="mono"
                    aria-current={isOpen ? "true" : undefined}
                  >
                    {row.codes[0] ?? row.shipmentId.slice(-8)}
                  </PageLink>
                </td>
                <td className="number" data-name={t("duty.due")}>
                  {moneyText(row.dueMinor, row.currency, locale)}
                </td>
                <td data-name={t("duty.owed-by")}>{row.owedBy ?? t("duty.nobody")}</td>
                <td data-name={t("duty.secured")}>
                  {row.securedBy === null ? "–" : named("payer", row.securedBy)}
                </td>
                <td data-name={t("duty.age")}>{days.format(row.ageDays)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
