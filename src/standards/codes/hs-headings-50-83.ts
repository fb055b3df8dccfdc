/**
 * Headings of the Harmonized System 2022, chapters 50 to 83, in short words of our own: a chapter, then
 * its headings by their last two digits. What a heading covers in law is in the convention.
 */
export const HEADINGS_50_83 = `
50: 01 silk cocoons; 02 raw silk; 03 silk waste; 04 silk yarn; 05 yarn of silk waste; 06 silk yarn
for retail; 07 woven silk
51: 01 wool, not carded; 02 animal hair, not carded; 03 wool waste; 04 garnetted wool; 05 wool,
carded or combed; 06 carded wool yarn; 07 combed wool yarn; 08 yarn of fine hair; 09 wool yarn for
retail; 10 yarn of coarse hair; 11 woven carded wool; 12 woven combed wool; 13 woven coarse hair
52: 01 cotton, not carded; 02 cotton waste; 03 cotton, carded; 04 cotton sewing thread; 05 cotton
yarn, 85 % or more; 06 cotton yarn, less than 85 %; 07 cotton yarn for retail; 08 woven cotton, 85 %
or more, light; 09 woven cotton, 85 % or more, heavy; 10 woven cotton with man-made fibres, light;
11 woven cotton with man-made fibres, heavy; 12 other woven cotton
53: 01 flax, raw; 02 hemp, raw; 03 jute, raw; 05 coconut, abaca, ramie, raw; 06 flax yarn; 07 jute
yarn; 08 other plant yarn, paper yarn; 09 woven flax; 10 woven jute; 11 other woven plant fibres
54: 01 sewing thread of filaments; 02 synthetic filament yarn; 03 artificial filament yarn; 04
synthetic monofilament; 05 artificial monofilament; 06 filament yarn for retail; 07 woven synthetic
filament; 08 woven artificial filament
55: 01 synthetic tow; 02 artificial tow; 03 synthetic staple, not carded; 04 artificial staple, not
carded; 05 waste of man-made fibres; 06 synthetic staple, carded; 07 artificial staple, carded; 08
sewing thread of staple; 09 synthetic staple yarn; 10 artificial staple yarn; 11 staple yarn for
retail; 12 woven synthetic staple, 85 % or more; 13 woven synthetic staple with cotton, light; 14
woven synthetic staple with cotton, heavy; 15 other woven synthetic staple; 16 woven artificial
staple
56: 01 wadding and its articles; 02 felt; 03 nonwovens; 04 rubber thread, covered; 05 metallised
yarn; 06 gimped and chenille yarn; 07 twine, ropes; 08 nets; 09 other articles of yarn and rope
57: 01 knotted carpets; 02 woven carpets; 03 tufted carpets; 04 felt carpets; 05 other carpets
58: 01 woven pile and chenille; 02 terry and tufted fabrics; 03 gauze; 04 tulle, lace; 05 hand-woven
tapestries; 06 narrow woven fabrics; 07 labels and badges; 08 braids, tassels; 09 woven metal
thread; 10 embroidery; 11 quilted textiles
59: 01 fabrics for bookbinding, canvas; 02 tyre cord fabric; 03 fabrics coated with plastics; 04
linoleum; 05 textile wall coverings; 06 rubberised fabrics; 07 other coated fabrics, painted canvas;
08 wicks, gas mantles; 09 textile hoses; 10 textile belts; 11 textiles for technical uses
60: 01 knitted pile; 02 narrow knitted elastic fabrics; 03 other narrow knitted fabrics; 04 wide
knitted elastic fabrics; 05 warp knits; 06 other knitted fabrics
61: 01 men's coats, knitted; 02 women's coats, knitted; 03 men's suits and trousers, knitted; 04
women's suits, dresses, trousers, knitted; 05 men's shirts, knitted; 06 women's blouses, knitted; 07
men's underwear, nightwear, knitted; 08 women's underwear, nightwear, knitted; 09 T-shirts and
vests; 10 jerseys and cardigans; 11 babies' clothes, knitted; 12 track suits, swimwear, knitted; 13
clothing of coated knits; 14 other knitted clothing; 15 tights, socks; 16 knitted gloves; 17 other
knitted accessories
62: 01 men's coats, woven; 02 women's coats, woven; 03 men's suits and trousers, woven; 04 women's
suits, dresses, trousers, woven; 05 men's shirts, woven; 06 women's blouses, woven; 07 men's
underwear, nightwear, woven; 08 women's underwear, nightwear, woven; 09 babies' clothes, woven; 10
clothing of felt or coated fabric; 11 track suits, swimwear, other clothing, woven; 12 bras,
corsets, braces; 13 handkerchiefs; 14 shawls, scarves; 15 ties; 16 woven gloves; 17 other woven
accessories
63: 01 blankets; 02 bed, table and kitchen linen; 03 curtains; 04 other furnishing articles; 05
sacks and bags for packing; 06 tarpaulins, tents, sails; 07 other made-up textiles; 08 sets for
rugs, tapestry, embroidery; 09 worn clothing and textiles; 10 rags
64: 01 waterproof moulded footwear; 02 other footwear of rubber or plastics; 03 leather footwear; 04
textile footwear; 05 other footwear; 06 parts of footwear
65: 01 hat forms of felt; 02 plaited hat forms; 04 plaited hats; 05 knitted or textile hats,
hair-nets; 06 helmets and other headgear; 07 parts of headgear
66: 01 umbrellas; 02 walking sticks, whips; 03 parts of umbrellas and sticks
67: 01 articles of feathers; 02 artificial flowers; 03 human hair, dressed; 04 wigs
68: 01 paving stones; 02 worked building stone; 03 worked slate; 04 millstones, grindstones; 05
abrasive paper and cloth; 06 mineral wool; 07 articles of asphalt; 08 panels of plant fibre with
binder; 09 articles of plaster; 10 articles of cement; 11 fibre-cement; 12 articles of asbestos; 13
friction material; 14 worked mica; 15 other articles of stone and carbon
69: 01 bricks of siliceous earth; 02 refractory bricks; 03 other refractory goods; 04 building
bricks; 05 roofing tiles, chimney parts; 06 ceramic pipes; 07 ceramic tiles; 09 laboratory and
technical ceramics; 10 ceramic sinks and baths; 11 porcelain tableware; 12 other ceramic tableware;
13 ceramic ornaments; 14 other ceramic articles
70: 01 glass waste and mass; 02 glass balls, rods, tubes; 03 cast glass; 04 drawn glass; 05 float
glass; 06 glass, bent or worked; 07 safety glass; 08 insulating glass units; 09 mirrors; 10 bottles
and jars; 11 glass envelopes for lamps; 13 glass tableware; 14 signalling and optical glass, not
worked; 15 clock and spectacle glass; 16 glass bricks, mosaics; 17 laboratory glass; 18 glass beads,
imitation pearls; 19 glass fibres; 20 other glass articles
71: 01 pearls; 02 diamonds; 03 other precious stones; 04 synthetic stones; 05 dust of stones; 06
silver; 07 metal clad with silver; 08 gold; 09 metal clad with gold; 10 platinum; 11 metal clad with
platinum; 12 scrap of precious metals; 13 jewellery; 14 goldsmiths' wares; 15 other articles of
precious metal; 16 articles of pearls and stones; 17 imitation jewellery; 18 coins
72: 01 pig iron; 02 ferro-alloys; 03 directly reduced iron; 04 iron scrap; 05 iron granules and
powder; 06 iron in ingots; 07 semi-finished iron; 08 hot-rolled flat iron, wide; 09 cold-rolled flat
iron, wide; 10 coated flat iron, wide; 11 flat iron, narrow; 12 coated flat iron, narrow; 13 iron
wire rod; 14 hot-worked iron bars; 15 other iron bars; 16 iron sections; 17 iron wire; 18 stainless
ingots; 19 flat stainless, wide; 20 flat stainless, narrow; 21 stainless wire rod; 22 stainless bars
and sections; 23 stainless wire; 24 alloy steel ingots; 25 flat alloy steel, wide; 26 flat alloy
steel, narrow; 27 alloy steel wire rod; 28 alloy steel bars and sections; 29 alloy steel wire
73: 01 sheet piling; 02 railway track material; 03 cast-iron tubes; 04 seamless steel tubes; 05
large welded tubes; 06 other tubes; 07 tube fittings; 08 structures of iron or steel; 09 tanks above
300 litres; 10 drums, cans; 11 gas cylinders; 12 wire rope; 13 barbed wire; 14 wire cloth, fencing;
15 chain; 16 anchors; 17 nails; 18 screws, bolts; 19 needles, pins; 20 springs; 21 stoves, grills;
22 radiators, not electric; 23 household articles of iron; 24 sanitary ware of iron; 25 cast
articles of iron; 26 other articles of iron
74: 01 copper mattes; 02 unrefined copper; 03 refined copper; 04 copper scrap; 05 copper master
alloys; 06 copper powder; 07 copper bars; 08 copper wire; 09 copper plates; 10 copper foil; 11
copper tubes; 12 copper tube fittings; 13 stranded copper wire; 15 copper nails and screws; 18
household articles of copper; 19 other articles of copper
75: 01 nickel mattes; 02 unwrought nickel; 03 nickel scrap; 04 nickel powder; 05 nickel bars and
wire; 06 nickel plates and foil; 07 nickel tubes; 08 other articles of nickel
76: 01 unwrought aluminium; 02 aluminium scrap; 03 aluminium powder; 04 aluminium bars; 05 aluminium
wire; 06 aluminium plates; 07 aluminium foil; 08 aluminium tubes; 09 aluminium tube fittings; 10
aluminium structures; 11 aluminium tanks; 12 aluminium cans, drums; 13 aluminium gas cylinders; 14
stranded aluminium wire; 15 household articles of aluminium; 16 other articles of aluminium
78: 01 unwrought lead; 02 lead scrap; 04 lead plates and powder; 06 other articles of lead
79: 01 unwrought zinc; 02 zinc scrap; 03 zinc dust; 04 zinc bars and wire; 05 zinc plates; 07 other
articles of zinc
80: 01 unwrought tin; 02 tin scrap; 03 tin bars and wire; 07 other articles of tin
81: 01 tungsten; 02 molybdenum; 03 tantalum; 04 magnesium; 05 cobalt; 06 bismuth; 08 titanium; 09
zirconium; 10 antimony; 11 manganese; 12 beryllium, chromium, germanium and others; 13 cermets
82: 01 garden and farm hand tools; 02 hand saws; 03 files, pliers, cutters; 04 spanners; 05 other
hand tools; 06 tool sets; 07 tools for machines; 08 machine knives; 09 tips for tools; 10 kitchen
hand appliances; 11 knives; 12 razors; 13 scissors; 14 other cutlery, manicure sets; 15 spoons,
forks
83: 01 locks, keys; 02 mountings, hinges; 03 safes; 04 desk filing of metal; 05 binders' fittings,
staples; 06 bells, metal statuettes, frames; 07 flexible metal tubing; 08 clasps, buckles, rivets;
09 stoppers, lids; 10 sign plates; 11 welding wire and electrodes
`;
