/** Parts that the screens of items and shipments share: sections, facts, counted pieces, events. */
import { Card, Title } from "@mantine/core";
import type { ReactNode } from "react";
import type { Pieces as PieceCounts } from "#domain/shipments/shipment.ts";
import type { ShownEvent } from "./answers.ts";
import { type Speaking, useSpeaking } from "./speaking.tsx";

type SectionProps = { readonly title: string; readonly children: ReactNode };

export function Section({ title, children }: SectionProps): ReactNode {
  return (
    <Card withBorder component="section" aria-label={title}>
      <Title order={2} size="h4" mb="xs">
        {title}
      </Title>
      {children}
    </Card>
  );
}

type FactProps = { readonly name: string; readonly children: ReactNode };

export function Fact({ name, children }: FactProps): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Pieces declared, arrived, held, left. */
export function Pieces({ pieces }: { readonly pieces: PieceCounts }): ReactNode {
  const { t } = useSpeaking();
  return (
    <ul className="pieces" aria-label={t("shipment.pieces")}>
      <li>
        <b>{pieces.declared}</b>
        {t("shipment.declared")}
      </li>
      <li>
        <b>{pieces.arrived}</b>
        {t("shipment.arrived")}
      </li>
      <li>
        <b>{pieces.held}</b>
        {t("shipment.held")}
      </li>
      <li>
        <b>{pieces.left}</b>
        {t("shipment.left")}
      </li>
    </ul>
  );
}

type EventsProps = {
  readonly events: readonly ShownEvent[];
  /** False where nobody announced it: then its first event is no announcement. */
  readonly isAnnounced: boolean;
};

/** What happened, in words; what nobody announced was only entered in the record. */
export function eventText({ t, named }: Speaking, type: string, isAnnounced: boolean): string {
  return type === "item-expected" && !isAnnounced ? t("event.recorded") : named("event", type);
}

/** A history, newest first. */
export function Events({ events, isAnnounced }: EventsProps): ReactNode {
  const speaking = useSpeaking();
  const { time } = speaking;
  const newest = events.toSorted(
    (one, other) => other.occurredAt - one.occurredAt || other.recordedAt - one.recordedAt,
  );
  return (
    <ol className="timeline">
      {newest.map((event, at) => (
        <li key={`${event.occurredAt}/${event.type}/${newest.length - at}`}>
          <time dateTime={new Date(event.occurredAt).toISOString()}>{time(event.occurredAt)}</time>
          <span>
            {eventText(speaking, event.type, isAnnounced)}
            {event.place === null ? "" : ` · ${event.place}`}
            {event.device === null ? "" : ` · ${event.device}`}
          </span>
        </li>
      ))}
    </ol>
  );
}
