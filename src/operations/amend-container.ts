/** Announces a container once more: what differs from the last announcement, of what arrived nothing. */
import type { Finding } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import type { ContainerState, CountedContent } from "#domain/places/container.ts";
import type { Plan } from "./announce-items.ts";
import type { ContainerInput } from "./announced-schema.ts";
import type { Act } from "./state-item.ts";

/** An announcement with what is in the container besides the pieces listed. */
export type Announced = Omit<ContainerInput, "counted"> & {
  readonly counted: CountedContent | null;
};

/** States what the announcement changes; what it does not say stays. */
export function amendContainer(
  plan: Plan,
  act: Act,
  before: ContainerState,
  value: Announced,
  parent: Id | undefined,
): readonly Finding[] {
  const { status } = before;
  if (status !== "expected" && status !== "expired") {
    const at = { field: "code" };
    return [{ code: "container/here-already", severity: "info", at, found: value.code }];
  }
  const to = newPlace(plan, before, parent);
  const seal = value.seal ?? before.seal;
  const counted = value.counted ?? before.counted;
  const isSameContent = said(counted) === said(before.counted);
  const isSame = seal === before.seal && isSameContent;
  if (isSame && to === undefined && status === "expected") return [];
  const { told } = value;
  plan.unit.state({
    ...act,
    subject: "container",
    subjectId: before.id,
    type: "container-amended",
    schema: 1,
    sensitivity: 1,
    data: {
      seal,
      counted,
      ...(!isSameContent && anew(before)),
      ...(to !== undefined && { to }),
      ...(told !== undefined && { told }),
    },
  });
  return [];
}

/** What was decided on was the content as it was announced then. */
function anew({ decisions = [] }: ContainerState): { readonly decidedAnew?: true } {
  return decisions.length === 0 ? {} : { decidedAnew: true };
}

/** The container it is to lie in now; a hold that keeps it where it lies outweighs an announcement. */
function newPlace(
  { reach }: Plan,
  { at }: ContainerState,
  parent: Id | undefined,
): { readonly kind: "container"; readonly ref: Id } | undefined {
  if (parent === undefined || parent === at.ref || reach.keepsInside(at)) return undefined;
  return { kind: "container", ref: parent };
}

function said(content: CountedContent | null): string {
  if (content === null) return "";
  const { mailClass, format, pieces, weightGrams } = content;
  return JSON.stringify([mailClass, format, pieces, weightGrams]);
}
