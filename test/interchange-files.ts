/** Interchanges for tests of the intake: messages of invented mail, put into one file by hand. */

/** A message by what UNH carries and its segments without UNH and UNT. */
export type WrittenMessage = {
  readonly unh: string;
  readonly reference: string;
  readonly segments: readonly string[];
};

/** One interchange of these messages, with right counts. */
export function interchange(
  reference: string,
  messages: readonly WrittenMessage[],
  sender = "GB101",
): string {
  const bodies = messages.map(({ unh, reference: own, segments }) => {
    const all = [`UNH+${own}+${unh}`, ...segments];
    return [...all, `UNT+${all.length + 1}+${own}`].join("'");
  });
  const head = `UNB+UNOC:3+${sender}+CNA01+260921:0815+${reference}`;
  return `${[head, ...bodies, `UNZ+${messages.length}+${reference}`].join("'")}'`;
}

/** A dispatch of one receptacle with the items named. */
export function predes(
  reference: string,
  s9: string,
  items: readonly string[],
  more: { readonly purpose?: string; readonly seal?: string } = {},
): WrittenMessage {
  const s8 = s9.slice(0, 20);
  const listed = items.flatMap((item, at) => [
    `GID+${at + 1}++1`,
    "MEA+AAE+G+KGM:0.250",
    "PCI+24",
    `GIN+ML+${item}`,
  ]);
  return {
    unh: "PREDES:2:1:UP",
    reference,
    segments: [
      `BGM+:::PREDES+${s8}+${more.purpose ?? "9"}`,
      "DTM+137:202609210700:203",
      "DTM+7:202609210645:203",
      "CNT+11:1",
      `CNI+1+${s8}`,
      `CNT+8:${items.length}`,
      "GID+1+1:BG",
      "MEA+AAE+G+KGM:12.5",
      `RFF+SN:${more.seal ?? "4711"}`,
      "PCI+24",
      `GIN+ML+${s9}`,
      ...listed,
    ],
  };
}

/** Events of items: `[item, event, local time, office]`. */
export function emsevt(
  reference: string,
  events: readonly (readonly [string, string, string, string])[],
): WrittenMessage {
  return {
    unh: "EMSEVT:3:0:UP",
    reference,
    segments: [
      `BGM+:::EMSEVT+${reference}+9`,
      "DTM+137:202609210800:203",
      ...events.flatMap(([item, event, at, office], index) => [
        `CNI+${index + 1}+${item}`,
        `STS++${event}`,
        `DTM+334:${at}:203`,
        `LOC+14+${office}`,
      ]),
    ],
  };
}
