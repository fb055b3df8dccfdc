/** The OpenAPI page tells every list's members, and answers are as it tells. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { faults } from "#operations/call.ts";
import { operationNamed, operations } from "#operations/index.ts";
import { type Centre, openCentre } from "#test/centre.ts";
import { all, declaration } from "#test/pieces.ts";
import { openApi } from "./open-api.ts";

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.close());

/** Where a list tells nothing of its members. */
function untold(value: unknown, path = ""): readonly string[] {
  if (value === null || typeof value !== "object") return [];
  const { type, items } = value as { type?: unknown; items?: unknown };
  const silent = type === "array" && Object.keys(items ?? {}).length === 0;
  const inner = Object.entries(value).flatMap(([name, one]) => untold(one, `${path}/${name}`));
  return silent ? [path, ...inner] : inner;
}

describe("law: the OpenAPI page", () => {
  const page = openApi(operations, "", "0.0.0");

  test("law: tells the members of every list", () => {
    expect(untold(page["paths"])).toEqual([]);
  });

  test("canary: a list that tells nothing is found", () => {
    expect(untold({ a: { type: "array", items: {} }, b: { type: "array" } })).toEqual(["/a", "/b"]);
    expect(untold({ type: "array", items: { type: "string" } })).toEqual([]);
  });

  test("law: a batch's rows are told as each row is checked", () => {
    const paths = JSON.parse(JSON.stringify(page["paths"])) as Paths;
    for (const operation of operations) {
      if (operation.kind === "view" || operation.batch === undefined) continue;
      const { field, row } = operation.batch;
      const { schema } =
        paths[`/${operation.name}`]?.post.requestBody.content["application/json"] ?? {};
      expect(schema?.properties[field]?.items).toEqual(JSON.parse(JSON.stringify(row)));
    }
  });
});

type Paths = Readonly<
  Record<
    string,
    {
      readonly post: {
        readonly requestBody: {
          readonly content: Readonly<
            Record<string, { schema: { properties: Record<string, { items?: unknown }> } }>
          >;
        };
      };
    }
  >
>;

test("the lists of views are as their schemas tell", async () => {
  await all(centre, "express", "lodge-declarations", {
    declarations: [declaration("D-API", ["APITEST0001"], { carrier: "HX" })],
  });
  const arrivals = [{ code: "APITEST0001" }, { code: "APITEST0002" }];
  await all(centre, "floor", "record-arrivals", { arrivals, place: "ARRIVAL-1" });
  const asked = [
    ["floor", "find-items", {}],
    ["floor", "list-undetermined", {}],
    ["floor", "track", { code: "APITEST0001" }],
  ] as const;
  for (const [who, name, input] of asked) {
    const answer = await centre.act<Record<string, unknown>>(who, name, input);
    const output = operationNamed(name)?.output;
    if (output === undefined) throw new Error(name);
    expect(faults(output, answer), name).toEqual([]);
    expect(Object.values(answer).some((one) => Array.isArray(one) && one.length > 0)).toBe(true);
  }
});
