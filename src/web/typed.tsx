/** A field of a filter: its text goes into the address once the typing pauses. */
import { TextInput } from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";

type TypedProps = {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onSettled: (text: string) => void;
};

/** Time without a key until what was typed is asked for, ms. */
const PAUSE_MS = 250;

/** A field whose text goes into the address once the typing pauses. */
export function Typed({ label, hint, value, onSettled }: TypedProps): ReactNode {
  const [text, setText] = useState(value);
  const [given, setGiven] = useState(value);
  const settled = useRef(onSettled);
  useEffect(() => {
    settled.current = onSettled;
  });
  if (given !== value) {
    setGiven(value);
    if (text.trim() !== value) setText(value);
  }
  useEffect(() => {
    if (text.trim() === given) return;
    const pause = setTimeout(() => settled.current(text.trim()), PAUSE_MS);
    return () => clearTimeout(pause);
  }, [text, given]);
  return (
    <TextInput
      label={label}
      {...(hint === undefined ? {} : { placeholder: hint })}
      value={text}
      spellCheck={false}
      autoComplete="off"
      onChange={({ currentTarget }) => setText(currentTarget.value)}
    />
  );
}
