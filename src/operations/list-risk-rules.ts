/** The risk rules of the newest set with owner, reason, expiry and how often each hit. For officers. */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import { legalDay } from "#base/time.ts";
import { isInForce, ruleOf } from "#domain/customs/risk/risk-rule.ts";
import { CodeNamesSchema, DaySchema } from "./code-schema.ts";
import { view } from "./define.ts";
import type { View } from "./ports-view.ts";
import { InstantSchema } from "./schemas.ts";

const RuleSchema = Type.Object({
  rule: Type.String(),
  version: Type.Integer(),
  kind: Type.String(),
  parameters: Type.Record(Type.String(), Type.String()),
  streams: Type.Array(Type.String()),
  directions: Type.Array(Type.String()),
  action: Type.String(),
  level: Type.Integer(),
  owner: Type.String(),
  reason: CodeNamesSchema,
  validFrom: DaySchema,
  validTo: DaySchema,
  inForce: Type.Boolean(),
  hits: Type.Integer({ description: "Of this version." }),
  held: Type.Integer({ description: "Hits that placed a hold." }),
  open: Type.Integer({ description: "Hits whose hold is open." }),
  lastAt: Type.Union([InstantSchema, Type.Null()]),
});

export const listRiskRules = view({
  name: "list-risk-rules",
  sentence: "Lists the risk rules with owner, reason, expiry and how often each hit.",
  roles: ["officer", "system"],
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({
    rules: Type.Array(RuleSchema, { description: "Empty where no set was imported." }),
  }),
  handler: async (record, _input, _actor, ports) => {
    const on = legalDay(ports.clock.now(), ports.site.legalZone);
    const counts = new Map(
      (await record.hitCounts()).map((count) => [`${count.rule}/${count.version}`, count]),
    );
    const rules = (await rulesOn(record, on)).map((rule) => {
      const {
        hits = 0,
        held = 0,
        open = 0,
        lastAt = null,
      } = counts.get(`${rule.id}/${rule.version}`) ?? {};
      const { id, streams, directions, ...rest } = rule;
      return {
        ...rest,
        rule: id,
        streams: [...streams],
        directions: [...directions],
        inForce: isInForce(rule, on),
        hits,
        held,
        open,
        lastAt,
      };
    });
    return ok({ rules });
  },
});

/** Sets are small: pages are joined. */
async function rulesOn(record: View, on: string) {
  const rules = [];
  for (let after = ""; ; ) {
    const page = await record.codePage({ list: "risk-rules", on, after, limit: PAGE });
    rules.push(...page.flatMap((row) => ruleOf(row) ?? []));
    if (page.length < PAGE) return rules;
    after = page.at(-1)?.code ?? "";
  }
}

const PAGE = 500;
