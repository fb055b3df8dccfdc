/**
 * CONTRL as ISO 9735 has it for syntax 1 to 3 (service directory 2), from memory: an interchange, its
 * messages, their segments and their elements.
 */
import type { BaseStructure } from "#standards/profiles/base-structures.ts";

export const contrlBase: BaseStructure = {
  type: "CONTRL",
  version: "2",
  release: "2",
  agency: "UN",
  source: "ISO 9735 service message CONTRL",
  positions: [
    { tag: "UCI", min: 1, max: 1 },
    {
      tag: "UCM",
      min: 0,
      max: 999_999,
      inside: [{ tag: "UCS", min: 0, max: 999, inside: [{ tag: "UCD", min: 0, max: 99 }] }],
    },
  ],
};
