/**
 * What the reader may do with one piece, by role: hold it, release its shipment, let it out, move
 * it. One form is open at a time; the centre decides, and its answer stands under the form.
 */
import {
  Alert,
  Button,
  Checkbox,
  Group,
  NativeSelect,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { Role } from "#operations/define.ts";
import type { BatchAnswer, LeaveRow, ShownItem } from "./answers.ts";
import { Refused } from "./refused.tsx";
import { may, useUser } from "./session.ts";
import { codeToActOn } from "./show.model.ts";
import { Section } from "./show-parts.tsx";
import { useSpeaking } from "./speaking.tsx";
import { useAct } from "./use-act.ts";
import { blockerLine } from "./why.ts";

type Act = "place-hold" | "release" | "leave" | "move";

const ROLES: Readonly<Record<Act, readonly Role[]>> = {
  "place-hold": ["officer", "floor"],
  release: ["officer"],
  leave: ["floor"],
  move: ["floor", "officer"],
};
const ACTS: readonly Act[] = ["place-hold", "release", "leave", "move"];
const HOLD_KINDS = ["hold", "quarantine", "open", "image"] as const;
const PURPOSES = ["release", "export", "return", "transfer", "authority", "destruction"] as const;

type FormProps = { readonly shown: ShownItem };

export function ItemActions({ shown }: FormProps): ReactNode {
  const { t } = useSpeaking();
  const user = useUser();
  const [open, setOpen] = useState<Act | null>(null);
  const mine = ACTS.filter((act) => may(user, ...ROLES[act]));
  if (mine.length === 0) return null;
  return (
    <Section title={t("item.actions")}>
      <Group mb="sm">
        {mine.map((act) => (
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
      {open === "place-hold" ? <PlaceHold shown={shown} /> : null}
      {open === "release" ? <Release shown={shown} /> : null}
      {open === "leave" ? <Leave shown={shown} /> : null}
      {open === "move" ? <Move shown={shown} /> : null}
    </Section>
  );
}

type ActFormProps = {
  readonly name: string;
  readonly label: string;
  readonly children: ReactNode;
  /** The command's input from the fields of the form. */
  readonly inputOf: (field: (name: string) => string) => unknown;
  readonly onAnswer?: (value: unknown) => void;
  /** A refusal whose reasons the form shows itself. */
  readonly isShown?: string;
};

/** A form of one command: fields, button, and what the centre said. */
function ActForm({ name, label, children, inputOf, onAnswer, isShown }: ActFormProps): ReactNode {
  const { t } = useSpeaking();
  const { run, busy, waiting, refusal } = useAct();
  const [done, setDone] = useState(false);
  const submit = async (given: FormData): Promise<void> => {
    const field = (of: string): string => {
      const value = given.get(of);
      return typeof value === "string" ? value.trim() : "";
    };
    setDone(false);
    const acted = await run<unknown>(name, inputOf(field));
    setDone(acted.refusal === null && onAnswer === undefined);
    if (acted.value !== undefined) onAnswer?.(acted.value);
  };
  return (
    <form
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        void submit(new FormData(event.currentTarget));
      }}
    >
      <Stack gap="xs">
        {children}
        <Group>
          <Button type="submit" loading={busy}>
            {label}
          </Button>
          {done ? (
            <Text role="status" fw={600}>
              ✔ {t("act.done")}
            </Text>
          ) : null}
          {waiting ? <Text role="status">{t("act.waiting")}</Text> : null}
        </Group>
        {refusal === null || refusal.code === isShown ? null : <Refused refusal={refusal} />}
      </Stack>
    </form>
  );
}

function PlaceHold({ shown: { item } }: FormProps): ReactNode {
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
              id: field("target") === "item" ? item.id : item.shipmentId,
            },
            kind: field("kind"),
            publicReason: field("publicReason"),
            ...(field("restrictedReason") === ""
              ? {}
              : { restrictedReason: field("restrictedReason") }),
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
          { value: "item", label: t("act.target-item") },
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

function Release({ shown: { item } }: FormProps): ReactNode {
  const { t } = useSpeaking();
  return (
    <ActForm
      name="release-shipments"
      label={t("act.release")}
      inputOf={(field) => ({
        releases: [
          {
            shipmentId: item.shipmentId,
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

function PurposeField(): ReactNode {
  const { t, named } = useSpeaking();
  return (
    <NativeSelect
      name="purpose"
      label={t("act.purpose")}
      data={PURPOSES.map((value) => ({ value, label: named("purpose", value) }))}
    />
  );
}

function given(name: string, value: string): Readonly<Record<string, string>> {
  return value === "" ? {} : { [name]: value };
}
