/**
 * The papers of a shipment: what was handed in, shown beside what it is about, and the form that hands
 * in another, in words or as a file. What a paper is, the centre reads from its bytes.
 */
import { Button, Group, NativeSelect, Stack, Text, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import type { PaperKind } from "#operations/ports-papers.ts";
import type { ShownHold } from "./answers.ts";
import type { ShownPaper } from "./desk-answers.ts";
import { FileField } from "./file-field.tsx";
import { heldFor } from "./holds.model.ts";
import { refusalOf, viewQuery } from "./refusal-error.ts";
import { Refused } from "./refused.tsx";
import { Section } from "./show-parts.tsx";
import { useSpeaking } from "./speaking.tsx";
import { useHandingIn } from "./use-handing-in.ts";

type PapersProps = {
  readonly shipmentId: string;
  /** Id of the paper that is shown. */
  readonly open: string | undefined;
  readonly onOpen: (paper: string | undefined) => void;
  /** A form that hands in another. */
  readonly children?: ReactNode;
};

export function Papers({ shipmentId, open, onOpen, children }: PapersProps): ReactNode {
  const { t } = useSpeaking();
  const found = useQuery(
    viewQuery<{ readonly papers: readonly ShownPaper[] }>("list-papers", { shipmentId }),
  );
  const papers = found.data?.papers ?? [];
  return (
    <Section title={t("paper.title")}>
      {found.error === null ? null : <Refused refusal={refusalOf(found.error)} />}
      {found.isSuccess && papers.length === 0 ? <Text>{t("paper.none")}</Text> : null}
      <Stack gap="xs">
        {papers.map((paper) => (
          <OnePaper
            key={paper.id}
            paper={paper}
            isOpen={open === paper.id}
            onToggle={() => onOpen(open === paper.id ? undefined : paper.id)}
          />
        ))}
        {children}
      </Stack>
    </Section>
  );
}

type OneProps = {
  readonly paper: ShownPaper;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
};

function OnePaper({ paper, isOpen, onToggle }: OneProps): ReactNode {
  const { t, named, time, locale } = useSpeaking();
  const kind = named("paper-kind", paper.kind);
  const line = t("paper.line", {
    kind,
    size: sizeText(paper.sizeBytes, locale),
    at: time(paper.handedAt),
  });
  return (
    <div>
      <Group gap="xs">
        <Text>{line}</Text>
        <Button
          size="compact-sm"
          variant="default"
          aria-expanded={isOpen}
          aria-label={`${t(isOpen ? "paper.hide" : "paper.show")}: ${line}`}
          onClick={onToggle}
        >
          {t(isOpen ? "paper.hide" : "paper.show")}
        </Button>
      </Group>
      {isOpen ? <PaperBytes paper={paper} name={kind} /> : null}
    </div>
  );
}

function sizeText(bytes: number, locale: string): string {
  const [size, unit] = bytes < 1_000 ? [bytes, "byte"] : [bytes / 1_000, "kilobyte"];
  const how = { style: "unit", unit, maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(locale, how).format(size);
}

/** A picture or a text is shown in its place; anything else is saved, or opened by its own program. */
function PaperBytes({ paper, name }: { readonly paper: ShownPaper; readonly name: string }) {
  const { t } = useSpeaking();
  const read = useQuery({
    ...viewQuery<{ readonly base64: string }>("read-paper", { paperId: paper.id }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const address = useBlob(read.data?.base64, paper.mediaType);
  if (read.error !== null) return <Refused refusal={refusalOf(read.error)} />;
  if (read.data === undefined || address === undefined) {
    return <Text role="status">{t("app.loading")}</Text>;
  }
  const isPicture = /^image\/(png|jpeg)$/.test(paper.mediaType);
  return (
    <div className="paper">
      {isPicture ? <img src={address} alt={name} /> : null}
      {paper.mediaType === "text/plain" ? <pre tabIndex={0}>{textOf(read.data.base64)}</pre> : null}
      <a href={address} download={`${paper.kind}.${EXTENSIONS[paper.mediaType] ?? "bin"}`}>
        {t("paper.save")}
      </a>
    </div>
  );
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  "application/pdf": "pdf",
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/tiff": "tif",
  "text/plain": "txt",
};

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function textOf(base64: string): string {
  return new TextDecoder().decode(bytesOf(base64));
}

/** An address of the bytes in this window, given back when they are shown no more. */
function useBlob(base64: string | undefined, type: string): string | undefined {
  const [address, setAddress] = useState<string | undefined>();
  useEffect(() => {
    if (base64 === undefined) return;
    const made = URL.createObjectURL(new Blob([bytesOf(base64)], { type }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [base64, type]);
  return address;
}

const KINDS = [
  "answer",
  "invoice",
  "licence",
  "identity",
  "payment",
  "other",
] as const satisfies readonly PaperKind[];

type HandProps = {
  readonly shipmentId: string;
  /** Open holds whose question a paper may answer. */
  readonly holds: readonly ShownHold[];
};

/** Hands in words, a file, or both, each as a paper of its own. */
export function HandInPaper({ shipmentId, holds }: HandProps): ReactNode {
  const { language, t, named, colon } = useSpeaking();
  const { hand, busy, sent, refusal } = useHandingIn();
  const [words, setWords] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [kind, setKind] = useState<string>(KINDS[0]);
  const [hold, setHold] = useState(holds[0]?.id ?? "");
  const send = async (): Promise<void> => {
    const query = { shipmentId, holdId: hold };
    if (words.trim() !== "") {
      if (!(await hand(new Blob([words.trim()]), { ...query, kind: "answer" }))) return;
      setWords("");
    }
    if (file !== null && (await hand(file, { ...query, kind }))) setFile(null);
  };
  return (
    <form
      aria-label={t("paper.send")}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Stack gap="xs">
        {holds.length === 0 ? null : (
          <NativeSelect
            label={t("paper.hold")}
            value={hold}
            data={[
              ...holds.map((one) => ({
                value: one.id,
                label: colon(named("who", one.authority), heldFor(language, one)[0]),
              })),
              { value: "", label: t("paper.no-hold") },
            ]}
            onChange={({ currentTarget }) => setHold(currentTarget.value)}
          />
        )}
        <Textarea
          name="words"
          label={t("paper.words")}
          value={words}
          autosize
          minRows={2}
          maxLength={10_000}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
        <Group align="end">
          <NativeSelect
            label={t("paper.kind")}
            value={kind}
            data={KINDS.map((value) => ({ value, label: named("paper-kind", value) }))}
            onChange={({ currentTarget }) => setKind(currentTarget.value)}
          />
          <FileField
            label={t("paper.file")}
            value={file}
            onChange={setFile}
            accept=".pdf,.jpg,.jpeg,.png,.tif,.tiff,.txt"
          />
        </Group>
        <Group>
          <Button type="submit" loading={busy} disabled={words.trim() === "" && file === null}>
            {t("paper.send")}
          </Button>
          {sent ? (
            <Text role="status" fw={600}>
              ✔ {t("paper.sent")}
            </Text>
          ) : null}
        </Group>
        {refusal === null ? null : <Refused refusal={refusal} />}
      </Stack>
    </form>
  );
}
