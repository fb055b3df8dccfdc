/**
 * One stuck shipment: the one thing that frees it as the head, the act that does it, then all else that
 * stops it, its facts and papers. Once nothing stops it the desk says so.
 */
import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ActForm } from "./act-form.tsx";
import type { ShipmentPage, ShownHold } from "./answers.ts";
import { Case } from "./case-list.tsx";
import { type DeskSearch, type Judged, judgedIn, nameOf } from "./desk.model.ts";
import type { StuckRow } from "./desk-answers.ts";
import { FindingRows } from "./finding-rows.tsx";
import { PageLink } from "./page-link.tsx";
import { HandInPaper, Papers } from "./papers.tsx";
import { PayDuty } from "./pay-duty.tsx";
import { refusalOf, viewQuery } from "./refusal-error.ts";
import { Refused } from "./refused.tsx";
import { may, useUser } from "./session.ts";
import { askedFor, moneyText } from "./show.model.ts";
import { Fact, Section } from "./show-parts.tsx";
import { useSpeaking } from "./speaking.tsx";
import { blockerLine } from "./why.ts";

/** The authority of holds that the centre itself places. */
const OPERATOR = "operator";

type CaseProps = {
  /** Id or code of the shipment. */
  readonly id: string;
  /** Undefined where it is not in the list, or not yet. */
  readonly row: StuckRow | undefined;
  readonly isListed: boolean;
  readonly search: DeskSearch;
};

export function StuckCase({ id, row: listed, isListed, search }: CaseProps): ReactNode {
  const { t } = useSpeaking();
  const shown = useQuery(viewQuery<ShipmentPage>("show-shipment", askedFor(id)));
  const page = shown.data;
  const asked = useUnlisted(listed === undefined && isListed ? page?.shipment.id : undefined);
  const error = shown.error ?? asked.error;
  if (error !== null) {
    const again = shown.error === null ? asked.again : (): void => void shown.refetch();
    return <Refused refusal={refusalOf(error)} onRetry={again} />;
  }
  if (page === undefined || !isListed || asked.isAsking) {
    return <Text role="status">{t("app.loading")}</Text>;
  }
  return <Known id={id} page={page} row={listed ?? asked.row} search={search} />;
}

type KnownProps = Pick<CaseProps, "id" | "row" | "search"> & { readonly page: ShipmentPage };

function Known({ id, page, row, search }: KnownProps): ReactNode {
  const speaking = useSpeaking();
  const { t } = speaking;
  return (
    <Case id={id} label={t("desk.thing")}>
      <Stack>
        {row === undefined ? (
          <Text role="status" fw={600}>
            {t(page.items.some(isHere) ? "desk.free-now" : "desk.not-here")}
          </Text>
        ) : (
          <TheThing row={row} page={page} />
        )}
        {row === undefined || row.blockers.length < 2 ? null : (
          <Section title={t("desk.blockers")}>
            <ul>
              {row.blockers.map((blocker, at) => (
                <li key={`${at + 1}/${blocker.code}`}>{blockerLine(speaking, blocker)}</li>
              ))}
            </ul>
          </Section>
        )}
        <Facts page={page} row={row} />
        <CasePapers page={page} thing={row?.thing} search={search} />
      </Stack>
    </Case>
  );
}

const isHere = ({ status }: ShipmentPage["items"][number]): boolean => status === "present";

/** A shipment outside of the loaded rows may be stuck all the same: it is asked for by itself. */
function useUnlisted(shipment: string | undefined) {
  const { data, error, isLoading, refetch } = useQuery({
    ...viewQuery<{ readonly shipments: readonly StuckRow[] }>("list-stuck", { shipment }),
    // Not the list's own key, which an unknown shipment would be.
    queryKey: ["list-stuck", "one", shipment],
    enabled: shipment !== undefined,
  });
  return { row: data?.shipments[0], error, isAsking: isLoading, again: (): void => void refetch() };
}

/** What is to be done, in one big verb, and where it is done. */
function TheThing({ row, page }: { readonly row: StuckRow; readonly page: ShipmentPage }) {
  const speaking = useSpeaking();
  const { t, named } = speaking;
  const { thing, blockers } = row;
  const [first] = blockers;
  return (
    <Section title={nameOf(row).code}>
      <Stack gap="xs">
        <Text className="one-thing" aria-live="polite">
          {named("thing", thing)}
        </Text>
        {first === undefined ? null : <Text fw={600}>{blockerLine(speaking, first)}</Text>}
        <Text>{t(`thing-do.${thing}`)}</Text>
        <Act row={row} page={page} />
      </Stack>
    </Section>
  );
}

