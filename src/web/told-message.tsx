/** A message in plain sentences, as the centre tells it in the reader's language. */
import { Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { DescribedFinding, Description, ToldMessage } from "./answers.ts";
import { refusalOf, viewQuery } from "./refusal-error.ts";
import { Refused } from "./refused.tsx";
import { Section } from "./show-parts.tsx";
import { useSpeaking } from "./speaking.tsx";

export function ToldInSentences({ id }: { readonly id: string }): ReactNode {
  const { t, language } = useSpeaking();
  const told = useQuery(viewQuery<ToldMessage>("describe-message", { id, language }));
  return (
    <Section title={t("message.sentences")}>
      <div className="scroller" role="group" aria-label={t("message.sentences")} tabIndex={0}>
        {told.error === null ? null : <Refused refusal={refusalOf(told.error)} />}
        {told.data === undefined && told.error === null ? (
          <Text role="status">{t("app.loading")}</Text>
        ) : null}
        {told.data?.descriptions.map((one, at) => (
          <One key={`${at + 1}/${one.title}`} told={one} />
        ))}
        {told.data?.outside.map((finding, at) => (
          <Found key={`${at + 1}/${finding.code}`} finding={finding} />
        ))}
        {told.data?.more === true ? <Text size="sm">{t("message.told-more")}</Text> : null}
      </div>
    </Section>
  );
}

function One({ told }: { readonly told: Description }): ReactNode {
  return (
    <article className="told-message">
      <Title order={3} size="h5">
        {told.title}
      </Title>
      {told.summary === undefined ? null : <Text>{told.summary}</Text>}
      {told.notes.map((note) => (
        <Text key={note} size="sm" c="dimmed">
          {note}
        </Text>
      ))}
      <ul className="told-lines">
        {told.lines.map(({ depth, text }, at) => (
          <li key={`${at + 1}/${text}`} data-depth={Math.min(depth, DEEPEST)}>
            {text}
          </li>
        ))}
      </ul>
      {told.findings.map((finding, at) => (
        <Found key={`${at + 1}/${finding.code}`} finding={finding} />
      ))}
    </article>
  );
}

/** Depth from which lines are not moved in any further. */
const DEEPEST = 4;

function Found({ finding }: { readonly finding: DescribedFinding }): ReactNode {
  const { named, colon } = useSpeaking();
  const { severity, sentence, advice, place, marked } = finding;
  return (
    <div className="found">
      <Text size="sm">
        <b>{colon(named("severity", severity), place)}</b> {sentence} {advice}
      </Text>
      {marked === undefined ? null : <pre>{`${marked.raw}\n${marked.marks}`}</pre>}
    </div>
  );
}
