/**
 * A wedge scanner on a real page: every character a trusted key event, sent without waiting for the
 * one before, as scanners do, and Enter at the end. And a hand that has a keyboard and no mouse.
 */
import type { Locator, Page } from "playwright-core";

/** Reads a code, whatever on the page has the focus. */
export async function scanInto(page: Page, code: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  try {
    const keys = Array.from(code, keyOf);
    const enter = { key: "Enter", code: "Enter", text: "\r", windowsVirtualKeyCode: 13 };
    await Promise.all(
      [...keys, enter].flatMap((key) => [
        session.send("Input.dispatchKeyEvent", { type: "keyDown", ...key }),
        session.send("Input.dispatchKeyEvent", { type: "keyUp", ...key, text: "" }),
      ]),
    );
  } finally {
    await session.detach();
  }
}

const SHIFT = 8;

function keyOf(character: string) {
  const upper = character.toUpperCase();
  const isLetter = /[A-Z]/.test(upper);
  const code = isLetter ? `Key${upper}` : /\d/.test(character) ? `Digit${character}` : "";
  const modifiers = isLetter && character === upper ? SHIFT : 0;
  return { key: character, text: character, code, modifiers };
}

/** Most keys a person presses to get somewhere before giving up. */
const PATIENCE = 80;

/** Goes to an element by the Tab key alone. Throws where it cannot be reached. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let pressed = 0; pressed < PATIENCE; pressed += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the Tab key does not reach ${String(target)}`);
}

/** Whether what is typed goes to this element. */
export async function hasFocus(target: Locator): Promise<boolean> {
  return (await target.and(target.page().locator(":focus")).count()) === 1;
}

/** Between two keys of a hand, ms: longer than any scanner takes. */
const HAND_MS = 70;

/** Types as a hand does, into whatever has the focus. */
export function typeByHand(page: Page, text: string): Promise<void> {
  return page.keyboard.type(text, { delay: HAND_MS });
}

/** Goes to an element by Tab and presses Enter on it. */
export async function pressOn(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

/** Goes to a field by Tab and types. */
export async function typeInto(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await typeByHand(page, text);
}
