/**
 * One shipment: pieces counted, each piece, what was declared (persons masked by the centre),
 * decisions of the authorities, holds and history on one screen.
 */
import { Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ShipmentPage, ShownDeclaration, ShownPiece } from "./answers.ts";
import { Holds } from "./holds.tsx";
import { PageLink } from "./page-link.tsx";
import { usePageTitle } from "./page-title.ts";
import { refusalOf, viewQuery } from "./refusal-error.ts";
import { RefusedPage } from "./refused.tsx";
import { ShipmentActions } from "./shipment-actions.tsx";
import {
  addressOf,
  askedFor,
  codeToActOn,
  moneyText,
  personText,
  scaledText,
} from "./show.model.ts";
import { Events, Fact, Pieces, Section } from "./show-parts.tsx";
import { useSpeaking } from "./speaking.tsx";

export function ShowShipment(): ReactNode {
  const { t } = useSpeaking();
  const { shipment } = useParams({ from: "/inside/shipments/$shipment" });
  const shown = useQuery(viewQuery<ShipmentPage>("show-shipment", askedFor(shipment)));
  if (shown.error !== null) {
    const onRetry = (): void => void shown.refetch();
    return (
      <RefusedPage title={t("shipment.title")} refusal={refusalOf(shown.error)} onRetry={onRetry} />
    );
  }
  if (shown.data === undefined) return <Text role="status">{t("app.loading")}</Text>;
  return <Found page={shown.data} />;
}

function Found({ page }: { readonly page: ShipmentPage }): ReactNode {
  const { t } = useSpeaking();
  const { shipment, items, declarations, holds, events } = page;
  const name = shipmentName(page);
  usePageTitle(`${t("shipment.title")} ${name}`);
  return (
    <Stack>
      <Title order={1}>
        {t("shipment.title")} <span className="mono">{name}</span>
      </Title>
      <div className="columns">
        <ShipmentFacts shipment={shipment} />
        <Decisions page={page} />
        <ShipmentActions shipmentId={shipment.id} />
        <Holds holds={holds} />
      </div>
      <Section title={t("shipment.items")}>
        <PieceList items={items} />
        <Returned returned={page.returned} />
      </Section>
      {declarations.length === 0 ? <Text>{t("shipment.no-declarations")}</Text> : null}
      {declarations.map((declaration) => (
        <Declaration key={declaration.id} declaration={declaration} />
      ))}
      <Section title={t("item.events")}>
        <Events events={events} isAnnounced={shipment.stream !== "undetermined"} />
      </Section>
    </Stack>
  );
}

type FactsProps = { readonly shipment: ShipmentPage["shipment"] };

/** Its pieces counted, and what it is. */
export function ShipmentFacts({ shipment }: FactsProps): ReactNode {
  const { t, named, locale } = useSpeaking();
  return (
    <Section title={t("shipment.pieces")}>
      <Pieces pieces={shipment.pieces} />
      <dl className="facts">
        <Fact name={t("find.status")}>{named("status", shipment.status)}</Fact>
        <Fact name={t("find.stream")}>{named("stream", shipment.stream)}</Fact>
        <Fact name={t("find.direction")}>{named("direction", shipment.direction)}</Fact>
        <Fact name={t("find.regime")}>{named("regime", shipment.regime)}</Fact>
        <Fact name={t("shipment.value")}>
          {moneyText(shipment.valueMinor, shipment.currency, locale)}
        </Fact>
      </dl>
    </Section>
  );
}

/** A shipment is called by the number it was declared under, else by a code of its first piece. */
export function shipmentName({ declarations, items }: ShipmentPage): string {
  const [first] = items;
  const code = first === undefined ? "" : codeToActOn(first.identifiers ?? [], "");
  return declarations[0]?.number ?? (code === "" ? "–" : code);
}

