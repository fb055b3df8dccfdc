/**
 * From the scanner to the gate on the real screens, in a real Chromium, by scanner and keyboard
 * alone: ten pieces are scanned, one is held, stopped at the gate, freed, let out, and followed by
 * the public. Nothing may go wrong unseen: no error in the console, no refused style or script, no
 * failed request. `MAILPORT_SCREENSHOTS` names a folder in which the pictures are kept.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openBrowser } from "#test/browser.ts";
import { PASSWORD, type Served, signIn, startMailport } from "#test/mailport.ts";
import { prepareCentre } from "#test/prepared-centre.ts";
import { SCENARIO_PEOPLE } from "#test/scenario-people.ts";
import { hasFocus, pressOn, scanInto, tabTo, typeByHand, typeInto } from "#test/wedge.ts";
import { LANGUAGES } from "#words/language.ts";
import { text } from "#words/texts.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), "mailport-a10-"));
const shots = process.env["MAILPORT_SCREENSHOTS"] ?? join(folder, "shots");
const data = join(folder, "centre");
/** Ten pieces of one firm, declared and not yet here. */
const PIECES = Array.from({ length: 10 }, (_, at) => `HX70001900${at}0001`);
const HELD = PIECES[3] ?? "";
const REASON = "Compare the invoice.";
const SECRET = "A third of the usual.";

let served: Served;
let browser: Browser;
let floor: Page;
let officer: Page;
/** Everything that went wrong on any page. */
const wrongs: string[] = [];

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  await prepareCentre(data);
  served = await startMailport(data);
  const admin = await signIn(served.address, "admin");
  for (const user of SCENARIO_PEOPLE) {
    await admin.post("create-user", { ...user, password: PASSWORD });
  }
  const express = await signIn(served.address, "express");
  const declarations = PIECES.map((code) => ({
    number: code,
    stream: "express",
    direction: "import",
    carrier: "HX",
    pieces: [{ code }],
    sender: { name: "Calder Instruments Inc", countryCode: "US" },
    recipient: { name: "Shen Yutong", countryCode: "CN" },
    content: {
      currency: "CNY",
      senderCountry: "US",
      recipientCountry: "CN",
      lines: [
        {
          description: "Bench pH meter",
          hsCode: "902780",
          totalValue: { units: "12000", scale: 2 },
        },
      ],
    },
  }));
  await express.post("lodge-declarations", { declarations });
  browser = await openBrowser();
  floor = await newPage();
  officer = await newPage();
});
afterAll(async () => {
  await browser.close();
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A page of a browser that nobody used before; what goes wrong on it is noted. */
async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
  const size = { width: 1_280, height: 800 };
  const context = await browser.newContext({ locale: "en-GB", viewport: size, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const note = (what: string): void => void wrongs.push(`${what} on ${page.url()}`);
  page.on("console", (said) => {
    const isWrong = ["error", "warning"].includes(said.type());
    if (isWrong && !said.location().url.endsWith(WHO)) note(`console: ${said.text()}`);
  });
  page.on("pageerror", (error) => note(`fault: ${error.message}`));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    if (why !== TAKEN_BACK) note(`no answer, ${why}: ${request.url()}`);
  });
  page.on("response", (response) => {
    const isNobody = response.status() === 401 && response.url().endsWith(WHO);
    if (response.status() >= 400 && !isNobody) note(`${response.status()}: ${response.url()}`);
  });
  await page.exposeFunction("noteViolation", (what: string) => note(`policy: ${what}`));
  await page.addInitScript({ content: TELL_VIOLATIONS });
  return page;
}

/** On a machine with much else to do a page may be late, and is right all the same. */
const PATIENCE_MS = 60_000;
/** Asked on every first page; 401 is its answer where nobody is signed in. */
const WHO = "/api/v1/who-am-i";
/** What the browser says of a request that the page itself no longer wanted. */
const TAKEN_BACK = "net::ERR_ABORTED";
const TELL_VIOLATIONS = `document.addEventListener("securitypolicyviolation", (event) => {
  window.noteViolation(event.violatedDirective + " " + event.blockedURI);
});`;

async function shot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(shots, `${name}.png`) });
}

