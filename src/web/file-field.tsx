/** A field for one file of the reader's machine; its clearing button has a name. */
import { FileInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useSpeaking } from "./speaking.tsx";

type Props = {
  readonly label: string;
  readonly value: File | null;
  readonly onChange: (file: File | null) => void;
  readonly accept?: string;
};

export function FileField({ label, value, onChange, accept }: Props): ReactNode {
  const { t } = useSpeaking();
  return (
    <FileInput
      label={label}
      placeholder={t("take-in.choose")}
      value={value}
      onChange={onChange}
      {...(accept !== undefined && { accept })}
      clearable
      clearButtonProps={{ "aria-label": t("take-in.clear") }}
      flex={1}
      miw={240}
      maw={480}
    />
  );
}
