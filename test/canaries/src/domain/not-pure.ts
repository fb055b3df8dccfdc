/** A file of a pure area that takes time, chance and the outside world by itself. */
import { randomUUID } from "node:crypto";

export const takenAt = Date.now();
export const madeAt = new Date();
export const chance = Math.random();
export const id = randomUUID();
export const otherId = crypto.randomUUID();
export const elapsed = performance.now();
export const place = process.env["PLACE"];
export const hidden = globalThis.Date.now();
export const answer = await fetch("https://example.org");
export const later = setTimeout(() => 1, 10);
export const often = setInterval(() => 1, 10);
