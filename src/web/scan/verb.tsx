/**
 * The verb that fills the screen: what to do with the piece in the hand, by colour, word and sign,
 * and why. An error keeps the screen until it is acknowledged.
 */
import type { ReactNode } from "react";
import { useSpeaking } from "#web/speaking.tsx";
import { whyLines } from "#web/why.ts";
import { Sign } from "./sign.tsx";
import { signalOf } from "./signal.model.ts";
import type { Station } from "./station.model.ts";

type Props = {
  readonly face: Station["face"];
  readonly isBlocked: boolean;
  readonly onAcknowledge: () => void;
};

export function Verb({ face, isBlocked, onAcknowledge }: Props): ReactNode {
  const speaking = useSpeaking();
  const { t } = speaking;
  if (face === null) {
    return (
      <div className="verb verb-ready">
        <p className="verb-word">{t("scan.ready")}</p>
        <p className="verb-do">{t("scan.ready-hint")}</p>
      </div>
    );
  }
  const signal = signalOf(face.shown);
  return (
    <div
      key={face.scan.key}
      className={`verb verb-new signal signal-${signal.style}`}
      role={signal.mustAcknowledge ? "alert" : "status"}
      data-verdict={face.shown}
    >
      <Sign shown={face.shown} />
      <p className="verb-word">{t(`verdict.${face.shown}`)}</p>
      <span className="verb-code">{face.scan.code}</span>
      <p className="verb-do">{t(`verdict-do.${face.shown}`)}</p>
      <ul className="verb-why">
        {whyLines(speaking, face.row).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {isBlocked ? (
        <button type="button" className="verb-ack" onClick={onAcknowledge}>
          {t("scan.acknowledge")}
        </button>
      ) : null}
    </div>
  );
}
