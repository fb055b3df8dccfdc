/**
 * The scan station: one verb fills the screen with colour, word, sign and sound. Works by scanner
 * and keyboard alone; the place, the last scans and what waits are always in sight.
 */
import {
  Alert,
  Button,
  Slider,
  Stack,
  Text,
  TextInput,
  Title,
  VisuallyHidden,
} from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { PageLink } from "#web/page-link.tsx";
import { may, useUser } from "#web/session.ts";
import { useSpeaking } from "#web/speaking.tsx";
import { type Line, unsent } from "./line.model.ts";
import { Sign } from "./sign.tsx";
import { signalOf } from "./signal.model.ts";
import { type Counts, isBlocked, type LastScan } from "./station.model.ts";
import { useStation } from "./use-station.ts";
import { Verb } from "./verb.tsx";

/** The station for those who may scan; whoever may not is told so at its door. */
export function ScanStation(): ReactNode {
  const { t } = useSpeaking();
  const user = useUser();
  if (user && !may(user, "floor", "officer")) {
    return (
      <Stack>
        <Title order={1}>{t("scan.title")}</Title>
        <Alert color="yellow" role="alert" title={t("scan.not-yours")}>
          <Text mb="xs">{t("scan.not-yours-todo")}</Text>
          <PageLink to="/find" search={{}}>
            {t("nav.find")}
          </PageLink>
        </Alert>
      </Stack>
    );
  }
  return <Station />;
}

function Station(): ReactNode {
  const { t } = useSpeaking();
  const station = useStation();
  useEffect(() => {
    document.getElementById("content")?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="station">
      <VisuallyHidden component="h1">{t("scan.title")}</VisuallyHidden>
      <section aria-label={t("scan.title")}>
        {station.notice === null ? null : (
          <p className="notice" role="status">
            {station.notice}
          </p>
        )}
        <Verb
          face={station.station.face}
          isBlocked={isBlocked(station.station)}
          onAcknowledge={station.acknowledge}
          onArrive={station.arrive}
          onEmpty={station.empty}
        />
      </section>
      <aside className="side">
        <div>
          <h2>{t("scan.place")}</h2>
          <div className="here">{station.place ?? t("scan.no-place")}</div>
        </div>
        <Waiting line={station.line} />
        <Counted counts={station.station.counts} />
        <ByHand onRead={station.read} />
        <LastScans last={station.station.last} />
        <Loudness volume={station.volume} onChange={station.setVolume} onTest={station.sound} />
        <Commands />
      </aside>
    </div>
  );
}

function Waiting({ line }: { readonly line: Line }): ReactNode {
  const { t } = useSpeaking();
  const login = useUser()?.login;
  const waiting = unsent(line);
  const own = waiting.filter((scan) => scan.login === login).length;
  const other = waiting.find((scan) => scan.login !== login)?.login;
  if (waiting.length === 0) return null;
  const isLate = line.batch !== null && line.batch.tries > 0 && !line.sending;
  const seconds = Math.max(1, Math.ceil((line.nextTryAt - Date.now()) / 1_000));
  return (
    <div role="status" className={isLate ? "notice" : undefined}>
      {own > 0 ? t("scan.waiting", { count: own }) : null}
      {isLate ? ` · ${t("app.no-answer")} ${t("scan.retry", { seconds })}` : null}
      {other === undefined ? null : (
        <div>{t("scan.waiting-other", { count: waiting.length - own, login: other })}</div>
      )}
    </div>
  );
}

function Counted({ counts }: { readonly counts: Counts }): ReactNode {
  const { t, number } = useSpeaking();
  return (
    <ul className="counts" aria-label={t("scan.counted")}>
      <li>
        <b>{number(counts.success)}</b>
        {t("scan.count-success")}
      </li>
      <li>
        <b>{number(counts.blocked)}</b>
        {t("scan.count-blocked")}
      </li>
      <li>
        <b>{number(counts.unknown)}</b>
        {t("scan.count-unknown")}
      </li>
      <li>
        <b>{number(counts.repeat)}</b>
        {t("scan.count-repeat")}
      </li>
    </ul>
  );
}

function ByHand({ onRead }: { readonly onRead: (text: string) => void }): ReactNode {
  const { t } = useSpeaking();
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== "/" || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      field.current?.focus();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === "") return;
        onRead(text);
        setText("");
        field.current?.blur();
      }}
    >
      <TextInput
        ref={field}
        size="lg"
        label={t("scan.field")}
        description={t("scan.field-hint")}
        value={text}
        autoComplete="off"
        spellCheck={false}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
    </form>
  );
}

function LastScans({ last }: { readonly last: readonly LastScan[] }): ReactNode {
  const { t } = useSpeaking();
  return (
    <div>
      <h2>{t("scan.last")}</h2>
      <table className="grid last-scans" aria-label={t("scan.last")}>
        <tbody>
          {last.map((scan) => (
            <tr key={scan.key}>
              <td className="mono">{scan.code}</td>
              <td>
                <LastShown shown={scan.shown} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LastShown({ shown }: { readonly shown: LastScan["shown"] }): ReactNode {
  const { t } = useSpeaking();
  if (shown === "SENDING") return t("scan.sending");
  if (shown === "UNDONE") return t("command.undo");
  if (shown === "ARRIVED") return t("scan.arrived");
  const signal = signalOf(shown);
  return (
    <span className={`signal tag signal-${signal.style}`}>
      <Sign shown={shown} />
      {t(`verdict.${shown}`)}
    </span>
  );
}

type LoudnessProps = {
  readonly volume: number;
  readonly onChange: (volume: number) => void;
  readonly onTest: (sound: "success" | "blocked" | "unknown") => void;
};

function Loudness({ volume, onChange, onTest }: LoudnessProps): ReactNode {
  const { t, locale } = useSpeaking();
  const percent = (value: number): string => value.toLocaleString(locale, { style: "percent" });
  const hearAll = (): void => {
    onTest("success");
    setTimeout(() => onTest("blocked"), 700);
    setTimeout(() => onTest("unknown"), 1_900);
  };
  return (
    <div>
      <h2>{t("scan.volume")}</h2>
      <Slider
        thumbLabel={t("scan.volume")}
        min={0}
        max={1}
        step={0.1}
        label={percent}
        value={volume}
        onChange={onChange}
      />
      <Button mt="sm" size="md" variant="default" onClick={hearAll}>
        {t("scan.sound-test")}
      </Button>
    </div>
  );
}

function Commands(): ReactNode {
  const { t } = useSpeaking();
  return (
    <details>
      <summary>{t("scan.commands")}</summary>
      <dl className="facts">
        <dt className="mono">CMD:OK</dt>
        <dd>{t("command.ok")}</dd>
        <dt className="mono">CMD:ARRIVE</dt>
        <dd>{t("command.arrive")}</dd>
        <dt className="mono">CMD:UNDO</dt>
        <dd>{t("command.undo")}</dd>
        <dt className="mono">CMD:PLACE:…</dt>
        <dd>{t("command.place")}</dd>
        <dt className="mono">CMD:SIGNOUT</dt>
        <dd>{t("command.sign-out")}</dd>
      </dl>
    </details>
  );
}
