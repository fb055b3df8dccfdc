/** Findings as a table, a row each: line, field, what was found, what is expected, what to do. */
import type { ReactNode } from "react";
import type { Finding } from "#base/result.ts";
import { shapeWords } from "#words/shape-words.ts";
import { labelOf } from "./draft-field.tsx";
import { type Speaking, useSpeaking } from "./speaking.tsx";

export function FindingRows({ findings }: { readonly findings: readonly Finding[] }): ReactNode {
  const speaking = useSpeaking();
  const { t, named, say, colon, language } = speaking;
  return (
    <div className="scroller" role="group" aria-label={t("declare.findings")} tabIndex={0}>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">{t("upload.line")}</th>
            <th scope="col">{t("upload.field")}</th>
            <th scope="col">{t("message.what")}</th>
            <th scope="col">{t("upload.found")}</th>
            <th scope="col">{t("upload.expected")}</th>
            <th scope="col">{t("message.todo")}</th>
          </tr>
        </thead>
        <tbody>
          {findings.map(({ code, severity, at, found, expected }, index) => {
            const said = say({ code, facts: { ...at, found, expected } });
            return (
              <tr key={`${index + 1}/${code}`}>
                <td data-name={t("upload.line")}>{at.line ?? at.row ?? "–"}</td>
                <td data-name={t("upload.field")}>
                  {at.field === undefined || at.field === "" ? "–" : fieldText(speaking, at.field)}
                </td>
                <td data-name={t("message.what")}>
                  {colon(named("severity", severity), said.sentence)}{" "}
                  <span className="mono">({code})</span>
                </td>
                <td data-name={t("upload.found")}>{found ?? "–"}</td>
                <td data-name={t("upload.expected")}>
                  {expected === undefined ? "–" : shapeWords(language, expected)}
                </td>
                <td data-name={t("message.todo")}>{said.todo}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** A field by its name, with its column's or member's own name for whoever looks for it. */
export function fieldText(speaking: Speaking, field: string): string {
  const label = labelOf(speaking, field.slice(field.lastIndexOf(".") + 1));
  return label.toLowerCase() === field.toLowerCase() ? field : `${label} (${field})`;
}
