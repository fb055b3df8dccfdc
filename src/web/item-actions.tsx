/**
 * What the reader may do with one piece, by role: hold it, release its shipment, let it out, move
 * it. One form is open at a time; the centre decides, and its answer stands under the form.
 */
import { Alert, Group, Text, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { Role } from "#operations/define.ts";
import { ActChoice } from "./act-choice.tsx";
import { ActForm, PurposeField } from "./act-form.tsx";
import type { BatchAnswer, LeaveRow, ShownItem } from "./answers.ts";
import { PageLink } from "./page-link.tsx";
import { PlaceHold } from "./place-hold.tsx";
import { ReleaseShipment } from "./release-shipment.tsx";
import { may, useUser } from "./session.ts";
import { codeToActOn } from "./show.model.ts";
import { Section } from "./show-parts.tsx";
import { useSpeaking } from "./speaking.tsx";
import { blockerLine } from "./why.ts";

type Act = "place-hold" | "release" | "leave" | "move";

const ROLES: Readonly<Record<Act, readonly Role[]>> = {
  "place-hold": ["officer", "floor"],
  release: ["officer"],
  leave: ["floor"],
  move: ["floor", "officer"],
};
const ACTS: readonly Act[] = ["place-hold", "release", "leave", "move"];

type FormProps = { readonly shown: ShownItem };

export function ItemActions({ shown }: FormProps): ReactNode {
  const { t } = useSpeaking();
  const user = useUser();
  const [open, setOpen] = useState<Act | null>(null);
  const mine = ACTS.filter((act) => may(user, ...ROLES[act]));
  const hasNotice = may(user, "clerk", "floor") && shown.shipment?.direction === "import";
  if (mine.length === 0 && !hasNotice) return null;
  return (
    <Section title={t("item.actions")}>
      <Group mb="sm">
        <ActChoice acts={mine} open={open} onOpen={setOpen} label={(act) => t(`act.${act}`)} />
      </Group>
      {hasNotice ? (
        <PageLink
          to="/notices/$item"
          params={{ item: codeToActOn(shown.identifiers, shown.item.id) }}
        >
          {t("notice.make")}
        </PageLink>
      ) : null}
      {open === "place-hold" ? (
        <PlaceHold shipmentId={shown.item.shipmentId} itemId={shown.item.id} />
      ) : null}
      {open === "release" ? <ReleaseShipment shipmentId={shown.item.shipmentId} /> : null}
      {open === "leave" ? <Leave shown={shown} /> : null}
      {open === "move" ? <Move shown={shown} /> : null}
    </Section>
  );
}

function Leave({ shown: { item, identifiers } }: FormProps): ReactNode {
  const speaking = useSpeaking();
  const { t } = speaking;
  const [row, setRow] = useState<LeaveRow | null>(null);
  return (
    <ActForm
      name="leave-centre"
      label={t("act.leave")}
      isShown="exit/blocked"
      onAnswer={(value) => setRow((value as BatchAnswer<LeaveRow>).rows[0] ?? null)}
      inputOf={(field) => ({
        exits: [{ code: codeToActOn(identifiers, item.id) }],
        purpose: field("purpose"),
        destination: field("destination"),
      })}
    >
      <PurposeField />
      <TextInput name="destination" label={t("act.destination")} required />
      {row?.left === true ? (
        <Text role="status" fw={600}>
          ✔ {t("act.done")}
        </Text>
      ) : row?.blockers === undefined ? null : (
        <Alert color="red" role="alert" title={t("act.stopped")} data-left="false">
          <ul>
            {row.blockers.map((blocker) => (
              <li key={`${blocker.code}${blocker.holdId ?? ""}`}>
                {blockerLine(speaking, blocker)}
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </ActForm>
  );
}

function Move({ shown: { item, identifiers } }: FormProps): ReactNode {
  const { t } = useSpeaking();
  return (
    <ActForm
      name="move-items"
      label={t("act.move")}
      inputOf={(field) => ({
        moves: [{ code: codeToActOn(identifiers, item.id), to: field("to") }],
      })}
    >
      <TextInput name="to" label={t("act.to")} required />
    </ActForm>
  );
}
