/**
 * The declaration form, for all three streams: the fields of CN 23, as many pieces and lines as there
 * are, checked while they are filled in. What the centre finds stands beside the same fields.
 */
import { Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { type ReactNode, useRef } from "react";
import {
  DECLARED_STREAMS,
  DIRECTIONS,
  type Draft,
  MAIL_CLASSES,
  NATURES,
  numberOfDraft,
  OF_STREAM,
  PERSON_FIELDS,
  REGIMES,
} from "./declare.model.ts";
import { Goods, Pieces } from "./declare-goods.tsx";
import { DraftChoice, DraftField, DraftProvider, useDrafting } from "./draft-field.tsx";
import { FindingRows } from "./finding-rows.tsx";
import { PageLink } from "./page-link.tsx";
import { Refused } from "./refused.tsx";
import { Section } from "./show-parts.tsx";
import { useSpeaking } from "./speaking.tsx";
import { type Lodged, type Start, useDeclaring } from "./use-declaring.ts";

export function DeclareForm({ start }: { readonly start?: Start }): ReactNode {
  const { t } = useSpeaking();
  const { draft, change, drafting, errors, send, acting, lodged, again } = useDeclaring(start);
  const form = useRef<HTMLFormElement>(null);
  if (lodged !== undefined) {
    return <Done lodged={lodged} {...(start === undefined && { onAgain: again })} />;
  }
  const submit = async (): Promise<void> => {
    const wrong = await send();
    if (wrong !== undefined) goTo(form.current, wrong);
  };
  return (
    <DraftProvider value={drafting}>
      <form
        ref={form}
        aria-label={t("declare.by-form")}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack>
          <Head draft={draft} />
          <Pieces draft={draft} change={change} />
          <div className="columns">
            <PersonFields who="sender" />
            <PersonFields who="recipient" />
          </div>
          <Goods draft={draft} change={change} />
          {errors > 0 ? <Text role="status">{t("declare.errors", { count: errors })}</Text> : null}
          {acting.refusal === null ? null : <Refused refusal={acting.refusal} />}
          <Group>
            <Button type="submit" loading={acting.busy}>
              {t("declare.send")}
            </Button>
            {acting.waiting ? <Text role="status">{t("act.waiting")}</Text> : null}
          </Group>
        </Stack>
      </form>
    </DraftProvider>
  );
}

/** The first field at fault takes the focus, wherever on the page it is. */
function goTo(form: HTMLFormElement | null, field: string): void {
  const found = form?.elements.namedItem(field);
  if (found instanceof HTMLElement) found.focus();
}

function Head({ draft }: { readonly draft: Draft }): ReactNode {
  const { t, named } = useSpeaking();
  const isPostal = draft.stream === "postal";
  return (
    <Section title={t("declare.head")}>
      <div className="fields">
        <DraftChoice
          path="stream"
          nameOf={(one) => named("stream", one)}
          values={DECLARED_STREAMS}
        />
        <DraftChoice
          path="direction"
          nameOf={(one) => named("direction", one)}
          values={DIRECTIONS}
        />
        <DraftChoice
          path="regime"
          nameOf={(one) => named("regime", one)}
          values={REGIMES[draft.stream] ?? [""]}
        />
        <DraftField
          path="number"
          hint={t("declare.number-hint")}
          placeholder={numberOfDraft(draft)}
        />
        {isPostal ? (
          <DraftChoice
            path="content.mailClass"
            nameOf={(one) => named("declare-class", one)}
            values={["", ...MAIL_CLASSES]}
          />
        ) : (
          <DraftField path="carrier" />
        )}
        <DraftChoice
          path="content.natureOfTransaction"
          nameOf={(one) => named("declare-nature", one)}
          values={["", ...NATURES]}
        />
        <DraftField path="content.grossWeightKg" />
        <DraftField path="content.lengthCm" />
        <DraftField path="content.widthCm" />
        <DraftField path="content.heightCm" />
        <DraftField path="content.currency" />
        {OF_STREAM[draft.stream]
          ?.filter((name) => name !== "mailClass")
          .map((name) => (
            <DraftField key={name} path={`content.${name}`} />
          ))}
        <DraftField path="content.licenceNumber" />
      </div>
      <Group my="xs">
        <Mark path="ownUse" isOn={draft.ownUse} />
        <Mark path="indivisible" isOn={draft.indivisible} />
      </Group>
      <DraftField path="content.comments" rows={2} />
    </Section>
  );
}

function Mark({ path, isOn }: { readonly path: string; readonly isOn: boolean }): ReactNode {
  const { named } = useSpeaking();
  const { set } = useDrafting();
  return (
    <Checkbox
      name={path}
      label={named("declare-field", path)}
      checked={isOn}
      onChange={({ currentTarget }) => set(path, currentTarget.checked)}
    />
  );
}

function PersonFields({ who }: { readonly who: "sender" | "recipient" }): ReactNode {
  const { t } = useSpeaking();
  return (
    <Section title={t(who === "sender" ? "shipment.sender" : "shipment.recipient")}>
      <div className="fields">
        {PERSON_FIELDS.map((name) =>
          name === "address" ? (
            <DraftField key={name} path={`${who}.${name}`} rows={2} />
          ) : (
            <DraftField key={name} path={`${who}.${name}`} />
          ),
        )}
      </div>
    </Section>
  );
}

type DoneProps = {
  readonly lodged: Lodged;
  /** Begins another; without it the way leads back to the desk. */
  readonly onAgain?: () => void;
};

function Done({ lodged, onAgain }: DoneProps): ReactNode {
  const { t } = useSpeaking();
  const { shipmentId, findings = [] } = lodged;
  return (
    <Stack>
      <Text role="status" fw={600}>
        ✔ {t("declare.lodged")}
      </Text>
      {shipmentId === undefined ? null : (
        <PageLink to="/shipments/$shipment" params={{ shipment: shipmentId }}>
          {t("item.open-shipment")}
        </PageLink>
      )}
      {findings.length === 0 ? null : (
        <Section title={t("declare.findings")}>
          <FindingRows findings={findings} />
        </Section>
      )}
      <Group>
        {onAgain === undefined ? (
          <PageLink to="/desk" search={{}} autoFocus>
            {t("nav.desk")}
          </PageLink>
        ) : (
          <Button onClick={onAgain} autoFocus>
            {t("declare.again")}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
