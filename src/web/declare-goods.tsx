/** The pieces of a declaration and the lines of what is in them: each can be added and taken away. */
import { Button, Group } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { type Draft, EMPTY_LINE, EMPTY_PIECE, LINE_FIELDS, PIECE_FIELDS } from "./declare.model.ts";
import { DraftField } from "./draft-field.tsx";
import { Section } from "./show-parts.tsx";
import { useSpeaking } from "./speaking.tsx";

type Props = {
  readonly draft: Draft;
  readonly change: (change: (draft: Draft) => Draft) => void;
};

/** As many as `lodge-declarations` takes on one form that a person still sees through. */
const MOST = 50;

export function Pieces({ draft, change }: Props): ReactNode {
  const { t } = useSpeaking();
  const { pieces } = draft;
  const set = (next: Draft["pieces"]): void => change((before) => ({ ...before, pieces: next }));
  return (
    <Section title={t("shipment.pieces")}>
      <Parts
        count={pieces.length}
        nameOf={(number) => t("declare.piece", { number })}
        addLabel={t("declare.add-piece")}
        onAdd={() => set([...pieces, EMPTY_PIECE])}
        onRemove={(at) => set(pieces.toSpliced(at, 1))}
      >
        {(at) =>
          PIECE_FIELDS.map((name) => <DraftField key={name} path={`pieces.${at}.${name}`} />)
        }
      </Parts>
    </Section>
  );
}

export function Goods({ draft, change }: Props): ReactNode {
  const { t } = useSpeaking();
  const { lines } = draft;
  const set = (next: Draft["lines"]): void => change((before) => ({ ...before, lines: next }));
  return (
    <Section title={t("shipment.lines")}>
      <Parts
        count={lines.length}
        nameOf={(number) => t("declare.line", { number })}
        addLabel={t("declare.add-line")}
        onAdd={() => set([...lines, EMPTY_LINE])}
        onRemove={(at) => set(lines.toSpliced(at, 1))}
      >
        {(at) =>
          LINE_FIELDS.map((name) => (
            <DraftField
              key={name}
              path={`lines.${at}.${name}`}
              field={`content.lines.${at}.${name}`}
            />
          ))
        }
      </Parts>
    </Section>
  );
}

type PartsProps = {
  readonly count: number;
  readonly nameOf: (number: number) => string;
  readonly addLabel: string;
  readonly onAdd: () => void;
  readonly onRemove: (at: number) => void;
  readonly children: (at: number) => ReactNode;
};

/** A group of fields for each part; a new one takes the focus. */
function Parts({ count, nameOf, addLabel, onAdd, onRemove, children }: PartsProps): ReactNode {
  const { t } = useSpeaking();
  const list = useRef<HTMLDivElement>(null);
  const before = useRef(count);
  useEffect(() => {
    const isNew = count > before.current;
    before.current = count;
    if (isNew) list.current?.querySelector<HTMLElement>("fieldset:last-of-type input")?.focus();
  }, [count]);
  return (
    <div ref={list}>
      {Array.from({ length: count }, (_, at) => (
        <fieldset key={`${at + 1}`} className="part">
          <legend>{nameOf(at + 1)}</legend>
          <div className="fields">{children(at)}</div>
          {count > 1 ? (
            <Button
              mt="xs"
              size="compact-sm"
              variant="default"
              aria-label={`${t("declare.remove")}: ${nameOf(at + 1)}`}
              onClick={() => onRemove(at)}
            >
              {t("declare.remove")}
            </Button>
          ) : null}
        </fieldset>
      ))}
      <Group>
        <Button variant="default" disabled={count >= MOST} onClick={onAdd}>
          {addLabel}
        </Button>
      </Group>
    </div>
  );
}
