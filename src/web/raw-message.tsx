/** The raw text of a message, line by line, each finding marked at its place and told below its line. */
import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { Finding } from "#base/result.ts";
import { LINES_LIMIT, type RawLine, rawLines } from "./raw-lines.model.ts";
import { Section } from "./show-parts.tsx";
import { useSpeaking } from "./speaking.tsx";

type Props = {
  readonly raw: { readonly text: string; readonly more: boolean };
  readonly format: string;
  readonly findings: readonly Finding[];
};

export function RawMessage({ raw, format, findings }: Props): ReactNode {
  const { t } = useSpeaking();
  const lines = rawLines(raw.text, format, findings);
  return (
    <Section title={t("message.raw")}>
      <div className="scroller raw" role="group" aria-label={t("message.raw")} tabIndex={0}>
        <ol>
          {lines.map((line) => (
            <li key={line.number} className={line.findings.length > 0 ? "at-fault" : undefined}>
              <code>
                <Marked line={line} />
              </code>
              {line.findings.map((finding, at) => (
                <Told key={`${at + 1}/${finding.code}`} finding={finding} />
              ))}
            </li>
          ))}
        </ol>
      </div>
      {raw.more || lines.length === LINES_LIMIT ? (
        <Text size="sm">{t("message.raw-more")}</Text>
      ) : null}
    </Section>
  );
}

function Marked({ line: { text, mark, findings } }: { readonly line: RawLine }): ReactNode {
  if (mark === undefined) return findings.length === 0 ? text : <mark>{text}</mark>;
  const [from, to] = mark;
  return (
    <>
      {text.slice(0, from)}
      <mark>{text.slice(from, to)}</mark>
      {text.slice(to)}
    </>
  );
}

function Told({ finding }: { readonly finding: Finding }): ReactNode {
  const { named, say, colon } = useSpeaking();
  const { code, severity, at, found, expected } = finding;
  const said = say({ code, facts: { ...at, found, expected } });
  return (
    <span className="told">
      {colon(named("severity", severity), `${said.sentence} ${said.todo}`)}
    </span>
  );
}
