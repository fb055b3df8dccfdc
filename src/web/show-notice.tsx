/**
 * The notice for an addressee: a clerk issues the one-time code, the page prints it with the item's bar
 * code in every language. The code is told once; leaving the page forgets it, and issuing again voids it.
 */
import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "#words/language.ts";
import { text, textOr } from "#words/texts.ts";
import type { IssuedCode } from "./answers.ts";
import { wayText } from "./my-item-pay.tsx";
import { PageLink } from "./page-link.tsx";
import { Refused } from "./refused.tsx";
import { codeIn, moneyText } from "./show.model.ts";
import { useSpeaking } from "./speaking.tsx";
import { useAct } from "./use-act.ts";

export function ShowNotice(): ReactNode {
  const { t } = useSpeaking();
  const { item: code } = useParams({ from: "/inside/notices/$item" });
  const { run, busy, refusal } = useAct();
  const [issued, setIssued] = useState<IssuedCode | undefined>();
  const issue = async (): Promise<void> => {
    const { value } = await run<IssuedCode>("issue-addressee-code", { code });
    setIssued(value);
  };
  return (
    <Stack>
      <div className="no-print">
        <Title order={1}>{t("notice.title")}</Title>
        <Text>{t("notice.what")}</Text>
        <Group my="xs">
          <Button loading={busy} onClick={() => void issue()}>
            {t(issued === undefined ? "notice.issue" : "notice.issue-again")}
          </Button>
          {issued === undefined ? null : (
            <Button variant="default" onClick={() => window.print()}>
              {t("notice.print")}
            </Button>
          )}
          <PageLink to="/items/$item" params={{ item: code }}>
            {t("notice.item", { code: issued?.code ?? codeIn(code) })}
          </PageLink>
        </Group>
        {refusal === null ? null : <Refused refusal={refusal} />}
      </div>
      {issued === undefined ? null : <Notice issued={issued} />}
    </Stack>
  );
}

function Notice({ issued }: { readonly issued: IssuedCode }): ReactNode {
  const { t } = useSpeaking();
  const { code, oneTimeCode, bars } = issued;
  if (oneTimeCode === undefined) return <Text role="alert">{t("notice.lost")}</Text>;
  return (
    <article className="addressee-notice" aria-label={t("notice.title")}>
      <Bars widths={bars} />
      <p className="notice-code">
        <span className="mono">{code}</span>
        <strong className="mono" data-code="one-time">
          {oneTimeCode.slice(0, HALF)}-{oneTimeCode.slice(HALF)}
        </strong>
      </p>
      {LANGUAGES.map((language) => (
        <InLanguage key={language} language={language} issued={issued} />
      ))}
    </article>
  );
}

/** The code is printed in two halves, so that the eye keeps its place. */
const HALF = 5;

type InLanguageProps = { readonly language: Language; readonly issued: IssuedCode };

function InLanguage({ language, issued }: InLanguageProps): ReactNode {
  const { code, duty, endsAt, ways } = issued;
  const locale = LOCALES[language];
  const at = new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(endsAt);
  const address = `${window.location.origin}/my-item/${encodeURIComponent(code)}`;
  const named = (family: string, value: string): string => textOr(language, `${family}.${value}`);
  const isDue = duty !== null && duty.dueMinor !== "0";
  return (
    <section lang={language === "zh" ? "zh-Hans" : language} aria-label={LANGUAGE_NAMES[language]}>
      <h2>{text(language, "notice.heading")}</h2>
      <p>{text(language, "notice.how", { address })}</p>
      {isDue ? (
        <p>
          {text(language, "notice.due", {
            amount: moneyText(duty.dueMinor, duty.currency, locale),
          })}{" "}
          {ways.map(({ way }) => wayText({ language, named }, ways, way)).join(" ")}
        </p>
      ) : null}
      <p>{text(language, "notice.until", { at })}</p>
    </section>
  );
}

const LOCALES: Readonly<Record<Language, string>> = { en: "en-GB", fr: "fr-FR", zh: "zh-CN" };

/** Modules left white before and behind a Code 128 (ISO/IEC 15417 asks for ten). */
const QUIET = 10;
const HEIGHT = 40;

/** A bar code drawn from its widths, a bar first. */
function Bars({ widths }: { readonly widths: readonly number[] }): ReactNode {
  const { t } = useSpeaking();
  const bars: { readonly x: number; readonly width: number }[] = [];
  let x = QUIET;
  for (const [at, width] of widths.entries()) {
    if (at % 2 === 0) bars.push({ x, width });
    x += width;
  }
  return (
    <svg
      className="bars"
      viewBox={`0 0 ${x + QUIET} ${HEIGHT}`}
      role="img"
      aria-label={t("notice.bars")}
      preserveAspectRatio="none"
    >
      <rect x={0} y={0} width={x + QUIET} height={HEIGHT} fill="#fff" />
      {bars.map((bar) => (
        <rect key={bar.x} x={bar.x} y={2} width={bar.width} height={HEIGHT - 4} fill="#000" />
      ))}
    </svg>
  );
}
