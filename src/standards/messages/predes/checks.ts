/**
 * What must agree inside a PREDES: receptacles with their dispatch, totals with what is listed, and no
 * receptacle or item twice. All are warnings: the mail itself is right or wrong, not the message.
 */
import type { CheckContext, Fault } from "#standards/profiles/message-entry.ts";
import {
  checkCount,
  checkDispatch,
  checkMail,
  checkTwice,
  checkTwiceIn,
  checkWeight,
  checkWeightOfParts,
} from "#standards/profiles/totals.ts";
import type { Predes21 } from "./profile.ts";

/** Faults of a dispatch as announced, in the order of the message. */
export function checkPredes(value: Predes21, { codeKnown }: CheckContext): readonly Fault[] {
  const { receptacles } = value;
  return [
    ...checkMail(value, value.preparedAt, codeKnown),
    ...checkCount(value, "receptacleTotal", value.receptacleTotal, receptacles.length),
    ...checkWeight(
      value,
      "weightTotal",
      value.weightTotal,
      receptacles.map(({ weight }) => weight),
    ),
    ...checkItemTotal(value),
    ...checkAccounting(value),
    ...receptacles.flatMap((one) => checkReceptacle(value, one)),
    ...checkTwice(receptacles, "s9"),
    ...checkTwiceIn(
      receptacles.map(({ items }) => items),
      "s10",
    ),
  ];
}

type Receptacle = Predes21["receptacles"][number];

function checkReceptacle(value: Predes21, one: Receptacle): readonly Fault[] {
  const outside = checkDispatch(one, value.dispatch);
  const counts = [...(one.items.length === 0 ? [] : checkAtLeast(one)), ...checkSpecial(one)];
  const { dispatch: found } = one;
  if (found === value.dispatch) return outside.length === 0 ? counts : [...outside, ...counts];
  const expected = value.dispatch;
  const other = { code: "message/outside-dispatch", of: one, field: "dispatch" } as const;
  return [{ ...other, found, expected }, ...outside, ...counts];
}

/** Items may be told in part (goods only): more of them than the count says is a fault. */
function checkAtLeast(one: Receptacle): readonly Fault[] {
  const { itemCount, items } = one;
  return itemCount === undefined || items.length <= itemCount
    ? []
    : checkCount(one, "itemCount", itemCount, items.length);
}

/** Not more registered or insured items than items. */
function checkSpecial(one: Receptacle): readonly Fault[] {
  const { itemCount } = one;
  if (itemCount === undefined) return [];
  return (["registeredCount", "insuredCount"] as const).flatMap((field) => {
    const count = one[field];
    if (count === undefined || count <= itemCount) return [];
    const expected = `0..${itemCount}`;
    return [{ code: "message/total-differs", of: one, field, found: String(count), expected }];
  });
}

/** What is told by format for accounting may be a part, and is never more than the whole. */
function checkAccounting(value: Predes21): readonly Fault[] {
  const { accounting, itemTotal, weightTotal } = value;
  let items = 0;
  for (const one of accounting) items += one.items ?? 0;
  const weights = accounting.flatMap(({ weight }) => weight ?? []);
  return [
    ...(itemTotal !== undefined && items > itemTotal
      ? checkCount(value, "itemTotal", itemTotal, items)
      : []),
    ...checkWeightOfParts(value, "weightTotal", weightTotal, weights),
  ];
}

/** Where every receptacle states its items, their sum is the total. */
function checkItemTotal(value: Predes21): readonly Fault[] {
  let sum = 0;
  for (const { itemCount } of value.receptacles) {
    if (itemCount === undefined) return [];
    sum += itemCount;
  }
  return value.receptacles.length === 0 ? [] : checkCount(value, "itemTotal", value.itemTotal, sum);
}
