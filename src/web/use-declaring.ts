/**
 * A declaration being filled in and sent: its draft, what is wrong with it, and what the centre answered.
 * A fault is shown once somebody left its field, or tried to send.
 */
import { useMemo, useState } from "react";
import type { Finding } from "#base/result.ts";
import type { BatchAnswer } from "./answers.ts";
import { type Draft, EMPTY_DRAFT, inputOf, withField } from "./declare.model.ts";
import { type Fault, faultsOf, fieldOfFinding } from "./declare-checks.model.ts";
import type { Drafting } from "./draft-field.tsx";
import { useAct } from "./use-act.ts";

/** What the centre answered to a declaration that it took. */
export type Lodged = {
  readonly row: number;
  readonly shipmentId?: string;
  readonly findings?: readonly Finding[];
};

/** What a form begins with, and the command that takes it; nothing, and lodging, unless given. */
export type Start = {
  readonly draft: Draft;
  readonly command?: "lodge-declarations" | "amend-declarations";
  readonly inputOf?: (draft: Draft) => unknown;
};

const FRESH: Start = { draft: EMPTY_DRAFT };

export function useDeclaring(start: Start = FRESH) {
  const [draft, setDraft] = useState<Draft>(start.draft);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const [found, setFound] = useState<readonly Fault[]>([]);
  const [lodged, setLodged] = useState<Lodged | undefined>();
  const { run, ...acting } = useAct();
  const own = useMemo(() => faultsOf(draft), [draft]);
  const errors = own.filter(({ severity }) => severity === "error");
  const drafting: Drafting = {
    draft,
    faults: [...own, ...found],
    isShown: (field) => tried || touched.has(field),
    touch: (field) => setTouched((before) => new Set([...before, field])),
    set: (path, value) => {
      setFound((before) => before.filter(({ field }) => !field.endsWith(path)));
      setDraft((before) => withField(before, path, value));
    },
  };
  /** Sends it where nothing is wrong; gives the first field that is. */
  const send = async (): Promise<string | undefined> => {
    setTried(true);
    if (errors[0] !== undefined) return errors[0].field;
    const input = start.inputOf?.(draft) ?? { declarations: [inputOf(draft)] };
    const command = start.command ?? "lodge-declarations";
    const { value, refusal } = await run<BatchAnswer<Lodged>>(command, input);
    const inShape = (refusal?.facts?.["findings"] ?? []) as readonly Finding[];
    const faults = inShape.flatMap(faultOf);
    setFound(faults);
    if (refusal === null) setLodged(value?.rows[0]);
    return faults[0]?.field;
  };
  const again = (): void => {
    setDraft(EMPTY_DRAFT);
    setTouched(new Set());
    setTried(false);
    setFound([]);
    setLodged(undefined);
  };
  const count = tried ? errors.length : 0;
  return { draft, change: setDraft, drafting, errors: count, send, acting, lodged, again };
}

function faultOf(finding: Finding): readonly Fault[] {
  const field = fieldOfFinding(finding);
  return field === undefined ? [] : [{ ...finding, field }];
}
