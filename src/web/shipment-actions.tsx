/**
 * What an officer may do with a whole shipment, all its pieces at once: decide on it, hold it. The
 * centre decides on the act itself.
 */
import { Button, Group } from "@mantine/core";
import { type ReactNode, useState } from "react";
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
        {ACTS.map((act) => (
          <Button
            key={act}
            variant={open === act ? "filled" : "default"}
            aria-expanded={open === act}
            onClick={() => setOpen(open === act ? null : act)}
          >
            {t(`act.${act}`)}
          </Button>
        ))}
      </Group>
      {open === "release" ? <ReleaseShipment shipmentId={shipmentId} /> : null}
      {open === "place-hold" ? <PlaceHold shipmentId={shipmentId} /> : null}
    </Section>
  );
}
