/**
 * What an officer may do with a whole shipment, all its pieces at once: decide on it, hold it. The
 * centre decides on the act itself.
 */
import { Group } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { ActChoice } from "./act-choice.tsx";
import { PlaceHold } from "./place-hold.tsx";
import { ReleaseShipment } from "./release-shipment.tsx";
import { may, useUser } from "./session.ts";
import { Section } from "./show-parts.tsx";
import { useSpeaking } from "./speaking.tsx";

const ACTS = ["release", "place-hold"] as const;

export function ShipmentActions({ shipmentId }: { readonly shipmentId: string }): ReactNode {
  const { t } = useSpeaking();
  const user = useUser();
  const [open, setOpen] = useState<(typeof ACTS)[number] | null>(null);
  if (!may(user, "officer")) return null;
  return (
    <Section title={t("item.actions")}>
      <Group mb="sm">
        <ActChoice acts={ACTS} open={open} onOpen={setOpen} label={(act) => t(`act.${act}`)} />
      </Group>
      {open === "release" ? <ReleaseShipment shipmentId={shipmentId} /> : null}
      {open === "place-hold" ? <PlaceHold shipmentId={shipmentId} /> : null}
    </Section>
  );
}
