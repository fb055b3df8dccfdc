/**
 * Chapters of the Harmonized System, edition 2022, in short words of our own. Chapter 77 is kept free
 * by the convention, 98 is national. They help to find and to read; the legal text is the convention's.
 */
import { type CodeRow, rowsOf } from "./code-row.ts";

const CHAPTERS = `
01 | live animals | animaux vivants | 活动物
02 | meat and offal | viandes et abats | 肉及杂碎
03 | fish and seafood | poissons et fruits de mer | 鱼及水产
04 | dairy, eggs, honey | lait, œufs, miel | 乳、蛋、蜂蜜
05 | other animal products | autres produits animaux | 其他动物产品
06 | live plants and flowers | plantes vivantes et fleurs | 活植物及花卉
07 | vegetables | légumes | 蔬菜
08 | fruit and nuts | fruits | 水果及坚果
09 | coffee, tea, spices | café, thé, épices | 咖啡、茶、香料
10 | cereals | céréales | 谷物
11 | flour, malt, starch | farines, malt, amidons | 制粉、麦芽、淀粉
12 | oil seeds, medicinal plants, fodder | graines oléagineuses, plantes médicinales, fourrages | 油籽、药用植物、饲料
13 | gums, resins, plant extracts | gommes, résines, extraits végétaux | 树胶、树脂、植物浸膏
14 | plaiting materials | matières à tresser | 编结用植物材料
15 | fats and oils | graisses et huiles | 动植物油脂
16 | prepared meat and fish | préparations de viande et de poisson | 肉、鱼制品
17 | sugar and sweets | sucres et sucreries | 糖及糖食
18 | cocoa and chocolate | cacao et chocolat | 可可及制品
19 | cereal preparations, bakery | préparations de céréales, pâtisseries | 谷物制品、糕点
20 | prepared vegetables and fruit | préparations de légumes et de fruits | 蔬菜、水果制品
21 | other foods | autres préparations alimentaires | 其他食品
22 | drinks, spirits, vinegar | boissons, alcools, vinaigres | 饮料、酒、醋
23 | food waste, animal feed | résidus alimentaires, aliments pour animaux | 食品残渣、动物饲料
24 | tobacco and nicotine products | tabacs et produits à nicotine | 烟草及尼古丁产品
25 | salt, stone, cement | sel, pierres, ciments | 盐、石料、水泥
26 | ores, slag, ash | minerais, scories, cendres | 矿砂、矿渣、矿灰
27 | mineral fuels and oils | combustibles et huiles minérales | 矿物燃料及矿物油
28 | inorganic chemicals | produits chimiques inorganiques | 无机化学品
29 | organic chemicals | produits chimiques organiques | 有机化学品
30 | medicines | produits pharmaceutiques | 药品
31 | fertilisers | engrais | 肥料
32 | dyes, paints, inks | colorants, peintures, encres | 染料、油漆、墨水
33 | perfume and cosmetics | parfums et cosmétiques | 香料、化妆品
34 | soap, wax, candles | savons, cires, bougies | 肥皂、蜡、蜡烛
35 | proteins, glues, enzymes | protéines, colles, enzymes | 蛋白类物质、胶、酶
36 | explosives, matches | explosifs, allumettes | 炸药、火柴
37 | photographic goods | produits photographiques | 照相用品
38 | other chemical products | autres produits chimiques | 其他化学品
39 | plastics | matières plastiques | 塑料及制品
40 | rubber | caoutchouc | 橡胶及制品
41 | hides and leather | peaux et cuirs | 生皮及皮革
42 | leather goods, bags | ouvrages en cuir, sacs | 皮革制品、箱包
43 | furs | pelleteries | 毛皮
44 | wood | bois | 木及木制品
45 | cork | liège | 软木
46 | basketware | vannerie | 编结品
47 | pulp, waste paper | pâtes, vieux papiers | 纸浆、废纸
48 | paper and board | papiers et cartons | 纸及纸板
49 | printed matter | imprimés | 印刷品
50 | silk | soie | 蚕丝
51 | wool and animal hair | laine et poils | 羊毛及动物毛
52 | cotton | coton | 棉花
53 | other plant fibres | autres fibres végétales | 其他植物纤维
54 | man-made filaments | filaments synthétiques ou artificiels | 化学纤维长丝
55 | man-made staple fibres | fibres discontinues | 化学纤维短纤
56 | wadding, felt, cordage | ouates, feutres, cordages | 絮胎、毡呢、绳缆
57 | carpets | tapis | 地毯
58 | special woven fabrics, lace | tissus spéciaux, dentelles | 特种机织物、花边
59 | coated textiles | tissus enduits | 涂层纺织物
60 | knitted fabrics | étoffes de bonneterie | 针织物
61 | knitted clothing | vêtements de bonneterie | 针织服装
62 | woven clothing | vêtements autres que de bonneterie | 非针织服装
63 | other textile articles, worn clothing | autres articles textiles, friperie | 其他纺织品、旧衣物
64 | footwear | chaussures | 鞋靴
65 | headgear | coiffures | 帽类
66 | umbrellas, sticks | parapluies, cannes | 伞、手杖
67 | feathers, artificial flowers, hair | plumes, fleurs artificielles, cheveux | 羽毛、人造花、人发
68 | articles of stone, plaster, cement | ouvrages en pierre, plâtre, ciment | 石料、石膏、水泥制品
69 | ceramics | produits céramiques | 陶瓷
70 | glass | verre | 玻璃
71 | jewellery, precious metals, coins | bijoux, métaux précieux, monnaies | 珠宝、贵金属、硬币
72 | iron and steel | fer et acier | 钢铁
73 | articles of iron and steel | ouvrages en fer ou acier | 钢铁制品
74 | copper | cuivre | 铜
75 | nickel | nickel | 镍
76 | aluminium | aluminium | 铝
78 | lead | plomb | 铅
79 | zinc | zinc | 锌
80 | tin | étain | 锡
81 | other base metals | autres métaux communs | 其他贱金属
82 | tools, cutlery | outils, coutellerie | 工具、餐具
83 | other metal articles | autres ouvrages en métaux | 其他金属制品
84 | machinery, computers | machines, ordinateurs | 机械、计算机
85 | electrical machinery, phones | machines électriques, téléphones | 电机、电话机
86 | railway equipment | matériel ferroviaire | 铁道设备
87 | road vehicles | véhicules routiers | 车辆
88 | aircraft, spacecraft | aéronefs, engins spatiaux | 航空器、航天器
89 | ships, boats | navires, bateaux | 船舶
90 | optical, measuring and medical instruments | instruments d'optique, de mesure et médicaux | 光学、计量、医疗仪器
91 | clocks and watches | horlogerie | 钟表
92 | musical instruments | instruments de musique | 乐器
93 | arms, ammunition | armes, munitions | 武器、弹药
94 | furniture, bedding, lamps | meubles, literie, luminaires | 家具、寝具、灯具
95 | toys, games, sports goods | jouets, jeux, articles de sport | 玩具、游戏品、运动用品
96 | various manufactured articles | ouvrages divers | 杂项制品
97 | works of art, antiques | objets d'art, antiquités | 艺术品、古物
`;

/** The 96 chapters. */
export function hsChapters(): readonly CodeRow[] {
  return rowsOf(CHAPTERS, { source: "Harmonized System 2022, our wording" });
}
