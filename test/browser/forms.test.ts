/**
 * Declaring, putting messages right and the addressee's page on the real screens, in a real Chromium, by
 * keyboard: each screen's main job is done, nothing goes wrong unseen, and axe finds no violation.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openBrowser } from "#test/browser.ts";
import { httpPerson, PASSWORD, type Served, signIn, startMailport } from "#test/mailport.ts";
import { prepareCentre } from "#test/prepared-centre.ts";
import { SCENARIO_PEOPLE } from "#test/scenario-people.ts";
import { pressOn, tabTo } from "#test/wedge.ts";
import { LANGUAGES } from "#words/language.ts";
import { type TextKey, text } from "#words/texts.ts";
import { violationsOn } from "./axe.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), "mailport-forms-"));
const data = join(folder, "centre");
const ITEM = "RR473124829GB";
let served: Served;
let browser: Browser;
let clerk: Page;
const t = (key: TextKey, facts?: Record<string, unknown>): string => text("en", key, facts);

beforeAll(async () => {
  await prepareCentre(data);
  served = await startMailport(data);
  const admin = await signIn(served.address, "admin");
  for (const user of SCENARIO_PEOPLE) {
    await admin.post("create-user", { ...user, password: PASSWORD });
  }
  browser = await openBrowser();
  clerk = await newPage();
  await clerk.goto(`${served.address}/declare`);
  await clerk.locator("input[name=login]").fill("post");
  await clerk.locator("input[name=password]").fill(PASSWORD);
  await clerk.keyboard.press("Enter");
});
afterAll(async () => {
  await browser.close();
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

const wrongs: string[] = [];

async function newPage(locale = "en-GB"): Promise<Page> {
  const page = await (await browser.newContext({ locale, acceptDownloads: true })).newPage();
  page.on("pageerror", (error) => wrongs.push(`${error.message} on ${page.url()}`));
  page.on("console", (said) => {
    if (said.type() === "error" && !/status of 4/.test(said.text())) wrongs.push(said.text());
  });
  return page;
}

/** Goes to a field by the Tab key and fills it in. */
async function typeIn(page: Page, field: Locator, typed: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(typed);
}

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, typed] of Object.entries(fields)) {
    const field = page.locator(`[name="${name}"]`);
    if ((await field.and(page.locator("select")).count()) === 0) await typeIn(page, field, typed);
    else {
      await tabTo(page, field);
      await page.keyboard.type(typed);
    }
  }
}

const PARCEL = {
  "content.mailClass": "letter",
  "content.natureOfTransaction": "gift",
  "content.grossWeightKg": "0.850",
  "content.currency": "gbp",
  "pieces.0.code": ITEM,
  "sender.name": "Imogen Harrowgate",
  "sender.address": "14 Quayside Lane",
  "sender.city": "Bristol",
  "sender.postcode": "BS1 4QA",
  "sender.countryCode": "GB",
  "recipient.name": "Weng Lihua",
  "recipient.address": "88 Yuzhong Road",
  "recipient.city": "Chongqing",
  "recipient.postcode": "400010",
  "recipient.countryCode": "CN",
  "content.lines.0.description": "Hand-knitted wool scarf",
  "content.lines.0.quantity": "1",
  "content.lines.0.unitValue": "25.00",
  "content.lines.0.netWeightKg": "0.310",
  "content.lines.0.originCountry": "GB",
};

test("the form tells what is wrong beside its field, goes to the first one, and takes it once it is right", async () => {
  await clerk.getByRole("heading", { level: 1, name: t("declare.title") }).waitFor();
  await tabTo(clerk, clerk.locator("[name=number]"));
  await clerk.keyboard.press("Enter");
  await clerk.locator('[name="pieces.0.code"]').and(clerk.locator(":focus")).waitFor();
  const errors = await clerk.locator("[aria-invalid=true]").count();
  expect(errors).toBeGreaterThan(10);
  expect(await violationsOn(clerk)).toEqual([]);
  await fill(clerk, { ...PARCEL, "content.grossWeightKg": "0.3" });
  await clerk.getByText("The gross weight is less than its contents").waitFor();
  await clerk.locator('[name="content.grossWeightKg"]').fill("0.850");
  await pressOn(clerk, clerk.getByRole("button", { name: t("declare.add-line") }));
  await clerk
    .locator('[name="content.lines.1.description"]')
    .and(clerk.locator(":focus"))
    .waitFor();
  await pressOn(clerk, clerk.getByRole("button", { name: `${t("declare.remove")}: Line 2` }));
  await pressOn(clerk, clerk.getByRole("button", { name: t("declare.send") }));
  await clerk.getByText(t("declare.lodged")).waitFor();
  expect(await violationsOn(clerk)).toEqual([]);
  await pressOn(clerk, clerk.getByRole("link", { name: t("item.open-shipment") }));
  await clerk.getByText(ITEM).first().waitFor();
});

