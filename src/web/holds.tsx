/**
 * The open holds of a piece or shipment: who placed which, why, and who can lift it. An officer
 * lifts here; the centre decides whether that officer may.
 */
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { ShownHold } from "./answers.ts";
import { heldFor } from "./holds.model.ts";
import { Refused } from "./refused.tsx";
import { may, useUser } from "./session.ts";
import { Section } from "./show-parts.tsx";
import { useSpeaking } from "./speaking.tsx";
import { useAct } from "./use-act.ts";

/** The authority of holds that the centre itself places. */
const OPERATOR = "operator";

export function Holds({ holds }: { readonly holds: readonly ShownHold[] }): ReactNode {
  const { t } = useSpeaking();
  return (
    <Section title={t("item.holds")}>
      {holds.length === 0 ? <Text>{t("item.no-holds")}</Text> : null}
      <Stack>
        {holds.map((hold) => (
          <OneHold key={hold.id} hold={hold} />
        ))}
      </Stack>
    </Section>
  );
}

function OneHold({ hold }: { readonly hold: ShownHold }): ReactNode {
  const { t, named, time, colon, language } = useSpeaking();
  const [publicReason, restrictedReason] = heldFor(language, hold);
  const user = useUser();
  const who = named("who", hold.authority);
  const notes = [
    hold.authority === OPERATOR
      ? t("frees.held", { actor: named("actor", hold.authority) })
      : t("hold.lift-by", { who, level: named("level", String(hold.level)) }),
    hold.fourEyes ? t("hold.four-eyes") : "",
    hold.liftAskedBy === null ? "" : t("hold.asked"),
    hold.staysWithItem ? t("hold.stays") : "",
    hold.endsAt === null ? "" : t("hold.until", { at: time(hold.endsAt) }),
  ];
  return (
    <div data-hold={hold.id}>
      <Text fw={600}>
        {named("hold-kind", hold.kind)} · {colon(who, publicReason)}
      </Text>
      {restrictedReason ? <Text fs="italic">{restrictedReason}</Text> : null}
      <Text size="sm">
        {t("hold.placed")} {time(hold.placedAt)} · {notes.filter((note) => note !== "").join(" · ")}
      </Text>
      {mayLift(user, hold) ? <Lift hold={hold} /> : null}
    </div>
  );
}

/** Whether it is worth showing the form; the centre decides on the act itself. */
function mayLift(user: ReturnType<typeof useUser>, hold: ShownHold): boolean {
  const isOfficer = may(user, "officer") && user?.authority === hold.authority;
  return isOfficer || (hold.authority === OPERATOR && may(user, "floor"));
}

function Lift({ hold }: { readonly hold: ShownHold }): ReactNode {
  const { t } = useSpeaking();
  const { run, busy, refusal } = useAct();
  const [reason, setReason] = useState("");
  const [half, setHalf] = useState(false);
  const lift = async (): Promise<void> => {
    const done = await run<{ readonly lifted: boolean }>("lift-hold", { holdId: hold.id, reason });
    setHalf(done.value?.lifted === false);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void lift();
      }}
    >
      <Group align="end" mt={4}>
        <TextInput
          label={t("act.reason")}
          value={reason}
          required
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Button type="submit" loading={busy}>
          {t("act.lift-hold")}
        </Button>
      </Group>
      {half ? <Text role="status">{t("act.half")}</Text> : null}
      {refusal === null ? null : <Refused refusal={refusal} />}
    </form>
  );
}
