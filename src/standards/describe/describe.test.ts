/** Descriptions of every message in three languages, marks under what is at fault, bounds. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CEB_LABELS } from "#standards/ceb/labels.ts";
import { DEFAULT_SEPARATORS } from "#standards/edifact/separators.ts";
import { edifactMessages } from "#standards/messages/edifact-messages.ts";
import { resdit11 } from "#standards/messages/resdit/profile.ts";
import { compileProfile, type Node } from "#standards/profiles/plan.ts";
import type { Profile } from "#standards/profiles/profile.ts";
import { CEB_LABEL_WORDS } from "#words/ceb-labels.ts";
import { summaryText } from "#words/describe.ts";
import { fieldWords, isNamedField } from "#words/fields.ts";
import { LANGUAGES, type Language } from "#words/language.ts";
import type { Bounds, DescribedFinding, Description } from "./description.ts";
import { FileDescriber } from "./file-describer.ts";
import { markSegment, markSpan } from "./mark.ts";

const BOUNDS: Bounds = { entries: 10, lines: 60, findings: 50 };

const NO_PROFILES: readonly Profile[] = [];

function told(
  input: string | Uint8Array,
  language: Language,
  { bounds = BOUNDS, messages = 20, slice = 1e9, profiles = NO_PROFILES } = {},
) {
  const bytes = typeof input === "string" ? Buffer.from(input, "latin1") : input;
  const descriptions: Description[] = [];
  const outside: DescribedFinding[] = [];
  const describer = new FileDescriber(
    { description: (one) => descriptions.push(one), outside: (one) => outside.push(one) },
    { language, bounds, messages, profiles },
  );
  for (let from = 0; from < bytes.length; from += slice)
    if (!describer.push(bytes.subarray(from, from + slice))) break;
  const sums = describer.end();
  return { descriptions, outside, sums, count: describer.count };
}

const example = (name: string): Buffer => readFileSync(`examples/${name}`);
const summaryOf = (name: string, language: Language): string => {
  const [first] = told(example(name), language).descriptions;
  return first?.summary ?? first?.title ?? "";
};

/** The one sentence of each example, in English, French and Chinese. */
const SUMMARIES: Readonly<Record<string, readonly [string, string, string]>> = {
  "predes.edi": [
    "Dispatch CNBJSA → USJFKA, air, priority, EMS, ordinary or mixed, 0001/2026: receptacles: 2, items: 3, 20.7 kg; leaves PEK by CA981 on 2026-11-23 01:00.",
    "Dépêche CNBJSA → USJFKA, avion, prioritaire, EMS ordinaires ou mêlés, 0001/2026 : récipients : 2, envois : 3, 20,7 kg ; part de PEK par CA981 le 2026-11-23 01:00.",
    "总包 CNBJSA → USJFKA，航空（优先），普通或混合特快，0001/2026：总包袋 2 个，邮件 3 件，20.7 kg；由 PEK 经 CA981 启运，2026-11-23 01:00。",
  ],
  "resdes.edi": [
    "Answer of USA to announced dispatches: dispatches: 1, states: 2, receptacles named: 2, for CNA.",
    "Réponse de USA aux dépêches annoncées : dépêches : 1, états : 2, récipients nommés : 2, pour CNA.",
    "对预报总包的答复（USA）：总包 1 个，状态 2 条，列出总包袋 2 个，致 CNA。",
  ],
  "precon.edi": [
    "Consignment CNA260000001 for carrier CA announced: dispatches: 1, receptacles: 2, 20.7 kg; leaves PEK by CA981 on 2026-11-23 01:00.",
    "Expédition CNA260000001 pour le transporteur CA annoncée : dépêches : 1, récipients : 2, 20,7 kg ; part de PEK par CA981 le 2026-11-23 01:00.",
    "预报交运批次 CNA260000001（承运人 CA）：总包 1 个，总包袋 2 个，20.7 kg；由 PEK 经 CA981 启运，2026-11-23 01:00。",
  ],
  "rescon.edi": [
    "Answer of USA to announced consignments: consignments: 1, states: 1, receptacles named: 1, for CNA.",
    "Réponse de USA aux expéditions annoncées : expéditions : 1, états : 1, récipients nommés : 1, pour CNA.",
    "对预报交运批次的答复（USA）：批次 1 个，状态 1 条，列出总包袋 1 个，致 CNA。",
  ],
  "cardit.edi": [
    "Consignment CNA260000001 booked with the carrier CA: dispatches: 1, receptacles: 2, 20.7 kg; PEK → JFK by CA981 on 2026-11-23 01:00.",
    "Expédition CNA260000001 confiée au transporteur CA : dépêches : 1, récipients : 2, 20,7 kg ; PEK → JFK par CA981 le 2026-11-23 01:00.",
    "交运批次 CNA260000001 委托承运人 CA：总包 1 个，总包袋 2 个，20.7 kg；PEK → JFK，CA981，2026-11-23 01:00。",
  ],
  "resdit.edi": [
    "Report of the carrier CA: consignments: 1, states: 1, receptacles named: 2; last: 24 (departed) at PEK, 2026-11-23 01:00.",
    "Compte rendu du transporteur CA : expéditions : 1, états : 1, récipients nommés : 2 ; dernier : 24 (parti) à PEK, 2026-11-23 01:00.",
    "承运人 CA报告：交运批次 1 个，状态 1 条，列出总包袋 2 个；最后：24 (已离港)，PEK，2026-11-23 01:00。",
  ],
  "emsevt.edi": [
    "Events of items from USA for CNA: items: 2, events: 3; last: EMI (final delivery) at USNYCA, 2026-11-25 13:20.",
    "Événements d’envois de USA pour CNA : envois : 2, événements : 3 ; dernier : EMI (distribution) à USNYCA, 2026-11-25 13:20.",
    "邮件事件，USA 致 CNA：邮件 2 件，事件 3 条；最后：EMI (妥投)，USNYCA，2026-11-25 13:20。",
  ],
  "contrl.edi": [
    "Answer to interchange P1 of CN101: 8 (received); messages named: 1.",
    "Réponse à l’interchange P1 de CN101 : 8 (reçu) ; messages nommés : 1.",
    "对交换 P1（CN101）的答复：8 (已收到)；涉及报文 1 份。",
  ],
  "ceb311.xml": [
    "Document 1 of CEB311 (202205): order, number SN-2026-0001, from Harbour Lane Trading, lines: 2.",
    "Document 1 de CEB311 (202205) : commande, numéro SN-2026-0001, de Harbour Lane Trading, lignes : 2.",
    "CEB311（202205）第 1 份单证：电子订单，编号 SN-2026-0001，发送方 Harbour Lane Trading，明细 2 行。",
  ],
  "ceb622.xml": [
    "Document 1 of CEB622 (202205): answer to: declaration list, number LIST-2026-0001.",
    "Document 1 de CEB622 (202205) : réponse à : liste déclarative, numéro LIST-2026-0001.",
    "CEB622（202205）第 1 份单证：对申报清单的回执，编号 LIST-2026-0001。",
  ],
};

