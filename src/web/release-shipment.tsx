/** The form of an authority's decision on a shipment; whether it may decide, the centre says. */
import { TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { ActForm, given, PurposeField } from "./act-form.tsx";
import { useSpeaking } from "./speaking.tsx";

/** Releases a shipment, or orders another way out for it. */
export function ReleaseShipment({ shipmentId }: { readonly shipmentId: string }): ReactNode {
  const { t } = useSpeaking();
  return (
    <ActForm
      name="release-shipments"
      label={t("act.release")}
      inputOf={(field) => ({
        releases: [
          {
            shipmentId,
            purpose: field("purpose"),
            ...given("destination", field("destination")),
            ...given("basis", field("basis")),
          },
        ],
      })}
    >
      <PurposeField />
      <TextInput name="destination" label={t("act.destination")} />
      <TextInput name="basis" label={t("act.basis")} />
    </ActForm>
  );
}
