/**
 * Takes in PREDES: its receptacles are announced with the items told of, in as few calls as pieces
 * allow. Sent again it amends; a cancellation withdraws what has not arrived.
 */
import type { Predes21 } from "#standards/messages/predes/profile.ts";
import { announceCalls, outerContainers, sealOf } from "./announced-message.ts";
import { type MessageCall, type MessageSource, messageTarget } from "./message-target.ts";
import { filled, gramsTold } from "./told.ts";
import { withdrawAnnouncements } from "./withdraw-announcements.ts";

type Receptacle = Predes21["receptacles"][number];
type Item = Receptacle["items"][number];

export const takeInPredes = messageTarget<Predes21>({
  message: "predes",
  calls: (value, source) => {
    const outer = outerContainers(value.containers);
    const rows = value.receptacles.map((one) => receptacleOf(value, one));
    const calls = announceCalls(value.function, [...outer, ...rows], source);
    return value.function === REPLACEMENT ? [...calls, leftOut(value, source)] : calls;
  },
});

/** 1225: the message takes the place of the one before. */
const REPLACEMENT = "5";

/** What was only expected from the message before and is not told of in this one. */
function leftOut({ dispatch, receptacles }: Predes21, { messageId }: MessageSource): MessageCall {
  const stay = receptacles.map(({ s9, items }) => ({
    code: s9,
    except: items.map(({ s10 }) => s10),
  }));
  const whole = { code: dispatch, isDispatch: true, except: receptacles.map(({ s9 }) => s9) };
  const containers = [...stay.filter(({ except }) => except.length > 0), whole];
  return {
    operation: withdrawAnnouncements,
    input: { containers, messageId },
    rows: containers.length,
  };
}

function receptacleOf({ dispatch, closedAt }: Predes21, one: Receptacle) {
  const { s9, items, container, handlingClass, type, itemCount } = one;
  const unlisted = Math.max(0, (itemCount ?? 0) - items.length);
  const counted = filled({
    format: one.contentFormat,
    pieces: itemCount === undefined ? undefined : unlisted,
    weightGrams: gramsTold(one.weight),
  });
  const isAllListed = items.length > 0 && unlisted === 0;
  const row = filled({
    code: s9,
    kind: "receptacle",
    seal: sealOf([one.seal]),
    inside: container,
    counted: isAllListed || Object.keys(counted).length === 0 ? undefined : counted,
    items: items.length === 0 ? undefined : items.map(itemOf),
    told: filled({
      dispatch: one.dispatch ?? dispatch,
      closedAt: closedAt?.text,
      type,
      handlingClass,
      weightGrams: textOf(gramsTold(one.weight)),
      registered: textOf(one.registeredCount),
      insured: textOf(one.insuredCount),
      documents: one.documents,
    }),
  });
  const listed = items.map((item) => ({ of: item, key: "s10" }));
  return { row, place: { of: one, key: "s9", items: listed } };
}

/** The item's own declared values stay decimals, as text. */
function itemOf({ s10, weight, handlingClass, originCountry, destinationCountry }: Item) {
  const told = filled({
    weightGrams: textOf(gramsTold(weight)),
    handlingClass,
    originCountry,
    destinationCountry,
  });
  return { code: s10, ...(Object.keys(told).length > 0 && { told }) };
}

function textOf(number: number | undefined): string | undefined {
  return number === undefined ? undefined : String(number);
}
