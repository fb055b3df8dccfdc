/**
 * The desks on the real screens, in a real Chromium, by keyboard: a clerk frees what is stuck, an officer
 * decides on what was picked, duty is waived, floor and shift stand in figures. Nothing may go wrong
 * unseen, and axe finds no violation.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openBrowser } from "#test/browser.ts";
import { type HttpPerson, PASSWORD, type Served, signIn, startMailport } from "#test/mailport.ts";
import { prepareCentre } from "#test/prepared-centre.ts";
import { SCENARIO_PEOPLE } from "#test/scenario-people.ts";
import { pressOn, scanInto, tabTo } from "#test/wedge.ts";
import { type TextKey, text } from "#words/texts.ts";
import { violationsOn } from "./axe.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), "mailport-desks-"));
const data = join(folder, "centre");
const TAXED = "HX70002900010001";
const TOO_DEAR = "HX70002900020001";
const VAGUE = "HX70002900030001";
const VAGUE_TOO = "HX70002900040001";
const WAIVED = "HX70002900050001";
const MISTYPED = "HX70002900060001";
const NAMED = "HX70002900070001";

let served: Served;
let browser: Browser;
let clerk: Page;
let officer: Page;
const t = (key: TextKey, facts?: Record<string, unknown>): string => text("en", key, facts);

beforeAll(async () => {
  await prepareCentre(data);
  served = await startMailport(data);
  const admin = await signIn(served.address, "admin");
  for (const user of SCENARIO_PEOPLE) {
    await done(admin.post("create-user", { ...user, password: PASSWORD }));
  }
  await importList(admin, "customs-rates", readFileSync("examples/customs-rates.csv", "utf8"));
  const [header = "", vague = ""] = readFileSync("examples/risk-rules.csv", "utf8").split("\n");
  await importList(admin, "risk-rules", `${header}\n${vague}\n`);
  const express = await signIn(served.address, "express");
  const declarations = [
    declared(TAXED, "wool coat", "100.00", "620111"),
    declared(TOO_DEAR, "evening dress", "200.00", "620443"),
    declared(VAGUE, "gift", "10.50", "621420"),
    declared(VAGUE_TOO, "sample", "10.50", "621420"),
    declared(WAIVED, "wool coat", "90.00", "620111"),
    declared(MISTYPED, "wool coat", "900.00", "620111"),
  ];
  await done(express.post("lodge-declarations", { declarations }));
  const floor = await signIn(served.address, "floor");
  const pieces = [TAXED, TOO_DEAR, VAGUE, VAGUE_TOO, WAIVED, MISTYPED];
  const arrivals = pieces.map((code) => ({ code }));
  await done(floor.post("record-arrivals", { arrivals, place: "ARRIVAL-1" }));
  browser = await openBrowser();
  clerk = await entered("express");
  officer = await entered("officer");
});
afterAll(async () => {
  await browser.close();
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function done(answer: ReturnType<HttpPerson["post"]>): Promise<void> {
  const { status, body } = await answer;
  if (status !== 200 || Number(body["refused"] ?? 0) > 0) throw new Error(JSON.stringify(body));
}

async function importList(admin: HttpPerson, list: string, csv: string): Promise<void> {
  const file = Buffer.from(csv).toString("base64");
  await done(admin.post("import-codes", { list, name: `${list}.csv`, file, apply: true }));
}

function declared(code: string, description: string, value: string, hsCode: string): object {
  return {
    number: code,
    stream: "express",
    direction: "import",
    carrier: "HX",
    pieces: [{ code }],
    sender: { name: "Orla Pettifer", countryCode: "SI" },
    recipient: { name: "Gan Wenhao", countryCode: "CN", identityNumber: `ID-${code}` },
    content: {
      currency: "EUR",
      senderCountry: "SI",
      recipientCountry: "CN",
      lines: [{ description, hsCode, totalValue: { units: value.replace(".", ""), scale: 2 } }],
    },
  };
}

const wrongs: string[] = [];
/** How long a page may take to show what is awaited, ms. */
const PATIENCE_MS = 10_000;

