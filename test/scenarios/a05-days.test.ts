/**
 * A day at the centre for each stream, step by step, readable as the manual: A05 postal import, A06 postal
 * export, A07 express import, A08 express export, A09 e-commerce import. One served centre for all.
 */
import { afterAll, beforeAll, describe, test, vi } from "vitest";
import { Day } from "./days/day.ts";
import { ecommerceImportDay } from "./days/ecommerce-import.ts";
import { expressExportDay, expressImportDay } from "./days/express.ts";
import { postalExportDay } from "./days/postal-export.ts";
import { postalImportDay } from "./days/postal-import.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const day = new Day();
beforeAll(() => day.open());
afterAll(() => day.close());

describe.each([
  ["postal import", postalImportDay],
  ["postal export", postalExportDay],
  ["express import", expressImportDay],
  ["express export", expressExportDay],
  ["e-commerce import", ecommerceImportDay],
])("%s", (_stream, steps) => {
  test.each(steps)("%s", (_title, step) => step(day));
});
