/**
 * How the screens are built: no inline scripts, and every script and style tag carries the place
 * holder that the server replaces by the nonce of each answer. The out folder is handed in.
 */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Replaced by the server in `index.html`, for each answer anew. */
const NONCE_PLACE = "__NONCE__";

export default defineConfig({
  root: import.meta.dirname,
  base: "/",
  plugins: [react()],
  html: { cspNonce: NONCE_PLACE },
  build: {
    target: "es2022",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_500,
    reportCompressedSize: false,
    license: { fileName: "licenses.md" },
  },
});