/** Signs in by keyboard: the login has the focus when the page is there. */
async function enter(page: Page, login: string): Promise<void> {
  await page.goto(served.address);
  const field = page.locator("input[name=login]");
  await field.waitFor();
  expect(await hasFocus(field)).toBe(true);
  await typeByHand(page, login);
  await typeInto(page, page.locator("input[name=password]"), PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByRole("navigation").waitFor();
}

function link(page: Page, name: string) {
  return page.getByRole("navigation").getByRole("link", { name, exact: true });
}

/** Opens a piece by scanning it on the search screen, then from its row. */
async function openPiece(page: Page, code: string): Promise<void> {
  await pressOn(page, link(page, "Find"));
  await page.waitForURL(/\/find/);
  // The address is there before the screen that listens to the scanner.
  await page.getByRole("search").waitFor();
  await scanInto(page, code);
  const row = page.getByRole("link", { name: code });
  await row.waitFor();
  await pressOn(page, row);
  await page.getByRole("heading", { level: 1, name: code }).waitFor();
}

test("scenario A10: 1. the clerk of the floor signs in and goes to the scan station by keyboard", async () => {
  await enter(floor, "floor");
  await floor.waitForURL(/\/scan/);
  await shot(floor, "home-light");
  await pressOn(floor, link(floor, "Scan"));
  await floor.getByText(text("en", "scan.ready-hint")).waitFor();
  await scanInto(floor, "CMD:PLACE:ARRIVAL-1");
  await floor.getByText(text("en", "scan.place-set", { code: "ARRIVAL-1" })).waitFor();
});

test("scenario A10: 2. ten pieces are scanned; each fills the screen with its verb and why", async () => {
  for (const code of PIECES) {
    await scanInto(floor, code);
    const face = floor.locator("[data-verdict]", { hasText: code });
    await face.waitFor();
    expect(await face.getAttribute("data-verdict")).toBe("WAIT");
    expect(await face.textContent()).toContain("Not released");
  }
  const last = floor.getByRole("table", { name: text("en", "scan.last") });
  expect(await last.getByRole("row").count()).toBe(10);
  const counted = floor.getByRole("list", { name: text("en", "scan.counted") });
  expect(await counted.textContent()).toContain("10stopped");
  await shot(floor, "scan-wait-light");
});

test("scenario A10: 3. an unknown code fills the screen too, and keeps it until it is acknowledged", async () => {
  await scanInto(floor, "NEVER-SEEN-1");
  await floor.locator("[data-verdict=UNKNOWN]").waitFor();
  await shot(floor, "scan-unknown-light");
  await scanInto(floor, PIECES[0] ?? "");
  await floor.getByText(text("en", "scan.acknowledge-first")).waitFor();
  await floor.keyboard.press("F2");
  await floor.getByText(text("en", "scan.ready-hint")).waitFor();
});

test("scenario A10: 4. the officer holds one of them, with a reason only officers read", async () => {
  await enter(officer, "officer");
  await openPiece(officer, HELD);
  await pressOn(officer, officer.getByRole("button", { name: text("en", "act.place-hold") }));
  const form = officer.getByRole("form", { name: text("en", "act.place-hold") });
  await typeInto(officer, form.locator("[name=publicReason]"), REASON);
  await typeInto(officer, form.locator("[name=restrictedReason]"), SECRET);
  await shot(officer, "item-hold-form-light");
  await officer.keyboard.press("Enter");
  await officer.locator("[data-verdict=HOLD]").waitFor();
  await officer.getByText(SECRET).waitFor();
});

test("scenario A10: 5. scanned again it says HOLD, red, with the public reason, until acknowledged", async () => {
  await scanInto(floor, HELD);
  const face = floor.locator("[data-verdict=HOLD]");
  await face.waitFor();
  expect(await face.textContent()).toContain(REASON);
  await shot(floor, "scan-hold-light");
  await floor.emulateMedia({ colorScheme: "dark" });
  await shot(floor, "scan-hold-dark");
  await floor.emulateMedia({ colorScheme: "light" });
  await scanInto(floor, "CMD:OK");
  await floor.getByText(text("en", "scan.ready-hint")).waitFor();
});

test("scenario A10: 6. at the gate it stays: the screen names the hold and who can lift it", async () => {
  await openPiece(floor, HELD);
  await letOut(floor);
  const stopped = floor.getByRole("alert");
  await stopped.waitFor();
  const why = await stopped.textContent();
  expect(why).toContain(text("en", "act.stopped"));
  expect(why).toContain(`Held: ${REASON} – Customs lifts its hold.`);
  expect(why).toContain("Not released – Customs releases it.");
  expect(await floor.content()).not.toContain(SECRET);
  await shot(floor, "item-stopped-light");
  await floor.emulateMedia({ colorScheme: "dark" });
  await shot(floor, "item-stopped-dark");
  await floor.emulateMedia({ colorScheme: "light" });
});

test("scenario A10: 7. the officer lifts the hold and releases the shipment", async () => {
  const holds = officer.locator("[data-hold]");
  await typeInto(officer, holds.getByRole("textbox"), "The invoice agrees.");
  await officer.keyboard.press("Enter");
  await officer.getByText(text("en", "item.no-holds")).waitFor();
  await officer.locator("[data-verdict=WAIT]").waitFor();
  await pressOn(officer, officer.getByRole("button", { name: text("en", "act.release") }));
  const form = officer.getByRole("form", { name: text("en", "act.release") });
  await pressOn(officer, form.getByRole("button"));
  await officer.locator("[data-verdict=RELEASE]").waitFor();
  await shot(officer, "item-released-light");
});

test("scenario A10: 8. the floor scans it once more, RELEASE, and lets it out", async () => {
  await pressOn(floor, link(floor, "Scan"));
  await floor.waitForURL(/\/scan/);
  await scanInto(floor, HELD);
  await floor.locator("[data-verdict=RELEASE]").waitFor();
  await shot(floor, "scan-release-light");
  await openPiece(floor, HELD);
  await letOut(floor);
  await floor.getByRole("form").getByText(text("en", "act.done")).waitFor();
  await floor.locator("[data-status=left]").waitFor();
  expect(await floor.getByText(text("en", "item.blockers")).count()).toBe(0);
  await shot(floor, "item-left-light");
});

test("scenario A10: 9. the public follows it by its number alone, and reads no name, place or reason", async () => {
  const reader = await newPage();
  await reader.goto(`${served.address}/track`);
  await typeInto(reader, reader.getByRole("textbox"), HELD);
  await reader.keyboard.press("Enter");
  await reader.locator("[data-state=left]").waitFor();
  const told = (await reader.locator("main").textContent()) ?? "";
  for (const type of ["item-arrived", "hold-placed", "hold-lifted", "item-left"] as const) {
    expect(told).toContain(text("en", `event.${type}`));
  }
  for (const hidden of [REASON, SECRET, "ARRIVAL-1", "Shen Yutong", "CHONGQING"]) {
    expect(told).not.toContain(hidden);
  }
  await shot(reader, "track-light");
  await reader.emulateMedia({ colorScheme: "dark" });
  await shot(reader, "track-dark");
  await reader.context().close();
});

test.each(LANGUAGES)(
  "scenario A10: 10. sign-in and scan station speak the browser's language: %s",
  async (language) => {
    const page = await newPage({ locale: { en: "en-GB", fr: "fr-FR", zh: "zh-CN" }[language] });
    await page.goto(served.address);
    await page.getByRole("heading", { name: text(language, "sign-in.title") }).waitFor();
    await page.getByLabel(text(language, "sign-in.login"), { exact: false }).first().waitFor();
    await shot(page, `sign-in-${language}-light`);
    await page.emulateMedia({ colorScheme: "dark" });
    await shot(page, `sign-in-${language}-dark`);
    await typeByHand(page, "floor");
    await typeInto(page, page.locator("input[name=password]"), PASSWORD);
    await page.keyboard.press("Enter");
    await page.getByRole("navigation").waitFor();
    await pressOn(page, link(page, text(language, "nav.scan")));
    await page.getByText(text(language, "scan.ready-hint")).waitFor();
    await scanInto(page, PIECES[9] ?? "");
    const face = page.locator("[data-verdict=WAIT]");
    await face.waitFor();
    const said = (await face.textContent()) ?? "";
    expect(said.replace(/\s/g, " ")).toContain(text(language, "verdict-do.WAIT"));
    await shot(page, `scan-${language}-dark`);
    expect(await page.locator("html").getAttribute("lang")).toBe(
      language === "zh" ? "zh-Hans" : language,
    );
    await page.context().close();
  },
);

test("scenario A10: 11. on none of the pages anything went wrong", () => {
  expect(wrongs).toEqual([]);
});

test("canary: an error in the console, a foreign script and a failed request are noted", async () => {
  const page = await newPage();
  await page.goto(`${served.address}/track`);
  await page.evaluate(`(async () => {
    console.error("an error");
    const script = document.createElement("script");
    script.src = "https://scripts.example/x.js";
    document.head.append(script);
    await fetch("/api/v1/no-such");
  })()`);
  await expect.poll(() => wrongs.join("\n")).toMatch(/policy: script-src/);
  expect(wrongs.join("\n")).toContain("console: an error");
  expect(wrongs.join("\n")).toContain("404: ");
  await page.context().close();
});

/** Fills the gate's form by keyboard; the purpose that stands first is the release inland. */
async function letOut(page: Page): Promise<void> {
  await pressOn(page, page.getByRole("button", { name: text("en", "act.leave") }));
  const form = page.getByRole("form", { name: text("en", "act.leave") });
  await tabTo(page, form.locator("[name=purpose]"));
  await typeInto(page, form.locator("[name=destination]"), "CHONGQING");
  await page.keyboard.press("Enter");
}
