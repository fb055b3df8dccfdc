/**
 * Sign-in. A demo centre offers its logins here, a real one gives none to offer; a shared bench may
 * name itself, and its name is kept in this browser.
 */
import { Button, Card, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import type { Refusal } from "#base/result.ts";
import type { DemoLogin } from "./answers.ts";
import { look } from "./api.ts";
import { keep, kept } from "./kept.ts";
import { PageLink } from "./page-link.tsx";
import { Refused } from "./refused.tsx";
import { signIn } from "./session.ts";
import { useSpeaking } from "./speaking.tsx";

const DEVICE_KEPT_AS = "mailport.device";

export function SignIn(): ReactNode {
  const { t } = useSpeaking();
  const [device, setDevice] = useState(() => kept(DEVICE_KEPT_AS) ?? "");
  const { enter, refusal, busy } = useEnter(device);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    void enter(fieldOf(given, "login"), fieldOf(given, "password"));
  };
  return (
    <Stack maw={460} mx="auto" gap="lg">
      <Card withBorder padding="xl">
        <form onSubmit={submit}>
          <Stack>
            <Title order={1}>{t("sign-in.title")}</Title>
            {refusal === null ? null : <Refused refusal={refusal} />}
            <TextInput
              size="md"
              name="login"
              label={t("sign-in.login")}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              autoFocus
              required
            />
            <PasswordInput
              size="md"
              name="password"
              label={t("sign-in.password")}
              autoComplete="current-password"
              required
            />
            <TextInput
              size="md"
              name="device"
              label={t("sign-in.device")}
              value={device}
              onChange={({ currentTarget }) => setDevice(currentTarget.value)}
            />
            <Button type="submit" size="md" loading={busy}>
              {t("sign-in.submit")}
            </Button>
          </Stack>
        </form>
      </Card>
      <DemoLogins busy={busy} onChoose={(login) => void enter(login.login, login.password)} />
      <PageLink to="/track">{t("sign-in.track")}</PageLink>
      <PageLink to="/my-item">{t("my-item.have-notice")}</PageLink>
    </Stack>
  );
}

function fieldOf(given: FormData, name: string): string {
  const value = given.get(name);
  return typeof value === "string" ? value : "";
}

function useEnter(device: string) {
  const client = useQueryClient();
  const router = useRouter();
  const { back } = useSearch({ from: "/sign-in" });
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const enter = async (login: string, password: string): Promise<void> => {
    setBusy(true);
    keep(DEVICE_KEPT_AS, device);
    const bench = device.trim() === "" ? {} : { device: device.trim() };
    const answer = await signIn(client, { login, password, ...bench });
    setBusy(false);
    setRefusal(answer.ok ? null : answer.refusal);
    if (answer.ok) router.history.replace(back ?? "/");
  };
  return { enter, refusal, busy };
}

type DemoProps = { readonly busy: boolean; readonly onChoose: (login: DemoLogin) => void };

function DemoLogins({ busy, onChoose }: DemoProps): ReactNode {
  const { t, named } = useSpeaking();
  const { data } = useQuery({ queryKey: ["demo-logins"], queryFn: demoLogins, retry: false });
  if (data === undefined || data.length === 0) return null;
  return (
    <Card withBorder padding="lg" component="section" aria-label={t("sign-in.demo")}>
      <Text mb="sm">{t("sign-in.demo")}</Text>
      <Stack gap="xs">
        {data.map((login) => (
          <Button
            key={login.login}
            className="choice"
            variant="default"
            justify="flex-start"
            disabled={busy}
            onClick={() => onChoose(login)}
          >
            <span className="choice-name">{login.name ?? login.login}</span>
            <span>{(login.roles ?? []).map((role) => named("role", role)).join(", ")}</span>
            <span className="choice-login">
              {login.login} / {login.password}
            </span>
          </Button>
        ))}
      </Stack>
    </Card>
  );
}

async function demoLogins(): Promise<readonly DemoLogin[]> {
  const answer = await look<readonly DemoLogin[] | { readonly logins: readonly DemoLogin[] }>(
    "demo-logins",
    {},
  );
  if (!answer.ok) return [];
  return "logins" in answer.value ? answer.value.logins : answer.value;
}
