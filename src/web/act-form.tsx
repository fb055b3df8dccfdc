/**
 * A form of one command and the fields that several share. It sends, shows what the centre said and
 * empties itself once the act is done; which fields a command takes, the forms know.
 */
import { Button, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { Refused } from "./refused.tsx";
import { useSpeaking } from "./speaking.tsx";
import { useAct } from "./use-act.ts";

const PURPOSES = ["release", "export", "return", "transfer", "authority", "destruction"] as const;

type ActFormProps = {
  readonly name: string;
  readonly label: string;
  readonly children: ReactNode;
  /** The command's input from the fields of the form. */
  readonly inputOf: (field: (name: string) => string) => unknown;
  readonly onAnswer?: (value: unknown) => void;
  /** What stands beside the button that sends. */
  readonly beside?: ReactNode;
  /** A refusal whose reasons the form shows itself. */
  readonly isShown?: string;
};

/** A form of one command: fields, button, and what the centre said; emptied once it is done. */
export function ActForm({
  name,
  label,
  children,
  inputOf,
  onAnswer,
  beside,
  isShown,
}: ActFormProps): ReactNode {
  const { t } = useSpeaking();
  const { run, busy, waiting, refusal } = useAct();
  const [done, setDone] = useState(false);
  const submit = async (form: HTMLFormElement): Promise<void> => {
    const given = new FormData(form);
    const field = (of: string): string => {
      const value = given.get(of);
      return typeof value === "string" ? value.trim() : "";
    };
    setDone(false);
    const acted = await run<unknown>(name, inputOf(field));
    setDone(acted.refusal === null && onAnswer === undefined);
    if (acted.refusal === null) form.reset();
    if (acted.value !== undefined) onAnswer?.(acted.value);
  };
  return (
    <form
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      <Stack gap="xs">
        {children}
        <Group>
          <Button type="submit" loading={busy}>
            {label}
          </Button>
          {beside}
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

/** Whereto something goes. */
export function PurposeField(): ReactNode {
  const { t, named } = useSpeaking();
  return (
    <NativeSelect
      name="purpose"
      label={t("act.purpose")}
      data={PURPOSES.map((value) => ({ value, label: named("purpose", value) }))}
    />
  );
}

/** A member of an input, left out where its field is empty. */
export function given(name: string, value: string): Readonly<Record<string, string>> {
  return value === "" ? {} : { [name]: value };
}
