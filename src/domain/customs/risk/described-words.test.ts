import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { batteryWords, noBatteryWords } from "./battery-words.ts";
import { described, wordList } from "./described-words.ts";
import { VAGUE_WORDS, vagueWords } from "./vague-words.ts";

const vague = wordList(vagueWords());
const battery = wordList(batteryWords());
const none = wordList(noBatteryWords());
const isVague = (text: string): boolean => vague.isAll(described(text));

describe("a description of vague words only", () => {
  test.each([
    "gift",
    "GIFTS",
    "Gift for a friend",
    "  gift. ",
    "2 pcs gift",
    "birthday-gift",
    "ｇｉｆｔ",
    "Cadeau",
    "cadeaux d’anniversaire",
    "Effets personnels",
    "ÉCHANTILLON",
    "pièces détachées",
    "礼品",
    "日用品 3 礼品",
    "其他商品",
    "生活用品、礼物",
    "化妆品和玩具",
    "Geschenk",
    "persönliche Gegenstände",
    "regalo",
    "muestras varias",
    "goods 礼品",
  ])("says nothing: %s", (text) => {
    expect(isVague(text)).toBe(true);
  });

  test.each([
    "gifted",
    "gifthorse statue",
    "regift",
    "partside table",
    "samplers",
    "toyota bumper",
    "gift box of ceramic cups",
    "spare parts for bicycles",
    "cotton shirt",
    "toy train",
    "cadeau : montre",
    "pièces de vélo",
    "礼品盒",
    "玩具熊",
    "电子手表",
    "化妆品刷",
    "服装吊牌",
    "",
    "   ",
    "12345",
    "-.,",
    "😀",
  ])("is not: %s", (text) => {
    expect(isVague(text)).toBe(false);
  });

  test("canary: were words looked for as parts of words, gifted would be a gift", () => {
    expect("gifted".includes("gift")).toBe(true);
    expect(vague.firstIn(described("gifted"))).toBeUndefined();
    expect(vague.firstIn(described("a gift box of cups"))).toBe("a");
  });

  test("property: each word of each list alone is vague, in any case and with marks around it", () => {
    const words = fc.constantFrom(
      ...Object.values(VAGUE_WORDS).flatMap((text) => text.split(/\s+/)),
    );
    fc.assert(
      fc.property(words, fc.constantFrom("", " ", "!", "1 "), (word, mark) => {
        expect(isVague(`${mark}${word.toUpperCase()}!`)).toBe(true);
        expect(isVague(`${word} xylophone`)).toBe(false);
      }),
    );
  });
});

describe("battery words", () => {
  const found = (text: string): string | undefined => {
    const words = described(text);
    return none.firstIn(words) === undefined ? battery.firstIn(words) : undefined;
  };

  test.each([
    ["Power Bank 10000mAh", "power bank"],
    ["Li-ion cell for drone", "li ion"],
    ["phone battery", "battery"],
    ["Batterie externe", "batterie externe"],
    ["piles alcalines AA", "piles"],
    ["便携充电宝", "充电宝"],
    ["手机锂电池", "锂电池"],
    ["Akku für Handy", "akku"],
    ["batería de litio", "bateria"],
  ])("are found in %s", (text, word) => {
    expect(found(text)).toBe(word);
  });

  test.each([
    "lamp without battery",
    "toy (batteries not included)",
    "jouet sans pile",
    "battery-free",
    "不含电池 玩具",
    "遥控器（无电池）",
    "Uhr ohne Batterie",
    "reloj sin pilas",
    "batteryless sensor",
    "pile carpet",
    "a pile of books",
    "lithograph",
    "电饭锅",
    "accumulate",
  ])("are not found in %s", (text) => {
    expect(found(text)).toBeUndefined();
  });

  test("property: each word of the lists is found inside a sentence", () => {
    const words = fc.constantFrom(...batteryWords());
    fc.assert(
      fc.property(words, (word) => {
        expect(found(`box: ${word}, new`)).toBeDefined();
      }),
    );
  });
});

test("property: any text is cut without a throw, the same each time, and alike in either case", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
      expect(described(text)).toEqual(described(text));
      vague.isAll(described(text));
      vague.firstIn(described(text));
    }),
  );
});

test("the longest of several phrases is found first", () => {
  const list = wordList(["power bank", "power", "锂电", "锂电池"]);
  expect(list.firstIn(described("a power bank"))).toBe("power bank");
  expect(list.firstIn(described("手机锂电池"))).toBe("锂电池");
  expect(list.firstIn(described("powerful"))).toBeUndefined();
  expect(wordList([]).firstIn(described("anything 礼品"))).toBeUndefined();
});
