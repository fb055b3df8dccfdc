/**
 * The floor in figures, asked anew by itself: what lies in each zone by stream and by verdict, how long
 * the oldest waits, and what came and went today. It changes nothing.
 */
import { Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Verdict } from "#domain/centre/verdict.ts";
import { waitedText } from "./desk.model.ts";
import type { FloorCounts, FloorPage, FloorZone } from "./desk-answers.ts";
import { STREAMS } from "./find-items.model.ts";
import { PageLink } from "./page-link.tsx";
import { refusalOf, viewQuery } from "./refusal-error.ts";
import { Refused } from "./refused.tsx";
import { Sign } from "./scan/sign.tsx";
import { Section } from "./show-parts.tsx";
import { useSpeaking } from "./speaking.tsx";

/** How often the figures are asked anew, seconds. */
const EVERY_SECONDS = 10;
/** A zone is counted to this; more is shown as more. */
const COUNTED_TO = 10_000;

const VERDICTS = [
  "HOLD",
  "QUARANTINE",
  "OPEN",
  "IMAGE",
  "RETURN",
  "WAIT",
  "RELEASE",
] as const satisfies readonly Verdict[];
const TODAY = ["arrived", "released", "held", "met", "returned", "left"] as const;

export function ShowFloor(): ReactNode {
  const { t, time } = useSpeaking();
  const shown = useQuery({
    ...viewQuery<FloorPage>("show-floor", {}),
    refetchInterval: EVERY_SECONDS * 1_000,
  });
  const page = shown.data;
  return (
    <Stack>
      <Title order={1}>{t("floor.title")}</Title>
      {shown.error === null ? null : (
        <Refused refusal={refusalOf(shown.error)} onRetry={() => void shown.refetch()} />
      )}
      {page === undefined ? (
        <Text role="status">{t("app.loading")}</Text>
      ) : (
        <>
          <Text>{t("floor.at", { at: time(page.at), seconds: EVERY_SECONDS })}</Text>
          <Today page={page} />
          <Zones page={page} />
        </>
      )}
    </Stack>
  );
}

function Today({ page: { today, day } }: { readonly page: FloorPage }): ReactNode {
  const { t, named, number, locale } = useSpeaking();
  const on = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  const title = t("floor.today", { day: on.format(Date.parse(day)) });
  return (
    <Section title={title}>
      <ul className="pieces" aria-label={title}>
        {TODAY.map((figure) => (
          <li key={figure}>
            <b>{number(today[figure])}</b>
            {named("figure", figure)}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Zones({ page: { zones, all, at } }: { readonly page: FloorPage }): ReactNode {
  const { t, named } = useSpeaking();
  if (zones.length === 0) return <Text>{t("floor.no-zones")}</Text>;
  return (
    <section className="scroller figures" aria-label={t("floor.table")} tabIndex={0}>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">{t("floor.zone")}</th>
            <th scope="col" className="number">
              {t("floor.pieces")}
            </th>
            {STREAMS.map((stream) => (
              <th key={stream} scope="col" className="number">
                {named("stream", stream)}
              </th>
            ))}
            {VERDICTS.map((verdict) => (
              <th key={verdict} scope="col" className="number">
                <Sign shown={verdict} /> {named("verdict", verdict)}
              </th>
            ))}
            <th scope="col">{t("floor.oldest")}</th>
          </tr>
        </thead>
        <tbody>
          {zones.map((zone) => (
            <tr key={zone.zone}>
              <th scope="row">
                {zone.zone === "" ? t("floor.unplaced") : <ZoneLinks zone={zone} />}
              </th>
              <Figures counts={zone} at={at} capacity={zone.capacity} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("floor.all")}</th>
            <Figures counts={all} at={at} capacity={null} />
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

/** The zone and the places in it; each leads to the pieces that lie there. */
function ZoneLinks({ zone: { zone, name, places } }: { readonly zone: FloorZone }): ReactNode {
  const inside = places.filter((place) => place !== zone);
  return (
    <>
      <AtPlace place={zone} /> {name}
      {inside.length === 0 ? null : (
        <ul className="places">
          {inside.map((place) => (
            <li key={place}>
              <AtPlace place={place} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function AtPlace({ place }: { readonly place: string }): ReactNode {
  return (
    <PageLink to="/find" search={{ place, status: "present" }} className="mono">
      {place}
    </PageLink>
  );
}

type FiguresProps = {
  readonly counts: FloorCounts;
  /** When they were counted, epoch ms. */
  readonly at: number;
  readonly capacity: number | null;
};

function Figures({ counts, at, capacity }: FiguresProps): ReactNode {
  const { t, named, number, locale } = useSpeaking();
  const { pieces, streams, verdicts, oldestAt } = counts;
  const isFull = capacity !== null && pieces > capacity;
  const counted = (figure: number): string =>
    figure > COUNTED_TO ? t("floor.more") : number(figure);
  return (
    <>
      <td className="number short" data-name={t("floor.pieces")}>
        <b>{counted(pieces)}</b>
        {capacity === null ? null : <span className="of"> / {number(capacity)}</span>}
        {isFull ? <span className="over"> ▲ {t("floor.over")}</span> : null}
      </td>
      {STREAMS.map((stream) => (
        <td key={stream} className="number" data-name={named("stream", stream)}>
          {counted(streams[stream] ?? 0)}
        </td>
      ))}
      {VERDICTS.map((verdict) => (
        <td key={verdict} className="number" data-name={named("verdict", verdict)}>
          {counted(verdicts[verdict] ?? 0)}
        </td>
      ))}
      <td className="short" data-name={t("floor.oldest")}>
        {oldestAt === null ? "–" : waitedText((at - oldestAt) / 60_000, locale)}
      </td>
    </>
  );
}
