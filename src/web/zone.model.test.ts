import { expect, test } from "vitest";
import { zoneWords } from "./zone.model.ts";

const NOVEMBER = Date.UTC(2026, 10, 22);
const JULY = Date.UTC(2026, 6, 22);

test("a zone is told by its name and its offset on the day", () => {
  expect(zoneWords("en-GB", NOVEMBER, "Asia/Shanghai")).toBe("Asia/Shanghai (GMT+8)");
  expect(zoneWords("en-GB", NOVEMBER, "Europe/Ljubljana")).toBe("Europe/Ljubljana (GMT+1)");
  expect(zoneWords("en-GB", JULY, "Europe/Ljubljana")).toBe("Europe/Ljubljana (GMT+2)");
  expect(zoneWords("fr-FR", NOVEMBER, "Asia/Shanghai")).toBe("Asia/Shanghai (UTC+8)");
});
