/**
 * A field of a draft: its name, its text, and beside it what is wrong with it, once somebody was there or
 * tried to send. Which faults there are, the draft's checks know.
 */
import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { createContext, type ReactNode, use } from "react";
import { fieldWords, isNamedField } from "#words/fields.ts";
import { fieldOf } from "./declare.model.ts";
import type { Fault } from "./declare-checks.model.ts";
import { type Speaking, useSpeaking } from "./speaking.tsx";

/** The draft that the fields below belong to. */
export type Drafting = {
  readonly draft: object;
  readonly faults: readonly Fault[];
  readonly isShown: (field: string) => boolean;
  readonly touch: (field: string) => void;
  readonly set: (path: string, value: string | boolean) => void;
};

const DraftContext = createContext<Drafting | null>(null);
export const DraftProvider = DraftContext.Provider;

export function useDrafting(): Drafting {
  const drafting = use(DraftContext);
  if (drafting === null) throw new Error("a field of a draft stands inside DraftProvider");
  return drafting;
}

/** Names of fields that are called otherwise elsewhere. */
const ALSO: Readonly<Record<string, string>> = {
  address: "addressLines",
  code: "identifier",
  natureOfTransaction: "nature",
  regime: "regimeCode",
};

/** What a field is called, as a label. */
export function labelOf({ language, named }: Speaking, name: string): string {
  const known = ALSO[name] ?? name;
  const words = isNamedField(known) ? fieldWords(language, known) : named("declare-field", known);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

type Props = {
  /** Its place in the draft, such as `lines.0.hsCode`. */
  readonly path: string;
  /** Its place in what is sent, where that is another. */
  readonly field?: string;
  readonly rows?: number;
  readonly hint?: string;
  readonly placeholder?: string;
};

/** A field with its faults; errors are told as such, other faults as notes. */
export function DraftField({ path, field = path, rows, hint, placeholder }: Props): ReactNode {
  const speaking = useSpeaking();
  const drafting = useDrafting();
  const { error, note } = saidOf(speaking, drafting, field);
  const given = {
    name: field,
    label: labelOf(speaking, path.slice(path.lastIndexOf(".") + 1)),
    value: fieldOf(drafting.draft, path),
    error,
    description: note ?? hint,
    placeholder,
    inputWrapperOrder: ORDER,
    autoComplete: "off",
    onBlur: () => drafting.touch(field),
    onChange: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
      drafting.set(path, currentTarget.value),
  };
  return rows === undefined ? <TextInput {...given} /> : <Textarea {...given} rows={rows} />;
}

/** What is wrong stands below the field, where the eye goes on. */
const ORDER: ("label" | "input" | "description" | "error")[] = [
  "label",
  "input",
  "description",
  "error",
];

type ChoiceProps = {
  readonly path: string;
  /** Family of the texts that name the values. */
  readonly nameOf: (value: string) => string;
  readonly values: readonly string[];
};

/** A choice among values; an empty one stands for none. */
export function DraftChoice({ path, nameOf, values }: ChoiceProps): ReactNode {
  const speaking = useSpeaking();
  const drafting = useDrafting();
  const { error, note } = saidOf(speaking, drafting, path);
  return (
    <NativeSelect
      name={path}
      label={labelOf(speaking, path.slice(path.lastIndexOf(".") + 1))}
      value={fieldOf(drafting.draft, path)}
      data={values.map((value) => ({ value, label: value === "" ? "–" : nameOf(value) }))}
      error={error}
      description={note}
      inputWrapperOrder={ORDER}
      onBlur={() => drafting.touch(path)}
      onChange={({ currentTarget }) => drafting.set(path, currentTarget.value)}
    />
  );
}

/** What is wrong with a field, in words. */
export function saidOf(
  { say, t }: Speaking,
  { faults, isShown }: Drafting,
  field: string,
): { readonly error: string | undefined; readonly note: string | undefined } {
  if (!isShown(field)) return { error: undefined, note: undefined };
  const told = (isError: boolean): string | undefined => {
    const sentences = faults
      .filter((one) => one.field === field && (one.severity === "error") === isError)
      .map(({ code, found, expected }) => say({ code, facts: { found, expected } }))
      .map(({ sentence, todo }) => `${sentence} ${todo}`);
    if (sentences.length === 0) return undefined;
    return isError
      ? sentences.join(" ")
      : t("app.colon", { name: t("scan.finding"), text: sentences.join(" ") });
  };
  return { error: told(true), note: told(false) };
}
