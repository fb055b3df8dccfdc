/** The form that places a hold on a piece or its whole shipment; officers say more than the floor. */
import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { ActForm, given } from "./act-form.tsx";
import { may, useUser } from "./session.ts";
import { useSpeaking } from "./speaking.tsx";

const HOLD_KINDS = ["hold", "quarantine", "open", "image"] as const;

type Props = { readonly shipmentId: string; readonly itemId?: string };

/** Holds a shipment, or one piece of it where one is named. */
export function PlaceHold({ shipmentId, itemId }: Props): ReactNode {
  const { t, named } = useSpeaking();
  const isOfficer = may(useUser(), "officer");
  return (
    <ActForm
      name="place-hold"
      label={t("act.place-hold")}
      inputOf={(field) => ({
        holds: [
          {
            target: {
              kind: field("target"),
              id: field("target") === "item" ? itemId : shipmentId,
            },
            kind: field("kind"),
            publicReason: field("publicReason"),
            ...given("restrictedReason", field("restrictedReason")),
            ...(field("level") === "" ? {} : { level: Number(field("level")) }),
            fourEyes: field("fourEyes") !== "",
            staysWithItem: field("stays") !== "",
          },
        ],
      })}
    >
      <NativeSelect
        name="kind"
        label={t("act.kind")}
        data={HOLD_KINDS.map((value) => ({ value, label: named("hold-kind", value) }))}
      />
      <NativeSelect
        name="target"
        label={t("act.target")}
        data={[
          ...(itemId === undefined ? [] : [{ value: "item", label: t("act.target-item") }]),
          { value: "shipment", label: t("act.target-shipment") },
        ]}
      />
      <TextInput name="publicReason" label={t("act.public-reason")} required />
      {isOfficer ? (
        <>
          <TextInput name="restrictedReason" label={t("act.restricted-reason")} />
          <NativeSelect
            name="level"
            label={t("act.level")}
            data={["1", "2", "3"].map((value) => ({ value, label: named("level", value) }))}
          />
          <Checkbox name="fourEyes" label={t("act.four-eyes")} />
        </>
      ) : null}
      <Checkbox name="stays" label={t("act.stays")} />
    </ActForm>
  );
}
