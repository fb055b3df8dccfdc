/**
 * What is owed on one shipment, and the acts on it: record a payment, waive, refund. What an addressee
 * said was paid is shown and filled in; it counts only once somebody here records it.
 */
import { Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ActChoice } from "./act-choice.tsx";
import { ActForm, given } from "./act-form.tsx";
import type { ShipmentPage, ShownDuty, ShownItem } from "./answers.ts";
import { Case } from "./case-list.tsx";
import { announcedIn, typedAmount } from "./duty-desk.model.ts";
import { PageLink } from "./page-link.tsx";
import { PayDuty } from "./pay-duty.tsx";
import { refusalOf, viewQuery } from "./refusal-error.ts";
import { Refused } from "./refused.tsx";
import { may, useUser } from "./session.ts";
import { amountText, askedFor, dueMinorOf, moneyText } from "./show.model.ts";
import { Fact, Section } from "./show-parts.tsx";
import { shipmentName } from "./show-shipment.tsx";
import { useSpeaking } from "./speaking.tsx";

export function DutyCase({ open }: { readonly open: string }): ReactNode {
  const { t } = useSpeaking();
  const shown = useQuery(viewQuery<ShipmentPage>("show-shipment", askedFor(open)));
  if (shown.error !== null) {
    return <Refused refusal={refusalOf(shown.error)} onRetry={() => void shown.refetch()} />;
  }
  if (shown.data === undefined) return <Text role="status">{t("app.loading")}</Text>;
  const page = shown.data;
  const { shipment } = page;
  return (
    <Case id={open} label={t("duty.title")}>
      <Section title={shipmentName(page)}>
        <Stack gap="xs">
          {shipment.duty === null ? (
            <Text fw={600}>{t("duty.none")}</Text>
          ) : (
            <Owed page={page} duty={shipment.duty} />
          )}
          <PageLink to="/shipments/$shipment" params={{ shipment: shipment.id }}>
            {t("desk.open-shipment")}
          </PageLink>
        </Stack>
      </Section>
    </Case>
  );
}

function Owed({ page, duty }: { readonly page: ShipmentPage; readonly duty: ShownDuty }) {
  const { t, named, locale } = useSpeaking();
  const { currency, asked, securedBy } = duty;
  const money = (minor: string): string => moneyText(minor, currency, locale);
  return (
    <>
      <dl className="facts">
        <Fact name={t("duty.assessed")}>{money(duty.assessedMinor)}</Fact>
        <Fact name={t("duty.waived")}>{money(duty.waivedMinor)}</Fact>
        <Fact name={t("duty.paid")}>{money(duty.paidMinor)}</Fact>
        <Fact name={t("duty.refunded")}>{money(duty.refundedMinor)}</Fact>
        <Fact name={t("duty.due")}>
          <b>{money(dueMinorOf(duty))}</b>
        </Fact>
        <Fact name={t("duty.secured")}>{securedBy === null ? "–" : named("payer", securedBy)}</Fact>
      </dl>
      {asked === null ? null : (
        <Text role="status" fw={600}>
          {named("duty-asked", asked.what)} {money(asked.amountMinor)}
        </Text>
      )}
      <Acts page={page} duty={duty} />
    </>
  );
}

type ActsProps = { readonly page: ShipmentPage; readonly duty: ShownDuty };

const ACTS = ["waive", "refund"] as const;

function Acts({ page, duty }: ActsProps): ReactNode {
  const { t, named, time, locale } = useSpeaking();
  const user = useUser();
  const [open, setOpen] = useState<(typeof ACTS)[number] | null>(null);
  const announced = useAnnounced(page.items[0]?.id);
  const { id } = page.shipment;
  const isDue = BigInt(dueMinorOf(duty)) > 0n;
  return (
    <>
      {announced === undefined ? null : (
        <Text role="status">
          {t("pay.announced", {
            ...announced,
            amount: moneyText(announced.amountMinor, announced.currency, locale),
            way: named("pay-way", announced.way),
            at: time(announced.at),
          })}
        </Text>
      )}
      {isDue ? <PayDuty shipmentId={id} duty={duty} reference={announced?.reference} /> : null}
      {may(user, "officer") ? (
        <Group>
          <ActChoice acts={ACTS} open={open} onOpen={setOpen} label={(act) => t(`duty.${act}`)} />
        </Group>
      ) : null}
      {open === "waive" ? <Waive id={id} duty={duty} /> : null}
      {open === "refund" ? <Refund id={id} duty={duty} /> : null}
    </>
  );
}

/** What the addressee of the first piece said was paid last. */
function useAnnounced(item: string | undefined) {
  const shown = useQuery({
    ...viewQuery<ShownItem>("show-item", { id: item }),
    enabled: item !== undefined,
  });
  return announcedIn(shown.data?.events ?? []);
}

function Waive({ id, duty }: { readonly id: string; readonly duty: ShownDuty }): ReactNode {
  const { t } = useSpeaking();
  const { currency } = duty;
  return (
    <ActForm
      name="waive-duty"
      label={t("duty.waive")}
      inputOf={(field) => ({
        waivers: [
          {
            shipmentId: id,
            ...given("amount", typedAmount(field("amount"))),
            reason: field("reason"),
          },
        ],
      })}
    >
      <Amount currency={currency} minor={dueMinorOf(duty)} />
      <TextInput name="reason" label={t("act.reason")} maxLength={500} required />
    </ActForm>
  );
}

function Refund({ id, duty }: { readonly id: string; readonly duty: ShownDuty }): ReactNode {
  const { t } = useSpeaking();
  const { currency, paidMinor, refundedMinor } = duty;
  return (
    <ActForm
      name="refund-duty"
      label={t("duty.refund")}
      inputOf={(field) => ({
        refunds: [
          {
            shipmentId: id,
            ...given("amount", typedAmount(field("amount"))),
            reason: field("reason"),
            reference: field("reference"),
            ...(field("goodsReturned") === "" ? {} : { goodsReturned: true }),
          },
        ],
      })}
    >
      <Amount currency={currency} minor={String(BigInt(paidMinor) - BigInt(refundedMinor))} />
      <TextInput name="reason" label={t("act.reason")} maxLength={500} required />
      <TextInput name="reference" label={t("pay.reference")} maxLength={64} required />
      <Checkbox name="goodsReturned" label={t("duty.goods-returned")} />
    </ActForm>
  );
}

type AmountProps = { readonly currency: string; readonly minor: string };

/** An amount, all of it filled in; nothing where nothing is left. */
function Amount({ currency, minor }: AmountProps): ReactNode {
  const { t } = useSpeaking();
  return (
    <TextInput
      key={minor}
      name="amount"
      label={t("pay.amount", { currency })}
      defaultValue={BigInt(minor) > 0n ? amountText(minor, currency) : ""}
      inputMode="decimal"
      autoComplete="off"
    />
  );
}