/** Signs in at the door by keyboard and is where the role begins. */
async function entered(login: string, path = "", locale = "en-GB"): Promise<Page> {
  const context = await browser.newContext({
    locale,
    acceptDownloads: true,
    viewport: { width: 1_400, height: 900 },
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  page.on("pageerror", (error) => wrongs.push(`${error.message} on ${page.url()}`));
  page.on("console", (said) => {
    if (said.type() === "error" && !/status of 4/.test(said.text())) wrongs.push(said.text());
  });
  await page.goto(`${served.address}${path}`);
  await page.locator("input[name=login]").fill(login);
  await page.locator("input[name=password]").fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByRole("navigation").waitFor();
  return page;
}

/** Goes to a field by Tab and puts a text in place of what it holds. */
async function typeIn(page: Page, name: string, typed: string): Promise<void> {
  await tabTo(page, page.locator(`[name="${name}"]`));
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(typed);
}

/** The row of a list that names a piece, and its link. */
const rowOf = (page: Page, code: string) => page.locator(".desk-list tr", { hasText: code });
const open = (page: Page, code: string) =>
  pressOn(page, rowOf(page, code).getByRole("link", { name: code }));

test("a clerk begins at the desk, each stuck shipment with its one thing, and pays what is due", async () => {
  await clerk.waitForURL(/\/desk$/);
  await rowOf(clerk, TAXED).waitFor();
  const things: readonly (readonly [string, TextKey])[] = [
    [TAXED, "thing.pay"],
    [TOO_DEAR, "thing.correct"],
    [VAGUE, "thing.answer"],
  ];
  for (const [code, thing] of things) {
    expect(await rowOf(clerk, code).textContent()).toContain(t(thing));
  }
  expect(await violationsOn(clerk)).toEqual([]);
  await open(clerk, TAXED);
  const amount = clerk.locator("[name=amount]");
  await amount.waitFor();
  expect(await amount.inputValue()).toBe("164.00");
  expect(await violationsOn(clerk)).toEqual([]);
  await typeIn(clerk, "amount", "164,00");
  await typeIn(clerk, "reference", "BANK-1");
  await tabTo(clerk, clerk.locator("[name=payer]"));
  await clerk.keyboard.type("a monthly");
  await pressOn(clerk, clerk.getByRole("button", { name: t("pay.record") }));
  await rowOf(clerk, TAXED).getByText(t("thing.wait")).waitFor();
});

test("what does not fit its rule book tells why and moves to the one that takes it", async () => {
  await open(clerk, TOO_DEAR);
  await clerk.getByText("The value is above the limit of this rule book").waitFor();
  expect(await clerk.getByRole("link", { name: t("desk.correct") }).count()).toBe(1);
  expect(await violationsOn(clerk)).toEqual([]);
  await typeIn(clerk, "reason", "Goods of trade.");
  await clerk.keyboard.press("Enter");
  await rowOf(clerk, TOO_DEAR).getByText(t("thing.correct")).waitFor({ state: "detached" });
});

test("a declaration is corrected in the form, filled in as it stands, and then owes its duty", async () => {
  await open(clerk, MISTYPED);
  await pressOn(clerk, clerk.getByRole("link", { name: t("desk.correct") }));
  await pressOn(clerk, clerk.getByRole("button", { name: t("declare.correct-open") }));
  const value = clerk.locator('[name="content.lines.0.unitValue"]');
  await value.waitFor();
  expect(await value.inputValue()).toBe("900.00");
  expect(await clerk.locator('[name="recipient.name"]').inputValue()).toBe("Gan Wenhao");
  await value.fill("90.00");
  await pressOn(clerk, clerk.getByRole("button", { name: t("declare.send") }));
  await clerk.getByText(t("declare.lodged")).waitFor();
  await pressOn(clerk, clerk.locator("main").getByRole("link", { name: t("nav.desk") }));
  await rowOf(clerk, MISTYPED).getByText(t("thing.pay")).waitFor();
});

test("a hold is answered in words and by a paper; the address alone shows it again", async () => {
  await clerk.goto(`${served.address}/desk?thing=answer`);
  await open(clerk, VAGUE);
  await typeIn(clerk, "words", "A scarf of merino wool.");
  const png = Buffer.from(PIXEL, "base64");
  await clerk
    .getByRole("form", { name: t("paper.send") })
    .locator("input[type=file]")
    .setInputFiles({ name: "scarf.png", mimeType: "image/png", buffer: png });
  await pressOn(clerk, clerk.getByRole("button", { name: t("paper.send") }));
  await clerk.getByText(t("paper.sent")).waitFor();
  const papers = clerk.getByRole("region", { name: t("paper.title") });
  await pressOn(clerk, papers.getByRole("button", { name: t("paper.show") }).first());
  await papers.getByText("A scarf of merino wool.").waitFor();
  await clerk.reload();
  await papers.getByText("A scarf of merino wool.").waitFor();
  expect(await violationsOn(clerk)).toEqual([]);
});

test("what an address opens is judged right though the list beside it is of another thing", async () => {
  const page = await entered("express", `/desk?thing=declare&open=${VAGUE_TOO}`);
  await page.getByText(t("thing-do.answer")).waitFor();
  expect(await page.getByText(t("desk.free-now")).count()).toBe(0);
  await page.context().clearCookies();
  await pressOn(page, page.getByRole("link", { name: t("nav.find"), exact: true }));
  await pressOn(page, page.getByRole("link", { name: t("sign-in.title"), exact: true }));
  await page.waitForURL(/sign-in\?back=%2Ffind/);
  await page.context().close();
});

test("an officer goes by keys from one to the next, reads why and decides; the keys open, Enter decides", async () => {
  await officer.waitForURL(/\/officer$/);
  await rowOf(officer, VAGUE).waitFor();
  await officer.keyboard.press("n");
  const reasons = officer.getByRole("region", { name: t("officer.reasons") });
  await reasons.getByText("A line is described by words that name no goods").waitFor();
  await reasons.getByText("A description that names no goods hides what is inside").waitFor();
  const papers = officer.getByRole("region", { name: t("paper.title") });
  await pressOn(officer, papers.getByRole("button", { name: t("paper.show") }).last());
  await papers.locator("img").waitFor();
  expect(await officer.evaluate("document.querySelector('.paper img').decode()")).toBe(undefined);
  expect(await violationsOn(officer)).toEqual([]);
  await officer.keyboard.press("r");
  await officer.locator("[name=basis]").and(officer.locator(":focus")).waitFor();
  expect(await violationsOn(officer)).toEqual([]);
  await officer.keyboard.press("Escape");
  expect(await officer.locator("[name=basis]").count()).toBe(0);
  await officer.keyboard.press("r");
  await officer.locator("[name=basis]").and(officer.locator(":focus")).waitFor();
  await officer.keyboard.insertText("Image agrees with the answer.");
  await officer.keyboard.press("Enter");
  await officer.getByText(t("officer.decided")).waitFor();
  await rowOf(officer, VAGUE).getByRole("link").waitFor({ state: "detached" });

  await officer.keyboard.press("n");
  await officer.getByRole("heading", { level: 2, name: VAGUE_TOO, exact: true }).waitFor();
  await officer.keyboard.press("d");
  await officer.locator("[name=publicReason]").and(officer.locator(":focus")).waitFor();
  await officer.keyboard.insertText("Say what the sample is of.");
  await officer.keyboard.press("Enter");
  await officer.getByText(t("officer.decided")).waitFor();
  await officer
    .getByRole("region", { name: t("item.holds") })
    .getByText("Say what the sample is of.")
    .waitFor();
});

test("a scan opens its shipment and decides nothing; persons in full are asked for with a reason", async () => {
  await scanInto(officer, TAXED);
  await officer.getByRole("heading", { level: 2, name: TAXED, exact: true }).waitFor();
  expect(await officer.locator(".deciding").count()).toBe(0);
  const main = officer.locator("main");
  expect(await main.textContent()).not.toContain("Gan Wenhao");
  await pressOn(officer, officer.getByRole("button", { name: t("officer.persons") }));
  await typeIn(officer, "reason", "Compare with the invoice.");
  await officer.keyboard.press("Enter");
  await officer.getByText("Gan Wenhao").waitFor();
});

test("a name that may be that of a denied party is read beside the persons and cleared by key", async () => {
  const denied = '9001,"VORONIN, Arkadi Petrovich","individual","TEST",,,,,,,,\n';
  await importList(await signIn(served.address, "admin"), "denied", denied);
  const express = await signIn(served.address, "express");
  const sender = { name: "Arkadi Petrovich Voronin", countryCode: "SI" };
  const declarations = [{ ...declared(NAMED, "wool hat", "10.50", "650500"), sender }];
  await done(express.post("lodge-declarations", { declarations }));
  await done((await signIn(served.address, "officer")).post("screen-shipments", {}));
  await officer.goto(`${served.address}/officer`);
  await open(officer, NAMED);
  const reasons = officer.getByRole("region", { name: t("officer.reasons") });
  await reasons.getByText("A name may be that of a denied party").waitFor();
  await officer.keyboard.press("c");
  await officer.locator("[name=reason]").and(officer.locator(":focus")).waitFor();
  await officer.keyboard.insertText("Another date of birth.");
  await officer.keyboard.press("Enter");
  await officer.getByText(t("officer.decided")).waitFor();
  await rowOf(officer, NAMED).waitFor({ state: "detached" });
});

test("the duty desk sums by party, opens what is due by its code, and waives it with a reason", async () => {
  await officer.goto(`${served.address}/duty?state=due`);
  await rowOf(officer, WAIVED).waitFor();
  await officer.getByRole("region", { name: t("duty.totals") }).waitFor();
  expect(await violationsOn(officer)).toEqual([]);
  await typeIn(officer, "code", WAIVED);
  await officer.keyboard.press("Enter");
  await pressOn(officer, officer.getByRole("button", { name: t("duty.waive"), exact: true }));
  await typeIn(officer, "reason", "Relief goods.");
  expect(await violationsOn(officer)).toEqual([]);
  await officer.keyboard.press("Enter");
  await rowOf(officer, WAIVED).getByRole("link").waitFor({ state: "detached" });
  await officer.goto(`${served.address}/duty?state=owed`);
  await rowOf(officer, TAXED).getByText(t("payer.account")).waitFor();
});

test("the floor's figures count each zone by stream and by verdict", async () => {
  await officer.goto(`${served.address}/floor`);
  const zone = officer.getByRole("row", { name: /ARRIVAL/ });
  expect(await zone.getByRole("cell").first().textContent()).toBe("6 / 4,000");
  expect(await officer.locator("tfoot td").first().textContent()).toMatch(/^6/);
  expect(await violationsOn(officer)).toEqual([]);
  await pressOn(officer, zone.getByRole("link", { name: "ARRIVAL-1" }));
  await officer.waitForURL(/\/find\?/);
  await officer.getByText(t("find.count", { count: 6 })).waitFor();
});

test("the papers of a shift are shown for a day, printed without the frame and saved as a file", async () => {
  await officer.goto(`${served.address}/shift`);
  const parties = officer.getByRole("table").first();
  await parties.getByRole("rowheader", { name: /HX/ }).waitFor();
  expect(await violationsOn(officer)).toEqual([]);
  const saving = officer.waitForEvent("download");
  await pressOn(officer, officer.getByRole("button", { name: t("shift.csv") }));
  const saved = readFileSync(await (await saving).path(), "utf8").split("\r\n");
  expect(saved[0]).toContain(t("figure.assessedMinor"));
  expect(saved.find((line) => line.startsWith("HX,"))).toContain(",express,6,");
  await officer.emulateMedia({ media: "print" });
  expect(await officer.getByRole("navigation").isVisible()).toBe(false);
  expect(await officer.getByText(t("shift.handed")).isVisible()).toBe(true);
  await officer.emulateMedia({ media: "screen" });
  await officer.goto(`${served.address}/shift?day=2026-01-02`);
  await officer.getByText(t("shift.empty")).waitFor();
});

test.each(["fr", "zh"] as const)(
  "every desk speaks the browser's language in the dark: %s",
  async (language) => {
    const page = await entered("officer", "/officer", { fr: "fr-FR", zh: "zh-CN" }[language]);
    await page.emulateMedia({ colorScheme: "dark" });
    for (const screen of ["officer", "duty", "floor", "shift", "desk"] as const) {
      await page.goto(`${served.address}/${screen}`);
      const name = text(language, `${screen}.title`);
      await page.getByRole("heading", { level: 1, name }).waitFor();
      await page.locator("tbody tr").first().waitFor();
      if (language === "fr") expect(await violationsOn(page)).toEqual([]);
    }
    await page.context().close();
  },
);

test("nothing went wrong unseen on any of the pages", () => {
  expect(wrongs).toEqual([]);
});

test("canary: without its key no decision is opened, and a switched-off key opens none", async () => {
  await officer.goto(`${served.address}/officer?open=${VAGUE_TOO}`);
  await officer.getByRole("heading", { level: 2, name: VAGUE_TOO, exact: true }).waitFor();
  await officer.keyboard.press("q");
  await tabTo(officer, officer.getByLabel(t("officer.settled")));
  await officer.keyboard.press("r");
  await officer.locator(".deciding").waitFor();
  await officer.keyboard.press("Escape");
  await tabTo(officer, officer.getByLabel(t("officer.keys")));
  await officer.keyboard.press("Space");
  await tabTo(officer, officer.getByRole("button", { name: t("officer.next") }));
  await officer.keyboard.press("r");
  await officer.waitForTimeout(150);
  expect(await officer.locator(".deciding").count()).toBe(0);
});

/** A picture of one pixel. */
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
