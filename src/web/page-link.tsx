/** A link to another screen that looks like every link of the component library. */
import { Anchor, type AnchorProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef, ReactNode } from "react";

type Props = AnchorProps & Omit<ComponentPropsWithRef<"a">, keyof AnchorProps>;

function PlainLink(props: Props): ReactNode {
  return <Anchor {...props} />;
}

/** Knows the screens' addresses: a wrong one does not compile. */
export const PageLink = createLink(PlainLink);
