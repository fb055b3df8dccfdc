/**
 * Samples of the floor's commands for the laws over the registry: deciding, holding, measuring,
 * merging and relabelling. What each sample needs beforehand it makes by operations.
 */
import type { Sample, World } from "./command-samples.ts";
import { all, declaration, readyToLeave } from "./pieces.ts";

const code = (tag: string): string => `LX${tag.toUpperCase()}`;

const declared = (world: World, tag: string): Promise<unknown> =>
  all(world, "express", "lodge-declarations", {
    declarations: [declaration(`D-${tag}`, [code(tag)], { carrier: "HX" })],
  });

const arrived = (world: World, tag: string): Promise<unknown> =>
  all(world, "floor", "record-arrivals", {
    arrivals: [{ code: code(tag) }],
    place: "ARRIVAL-1",
  });

/** By name of the command. */
export const floorSamples: Readonly<Record<string, Sample>> = {
  "decide-shipment": {
    who: "officer",
    input: async (world, tag) => {
      await declared(world, tag);
      const reasons = { publicReason: tag, restrictedReason: `why ${tag}` };
      return { code: code(tag), decision: "examine", kind: "image", ...reasons };
    },
    refused: async (world, tag) => {
      await declared(world, tag);
      return { code: code(tag), decision: "take-back", basis: tag };
    },
  },
  "measure-items": {
    who: "floor",
    input: async (world, tag) => {
      await arrived(world, tag);
      return { readings: [{ code: code(tag), weightGrams: 433, lengthMm: 200, source: "SC-1" }] };
    },
    refused: async (world, tag) => {
      await declared(world, tag);
      return { readings: [{ code: code(tag), weightGrams: 433 }] };
    },
  },
  "merge-items": {
    who: "floor",
    input: async (world, tag) => {
      await readyToLeave(world, [code(tag), `${code(tag)}B`]);
      return { code: code(tag), otherCode: `${code(tag)}B`, reason: tag };
    },
    refused: async (world, tag) => {
      await arrived(world, tag);
      return { code: code(tag), otherCode: code(tag), reason: tag };
    },
  },
  "relabel-item": {
    who: "floor",
    input: async (world, tag) => {
      await arrived(world, tag);
      return { code: code(tag), reason: tag };
    },
    refused: async (world, tag) => {
      await declared(world, tag);
      return { code: code(tag), reason: tag };
    },
  },
  "place-hold": {
    who: "officer",
    input: async (world, tag) => {
      await declared(world, tag);
      const target = { kind: "item", code: code(tag) };
      const reasons = { publicReason: tag, restrictedReason: `why ${tag}` };
      return { holds: [{ target, kind: "hold", ...reasons, endsAt: 1_900_000_000_000 }] };
    },
    refused: async (_world, tag) => ({
      holds: [{ target: { kind: "item", code: code(tag) }, kind: "hold", publicReason: tag }],
    }),
  },
  "release-shipments": {
    who: "officer",
    input: async (world, tag) => {
      await declared(world, tag);
      return { releases: [{ code: code(tag) }] };
    },
    refused: async (_world, tag) => ({ releases: [{ code: code(tag) }] }),
  },
};
