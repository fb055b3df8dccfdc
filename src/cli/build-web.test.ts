import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { buildWeb } from "./build-web.ts";

const out = mkdtempSync(join(tmpdir(), "mailport-web-"));
afterAll(() => rmSync(out, { recursive: true, force: true }));

test("the screens are built once, whole, and older builds and halves are removed", async () => {
  await mkdir(join(out, "0123456789abcdef"));
  await mkdir(join(out, "half-999999999-00000000"));
  const first = await buildWeb(out);
  const again = await buildWeb(out);
  if (!first.ok || !again.ok) throw new Error("the build is there");
  expect(first.value.built).toBe(true);
  expect(again.value).toEqual({ folder: first.value.folder, built: false });
  expect(readdirSync(out)).toHaveLength(1);
}, 120_000);

test("without Vite an earlier build is taken as it is, and without one the start is told", async () => {
  const missing = (name: string): never => {
    throw new Error(`no package ${name}`);
  };
  const built = await buildWeb(out);
  if (!built.ok) throw new Error("the build is there");
  const { folder } = built.value;
  expect(await buildWeb(out, missing)).toEqual({ ok: true, value: { folder, built: false } });
  const nothing = join(out, "nothing");
  expect(await buildWeb(nothing, missing)).toEqual({
    ok: false,
    refusal: { code: "web/no-builder" },
  });
  expect(existsSync(nothing)).toBe(false);
}, 120_000);

test("law: the page has no inline script or style, a nonce on every tag, and asks no other host", async () => {
  const built = await buildWeb(out);
  if (!built.ok) throw new Error("the build is there");
  const page = readFileSync(join(built.value.folder, "index.html"), "utf8");
  const tags = page.match(/<(script|style|link)\b[^>]*>/g) ?? [];
  const loading = tags.filter((tag) => !tag.includes('rel="icon"'));
  expect(loading.length).toBeGreaterThanOrEqual(2);
  for (const tag of loading) expect(tag).toContain('nonce="__NONCE__"');
  expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
  const styles = readdirSync(join(built.value.folder, "assets")).filter((name) =>
    name.endsWith(".css"),
  );
  for (const name of styles) {
    const css = readFileSync(join(built.value.folder, "assets", name), "utf8");
    expect(css).not.toMatch(/@import|url\(\s*["']?(https?:)?\/\//);
  }
}, 120_000);