describe("messages in plain sentences", () => {
  test.each(Object.keys(SUMMARIES))("golden: %s in three languages", (name) => {
    const found = LANGUAGES.map((language) => summaryOf(name, language));
    expect(found).toEqual(
      LANGUAGES.map((one) => SUMMARIES[name]?.[["en", "fr", "zh"].indexOf(one)]),
    );
  });

  test("golden: PREDES field by field, its identifiers explained once", () => {
    const [one] = told(example("predes.edi"), "en").descriptions;
    expect(one?.lines.slice(0, 2).map(({ text }) => text)).toEqual([
      "Dispatch: CNBJSAUSJFKAAEN60001 (from office CNBJSA (China), to office USJFKA (United States), mail category A (air, priority), mail subclass EN (EMS, ordinary or mixed), year 6, so 2026, dispatch number 1)",
      "Function: 9 (original)",
    ]);
    const texts = one?.lines.map(({ depth, text }) => `${depth} ${text}`) ?? [];
    expect(texts).toContain("1 Weight in all: 20.7 kg");
    expect(texts.find((text) => text.startsWith("4 1."))).toContain(
      "Item: EE123456785CN (product by the indicator EMS",
    );
    expect(texts.filter((text) => text.includes("from office CNBJSA"))).toHaveLength(1);
    expect(one?.findings).toEqual([]);
  });

  test.each([
    ["1", "Cancellation: Consign", "Annulation : Expédition", "取消：交运批次"],
    ["5", "Replacement: Consign", "Remplacement : Expédition", "替换：交运批次"],
    ["9", "Consign", "Expédition", "交运批次"],
  ])("a CARDIT of function %s is no booking unless it is the original", (code, ...begins) => {
    const bytes = example("cardit.edi").toString("latin1").replace("000001+9'", `000001+${code}'`);
    for (const [at, language] of (["en", "fr", "zh"] as const).entries())
      expect(told(bytes, language).descriptions[0]?.summary?.startsWith(begins[at] ?? "?")).toBe(
        true,
      );
  });

  test("a carrier's own meaning of a state is told, not the list's", () => {
    const meanings = { "transport-states": { "45": "49", "24": "X1" } };
    const bytes = example("resdit.edi").toString("latin1");
    const said = (text: string): string | undefined =>
      told(text, "en", { profiles: [{ ...resdit11, partner: "CA", meanings }] }).descriptions[0]
        ?.summary;
    expect(said(bytes.replace("STS++24", "STS++45"))).toContain("last: 45 (= 49, lost) at PEK");
    expect(said(bytes)).toContain("last: 24 (= X1) at PEK");
    expect(said(bytes.replace("STS++24", "STS++21"))).toContain("last: 21 (delivered)");
  });

  test.each([
    ["20261122183015:204", "2026-11-22 18:30:15"],
    ["202611221830:203", "2026-11-22 18:30"],
    ["2611221830:201", "26-11-22 18:30"],
    ["20261122:102", "2026-11-22"],
  ])("golden: UN/EDIFACT 2379 %s is told as %s", (written, said) => {
    const bytes = example("predes.edi")
      .toString("latin1")
      .replace("DTM+7:202611221815:203", `DTM+7:${written}`);
    const texts = told(bytes, "en").descriptions[0]?.lines.map(({ text }) => text);
    expect(texts).toContain(`Closed: ${said}`);
  });

  test("golden: CEB codes and states are said", () => {
    const lines = (name: string) =>
      told(example(name), "zh").descriptions[0]?.lines.map(({ text }) => text);
    expect(lines("ceb311.xml")).toContain("操作：1 (新增)");
    expect(lines("ceb622.xml")).toContain("回执状态：800 (已放行)");
  });

  test("law: every example of a message is read without an error", () => {
    for (const name of Object.keys(SUMMARIES))
      expect(told(example(name), "en").sums, name).toMatchObject({ hasError: false, refused: 0 });
  });

  test("law: every message of the registry has its sentence in every language", () => {
    for (const { name } of edifactMessages) {
      for (const language of LANGUAGES)
        expect(summaryText(language, name, {}), name).toEqual(expect.any(String));
    }
    expect(summaryText("en", "nobody", {})).toBeUndefined();
  });

  test("a row of CSV, and one that cannot be taken, are described", () => {
    const good = "identifier,scanned_at,place\nRR473124829GB,2026-09-21T08:15:04,HALL-1\n";
    const [row] = told(good, "fr").descriptions;
    expect(row?.title).toBe("Ligne 1 : lecture RR473124829GB.");
    expect(row?.lines.map(({ text }) => text)).toContain("Lieu : HALL-1");
    const [bad] = told(good.replace("2026-09-21T08:15:04", "never"), "en").descriptions;
    expect(bad?.title).toBe("Row 1 cannot be taken.");
    expect(bad?.findings[0]?.marked).toEqual({
      raw: "scannedAt: never",
      marks: "           ^^^^^",
    });
  });

  test.each([
    ["en", "Stream: postal", "Direction: import", "gross weight, kg (grossWeightKg)"],
    ["fr", "Flux : postal", "Sens : importation", "poids brut, kg (grossWeightKg)"],
    ["zh", "业务流：邮件", "进出方向：进口", "毛重（千克） (grossWeightKg)"],
  ] as const)("codes of ours and fields at fault are told in words: %s", (language, ...words) => {
    const csv = readFileSync("examples/postal-import.csv", "utf8").replace("2.400", "heavy");
    const { descriptions } = told(csv, language);
    const [good] = descriptions;
    const texts = good?.lines.map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(words.slice(0, 2)));
    const places = descriptions.flatMap(({ findings }) => findings.map(({ place }) => place));
    expect(places.join()).toContain(words[2]);
  });

  test("a type that nobody reads is told segment by segment", () => {
    const input = "UNB+UNOC:3+A+B+261122:0800+1'UNH+1+FOO:1:1:UN'FTX+a?'b'UNT+3+1'UNZ+1+1'";
    const [one] = told(input, "en").descriptions;
    expect(one?.title).toBe("Message 1: FOO 1:1, reference 1, from A to B, 2026-11-22 08:00.");
    expect(one?.lines.map(({ text }) => text)).toEqual(["UNH+1+FOO:1:1:UN", "FTX+a?'b", "UNT+3+1"]);
  });
});

