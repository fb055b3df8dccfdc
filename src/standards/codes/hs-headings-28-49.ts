/**
 * Headings of the Harmonized System 2022, chapters 28 to 49, in short words of our own: a chapter, then
 * its headings by their last two digits. What a heading covers in law is in the convention.
 */
export const HEADINGS_28_49 = `
28: 01 halogens; 02 sulphur, sublimed or colloidal; 03 carbon black; 04 hydrogen, rare gases,
non-metals; 05 alkali metals, rare earths, mercury; 06 hydrochloric acid; 07 sulphuric acid; 08
nitric acid; 09 phosphoric acids; 10 boric acids; 11 other inorganic acids and oxides; 12 halides of
non-metals; 13 sulphides of non-metals; 14 ammonia; 15 caustic soda and potash; 16 magnesium,
strontium, barium hydroxides; 17 zinc oxide; 18 corundum, aluminium oxide; 19 chromium oxides; 20
manganese oxides; 21 iron oxides, earth colours; 22 cobalt oxides; 23 titanium oxides; 24 lead
oxides; 25 hydrazine, other bases and metal oxides; 26 fluorides; 27 chlorides, bromides, iodides;
28 hypochlorites, chlorites; 29 chlorates, bromates, iodates; 30 sulphides; 31 dithionites; 32
sulphites; 33 sulphates, alums; 34 nitrites, nitrates; 35 phosphates and phosphinates; 36
carbonates; 37 cyanides; 39 silicates; 40 borates; 41 salts of metallic acids; 42 other inorganic
salts; 43 precious metals, colloidal, and their compounds; 44 radioactive elements and isotopes; 45
other isotopes; 46 rare-earth compounds; 47 hydrogen peroxide; 49 carbides; 50 hydrides, nitrides,
azides; 52 mercury compounds; 53 phosphides and other inorganic compounds
29: 01 acyclic hydrocarbons; 02 cyclic hydrocarbons; 03 halogenated hydrocarbons; 04 sulphonated,
nitrated hydrocarbons; 05 acyclic alcohols; 06 cyclic alcohols; 07 phenols; 08 derivatives of
phenols; 09 ethers and peroxides; 10 epoxides; 11 acetals; 12 aldehydes; 13 derivatives of
aldehydes; 14 ketones, quinones; 15 saturated monocarboxylic acids; 16 unsaturated monocarboxylic
acids; 17 polycarboxylic acids; 18 carboxylic acids with other oxygen functions; 19 phosphoric
esters; 20 esters of other inorganic acids; 21 amines; 22 amino compounds with oxygen; 23 quaternary
ammonium, lecithins; 24 amides; 25 imides and imines; 26 nitriles; 27 diazo and azo compounds; 28
derivatives of hydrazine; 29 other nitrogen compounds; 30 organo-sulphur compounds; 31 other
organo-inorganic compounds; 32 heterocycles with oxygen; 33 heterocycles with nitrogen; 34 nucleic
acids, other heterocycles; 35 sulphonamides; 36 vitamins; 37 hormones; 38 glycosides; 39 alkaloids;
40 pure sugars; 41 antibiotics; 42 other organic compounds
30: 01 glands and extracts for treatment; 02 blood, sera, vaccines, cultures; 03 medicines mixed,
not in doses; 04 medicines in doses or for retail; 05 bandages, dressings; 06 other pharmaceutical
goods
31: 01 animal and plant fertilisers; 02 nitrogen fertilisers; 03 phosphate fertilisers; 04 potash
fertilisers; 05 fertilisers, mixed or in small packs
32: 01 tanning extracts of plants; 02 synthetic tanning agents; 03 natural colouring matter; 04
synthetic dyes; 05 colour lakes; 06 other colouring matter; 07 pigments and glazes for ceramics; 08
paints in non-aqueous medium; 09 paints in water; 10 other paints, leather finishes; 11 driers; 12
pigments in paint, stamping foils, dyes for retail; 13 artists' colours; 14 putty, fillers; 15
printing and writing ink
33: 01 essential oils; 02 mixtures of scents for industry; 03 perfume, toilet water; 04 make-up and
skin care; 05 hair preparations; 06 mouth and dental care; 07 shaving, deodorants, room scents
34: 01 soap; 02 detergents and cleaners; 03 lubricants; 04 artificial waxes; 05 polishes; 06
candles; 07 modelling pastes, dental wax
35: 01 casein; 02 albumins; 03 gelatin; 04 peptones and protein matter; 05 dextrins, starch glues;
06 glues; 07 enzymes
36: 01 propellant powders; 02 prepared explosives; 03 fuses, detonators; 04 fireworks, signals; 05
matches; 06 lighter fuel, ferro-cerium
37: 01 photographic plates and flat film; 02 photographic film in rolls; 03 photographic paper; 04
plates and film, exposed, not developed; 05 plates and film, developed; 06 cinema film, developed;
07 photographic chemicals
38: 01 artificial graphite; 02 activated carbon; 03 tall oil; 04 lyes of wood pulp; 05 turpentine;
06 rosin; 07 wood tar; 08 insecticides, disinfectants; 09 finishing agents for textiles, paper,
leather; 10 pickling and soldering preparations; 11 anti-knock and oil additives; 12 rubber
accelerators, plasticisers; 13 fire-extinguisher charges; 14 organic solvents, paint removers; 15
catalysts; 16 refractory cements; 17 mixed alkylbenzenes; 18 doped discs for electronics; 19 brake
fluids; 20 antifreeze; 21 culture media; 22 laboratory reagents; 23 industrial fatty acids and
alcohols; 24 other chemical preparations; 25 residues of chemical industry, municipal waste; 26
biodiesel; 27 mixtures of halogenated hydrocarbons
39: 01 polymers of ethylene; 02 polymers of propylene; 03 polymers of styrene; 04 polymers of vinyl
chloride; 05 polymers of vinyl acetate; 06 acrylic polymers; 07 polyethers, polyesters,
polycarbonates; 08 polyamides; 09 amino-resins, phenolics, polyurethanes; 10 silicones; 11 petroleum
resins, polysulphides; 12 cellulose, in primary form; 13 natural polymers; 14 ion exchangers; 15
plastic waste; 16 plastic monofilament, rods, profiles; 17 plastic tubes and hoses; 18 plastic floor
and wall coverings; 19 adhesive plastic sheets and tape; 20 plastic sheets and film, not cellular;
21 other plastic sheets; 22 plastic baths, basins; 23 plastic packing; 24 plastic tableware and
household goods; 25 plastic builders' ware; 26 other plastic articles
40: 01 natural rubber; 02 synthetic rubber; 03 reclaimed rubber; 04 rubber waste; 05 compounded
rubber, unvulcanised; 06 other forms of unvulcanised rubber; 07 rubber thread; 08 rubber sheets and
rods; 09 rubber tubes and hoses; 10 conveyor and drive belts; 11 new tyres; 12 used and retreaded
tyres; 13 inner tubes; 14 hygienic rubber articles; 15 rubber gloves and clothing; 16 other rubber
articles; 17 hard rubber
41: 01 raw cattle hides; 02 raw sheep skins; 03 other raw hides; 04 tanned cattle hides; 05 tanned
sheep skins; 06 other tanned hides; 07 finished cattle leather; 12 finished sheep leather; 13
finished leather of other animals; 14 chamois, patent leather; 15 composition leather and leather
waste
42: 01 saddlery; 02 trunks, bags, cases; 03 leather clothing; 05 other leather articles; 06 articles
of gut
43: 01 raw furs; 02 tanned furs; 03 fur clothing and articles; 04 artificial fur
44: 01 fuel wood, chips; 02 charcoal; 03 wood in the rough; 04 hoopwood, stakes; 05 wood wool and
flour; 06 railway sleepers; 07 sawn wood; 08 veneer sheets; 09 shaped wood, strips; 10 particle
board; 11 fibreboard; 12 plywood; 13 densified wood; 14 wooden frames; 15 wooden cases, pallets; 16
casks, barrels; 17 wooden tools, handles; 18 builders' joinery; 19 wooden tableware; 20 marquetry,
wooden boxes, ornaments; 21 other wooden articles
45: 01 natural cork, raw, and waste; 02 cork, squared; 03 articles of natural cork; 04 agglomerated
cork
46: 01 plaits and mats of plaiting material; 02 basketwork
47: 01 mechanical wood pulp; 02 dissolving wood pulp; 03 sulphate wood pulp; 04 sulphite wood pulp;
05 mixed-process wood pulp; 06 pulp of waste paper and other fibres; 07 waste paper
48: 01 newsprint; 02 writing and printing paper, uncoated; 03 tissue stock; 04 kraft paper,
uncoated; 05 other uncoated paper; 06 parchment and tracing paper; 07 composite paper; 08 corrugated
and creped paper; 09 carbon and copying paper; 10 paper coated with kaolin; 11 other coated paper;
12 filter blocks of pulp; 13 cigarette paper; 14 wallpaper; 16 carbon paper in boxes; 17 envelopes,
cards, writing sets; 18 toilet paper, tissues; 19 paper boxes and bags; 20 notebooks, registers,
files; 21 paper labels; 22 paper bobbins and spools; 23 other paper articles
49: 01 books, brochures; 02 newspapers and magazines; 03 children's picture books; 04 sheet music;
05 maps, globes; 06 hand-drawn plans; 07 unused stamps, banknotes, cheques; 08 transfers; 09
postcards, greeting cards; 10 calendars; 11 other printed matter, pictures
`;
