/**
 * One piece: its verdict, why it stays and the one thing that frees it, where it is, its shipment,
 * its holds and its history, with the acts the reader's role allows.
 */
import { Card, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { normalise } from "#standards/upu/identifiers.ts";
import type { ShownItem } from "./answers.ts";
import { Holds } from "./holds.tsx";
import { ItemActions } from "./item-actions.tsx";
import { PageLink } from "./page-link.tsx";
import { usePageTitle } from "./page-title.ts";
import { refusalOf, viewQuery } from "./refusal-error.ts";
import { RefusedPage } from "./refused.tsx";
import { Sign } from "./scan/sign.tsx";
import { signalOf } from "./scan/signal.model.ts";
import { addressOf, askedFor, codeToActOn } from "./show.model.ts";
import { Events, Fact, Pieces, Section } from "./show-parts.tsx";
import { useSpeaking } from "./speaking.tsx";
import { useWedge } from "./use-wedge.ts";
import { blockerLine, freesLine } from "./why.ts";

export function ShowItem(): ReactNode {
  const { t } = useSpeaking();
  const navigate = useNavigate();
  const { item } = useParams({ from: "/inside/items/$item" });
  const shown = useQuery(viewQuery<ShownItem>("show-item", askedFor(item)));
  useWedge((read) => void navigate({ to: "/items/$item", params: { item: normalise(read) } }));
  if (shown.error !== null) {
    const onRetry = (): void => void shown.refetch();
    return (
      <RefusedPage title={t("item.title")} refusal={refusalOf(shown.error)} onRetry={onRetry} />
    );
  }
  if (shown.data === undefined) return <Text role="status">{t("app.loading")}</Text>;
  return <Found shown={shown.data} />;
}

/** Of a piece that went out for good nothing is left to keep it or free it. */
const GONE: ReadonlySet<string> = new Set(["left", "destroyed"]);

function Found({ shown }: { readonly shown: ShownItem }): ReactNode {
  const { t } = useSpeaking();
  const { identifiers, events, holds } = shown;
  const name = codeToActOn(identifiers, "–");
  usePageTitle(`${t("item.title")} ${name}`);
  return (
    <Stack>
      <Group>
        <Title order={1}>
          {t("item.title")} <span className="mono">{name}</span>
        </Title>
        <Standing shown={shown} />
      </Group>
      <div className="columns">
        <Stack>
          {GONE.has(shown.item.status) ? null : <Why shown={shown} />}
          <Holds holds={holds} />
        </Stack>
        <ItemActions shown={shown} />
      </div>
      <div className="columns">
        <Where shown={shown} />
        <Shipment shown={shown} />
        <Identifiers shown={shown} />
      </div>
      <Section title={t("item.events")}>
        <Events
          events={events}
          isAnnounced={shown.shipments.some(({ stream }) => stream !== "undetermined")}
        />
      </Section>
    </Stack>
  );
}

/** The verdict of a piece that is here; where it is not, what became of it instead. */
function Standing({ shown: { item, verdict } }: { readonly shown: ShownItem }): ReactNode {
  const { t, named, colon } = useSpeaking();
  if (item.status !== "present") {
    return (
      <span className="signal tag tag-big signal-wait" role="status" data-status={item.status}>
        {named("status", item.status)}
      </span>
    );
  }
  return (
    <span
      className={`signal tag tag-big signal-${signalOf(verdict).style}`}
      role="status"
      aria-label={colon(t("item.verdict"), t(`verdict.${verdict}`))}
      data-verdict={verdict}
    >
      <Sign shown={verdict} />
      {t(`verdict.${verdict}`)}
    </span>
  );
}

function Why({ shown: { item, blockers, verdict } }: { readonly shown: ShownItem }): ReactNode {
  const speaking = useSpeaking();
  const { t } = speaking;
  const [first] = blockers;
  return (
    <Section title={t("item.blockers")}>
      {blockers.length === 0 ? (
        <Text>{t("item.no-blockers")}</Text>
      ) : (
        <ul aria-label={t("item.blockers")}>
          {blockers.map((blocker) => (
            <li key={`${blocker.code}${blocker.holdId ?? ""}${blocker.liftedBy}`}>
              {blockerLine(speaking, blocker)}
            </li>
          ))}
        </ul>
      )}
      {first === undefined ? null : (
        <Text fw={600}>{speaking.colon(t("item.one-thing"), freesLine(speaking, first))}</Text>
      )}
      {item.status === "present" ? <Text size="sm">{t(`verdict-do.${verdict}`)}</Text> : null}
    </Section>
  );
}

function Where({ shown: { item, containers } }: { readonly shown: ShownItem }): ReactNode {
  const { t, named, time, number } = useSpeaking();
  return (
    <Section title={t("item.where")}>
      <dl className="facts">
        <Fact name={t("find.status")}>{named("status", item.status)}</Fact>
        <Fact name={t("find.place")}>
          {named("place", item.at.kind, { ref: item.at.ref })}
          {containers.length === 0
            ? null
            : ` (${containers.map(({ kind }) => named("container-kind", kind)).join(" › ")})`}
        </Fact>
        <Fact name={t("item.since")}>{time(item.at.sinceAt)}</Fact>
        <Fact name={t("item.weight")}>
          {item.weightGrams === null ? "–" : `${number(item.weightGrams)} g`}
        </Fact>
      </dl>
    </Section>
  );
}

function Shipment({
  shown: { shipment, shipments, item, identifiers },
}: {
  readonly shown: ShownItem;
}): ReactNode {
  const { t, named } = useSpeaking();
  if (shipment === null) return null;
  const code = addressOf(identifiers, item.id);
  return (
    <Section title={t("item.shipment")}>
      <Pieces pieces={shipment.pieces} />
      <dl className="facts">
        <Fact name={t("find.stream")}>{named("stream", shipment.stream)}</Fact>
        <Fact name={t("find.direction")}>{named("direction", shipment.direction)}</Fact>
        <Fact name={t("find.regime")}>{named("regime", shipment.regime)}</Fact>
      </dl>
      <PageLink
        to="/shipments/$shipment"
        params={{ shipment: code === item.id ? shipment.id : code }}
      >
        {t("item.open-shipment")}
      </PageLink>
      <EarlierShipments shipments={shipments.filter(({ to }) => to !== null)} />
    </Section>
  );
}

/** Those a piece had before it came back or was declared. */
function EarlierShipments({ shipments }: Pick<ShownItem, "shipments">): ReactNode {
  const { t, named, time } = useSpeaking();
  if (shipments.length === 0) return null;
  return (
    <>
      <Title order={3} size="h5" mt="sm">
        {t("item.earlier-shipments")}
      </Title>
      <ul>
        {shipments.map(({ shipmentId, stream, status, from, to }) => (
          <li key={`${shipmentId}/${from}`}>
            <PageLink to="/shipments/$shipment" params={{ shipment: shipmentId }}>
              {[named("stream", stream), named("status", status)].join(" · ")}
            </PageLink>{" "}
            {time(from)} – {to === null ? "" : time(to)}
          </li>
        ))}
      </ul>
    </>
  );
}

function Identifiers({ shown: { identifiers } }: { readonly shown: ShownItem }): ReactNode {
  const { t, named } = useSpeaking();
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        {t("item.identifiers")}
      </Title>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">{t("find.identifier")}</th>
            <th scope="col">{t("item.scheme")}</th>
          </tr>
        </thead>
        <tbody>
          {identifiers.map(({ scheme, issuer, normalised, contested, freedAt }) => (
            <tr key={`${scheme}/${issuer}/${normalised}`}>
              <td className="mono">{normalised}</td>
              <td data-name={t("item.scheme")}>
                {[named("scheme", scheme), issuer].filter((text) => text !== "").join(" · ")}
                {contested ? ` – ${t("item.contested")}` : ""}
                {freedAt === null ? "" : ` – ${t("item.freed")}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