/** What each authority decided last. */
export function Decisions({ page: { shipment } }: { readonly page: ShipmentPage }): ReactNode {
  const { t, named, time, colon } = useSpeaking();
  return (
    <Section title={t("shipment.decisions")}>
      {shipment.decisions.length === 0 ? <Text>{t("shipment.no-decisions")}</Text> : null}
      <ul>
        {shipment.decisions.map((decision) => (
          <li key={decision.authority}>
            {colon(named("who", decision.authority), named("purpose", decision.purpose))}
            {decision.destination === null ? "" : ` → ${decision.destination}`},{" "}
            {time(decision.decidedAt)}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Pieces that are counted here as left and stand in a shipment of their own since. */
function Returned({ returned }: Pick<ShipmentPage, "returned">): ReactNode {
  const { t, time } = useSpeaking();
  if (returned.length === 0) return null;
  return (
    <>
      <Title order={3} size="h5" mt="sm">
        {t("shipment.returned")}
      </Title>
      <ul>
        {returned.map(({ itemId, at }, index) => (
          <li key={`${itemId}/${at}`}>
            <PageLink to="/items/$item" params={{ item: itemId }}>
              {t("item.title")} {index + 1}
            </PageLink>
            , {time(at)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Its pieces, a row each. */
export function PieceList({ items }: { readonly items: readonly ShownPiece[] }): ReactNode {
  const { t, named, number } = useSpeaking();
  return (
    <table className="grid">
      <thead>
        <tr>
          <th scope="col">{t("find.identifier")}</th>
          <th scope="col">{t("find.status")}</th>
          <th scope="col">{t("find.place")}</th>
          <th scope="col">{t("item.holds")}</th>
          <th scope="col" className="number">
            {t("item.weight")}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item, at) => (
          <tr key={item.id}>
            <td>
              <PageLink
                to="/items/$item"
                params={{ item: addressOf(item.identifiers ?? [], item.id) }}
                className="mono"
              >
                {codeToActOn(item.identifiers ?? [], `${t("item.title")} ${at + 1}`)}
              </PageLink>
            </td>
            <td data-name={t("find.status")}>{named("status", item.status)}</td>
            <td data-name={t("find.place")}>
              {named("place", item.at.kind, { ref: item.at.ref })}
            </td>
            <td data-name={t("item.holds")}>{item.holds > 0 ? item.holds : "–"}</td>
            <td className="number" data-name={t("item.weight")}>
              {item.weightGrams === null ? "–" : `${number(item.weightGrams)} g`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What was declared, persons masked. */
export function Declaration({
  declaration,
}: {
  readonly declaration: ShownDeclaration;
}): ReactNode {
  const { t, named, time, locale } = useSpeaking();
  const { content } = declaration;
  return (
    <Section title={`${t("shipment.declarations")} ${declaration.number}`}>
      <dl className="facts">
        <Fact name={t("find.status")}>
          {named("status", declaration.status)}, {time(declaration.lodgedAt)}
        </Fact>
        <Fact name={t("shipment.sender")}>
          {personText({ countryCode: content.senderCountry, ...declaration.sender })}
        </Fact>
        <Fact name={t("shipment.recipient")}>
          {personText({ countryCode: content.recipientCountry, ...declaration.recipient })}
        </Fact>
      </dl>
      <Text size="sm" c="dimmed">
        {t("shipment.masked")}
      </Text>
      <table className="grid" aria-label={t("shipment.lines")}>
        <thead>
          <tr>
            <th scope="col">{t("shipment.description")}</th>
            <th scope="col" className="number">
              {t("shipment.quantity")}
            </th>
            <th scope="col" className="number">
              {t("shipment.value")}
            </th>
            <th scope="col" className="number">
              {t("shipment.net-weight")}
            </th>
            <th scope="col">{t("shipment.hs")}</th>
            <th scope="col">{t("shipment.origin")}</th>
          </tr>
        </thead>
        <tbody>
          {content.lines.map((line, at) => (
            <tr key={`${at + 1}/${line.description}`}>
              <td>{line.description}</td>
              <td className="number" data-name={t("shipment.quantity")}>
                {scaledText(line.quantity, locale)} {line.unit ?? ""}
              </td>
              <td className="number" data-name={t("shipment.value")}>
                {moneyText(line.totalValue, content.currency ?? null, locale)}
              </td>
              <td className="number" data-name={t("shipment.net-weight")}>
                {scaledText(line.netWeightKg, locale)}
              </td>
              <td className="mono" data-name={t("shipment.hs")}>
                {line.hsCode ?? "–"}
              </td>
              <td data-name={t("shipment.origin")}>{line.originCountry ?? "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
