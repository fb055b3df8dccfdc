/**
 * The ways out of what used to end nowhere, on the real screens by scanner and keyboard: a piece
 * that nobody announced is recorded as arrived and told its number, a place that nobody knows keeps
 * the station until another is set, and who may not scan is told so at the door.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openBrowser } from "#test/browser.ts";
import { PASSWORD, type Served, signIn, startMailport } from "#test/mailport.ts";
import { prepareCentre } from "#test/prepared-centre.ts";
import { SCENARIO_PEOPLE } from "#test/scenario-people.ts";
import { scanInto } from "#test/wedge.ts";
import { text } from "#words/texts.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), "mailport-unknown-"));
const data = join(folder, "centre");
let served: Served;
let browser: Browser;
let floor: Page;

beforeAll(async () => {
  await prepareCentre(data);
  served = await startMailport(data);
  const admin = await signIn(served.address, "admin");
  for (const user of SCENARIO_PEOPLE) {
    await admin.post("create-user", { ...user, password: PASSWORD });
  }
  browser = await openBrowser();
  floor = await enter("floor", "/scan?place=NOWHERE");
  await floor.locator(".verb-ready").waitFor();
});
afterAll(async () => {
  await browser.close();
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Signs in and goes to an address, which sign-in remembers. */
async function enter(login: string, address: string): Promise<Page> {
  const context = await browser.newContext({ locale: "en-GB" });
  const page = await context.newPage();
  await page.goto(`${served.address}${address}`);
  await page.locator("input[name=login]").fill(login);
  await page.locator("input[name=password]").fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.locator("input[name=login]").waitFor({ state: "detached" });
  return page;
}

test("a place that nobody knows keeps the station until the bar code of another is scanned", async () => {
  // It is told before the first scan, and such a bar code is not taken for a place.
  await floor.getByText(text("en", "scan.place-unknown", { code: "NOWHERE" })).waitFor();
  await scanInto(floor, "CMD:PLACE:ELSEWHERE");
  await floor.getByText(text("en", "scan.place-unknown", { code: "ELSEWHERE" })).waitFor();
  await scanInto(floor, "HX990000000001");
  await floor.locator("[data-verdict=UNKNOWN]").waitFor();
  await floor.keyboard.press("F2");
  await floor.locator("[data-verdict=PLACE]").waitFor();
  await floor.keyboard.press("F2");
  await scanInto(floor, "HX990000000001");
  await floor.getByText(text("en", "scan.place-first")).waitFor();
  await scanInto(floor, "CMD:PLACE:ARRIVAL-1");
  await floor.locator(".verb-ready").waitFor();
});

test("an unknown piece is recorded as arrived by a bar code; its new number then scans as a piece", async () => {
  await scanInto(floor, "HX990000000002");
  await floor.locator("[data-verdict=UNKNOWN]").waitFor();
  await scanInto(floor, "CMD:ARRIVE");
  await floor.locator("[data-verdict=ARRIVED]").waitFor();
  const number = (await floor.locator(".verb-number").textContent()) ?? "";
  await floor.keyboard.press("Enter");
  await floor.locator(".verb-ready").waitFor();
  await scanInto(floor, number);
  const face = floor.locator("[data-verdict=WAIT]");
  await face.waitFor();
  expect(await face.textContent()).toContain("The declarant lodges a declaration.");
  await floor.goto(`${served.address}/items/${number}`);
  await floor.getByRole("heading", { level: 1, name: number }).waitFor();
  const story = (await floor.locator(".timeline").textContent()) ?? "";
  expect(story).toContain(text("en", "event.recorded"));
  expect(story).not.toContain(text("en", "event.item-expected"));
});

test("a bag nobody announced is recorded as empty by one button, and may leave then", async () => {
  const admin = await signIn(served.address, "floor", PASSWORD);
  await admin.post("record-arrivals", {
    arrivals: [{ code: "STATIONBAG", kind: "bag" }],
    place: "ARRIVAL-1",
  });
  await floor.goto(`${served.address}/scan?place=ARRIVAL-1`);
  await floor.locator(".verb-ready").waitFor();
  await scanInto(floor, "STATIONBAG");
  await floor.locator("[data-verdict=WAIT]").waitFor();
  await floor.getByRole("button", { name: text("en", "scan.empty") }).click();
  await floor.locator("[data-verdict=RELEASE]").waitFor();
});

test("canary: without the command nothing is recorded, the piece stays unknown", async () => {
  await floor.goto(`${served.address}/scan`);
  await floor.locator(".verb-ready").waitFor();
  await scanInto(floor, "HX990000000001");
  await floor.locator("[data-verdict=UNKNOWN]").waitFor();
});

test("a clerk is told at the door of the station; what an address may not ask is taken out of it", async () => {
  const clerk = await enter("post", "/scan");
  await clerk.getByRole("alert").getByText(text("en", "scan.not-yours")).waitFor();
  await clerk.goto(`${served.address}/find?stream=postal&lost=1`);
  await clerk.getByRole("heading", { level: 1 }).waitFor();
  await expect.poll(() => new URL(clerk.url()).search).toBe("?stream=postal");
  await clerk.context().close();
});

test("a clerk sends a first file and reads a row for each finding", async () => {
  const clerk = await enter("post", "/take-in");
  const csv = { name: "first.csv", mimeType: "text/csv", buffer: Buffer.from("item_id,stream\n") };
  await clerk.locator("input[type=file]").setInputFiles(csv);
  await clerk.getByRole("button", { name: text("en", "take-in.send") }).click();
  await clerk.getByRole("status").waitFor();
  expect(await clerk.locator("tbody tr").count()).toBeGreaterThan(3);
  await clerk.getByRole("link", { name: text("en", "take-in.open") }).click();
  await clerk.getByRole("heading", { level: 1, name: "first.csv" }).waitFor();
  await clerk.context().close();
});
