/** A refusal said to a person: what is wrong, what to do, and its code for whoever helps. */
import { Alert, Button, Stack, Text, Title } from "@mantine/core";
import { useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Refusal } from "#base/result.ts";
import { PageLink } from "./page-link.tsx";
import { useSpeaking } from "./speaking.tsx";

type Props = { readonly refusal: Refusal; readonly onRetry?: (() => void) | undefined };

const SIGNED_OUT = "access/not-signed-in";

/** The way to sign in that comes back to this screen. */
function SignInAgain(): ReactNode {
  const { t } = useSpeaking();
  const back = useRouterState({ select: ({ location }) => location.href });
  return (
    <PageLink to="/sign-in" search={{ back }}>
      {t("sign-in.title")}
    </PageLink>
  );
}

export function Refused({ refusal, onRetry }: Props): ReactNode {
  const { say, t } = useSpeaking();
  const said = say(refusal);
  return (
    <Alert color="red" role="alert" title={said.sentence} icon={<span aria-hidden="true">✕</span>}>
      <Text>{said.todo}</Text>
      <Text size="sm" c="dimmed" ff="monospace">
        {said.code}
      </Text>
      {said.code === SIGNED_OUT ? <SignInAgain /> : null}
      {onRetry === undefined ? null : (
        <Button mt="xs" variant="default" onClick={onRetry}>
          {t("app.retry")}
        </Button>
      )}
    </Alert>
  );
}

/** A refusal in the place of a whole screen, which keeps its heading. */
export function RefusedPage({ title, ...refused }: Props & { readonly title: string }): ReactNode {
  return (
    <Stack>
      <Title order={1}>{title}</Title>
      <Refused {...refused} />
    </Stack>
  );
}
