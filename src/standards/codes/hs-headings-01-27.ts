/**
 * Headings of the Harmonized System 2022, chapters 1 to 27, in short words of our own: a chapter, then
 * its headings by their last two digits. What a heading covers in law is in the convention.
 */
export const HEADINGS_01_27 = `
01: 01 horses, asses, mules; 02 cattle and buffalo; 03 pigs; 04 sheep and goats; 05 live poultry; 06
other live animals
02: 01 beef, fresh or chilled; 02 beef, frozen; 03 pork; 04 sheep and goat meat; 05 horse, ass and
mule meat; 06 edible offal; 07 poultry meat and offal; 08 other meat and offal; 09 pig and poultry
fat, not rendered; 10 meat and offal, salted, dried or smoked
03: 01 live fish; 02 fish, fresh or chilled, whole; 03 fish, frozen, whole; 04 fish fillets and fish
meat; 05 fish, dried, salted or smoked; 06 crustaceans; 07 molluscs; 08 other aquatic invertebrates;
09 fish and seafood flours and meals for food
04: 01 milk and cream, plain; 02 milk and cream, concentrated or sweetened; 03 yogurt, buttermilk,
kefir; 04 whey; 05 butter and dairy spreads; 06 cheese and curd; 07 eggs in shell; 08 eggs without
shell, yolks; 09 honey; 10 edible insects and other animal products
05: 01 human hair, unworked, and its waste; 02 pig bristles and brush hair; 04 guts, bladders,
stomachs; 05 bird skins, feathers and down; 06 bones and horn-cores; 07 ivory, shell, horns,
antlers; 08 coral and shells, unworked; 10 ambergris, musk, glands for medicine; 11 other inedible
animal products
06: 01 bulbs, tubers, roots of plants; 02 other live plants, cuttings, spawn; 03 cut flowers; 04
foliage, branches, mosses
07: 01 potatoes; 02 tomatoes; 03 onions, garlic, leeks; 04 cabbages and cauliflowers; 05 lettuce and
chicory; 06 carrots, turnips, roots; 07 cucumbers and gherkins; 08 fresh peas and beans; 09 other
fresh vegetables; 10 frozen vegetables; 11 vegetables kept for processing; 12 dried vegetables; 13
dried pulses; 14 manioc, sweet potatoes and similar roots
08: 01 coconuts, brazil and cashew nuts; 02 other nuts; 03 bananas and plantains; 04 dates, figs,
pineapples, avocados, mangoes; 05 citrus fruit; 06 grapes and raisins; 07 melons and papayas; 08
apples, pears, quinces; 09 stone fruit; 10 other fresh fruit; 11 frozen fruit and nuts; 12 fruit
kept for processing; 13 dried fruit; 14 peel of citrus fruit and melons
09: 01 coffee; 02 tea; 03 maté; 04 pepper, chillies; 05 vanilla; 06 cinnamon; 07 cloves; 08 nutmeg,
mace, cardamom; 09 anise, coriander, cumin seeds; 10 ginger, saffron, curry and other spices
10: 01 wheat; 02 rye; 03 barley; 04 oats; 05 maize; 06 rice; 07 sorghum; 08 buckwheat, millet, other
cereals
11: 01 wheat flour; 02 other cereal flours; 03 groats, meal, pellets; 04 rolled or otherwise worked
grains; 05 potato flour and flakes; 06 flour of pulses, roots, fruit; 07 malt; 08 starches and
inulin; 09 wheat gluten
12: 01 soya beans; 02 groundnuts, not roasted; 03 copra; 04 linseed; 05 rape seed; 06 sunflower
seed; 07 other oil seeds; 08 flours of oil seeds; 09 seeds for sowing; 10 hops; 11 plants for
perfume or medicine; 12 seaweed, sugar beet, sugar cane; 13 cereal straw; 14 fodder roots, hay,
clover
13: 01 lac, gums, resins; 02 plant saps and extracts, pectin, agar
14: 01 bamboo, rattan, reeds; 04 other plant products
15: 01 lard and poultry fat; 02 cattle, sheep and goat fat; 03 lard oil, tallow oil; 04 fish fats
and oils; 05 wool grease and lanolin; 06 other animal fats; 07 soya oil; 08 groundnut oil; 09 olive
oil, virgin and others; 10 other oils from olives; 11 palm oil; 12 sunflower, safflower, cotton seed
oil; 13 coconut and palm kernel oil; 14 rape and mustard oil; 15 other plant and microbial fats; 16
hydrogenated fats and oils; 17 margarine and edible mixtures; 18 fats and oils, chemically changed;
20 glycerol, crude; 21 waxes of plants and bees; 22 degras and residues of fats
16: 01 sausages; 02 other prepared meat; 03 extracts and juices of meat and fish; 04 prepared fish,
caviar; 05 prepared crustaceans and molluscs
17: 01 cane and beet sugar; 02 other sugars, syrups, caramel; 03 molasses; 04 sweets without cocoa
18: 01 cocoa beans; 02 cocoa shells and waste; 03 cocoa paste; 04 cocoa butter; 05 cocoa powder,
plain; 06 chocolate and cocoa foods
19: 01 malt extract, infant and flour foods; 02 pasta; 03 tapioca; 04 breakfast cereals; 05 bread,
cakes, biscuits
20: 01 vegetables and fruit in vinegar; 02 prepared tomatoes; 03 prepared mushrooms and truffles; 04
other prepared vegetables, frozen; 05 other prepared vegetables, not frozen; 06 fruit and plants
kept in sugar; 07 jams and purées; 08 other prepared fruit and nuts; 09 fruit and vegetable juices
21: 01 coffee and tea extracts; 02 yeasts, baking powder; 03 sauces, mustard; 04 soups and mixed
infant foods; 05 ice cream; 06 other food preparations
22: 01 water, plain; 02 sweetened and soft drinks; 03 beer; 04 wine of grapes; 05 vermouth; 06
cider, mead, sake; 07 alcohol of 80 % or more; 08 spirits and liqueurs; 09 vinegar
23: 01 meals of meat and fish, not for food; 02 bran; 03 residues of starch, sugar and brewing; 04
soya oilcake; 05 groundnut oilcake; 06 other oilcake; 07 wine lees; 08 plant waste for feeding; 09
animal feed
24: 01 tobacco, unmanufactured; 02 cigars and cigarettes; 03 other manufactured tobacco; 04 products
inhaled without burning, nicotine products
25: 01 salt, sea water; 02 iron pyrites, unroasted; 03 sulphur; 04 natural graphite; 05 sands; 06
quartz; 07 kaolin; 08 other clays; 09 chalk; 10 natural phosphates; 11 natural barium sulphate; 12
siliceous earths; 13 pumice, emery, abrasives; 14 slate; 15 marble, travertine; 16 granite,
sandstone; 17 pebbles, gravel; 18 dolomite; 19 natural magnesium carbonate, magnesia; 20 gypsum and
plasters; 21 limestone flux; 22 lime; 23 cements; 24 asbestos; 25 mica; 26 steatite, talc; 28
natural borates; 29 feldspar, fluorspar; 30 other minerals
26: 01 iron ores; 02 manganese ores; 03 copper ores; 04 nickel ores; 05 cobalt ores; 06 aluminium
ores; 07 lead ores; 08 zinc ores; 09 tin ores; 10 chromium ores; 11 tungsten ores; 12 uranium and
thorium ores; 13 molybdenum ores; 14 titanium ores; 15 niobium, tantalum, vanadium, zirconium ores;
16 precious metal ores; 17 other ores; 18 granulated slag; 19 other slag of iron and steel making;
20 ash with metals; 21 other slag and ash
27: 01 coal; 02 lignite; 03 peat; 04 coke; 05 coal gas, water gas; 06 tar; 07 oils of coal tar; 08
pitch; 09 crude petroleum; 10 petroleum products; 11 petroleum gases; 12 petroleum jelly, paraffin
wax; 13 petroleum coke, bitumen; 14 natural bitumen and asphalt; 15 bituminous mixtures; 16
electricity
`;
