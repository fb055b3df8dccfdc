/**
 * What axe finds on a page as it stands, by the rules of WCAG 2.2 at level AA and best practice: a
 * line for each violation, with what it was found on. Runs in the page's own script world, so that
 * the content security policy stays as it is.
 */
import axe from "axe-core";
import type { Page } from "playwright-core";

type Found = {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly target: readonly unknown[] }[];
  }[];
};

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Violations on the page, none where it is well: `rule: what it asks for – where`. */
export async function violationsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const options = JSON.stringify({ runOnly: TAGS, resultTypes: ["violations"] });
  const { violations } = await page.evaluate<Found>(`axe.run(document, ${options})`);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id}: ${help} – ${target.join(" ")}`),
  );
}