function Act({ row, page }: { readonly row: StuckRow; readonly page: ShipmentPage }): ReactNode {
  const { t } = useSpeaking();
  const { shipment } = page;
  switch (row.thing) {
    case "declare":
      return <DeclareLink id={shipment.id} label={t("desk.declare")} />;
    case "correct":
      return <Correct id={shipment.id} judged={judgedIn(page.events)} />;
    case "pay":
      return shipment.duty === null ? null : (
        <PayDuty shipmentId={shipment.id} duty={shipment.duty} />
      );
    case "answer":
      return <AnswerHold page={page} />;
    case "send":
    case "act":
    case "wait":
      return null;
  }
}

/** Holds of authorities: those of the centre itself ask nothing of a declarant. */
function askingHolds(holds: readonly ShownHold[]): readonly ShownHold[] {
  return holds.filter(({ authority }) => authority !== OPERATOR);
}

function AnswerHold({ page }: { readonly page: ShipmentPage }): ReactNode {
  const user = useUser();
  if (!may(user, "clerk", "declarant", "officer")) return null;
  return <HandInPaper shipmentId={page.shipment.id} holds={askingHolds(page.holds)} />;
}

function DeclareLink({ id, label }: { readonly id: string; readonly label: string }): ReactNode {
  const navigate = useNavigate();
  const user = useUser();
  if (!may(user, "clerk", "declarant")) return null;
  return (
    <div>
      <Button
        role="link"
        onClick={() => void navigate({ to: "/declare", search: { shipment: id } })}
      >
        {label}
      </Button>
    </div>
  );
}

/** What the rule book found, and the two ways out: another statement, or the book that takes this one. */
function Correct({ id, judged }: { readonly id: string; readonly judged: Judged }): ReactNode {
  const { t, named } = useSpeaking();
  const { findings, moveTo } = judged;
  return (
    <>
      {findings.length === 0 ? null : <FindingRows findings={findings} />}
      <DeclareLink id={id} label={t("desk.correct")} />
      {moveTo === undefined ? null : (
        <>
          <Text>{t("desk.move-to", { regime: named("regime", moveTo) })}</Text>
          <ActForm
            name="change-regime"
            label={t("desk.move")}
            inputOf={(field) => ({
              changes: [{ shipmentId: id, to: moveTo, reason: field("reason") }],
            })}
          >
            <TextInput name="reason" label={t("act.reason")} maxLength={500} required />
          </ActForm>
        </>
      )}
    </>
  );
}

type FactsProps = { readonly page: ShipmentPage; readonly row: StuckRow | undefined };

function Facts({ page: { shipment, declarations }, row }: FactsProps): ReactNode {
  const { t, named, locale } = useSpeaking();
  const pieces = row?.pieces ?? [];
  return (
    <Section title={t("shipment.title")}>
      <dl className="facts">
        <Fact name={t("find.stream")}>
          {named("stream", shipment.stream)}, {named("direction", shipment.direction)}
        </Fact>
        <Fact name={t("find.regime")}>{named("regime", shipment.regime)}</Fact>
        <Fact name={t("shipment.value")}>
          {moneyText(shipment.valueMinor, shipment.currency, locale)}
        </Fact>
        <Fact name={t("shipment.lines")}>
          {declarations
            .flatMap(({ content }) => content.lines.map(({ description }) => description))
            .join(", ") || "–"}
        </Fact>
      </dl>
      {pieces.map(({ itemId, identifiers }, at) => (
        <div key={itemId}>
          <PageLink to="/items/$item" params={{ item: itemId }}>
            {t("item.title")} {identifiers[0] ?? at + 1}
          </PageLink>
        </div>
      ))}
      <PageLink to="/shipments/$shipment" params={{ shipment: shipment.id }}>
        {t("desk.open-shipment")}
      </PageLink>
    </Section>
  );
}

type CasePapersProps = {
  readonly page: ShipmentPage;
  readonly thing: StuckRow["thing"] | undefined;
  readonly search: DeskSearch;
};

/** Another paper may help whatever the thing is; where it is the thing itself its form stands above. */
function CasePapers({ page, thing, search }: CasePapersProps): ReactNode {
  const navigate = useNavigate();
  const user = useUser();
  const { paper, ...others } = search;
  const { shipment, holds } = page;
  if (!may(user, "clerk", "declarant", "officer", "auditor")) return null;
  return (
    <Papers
      shipmentId={shipment.id}
      open={paper}
      onOpen={(opened) =>
        void navigate({
          to: "/desk",
          search: { ...others, ...(opened !== undefined && { paper: opened }) },
          replace: true,
        })
      }
    >
      {thing === "answer" || !may(user, "clerk", "declarant") ? null : (
        <HandInPaper shipmentId={shipment.id} holds={askingHolds(holds)} />
      )}
    </Papers>
  );
}
