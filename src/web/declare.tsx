/**
 * Declaring: one declaration by its form, or many by a file. Which of the two is in the address.
 */
import { Group, Stack, Text, Title } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { DeclareAgain } from "./declare-again.tsx";
import { DeclareForm } from "./declare-form.tsx";
import { DeclareUpload } from "./declare-upload.tsx";
import { PageLink } from "./page-link.tsx";
import { useSpeaking } from "./speaking.tsx";

export function Declare(): ReactNode {
  const { t } = useSpeaking();
  const { way, shipment } = useSearch({ from: "/inside/declare" });
  const isFile = way === "file";
  return (
    <Stack>
      <Title order={1}>{t("declare.title")}</Title>
      <nav aria-label={t("declare.ways")}>
        <Group>
          <PageLink to="/declare" search={{}} aria-current={isFile ? undefined : "page"}>
            {t("declare.by-form")}
          </PageLink>
          <PageLink
            to="/declare"
            search={{ way: "file" }}
            aria-current={isFile ? "page" : undefined}
          >
            {t("declare.by-file")}
          </PageLink>
        </Group>
      </nav>
      <Text>{t(isFile ? "declare.file-what" : "declare.form-what")}</Text>
      {isFile ? <DeclareUpload /> : null}
      {isFile || shipment !== undefined ? null : <DeclareForm />}
      {shipment === undefined ? null : <DeclareAgain key={shipment} shipment={shipment} />}
    </Stack>
  );
}