describe("findings with marks", () => {
  const damaged = example("predes.edi").toString("latin1").replace("CNT+8:3'", "CNT+8:x'");

  test("golden: the failing element is marked in its segment, and the rest is still told", () => {
    const [one] = told(damaged, "en").descriptions;
    const finding = one?.findings.find(({ code }) => code === "message/element-format");
    expect(finding).toMatchObject({
      code: "message/element-format",
      at: { segment: 6, tag: "CNT", element: 1, component: 2 },
      marked: { raw: "CNT+8:x", marks: "      ^" },
    });
    expect(finding?.place).toContain("segment 6 CNT, element 1, component 2");
    expect(one?.summary).toContain("receptacles: 2");
  });

  test("a message with an error is told as far as it could be read", () => {
    const cut = example("predes.edi").toString("latin1").replace("UNT+50", "UNT+51");
    const [one] = told(cut, "en").descriptions;
    expect(one?.notes).toContain("It could not be read whole; what could be read of it follows.");
    expect(one?.summary).toContain("receptacles: 2");
    expect(one?.findings).toMatchObject([
      { code: "edifact/segment-count", marked: { raw: "UNT+51+1", marks: "    ^^" } },
    ]);
  });

  test("canary: the whole message has no such finding", () => {
    expect(told(example("predes.edi"), "en").descriptions[0]?.findings).toEqual([]);
  });

  test("golden: a finding around messages is told apart, with its segment", () => {
    const input = example("predes.edi").toString("latin1").replace("UNZ+1", "UNZ+4");
    expect(told(input, "en").outside).toMatchObject([
      { code: "edifact/message-count", marked: { raw: "UNZ+4+P1", marks: "    ^" } },
    ]);
  });

  test.each([
    ["the tag", "BGM+1+X+9", {}, "^^^"],
    ["an element", "BGM+1+X+9", { element: 3 }, "        ^"],
    ["a component", "CNT+11:2:KGM", { element: 1, component: 3 }, "         ^^^"],
    ["behind released marks", "FTX+a?+b?:+c:d", { element: 2, component: 2 }, "             ^"],
    ["one that is missing", "BGM+1", { element: 3 }, "     ^"],
    ["behind wide characters", "FTX+中文+ab", { element: 2 }, "         ^^"],
  ])("golden: marks stand under %s of %s", (_what, raw, at, marks) => {
    expect(markSegment(raw, at, DEFAULT_SEPARATORS)).toEqual({ raw, marks });
  });

  test("a long segment is cut around what is marked", () => {
    const { raw, marks } = markSegment(
      `FTX+${"x".repeat(500)}+here`,
      { element: 2 },
      DEFAULT_SEPARATORS,
    );
    expect(raw.length).toBeLessThan(100);
    expect(raw.slice(marks.indexOf("^"), marks.length)).toBe("here");
  });

  test("property: marks lie under the text that was meant, whatever the text", () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(200), fc.nat(200), (text, one, other) => {
        const [from, to] = [Math.min(one, other, text.length), Math.max(one, other)];
        const { marks } = markSpan(text, from, to);
        expect(marks).toMatch(/^ *\^+$/);
      }),
    );
  });
});

