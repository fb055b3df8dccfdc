/** Parts that the screens of a message share: what became of it, and its findings. */
import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { Finding } from "#base/result.ts";
import type { MessageAnswer } from "./answers.ts";
import { fieldText } from "./finding-rows.tsx";
import { Fact, Section } from "./show-parts.tsx";
import { type Speaking, useSpeaking } from "./speaking.tsx";

/** What became of a message. */
export function MessageFacts({ message }: { readonly message: MessageAnswer }): ReactNode {
  const { t, named, time, number } = useSpeaking();
  return (
    <Section title={t("suspense.state")}>
      <dl className="facts">
        <Fact name={t("suspense.state")}>{named("message-state", message.state)}</Fact>
        <Fact name={t("suspense.format")}>{named("format", message.format)}</Fact>
        <Fact name={t("suspense.rows")}>
          {number(message.rowsDone)} / {number(message.rowsRefused)}
        </Fact>
        <Fact name={t("suspense.received")}>{time(message.receivedAt)}</Fact>
      </dl>
    </Section>
  );
}

/** Its findings, a row each: where, what is wrong, what to do. */
export function Findings({ message }: { readonly message: MessageAnswer }): ReactNode {
  const speaking = useSpeaking();
  const { t, named, say, colon } = speaking;
  const { findings, findingsTotal } = message;
  if (findings.length === 0) return <Text>{t("message.no-findings")}</Text>;
  return (
    <Section title={t("message.findings")}>
      <Text>{t("message.findings-of", { shown: findings.length, total: findingsTotal })}</Text>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">{t("message.where")}</th>
            <th scope="col">{t("message.what")}</th>
            <th scope="col">{t("message.todo")}</th>
          </tr>
        </thead>
        <tbody>
          {findings.map((finding, at) => {
            const { code, found, expected } = finding;
            const said = say({ code, facts: { ...finding.at, found, expected } });
            return (
              <tr key={`${at + 1}/${code}`}>
                <td data-name={t("message.where")}>{placeText(speaking, finding)}</td>
                <td data-name={t("message.what")}>
                  {colon(named("severity", finding.severity), said.sentence)}{" "}
                  <span className="mono">({code})</span>
                </td>
                <td data-name={t("message.todo")}>{said.todo}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}

function placeText(speaking: Speaking, { at }: Finding): string {
  const { t } = speaking;
  const parts = [
    at.file,
    at.line === undefined ? undefined : t("message.line", { line: at.line }),
    at.row === undefined ? undefined : t("message.row", { row: at.row }),
    at.field === undefined || at.field === "" ? undefined : fieldText(speaking, at.field),
  ];
  const text = parts.filter((part) => part !== undefined && part !== "").join(", ");
  return text === "" ? "–" : text;
}
