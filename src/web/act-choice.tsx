/** The acts that may be done with a thing, one of them open at a time. What each opens is its page's. */
import { Button } from "@mantine/core";
import type { ReactNode } from "react";

type ActChoiceProps<A extends string> = {
  readonly acts: readonly A[];
  readonly open: A | null;
  /** The act that was chosen; null where the open one was closed. */
  readonly onOpen: (act: A | null) => void;
  readonly label: (act: A) => string;
};

export function ActChoice<A extends string>({
  acts,
  open,
  onOpen,
  label,
}: ActChoiceProps<A>): ReactNode {
  return acts.map((act) => (
    <Button
      key={act}
      variant={open === act ? "filled" : "default"}
      aria-expanded={open === act}
      onClick={() => onOpen(open === act ? null : act)}
    >
      {label(act)}
    </Button>
  ));
}