describe("bounds", () => {
  const many = (count: number): string => {
    const inside = Array.from({ length: count }, (_, n) => `UNH+${n}+X:1:1:UN'UNT+2+${n}'`);
    return `UNB+UNOC:3+A+B+261122:0800+1'${inside.join("")}UNZ+${count}+1'`;
  };

  test("so many messages are described, all are counted", () => {
    const found = told(many(50), "en", { messages: 3 });
    expect(found.descriptions).toHaveLength(3);
    expect(found.count).toBe(50);
    expect(found.sums.messages).toBe(50);
  });

  test("entries, lines and findings beyond a bound are counted in words", () => {
    const bounds = { entries: 1, lines: 8, findings: 1 };
    const [one] = told(example("predes.edi"), "en", { bounds }).descriptions;
    expect(one?.lines).toHaveLength(8);
    expect(one?.lines.at(-1)?.text).toMatch(/^… \d+ more; --all shows them$/);
    const broken = example("predes.edi").toString("latin1").replaceAll("KGM:", "KGM:x");
    const [bad] = told(broken, "en", { bounds }).descriptions;
    expect(bad?.findings).toHaveLength(1);
    expect(bad?.findingsMore).toBeGreaterThan(0);
  });

  test("property: any bytes, in any slices, are described alike and without a throw", () => {
    const damage = fc.tuple(fc.nat(2_000), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(
        fc.array(damage, { maxLength: 4 }),
        fc.constantFrom(...LANGUAGES),
        (faults, language) => {
          const bytes = Buffer.from(example("predes.edi"));
          for (const [at, byte] of faults) bytes[at % bytes.length] = byte;
          expect(told(bytes, language, { slice: 13 })).toEqual(told(bytes, language));
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe("law: what is told has words", () => {
  test("law: every field of every shipped profile is named in every language", () => {
    const names = new Set(
      edifactMessages.flatMap(({ profiles }) =>
        profiles.flatMap((profile) => namesOf(compileProfile(profile).root)),
      ),
    );
    expect(names.size).toBeGreaterThan(80);
    expect([...names].filter((name) => !isNamedField(name))).toEqual([]);
  });

  test("law: every CEB element is named in French and Chinese too", () => {
    expect(Object.keys(CEB_LABEL_WORDS).sort()).toEqual(Object.keys(CEB_LABELS).sort());
  });

  test("a partner's own field is called by its name", () => {
    expect(fieldWords("fr", "flightClass")).toBe("flight class");
  });

  function namesOf({ fields, valueKey, children }: Node): readonly string[] {
    const own = fields.filter(({ kind }) => kind !== "sequence").map(({ key }) => key);
    return [...own, ...(valueKey === undefined ? [] : [valueKey]), ...children.flatMap(namesOf)];
  }
});
