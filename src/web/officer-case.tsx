/**
 * One shipment before an officer: decisions on top, why it was picked, the declaration with its persons,
 * papers, holds and history, all on one screen. It decides nothing by itself.
 */
import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ShipmentPage } from "./answers.ts";
import { Case } from "./case-list.tsx";
import { Decide } from "./decide.tsx";
import type { SelectedRow } from "./desk-answers.ts";
import { Holds } from "./holds.tsx";
import { type Decision, type OfficerSearch, officerSearchOf } from "./officer.model.ts";
import { Papers } from "./papers.tsx";
import { Persons } from "./persons.tsx";
import { PickedReasons } from "./picked-reasons.tsx";
import { refusalOf, viewQuery } from "./refusal-error.ts";
import { Refused } from "./refused.tsx";
import { askedFor } from "./show.model.ts";
import { Events, Section } from "./show-parts.tsx";
import {
  Decisions,
  Declaration,
  PieceList,
  ShipmentFacts,
  shipmentName,
} from "./show-shipment.tsx";
import { useSpeaking } from "./speaking.tsx";

type Props = {
  /** Id or code of the shipment. */
  readonly open: string;
  /** Undefined where it is not in the list. */
  readonly row: SelectedRow | undefined;
  readonly search: OfficerSearch;
  readonly deciding: Decision | undefined;
  readonly onDeciding: (decision: Decision | undefined) => void;
  readonly onGo: (way: "next" | "previous") => void;
  readonly position: string | undefined;
};

export function OfficerCase(props: Props): ReactNode {
  const { t } = useSpeaking();
  const { open, row, search } = props;
  const shown = useQuery(viewQuery<ShipmentPage>("show-shipment", askedFor(open)));
  if (shown.error !== null) {
    return <Refused refusal={refusalOf(shown.error)} onRetry={() => void shown.refetch()} />;
  }
  if (shown.data === undefined) return <Text role="status">{t("app.loading")}</Text>;
  const page = shown.data;
  const { shipment, items, declarations, holds, events } = page;
  return (
    <Case id={open} label={t("shipment.title")}>
      <Stack>
        <Head {...props} name={shipmentName(page)} />
        <Decide
          shipmentId={shipment.id}
          isPending={shipment.screening === "pending"}
          deciding={props.deciding}
          onDeciding={props.onDeciding}
        />
        <PickedReasons row={row} />
        {declarations.length === 0 ? <Text>{t("shipment.no-declarations")}</Text> : null}
        {declarations.map((declaration) => (
          <div key={declaration.id}>
            <Declaration declaration={declaration} />
            <Persons declarationId={declaration.id} />
          </div>
        ))}
        <OfficerPapers shipmentId={shipment.id} search={search} />
        <div className="columns">
          <ShipmentFacts shipment={shipment} />
          <Decisions page={page} />
          <Holds holds={holds} />
        </div>
        <Section title={t("shipment.items")}>
          <PieceList items={items} />
        </Section>
        <Section title={t("item.events")}>
          <Events events={events} isAnnounced={shipment.stream !== "undetermined"} />
        </Section>
      </Stack>
    </Case>
  );
}

function Head({ name, position, onGo }: Props & { readonly name: string }): ReactNode {
  const { t } = useSpeaking();
  return (
    <Group justify="space-between">
      <Title order={2}>
        <span className="mono">{name}</span>
      </Title>
      <Group gap="xs">
        {position === undefined ? null : <Text>{position}</Text>}
        <Button variant="default" onClick={() => onGo("previous")}>
          {t("officer.previous")} <kbd>P</kbd>
        </Button>
        <Button variant="default" onClick={() => onGo("next")}>
          {t("officer.next")} <kbd>N</kbd>
        </Button>
      </Group>
    </Group>
  );
}

type PapersProps = { readonly shipmentId: string; readonly search: OfficerSearch };

function OfficerPapers({ shipmentId, search }: PapersProps): ReactNode {
  const navigate = useNavigate();
  return (
    <Papers
      shipmentId={shipmentId}
      open={search.paper}
      onOpen={(paper) =>
        void navigate({
          to: "/officer",
          search: officerSearchOf({ ...search, paper }),
          replace: true,
        })
      }
    />
  );
}
