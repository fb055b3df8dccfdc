/**
 * The persons of a declaration in full, for who says why; each look is in the audit trail. They are
 * kept nowhere: another screen forgets them.
 */
import { Button, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { Person } from "#operations/ports.ts";
import { ActForm } from "./act-form.tsx";
import { personText } from "./show.model.ts";
import { Fact } from "./show-parts.tsx";
import { useSpeaking } from "./speaking.tsx";

type Shown = { readonly sender?: Person; readonly recipient?: Person };

export function Persons({ declarationId }: { readonly declarationId: string }): ReactNode {
  const { t } = useSpeaking();
  const [isAsked, setAsked] = useState(false);
  const [shown, setShown] = useState<Shown | undefined>();
  if (shown !== undefined) {
    return (
      <dl className="facts" role="status">
        <Fact name={t("shipment.sender")}>{fullText(shown.sender)}</Fact>
        <Fact name={t("shipment.recipient")}>{fullText(shown.recipient)}</Fact>
      </dl>
    );
  }
  if (!isAsked) {
    return (
      <Button mt="xs" variant="default" onClick={() => setAsked(true)}>
        {t("officer.persons")}
      </Button>
    );
  }
  return (
    <ActForm
      name="show-persons"
      label={t("officer.persons")}
      inputOf={(field) => ({ declarationId, reason: field("reason") })}
      onAnswer={(value) => setShown(value as Shown)}
    >
      <TextInput
        autoFocus
        name="reason"
        label={t("officer.persons-why")}
        maxLength={500}
        required
      />
    </ActForm>
  );
}

/** With the numbers that only the full look gives. */
function fullText(person: Person | undefined): string {
  const numbers = [person?.identityNumber, person?.email].filter((one) => one !== undefined);
  return [personText(person), ...numbers].join(", ");
}
