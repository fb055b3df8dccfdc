/**
 * Headings of the Harmonized System 2022, chapters 84 to 97, in short words of our own: a chapter, then
 * its headings by their last two digits. What a heading covers in law is in the convention.
 */
export const HEADINGS_84_97 = `
84: 01 nuclear reactors; 02 steam boilers; 03 central heating boilers; 04 auxiliary plant for
boilers; 05 gas generators; 06 steam turbines; 07 petrol engines; 08 diesel engines; 09 parts of
engines; 10 water turbines; 11 jet and gas turbines; 12 other engines; 13 pumps for liquids; 14 air
pumps, compressors, fans; 15 air conditioners; 16 furnace burners; 17 industrial furnaces; 18
refrigerators, heat pumps; 19 machines treating by temperature; 20 calenders; 21 centrifuges,
filters; 22 dish washers, packing machines; 23 scales; 24 sprayers; 25 hoists, jacks; 26 cranes; 27
fork-lift trucks; 28 lifts, conveyors; 29 bulldozers, excavators; 30 other earth-moving machines; 31
parts of lifting and digging machines; 32 soil machines; 33 harvesters, mowers; 34 milking and dairy
machines; 35 presses for wine and juice; 36 other farm machines; 37 seed cleaning and milling
machines; 38 food-making machines; 39 pulp and paper-making machines; 40 bookbinding machines; 41
paper-working machines; 42 type-setting equipment; 43 printers, copiers; 44 machines extruding
fibres; 45 spinning machines; 46 looms; 47 knitting machines; 48 auxiliary textile machines; 49
felt-making machines; 50 household washing machines; 51 machines washing and finishing textiles; 52
sewing machines; 53 leather and shoe machines; 54 foundry machines; 55 rolling mills; 56 laser and
ultrasonic machine tools; 57 machining centres; 58 lathes; 59 drilling and milling machines; 60
grinding machines; 61 planing, sawing, gear-cutting machines; 62 forging and bending machines; 63
other metal-forming machines; 64 machines for stone and glass; 65 machines for wood and plastics; 66
parts of machine tools; 67 hand-held power tools; 68 welding machines, not electric; 70 calculators,
cash registers; 71 computers; 72 other office machines; 73 parts of office machines; 74 machines
sorting and mixing minerals; 75 machines making lamps and glass; 76 vending machines; 77 machines
for rubber and plastics; 78 tobacco machines; 79 machines not elsewhere named; 80 moulds; 81 taps,
valves; 82 bearings; 83 shafts, gears; 84 gaskets; 85 additive manufacturing machines; 86 machines
making semiconductors and displays; 87 other machine parts
85: 01 motors and generators; 02 generating sets; 03 parts of motors; 04 transformers, power
supplies; 05 magnets; 06 batteries; 07 accumulators; 08 vacuum cleaners; 09 kitchen machines; 10
shavers, hair clippers; 11 ignition equipment; 12 vehicle lights and wipers; 13 torches; 14 electric
furnaces; 15 welding machines; 16 heaters, irons, hair dryers; 17 telephones, network equipment; 18
microphones, loudspeakers; 19 sound recorders and players; 21 video recorders and players; 22 parts
of sound and video devices; 23 discs, tapes, memory cards; 24 flat panel display modules; 25
transmitters, cameras; 26 radar, radio navigation; 27 radio receivers; 28 monitors, television sets;
29 parts of displays and transmitters; 30 traffic signalling; 31 alarms, sound and sight signals; 32
capacitors; 33 resistors; 34 printed circuits; 35 switchgear above 1000 volts; 36 switches, plugs,
sockets; 37 switchboards; 38 parts of switchgear; 39 lamps and light sources; 40 electronic tubes;
41 semiconductors, LEDs; 42 integrated circuits; 43 other electrical machines; 44 wire, cable,
optical fibre cable; 45 carbon electrodes; 46 insulators; 47 insulating fittings; 48 electrical
parts not elsewhere named; 49 electrical waste
86: 01 electric locomotives; 02 other locomotives; 03 self-propelled coaches; 04 maintenance
vehicles; 05 passenger coaches; 06 goods wagons; 07 parts of rail vehicles; 08 track fixtures,
signals; 09 containers
87: 01 tractors; 02 buses; 03 cars; 04 lorries; 05 special vehicles; 06 chassis with engine; 07
bodies; 08 parts of motor vehicles; 09 works trucks; 10 tanks; 11 motorcycles; 12 bicycles; 13
invalid carriages; 14 parts of cycles; 15 prams; 16 trailers
88: 01 balloons, gliders; 02 aeroplanes, helicopters, spacecraft; 04 parachutes; 05 launching gear,
flight simulators; 06 unmanned aircraft; 07 parts of aircraft
89: 01 passenger and cargo ships; 02 fishing vessels; 03 yachts, rowing boats; 04 tugs; 05 dredgers,
floating docks; 06 other vessels; 07 rafts, buoys; 08 vessels for breaking up
90: 01 lenses, optical fibres, not mounted; 02 lenses, mounted; 03 spectacle frames; 04 spectacles;
05 binoculars, telescopes; 06 photographic cameras; 07 cinema cameras; 08 projectors of still
images; 10 photographic laboratory equipment; 11 optical microscopes; 12 other microscopes; 13
lasers, optical devices; 14 compasses, navigation instruments; 15 surveying instruments; 16 fine
balances; 17 drawing and measuring instruments; 18 medical instruments; 19 therapy apparatus; 20
breathing apparatus; 21 orthopaedic aids, implants; 22 X-ray apparatus; 23 demonstration models; 24
material testing machines; 25 thermometers, barometers; 26 gauges for liquids and gases; 27 analysis
instruments; 28 supply meters; 29 counters, speedometers; 30 oscilloscopes, electrical meters; 31
other measuring machines; 32 automatic regulators; 33 parts of instruments
91: 01 watches of precious metal; 02 other watches; 03 clocks with watch movements; 04 dashboard
clocks; 05 other clocks; 06 time recorders; 07 time switches; 08 watch movements; 09 clock
movements; 10 movement sets; 11 watch cases; 12 clock cases; 13 watch straps; 14 other clock parts
92: 01 pianos; 02 string instruments; 05 wind instruments; 06 percussion; 07 electronic instruments;
08 musical boxes, whistles; 09 parts of instruments
93: 01 military weapons; 02 pistols, revolvers; 03 sporting guns; 04 air guns, other arms; 05 parts
of arms; 06 ammunition; 07 swords, bayonets
94: 01 seats; 02 medical and barbers' furniture; 03 other furniture; 04 mattresses, bedding; 05
lamps and light fittings; 06 prefabricated buildings
95: 03 toys, models, puzzles; 04 games, consoles; 05 festive articles; 06 sports equipment; 07
fishing tackle; 08 fairground rides
96: 01 worked ivory and bone; 02 worked carving material, wax articles; 03 brooms, brushes; 04 hand
sieves; 05 travel sets; 06 buttons; 07 zips; 08 pens; 09 pencils, chalks; 10 slates; 11 date stamps;
12 ribbons for printers; 13 lighters; 14 pipes for smoking; 15 combs, hairpins; 16 scent sprays,
powder puffs; 17 vacuum flasks; 18 mannequins; 19 nappies, sanitary towels; 20 tripods and stands
97: 01 paintings, drawings; 02 original prints; 03 original sculptures; 04 used stamps; 05
collections; 06 antiques over 100 years
`;
