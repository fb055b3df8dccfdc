/**
 * Why a shipment was picked, for officers: what each rule found, in a sentence, with its owner's reason
 * in the reader's language, and names that may be those of denied parties.
 */
import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { SelectedRow } from "./desk-answers.ts";
import { Section } from "./show-parts.tsx";
import { useSpeaking } from "./speaking.tsx";

export function PickedReasons({ row }: { readonly row: SelectedRow | undefined }): ReactNode {
  const { t, say, time, language } = useSpeaking();
  const { reasons = [], screening = [] } = row ?? {};
  return (
    <Section title={t("officer.reasons")}>
      {row === undefined ? <Text>{t("officer.not-listed")}</Text> : null}
      <ul>
        {reasons.map(({ rule, version, code, facts, reason, foundAt }) => {
          const said = say({ code, facts });
          return (
            <li key={`${rule}/${code}/${foundAt}/${JSON.stringify(facts)}`}>
              <Text fw={600}>{said.sentence}</Text>
              <Text>{reason[language] ?? reason["en"]}</Text>
              <Text size="sm">{said.todo}</Text>
              <Text size="sm" c="dimmed">
                {t("officer.rule", { rule, version, at: time(foundAt) })}
              </Text>
            </li>
          );
        })}
        {screening.map(({ code, facts, foundAt, clearedAt, clearedReason }) => {
          const said = say({ code, facts });
          return (
            <li key={`${facts.entry}/${facts.role}/${foundAt}`}>
              <Text fw={600}>{said.sentence}</Text>
              <Text>
                {clearedAt === null
                  ? said.todo
                  : t("officer.cleared", { at: time(clearedAt), reason: clearedReason })}
              </Text>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
