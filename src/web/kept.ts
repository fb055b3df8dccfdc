/**
 * Small things kept in this browser: language, volume, place, device, the session's CSRF word (which
 * is worth nothing without the cookie). Where a browser forbids keeping, they last as long as the
 * page; no password and no mail data is ever kept.
 */
const forThisPage = new Map<string, string>();

export function kept(name: string): string | null {
  try {
    return localStorage.getItem(name) ?? forThisPage.get(name) ?? null;
  } catch {
    return forThisPage.get(name) ?? null;
  }
}

export function keep(name: string, value: string): void {
  forThisPage.set(name, value);
  try {
    localStorage.setItem(name, value);
  } catch {
    // Forbidden or full: the choice lasts as long as the page.
  }
}
