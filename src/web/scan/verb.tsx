/**
 * The verb that fills the screen: what to do with the piece in the hand, by colour, word and sign,
 * and why. An error keeps the screen until it is acknowledged.
 */
import type { ReactNode } from "react";
import type { ArrivalRow } from "#web/answers.ts";
import { may, useUser } from "#web/session.ts";
import { useSpeaking } from "#web/speaking.tsx";
import { whyLines } from "#web/why.ts";
import { Sign } from "./sign.tsx";
import { signalOf } from "./signal.model.ts";
import { contentOf, type Face } from "./station.model.ts";

type Props = {
  readonly face: Face | null;
  readonly isBlocked: boolean;
  readonly onAcknowledge: () => void;
  readonly onArrive: () => void;
  readonly onEmpty: () => void;
};

export function Verb({ face, isBlocked, onAcknowledge, onArrive, onEmpty }: Props): ReactNode {
  const speaking = useSpeaking();
  const { t } = speaking;
  const isFloor = may(useUser(), "floor");
  if (face === null) {
    return (
      <div className="verb verb-ready">
        <p className="verb-word">{t("scan.ready")}</p>
        <p className="verb-do">{t("scan.ready-hint")}</p>
      </div>
    );
  }
  if (face.arrival !== undefined) {
    return <Arrived face={face} arrival={face.arrival} onAcknowledge={onAcknowledge} />;
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
      <span className="verb-code">{face.shown === "PLACE" ? face.scan.place : face.scan.code}</span>
      <p className="verb-do">{t(`verdict-do.${face.shown}`)}</p>
      <ul className="verb-why">
        {whyLines(speaking, face.row).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {face.shown === "UNKNOWN" && isFloor ? (
        <button type="button" className="verb-ack" data-arrive onClick={onArrive}>
          {t("scan.arrive")}
        </button>
      ) : null}
      {contentOf(face) !== undefined && isFloor ? (
        <button type="button" className="verb-ack" data-arrive onClick={onEmpty}>
          {t("scan.empty")}
        </button>
      ) : null}
      {isBlocked && face.shown !== "PLACE" ? (
        <button type="button" className="verb-ack" onClick={onAcknowledge}>
          {t("scan.acknowledge")}
        </button>
      ) : null}
    </div>
  );
}

type ArrivedProps = {
  readonly face: Face;
  readonly arrival: ArrivalRow;
  readonly onAcknowledge: () => void;
};

/** The number that the piece has from now on, large enough to be copied onto it. */
function Arrived({ face, arrival: { internalCode }, onAcknowledge }: ArrivedProps): ReactNode {
  const { t } = useSpeaking();
  return (
    <div
      key={`${face.scan.key}/arrived`}
      className="verb verb-new signal signal-wait"
      role="alert"
      data-verdict="ARRIVED"
    >
      <p className="verb-word">{t("scan.arrived")}</p>
      {internalCode === undefined ? null : <p className="verb-number">{internalCode}</p>}
      <span className="verb-code">{face.scan.code}</span>
      <p className="verb-do">
        {t(internalCode === undefined ? "scan.arrived-again" : "scan.arrived-do")}
      </p>
      <button type="button" className="verb-ack" onClick={onAcknowledge}>
        {t("scan.acknowledge")}
      </button>
    </div>
  );
}
