/**
 * Colours, sizes and fonts of every screen: the system's own fonts, nothing from outside, and text
 * colours that keep a contrast of 4.5 to 1 in the light and in the dark.
 */
import { createTheme, type MantineThemeOverride } from "@mantine/core";

const SYSTEM_FONTS =
  'system-ui, -apple-system, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';

export const THEME: MantineThemeOverride = createTheme({
  fontFamily: SYSTEM_FONTS,
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, monospace',
  primaryColor: "indigo",
  primaryShade: { light: 7, dark: 8 },
  autoContrast: true,
  respectReducedMotion: true,
  defaultRadius: "sm",
  cursorType: "pointer",
  focusRing: "always",
});

/** The nonce of this answer, which style tags made by the screens must carry. */
export function styleNonce(): string {
  const meta = document.querySelector<HTMLMetaElement>("meta[property=csp-nonce]");
  return meta?.nonce ?? meta?.getAttribute("nonce") ?? "";
}
