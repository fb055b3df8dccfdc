/**
 * Text that others sent as it is shown to people and kept in records: cut, well-formed, and without
 * characters that no database column takes and no terminal should obey.
 */

/** Controls of ASCII and of ISO 6429 but tab and line ends. */
const CONTROLS = /[^\P{Cc}\t\r\n]/gu;

/** The text, cut to `most` characters with an ellipsis; controls stand as their Unicode pictures. */
export function shownText(text: string, most: number): string {
  const cut = text.length > most ? `${text.slice(0, most)}…` : text;
  return cut.toWellFormed().replace(CONTROLS, pictureOf);
}

/** U+2400 on for U+0000 on, U+2421 for delete; of the others there is no picture. */
function pictureOf(control: string): string {
  const code = control.charCodeAt(0);
  if (code === 0x7f) return "\u2421";
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : "\ufffd";
}
