/**
 * A list with the open one of it beside: what the desks share. Opening moves the focus into the open
 * one; how the rows look, each desk says.
 */
import { Button, Text } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { useSpeaking } from "./speaking.tsx";

type DeskProps = { readonly list: ReactNode; readonly children: ReactNode };

/** The list, and beside it what is open; below each other where there is little room. */
export function ListAndCase({ list, children }: DeskProps): ReactNode {
  return (
    <div className="desk">
      <div className="desk-list">{list}</div>
      <div className="desk-case">{children}</div>
    </div>
  );
}

type CaseProps = {
  readonly label: string;
  /** What is open; another one takes the focus. */
  readonly id: string;
  readonly children: ReactNode;
};

/** What is open beside a list: it has the focus, so that the next Tab goes to its first act. */
export function Case({ label, id, children }: CaseProps): ReactNode {
  const here = useRef<HTMLElement>(null);
  useEffect(() => {
    here.current?.focus();
    // biome-ignore lint/correctness/useExhaustiveDependencies: another one, the focus anew
  }, [id]);
  return (
    <section ref={here} tabIndex={-1} aria-label={label} className="case">
      {children}
    </section>
  );
}

type MoreProps = {
  /** True until the first page is here or refused. */
  readonly isPending: boolean;
  readonly hasMore: boolean;
  readonly more: () => void;
};

/** Below the rows: that they are awaited, or the button that takes more where there are more. */
export function MoreRows({ isPending, hasMore, more }: MoreProps): ReactNode {
  const { t } = useSpeaking();
  if (isPending) return <Text role="status">{t("app.loading")}</Text>;
  if (!hasMore) return null;
  return (
    <Button m="xs" variant="default" onClick={more}>
      {t("find.more")}
    </Button>
  );
}
