/**
 * An officer's decision: a button and a key each, and the form of the one that is open. The first field
 * has the focus, so that a decision is a key, a reason and Enter; Escape leaves it as it is.
 */
import { Button, Checkbox, Group, NativeSelect, Text, TextInput } from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { ActForm, given } from "./act-form.tsx";
import { DECISIONS, type Decision, decisionInput } from "./officer.model.ts";
import { useUser } from "./session.ts";
import { Section } from "./show-parts.tsx";
import { useSpeaking } from "./speaking.tsx";

type Props = {
  readonly shipmentId: string;
  /** Whether names wait to be compared. */
  readonly isPending: boolean;
  readonly deciding: Decision | undefined;
  readonly onDeciding: (decision: Decision | undefined) => void;
};

export function Decide({ shipmentId, isPending, deciding, onDeciding }: Props): ReactNode {
  const { t } = useSpeaking();
  const [told, setTold] = useState<"decided" | "half" | undefined>();
  const bar = useRef<HTMLDivElement>(null);
  const choices = DECISIONS.filter(({ decision }) => decision !== "clear" || isPending);
  const isOpen = choices.some(({ decision }) => decision === deciding);
  const close = (): void => {
    onDeciding(undefined);
    bar.current?.closest<HTMLElement>(".case")?.focus();
  };
  useEscape(isOpen, close);
  return (
    <Section title={t("officer.decide")}>
      <Group gap="xs" ref={bar}>
        {choices.map(({ decision, key }) => (
          <Button
            key={decision}
            variant={deciding === decision ? "filled" : "default"}
            aria-expanded={deciding === decision}
            aria-keyshortcuts={key}
            onClick={() => {
              setTold(undefined);
              onDeciding(deciding === decision ? undefined : decision);
            }}
          >
            {t(`decide.${decision}`)} <kbd>{key.toUpperCase()}</kbd>
          </Button>
        ))}
      </Group>
      {told === undefined ? null : (
        <Text role="status" fw={600} mt="xs">
          ✔ {t(`officer.${told}`)}
        </Text>
      )}
      {deciding === undefined || !isOpen ? null : (
        <DecisionForm
          key={deciding}
          shipmentId={shipmentId}
          decision={deciding}
          onCancel={close}
          onDone={(isWhole) => {
            setTold(isWhole ? "decided" : "half");
            close();
          }}
        />
      )}
    </Section>
  );
}

/** Calls back on Escape, whatever has the focus. */
function useEscape(isOn: boolean, onEscape: () => void): void {
  const leaving = useRef(onEscape);
  useEffect(() => {
    leaving.current = onEscape;
  });
  useEffect(() => {
    if (!isOn) return;
    const listen = ({ key }: KeyboardEvent): void => {
      if (key === "Escape") leaving.current();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [isOn]);
}

type FormProps = {
  readonly shipmentId: string;
  readonly decision: Decision;
  readonly onCancel: () => void;
  readonly onDone: (isWhole: boolean) => void;
};

function DecisionForm({ shipmentId, decision, onCancel, onDone }: FormProps): ReactNode {
  const { t } = useSpeaking();
  const isClear = decision === "clear";
  return (
    <div className="deciding">
      <ActForm
        name={isClear ? "screen-shipments" : "decide-shipment"}
        label={t(`decide.${decision}`)}
        beside={
          <Button variant="default" onClick={onCancel}>
            {t("officer.cancel")} <kbd>Esc</kbd>
          </Button>
        }
        inputOf={(field) =>
          isClear
            ? { shipments: [{ shipmentId, clear: true, reason: field("reason") }] }
            : { shipmentId, ...decisionInput(decision), ...decisionFields(field) }
        }
        onAnswer={(value) => {
          if (isRefused(value)) return;
          onDone((value as { readonly decided?: boolean }).decided !== false);
        }}
      >
        <DecisionFields decision={decision} />
      </ActForm>
    </div>
  );
}

/** Whether the one row of a batch of one was refused; the form says why. */
function isRefused(value: unknown): boolean {
  const { rows } = value as { readonly rows?: readonly { readonly refusal?: unknown }[] };
  return rows?.[0]?.refusal !== undefined;
}

function decisionFields(field: (name: string) => string): Readonly<Record<string, unknown>> {
  return {
    ...given("destination", field("destination")),
    ...given("basis", field("basis")),
    ...given("publicReason", field("publicReason")),
    ...given("restrictedReason", field("restrictedReason")),
    ...(field("level") === "" ? {} : { level: Number(field("level")) }),
    ...(field("fourEyes") === "" ? {} : { fourEyes: true }),
  };
}

const HOLDS: ReadonlySet<Decision> = new Set(["open", "image", "detain"]);
const TRAVELS: ReadonlySet<Decision> = new Set(["return", "transfer", "hand-over"]);

/** What a decision asks: a hold its public reason and who lifts it, a way out whereto and on what basis. */
function DecisionFields({ decision }: { readonly decision: Decision }): ReactNode {
  const { t, named } = useSpeaking();
  const level = useUser()?.level ?? 1;
  const focus = useFirstFocus();
  if (decision === "clear") {
    return <TextInput ref={focus} name="reason" label={t("act.reason")} maxLength={500} required />;
  }
  if (HOLDS.has(decision)) {
    return (
      <>
        <TextInput
          ref={focus}
          name="publicReason"
          label={t("act.public-reason")}
          maxLength={500}
          required
        />
        <TextInput name="restrictedReason" label={t("act.restricted-reason")} maxLength={2_000} />
        <NativeSelect
          name="level"
          label={t("act.level")}
          defaultValue={String(level)}
          data={["1", "2", "3"].map((value) => ({ value, label: named("level", value) }))}
        />
        <Checkbox name="fourEyes" label={t("act.four-eyes")} />
      </>
    );
  }
  return (
    <>
      {TRAVELS.has(decision) ? (
        <TextInput name="destination" label={t("act.destination")} maxLength={64} />
      ) : null}
      <TextInput
        ref={focus}
        name="basis"
        label={t("act.basis")}
        maxLength={500}
        required={decision === "take-back"}
      />
      <TextInput name="restrictedReason" label={t("act.restricted-reason")} maxLength={2_000} />
    </>
  );
}

/** Gives a field the focus when it is drawn first. */
function useFirstFocus() {
  const focused = useRef(false);
  return (field: HTMLInputElement | null): void => {
    if (field === null || focused.current) return;
    focused.current = true;
    field.focus();
  };
}
