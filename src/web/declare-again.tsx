/**
 * Declaring what is here already: the form with the pieces of a shipment nobody declared, or with the
 * declaration that is to be corrected. Its persons and remarks are looked up in full, which the audit
 * trail keeps.
 */
import { Button, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { ShipmentPage, ShownDeclaration } from "./answers.ts";
import {
  amendmentOf,
  draftOfDeclaration,
  draftOfPieces,
  type Persons,
} from "./declare-again.model.ts";
import { DeclareForm } from "./declare-form.tsx";
import { refusalOf, viewQuery } from "./refusal-error.ts";
import { Refused } from "./refused.tsx";
import { useSpeaking } from "./speaking.tsx";
import { useAct } from "./use-act.ts";

/** The form for a shipment, named by its id. */
export function DeclareAgain({ shipment }: { readonly shipment: string }): ReactNode {
  const { t } = useSpeaking();
  const shown = useQuery({
    ...viewQuery<ShipmentPage>("show-shipment", { id: shipment }),
    // What is being typed is not to be asked over.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (shown.error !== null) return <Refused refusal={refusalOf(shown.error)} />;
  if (shown.data === undefined) return <Text role="status">{t("app.loading")}</Text>;
  const page = shown.data;
  const standing = page.declarations.find(({ status }) => status === "lodged");
  return standing === undefined ? (
    <DeclareForm start={{ draft: draftOfPieces(page) }} />
  ) : (
    <Correcting page={page} declaration={standing} />
  );
}

type CorrectingProps = { readonly page: ShipmentPage; readonly declaration: ShownDeclaration };

function Correcting({ page, declaration }: CorrectingProps): ReactNode {
  const { t } = useSpeaking();
  const { run, busy, refusal } = useAct();
  const [persons, setPersons] = useState<Persons | undefined>();
  if (persons !== undefined) {
    return (
      <DeclareForm
        start={{
          draft: draftOfDeclaration(page, declaration, persons),
          command: "amend-declarations",
          inputOf: (draft) => ({ amendments: [amendmentOf(draft, declaration, persons)] }),
        }}
      />
    );
  }
  const look = async (): Promise<void> => {
    const reason = t("declare.correct-why");
    const { value } = await run<Persons>("show-persons", { declarationId: declaration.id, reason });
    setPersons(value);
  };
  return (
    <Stack align="flex-start">
      <Text>{t("declare.correct-what", { number: declaration.number })}</Text>
      <Button loading={busy} autoFocus onClick={() => void look()}>
        {t("declare.correct-open")}
      </Button>
      {refusal === null ? null : <Refused refusal={refusal} />}
    </Stack>
  );
}
