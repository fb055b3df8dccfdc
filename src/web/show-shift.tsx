/**
 * The papers of a shift: by party and stream what came, was released, held, met, returned and taxed, to
 * be printed or saved as a file. Days begin and end by the centre's legal zone; the period is in the address.
 */
import { Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ShiftLine, ShiftPage, ShiftSum } from "./desk-answers.ts";
import { refusalOf, viewQuery } from "./refusal-error.ts";
import { Refused } from "./refused.tsx";
import { saveFile } from "./save-file.ts";
import { moneyText } from "./show.model.ts";
import { COUNTS, type ShiftSearch, SUMS, shiftCsv, shiftSearchOf } from "./show-shift.model.ts";
import { type Speaking, useSpeaking } from "./speaking.tsx";

export function ShowShift(): ReactNode {
  const { t } = useSpeaking();
  const search = useSearch({ from: "/inside/shift" });
  const shown = useQuery(viewQuery<ShiftPage>("show-shift", search));
  const page = shown.data;
  return (
    <Stack className="shift">
      <Title order={1}>{t("shift.title")}</Title>
      <Period key={JSON.stringify(search)} search={search} />
      {shown.error === null ? null : (
        <Refused refusal={refusalOf(shown.error)} onRetry={() => void shown.refetch()} />
      )}
      {page === undefined ? (
        <Text role="status">{shown.isFetching ? t("app.loading") : null}</Text>
      ) : (
        <Papers page={page} />
      )}
    </Stack>
  );
}

/** A day, or local times of the centre; the times win where both are given. */
function Period({ search }: { readonly search: ShiftSearch }): ReactNode {
  const { t } = useSpeaking();
  const navigate = useNavigate();
  return (
    <form
      aria-label={t("shift.show")}
      className="no-print"
      onSubmit={(event) => {
        event.preventDefault();
        const given = Object.fromEntries(new FormData(event.currentTarget));
        void navigate({ to: "/shift", search: shiftSearchOf(given) });
      }}
    >
      <Group align="end">
        <TextInput type="date" name="day" label={t("shift.day")} defaultValue={search.day ?? ""} />
        <TextInput
          type="datetime-local"
          name="from"
          label={t("shift.from")}
          defaultValue={search.from ?? ""}
        />
        <TextInput
          type="datetime-local"
          name="to"
          label={t("shift.to")}
          defaultValue={search.to ?? ""}
        />
        <Button type="submit">{t("shift.show")}</Button>
      </Group>
    </form>
  );
}

function Papers({ page }: { readonly page: ShiftPage }): ReactNode {
  const { t, named, locale } = useSpeaking();
  const { site, zone, lines, totals } = page;
  const at = (instant: number): string =>
    new Intl.DateTimeFormat(locale, {
      dateStyle: "medium",
      timeStyle: "short",
      hourCycle: "h23",
      timeZone: zone,
    }).format(instant);
  const from = at(page.from);
  return (
    <>
      <Text fw={600}>{t("shift.period", { site, from, to: at(page.to), zone })}</Text>
      <Group className="no-print">
        <Button onClick={() => window.print()}>{t("shift.print")}</Button>
        <Button variant="default" onClick={() => saveFile(fileName(page), shiftCsv(page, named))}>
          {t("shift.csv")}
        </Button>
      </Group>
      {totals.length === 0 ? (
        <Text role="status" fw={600}>
          {t("shift.empty")}
        </Text>
      ) : (
        <>
          <Lines title={t("shift.parties")} lines={lines} />
          <Text size="sm">{t("shift.what")}</Text>
          <Lines title={t("shift.totals")} lines={totals} />
        </>
      )}
      <p className="signed">
        <span>{t("shift.handed")}</span>
        <span>{t("shift.taken")}</span>
      </p>
    </>
  );
}

/** Named by site and the minute it begins, in the site's zone. */
function fileName({ site, from, zone }: ShiftPage): string {
  const begins = new Date(from).toLocaleString("sv-SE", { timeZone: zone });
  return `shift-${site}-${begins.slice(0, 16).replace(/[ :]/g, "-")}.csv`;
}

type LinesProps = { readonly title: string; readonly lines: readonly (ShiftLine | ShiftSum)[] };

function Lines({ title, lines }: LinesProps): ReactNode {
  const speaking = useSpeaking();
  const { t, named } = speaking;
  const ofParties = lines.some((line) => "party" in line);
  return (
    <div>
      <Title order={2} size="h4">
        {title}
      </Title>
      <section className="scroller" aria-label={title} tabIndex={0}>
        <table className="grid">
          <thead>
            <tr>
              {ofParties ? <th scope="col">{named("figure", "party")}</th> : null}
              <th scope="col">{t("find.stream")}</th>
              {COUNTS.map((count) => (
                <th key={count} scope="col" className="number">
                  {named("figure", count)}
                </th>
              ))}
              {SUMS.map((sum) => (
                <th key={sum} scope="col" className="number">
                  {t(`shift.${sum}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line key={keyOf(line)} line={line} ofParties={ofParties} speaking={speaking} />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function keyOf(line: ShiftLine | ShiftSum): string {
  return `${"party" in line ? line.party : ""}/${line.stream}/${line.currency}`;
}

type LineProps = {
  readonly line: ShiftLine | ShiftSum;
  readonly ofParties: boolean;
  readonly speaking: Speaking;
};

function Line({ line, ofParties, speaking }: LineProps): ReactNode {
  const { t, named, number, locale } = speaking;
  const { currency } = line;
  return (
    <tr>
      {ofParties && "party" in line ? (
        <th scope="row">
          <span className="mono">{line.party}</span> {line.name}
        </th>
      ) : null}
      <td data-name={t("find.stream")}>{named("stream", line.stream)}</td>
      {COUNTS.map((count) => (
        <td key={count} className="number" data-name={named("figure", count)}>
          {number(line[count])}
        </td>
      ))}
      {SUMS.map((sum) => (
        <td key={sum} className="number" data-name={t(`shift.${sum}`)}>
          {moneyText(line[`${sum}Minor`], currency, locale)}
        </td>
      ))}
    </tr>
  );
}