test("a file's refused rows are told line by line, saved, corrected and sent again", async () => {
  await clerk.goto(`${served.address}/declare?way=file`);
  const lines = readFileSync("examples/postal-import.csv", "utf8").split("\n");
  const spoilt = lines.map((line, at) => (at === 0 ? line : line.replace(",postal,", ",snail,")));
  const csv = { name: "many.csv", mimeType: "text/csv", buffer: Buffer.from(spoilt.join("\n")) };
  await clerk.locator("input[type=file]").setInputFiles(csv);
  await pressOn(clerk, clerk.getByRole("button", { name: t("take-in.send") }));
  const rows = clerk.getByRole("group", { name: t("declare.findings") }).locator("tbody tr");
  await rows.first().waitFor();
  const first = (await rows.first().textContent()) ?? "";
  expect(first).toContain("stream");
  expect(first).toContain("snail");
  expect(await violationsOn(clerk)).toEqual([]);
  const saving = clerk.waitForEvent("download");
  await pressOn(clerk, clerk.getByRole("button", { name: t("upload.refused-rows") }));
  const saved = readFileSync(await (await saving).path(), "utf8");
  expect(saved.split("\n")[0]).toBe(lines[0]);
  const mended = saved.replaceAll(",snail,", ",postal,").replace(`${ITEM},`, "RR473124832GB,");
  const buffer = Buffer.from(mended.replaceAll(`${ITEM},`, "RR473124832GB,"));
  const form = clerk.getByRole("form", { name: t("message.correct") });
  await form
    .locator("input[type=file]")
    .setInputFiles({ name: "mended.csv", mimeType: "text/csv", buffer });
  await pressOn(clerk, form.getByRole("button", { name: t("message.correct") }));
  await clerk.getByRole("heading", { name: "mended.csv" }).waitFor();
});

test("a message stands raw beside its sentences, its findings marked; edited here it is sent again", async () => {
  const post = await signIn(served.address, "post");
  const broken =
    "item_id,stream,direction,gross_weight_kg,currency,sender_name,sender_country,recipient_name,recipient_country,description,quantity,unit_value\n";
  const row = `${ITEM.replace("829", "835")},snail,import,1.2,EUR,Ana,SI,Li,CN,Wool scarf,1,9\n`;
  const sent = await post.send("take-in-message", { name: "one.csv" }, `${broken}${row}`);
  // The address that suspense had as a screen of its own leads to the same messages.
  await clerk.goto(`${served.address}/suspense`);
  await clerk.waitForURL(/\/messages\?state=to-mend/);
  await clerk.getByRole("heading", { level: 1, name: t("suspense.title") }).waitFor();
  expect(await clerk.getByRole("link", { name: "mended.csv" }).count()).toBe(0);
  expect(await violationsOn(clerk)).toEqual([]);
  await pressOn(clerk, clerk.getByRole("link", { name: "one.csv" }));
  const raw = clerk.getByRole("region", { name: t("message.raw") }).first();
  await raw.locator("mark").first().waitFor();
  expect(await raw.locator("mark").first().textContent()).toBe("snail");
  const told = clerk.getByRole("region", { name: t("message.sentences") }).first();
  await told.getByText("The value is not one of those allowed: snail.").first().waitFor();
  expect(await violationsOn(clerk)).toEqual([]);
  await pressOn(clerk, clerk.getByRole("button", { name: t("message.edit") }));
  const field = clerk.locator("textarea[name=text]");
  await field.fill(`${broken}${row.replace("snail", "postal")}`);
  await pressOn(clerk, clerk.getByRole("button", { name: t("message.send-edited") }));
  await clerk.waitForURL((url) => !url.href.endsWith(String(sent.body["messageId"])));
  await clerk.getByText(t("message-state.taken-in")).waitFor();
  expect(await clerk.getByRole("button", { name: t("message.edit") }).count()).toBe(0);
  await clerk.goto(`${served.address}/messages?state=replaced`);
  await clerk.getByRole("link", { name: "one.csv" }).waitFor();
  expect(await clerk.locator("tbody tr").count()).toBe(2);
  expect(await violationsOn(clerk)).toEqual([]);
  await tabTo(clerk, clerk.getByLabel(t("messages.state")));
  await clerk.keyboard.type(t("message-state.taken-in"));
  await clerk.waitForURL(/state=taken-in/);
  await pressOn(clerk, clerk.getByRole("link", { name: "mended.csv" }));
  await clerk.getByRole("heading", { level: 1, name: "mended.csv" }).waitFor();
});

/** A clerk issues the code of the item and reads it off the notice. */
async function issuedCode(): Promise<string> {
  await clerk.goto(`${served.address}/notices/${ITEM}`);
  await pressOn(clerk, clerk.getByRole("button", { name: t("notice.issue") }));
  return (await clerk.locator("[data-code=one-time]").textContent()) ?? "";
}

