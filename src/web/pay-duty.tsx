/**
 * The form that records a payment of duty, with what is due filled in. It moves no money; whether the
 * caller may record it, the centre says.
 */
import { NativeSelect, Text, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { ActForm, given } from "./act-form.tsx";
import type { ShownDuty } from "./answers.ts";
import { typedAmount } from "./duty-desk.model.ts";
import { may, useUser } from "./session.ts";
import { amountText, dueMinorOf } from "./show.model.ts";
import { useSpeaking } from "./speaking.tsx";

const PAYERS = ["addressee", "account", "guarantor"] as const;

type Props = {
  readonly shipmentId: string;
  readonly duty: ShownDuty;
  /** As the addressee told it, where there was such a word. */
  readonly reference?: string | undefined;
};

export function PayDuty({ shipmentId, duty, reference = "" }: Props): ReactNode {
  const { t, named } = useSpeaking();
  const user = useUser();
  if (!may(user, "clerk", "officer")) return <Text>{t("pay.not-yours")}</Text>;
  const { currency, securedBy } = duty;
  const due = dueMinorOf(duty);
  return (
    <ActForm
      key={`${shipmentId}/${due}/${reference}`}
      name="record-payment"
      label={t("pay.record")}
      inputOf={(field) => ({
        payments: [
          {
            shipmentId,
            currency,
            payer: field("payer"),
            ...given("amount", typedAmount(field("amount"))),
            ...given("party", field("party")),
            reference: field("reference"),
          },
        ],
      })}
    >
      <TextInput
        name="amount"
        label={t("pay.amount", { currency })}
        defaultValue={amountText(due, currency)}
        inputMode="decimal"
        autoComplete="off"
        required
      />
      <NativeSelect
        name="payer"
        label={t("pay.payer")}
        defaultValue={securedBy ?? PAYERS[0]}
        data={PAYERS.map((value) => ({ value, label: named("payer", value) }))}
      />
      <TextInput
        name="reference"
        label={t("pay.reference")}
        defaultValue={reference}
        maxLength={64}
        autoComplete="off"
        required
      />
      <TextInput name="party" label={t("pay.party")} maxLength={64} autoComplete="off" />
    </ActForm>
  );
}
