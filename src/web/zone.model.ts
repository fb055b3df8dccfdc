/**
 * The zone in which a reader sees times, in words. Takes the browser's own zone unless it is told
 * another; knows nothing of the centre's.
 */

/** The zone's name and its offset at an instant (epoch ms), such as `Asia/Shanghai (GMT+8)`. */
export function zoneWords(locale: string, at: number, timeZone?: string): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "shortOffset" });
  const name = format.resolvedOptions().timeZone;
  const offset = format.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value;
  return offset === undefined || offset === name ? name : `${name} (${offset})`;
}