test("a clerk prints a notice in every language; its code opens the item for the addressee alone", async () => {
  const code = await issuedCode();
  expect(code).toMatch(/^[2-9A-Z]{5}-[2-9A-Z]{5}$/);
  for (const language of LANGUAGES) {
    await clerk.getByText(text(language, "notice.heading")).waitFor();
  }
  expect(await clerk.locator(".bars rect").count()).toBeGreaterThan(30);
  expect(await violationsOn(clerk)).toEqual([]);
  const addressee = await newPage();
  await addressee.goto(`${served.address}/my-item/${ITEM}`);
  await typeIn(addressee, addressee.locator("[name=one-time-code]"), "22222-22222");
  await addressee.keyboard.press("Enter");
  await addressee.getByRole("alert").getByText("do not open an item").waitFor();
  expect(await violationsOn(addressee)).toEqual([]);
  await typeIn(addressee, addressee.locator("[name=one-time-code]"), code);
  await addressee.keyboard.press("Enter");
  await addressee.getByText("Hand-knitted wool scarf").waitFor();
  const page = (await addressee.locator("main").textContent()) ?? "";
  expect(page).not.toContain("Weng Lihua");
  expect(await violationsOn(addressee)).toEqual([]);

  await pressOn(addressee, addressee.getByRole("button", { name: t("my-item.declare") }));
  await fill(addressee, {
    "content.lines.0.description": "And a pair of mittens",
    "content.lines.0.quantity": "1",
    "recipient.phone": "+86 23 5550 0188",
  });
  expect(await violationsOn(addressee)).toEqual([]);
  await pressOn(addressee, addressee.getByRole("button", { name: t("my-item.declare-send") }));
  await addressee.getByText("And a pair of mittens").waitFor();

  await pressOn(addressee, addressee.getByRole("button", { name: t("my-item.return") }));
  await pressOn(addressee, addressee.getByRole("button", { name: t("my-item.return-yes") }));
  await addressee.getByText(t("event.return-asked")).waitFor();
  expect(await addressee.getByText(t("my-item.wishes")).count()).toBe(0);
  expect(await violationsOn(addressee)).toEqual([]);
  await addressee.context().close();
});

test("an addressee tells a payment by reference, and reads that the money is awaited", async () => {
  const express = await signIn(served.address, "express");
  const code = "HX7000990001";
  const lines = [
    { description: "wool coat", hsCode: "620111", totalValue: { units: "900", scale: 0 } },
  ];
  const content = { currency: "CNY", senderCountry: "SI", recipientCountry: "CN", lines };
  const parcel = { number: code, stream: "express", direction: "import", pieces: [{ code }] };
  await express.post("lodge-declarations", {
    declarations: [{ ...parcel, carrier: "HX", content }],
  });
  const { body } = await express.post("issue-addressee-code", { code });
  const page = await newPage();
  await page.goto(`${served.address}/track`);
  await pressOn(page, page.getByRole("link", { name: t("my-item.have-notice") }));
  await typeIn(page, page.locator("[name=code]"), code);
  await typeIn(page, page.locator("[name=one-time-code]"), String(body["oneTimeCode"]));
  await page.keyboard.press("Enter");
  const duty = page.getByRole("region", { name: t("my-item.duty") });
  await duty
    .getByText(/180\.00/)
    .first()
    .waitFor();
  await typeIn(page, page.locator("[name=reference]"), "R-2044");
  await page.keyboard.press("Enter");
  await page.getByText(t("event.payment-announced")).waitFor();
  expect(await page.locator("main").textContent()).toContain("R-2044");
  await expect
    .poll(() => page.locator(":focus").textContent())
    .toContain(t("event.payment-announced"));
  expect(await violationsOn(page)).toEqual([]);
  await page.context().close();
});

test.each(["fr", "zh"] as const)(
  "the addressee's page speaks the browser's language: %s",
  async (language) => {
    const page = await newPage({ fr: "fr-FR", zh: "zh-CN" }[language]);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.goto(`${served.address}/my-item/${ITEM}`);
    await page.getByRole("heading", { level: 1, name: text(language, "my-item.title") }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.context().close();
  },
);

test("over HTTP a wrong code and an unknown item have one answer, and whoever goes on trying is slowed", async () => {
  const anybody = httpPerson(served.address);
  const guess = (code: string) =>
    anybody.post("open-as-addressee", { code, oneTimeCode: "2222222222" });
  const wrong = await guess(ITEM);
  expect(wrong.status).toBe(403);
  expect(await guess("RR000000005GB")).toEqual(wrong);
  const tries = await Promise.all(Array.from({ length: 80 }, () => guess("RR000000005GB")));
  expect(tries.filter(({ status }) => status === 429).length).toBeGreaterThan(10);
});

test("nothing went wrong unseen on any of the pages", () => {
  expect(wrongs).toEqual([]);
});

test("canary: axe finds a field without a name and a picture without words", async () => {
  const page = await newPage();
  await page.goto(`${served.address}/my-item`);
  await page.locator("[name=one-time-code]").waitFor();
  await page.evaluate(
    `document.querySelector("main").insertAdjacentHTML("beforeend", "<input><img src='data:,'>")`,
  );
  const found = (await violationsOn(page)).join("\n");
  expect(found).toContain("label:");
  expect(found).toContain("image-alt:");
  await page.context().close();
});
