/**
 * Three sounds a floor tells apart without looking: two rising notes for through, a low long buzz for
 * stopped, three short high ones for unknown. Made by the browser; where it may not, it is silent.
 */
import type { Sound } from "./signal.model.ts";

type Note = {
  readonly hertz: number;
  readonly fromMs: number;
  readonly forMs: number;
  readonly wave: OscillatorType;
};

const NOTES: Readonly<Record<Sound, readonly Note[]>> = {
  success: [
    { hertz: 880, fromMs: 0, forMs: 90, wave: "sine" },
    { hertz: 1320, fromMs: 90, forMs: 120, wave: "sine" },
  ],
  blocked: [
    { hertz: 196, fromMs: 0, forMs: 260, wave: "square" },
    { hertz: 147, fromMs: 280, forMs: 380, wave: "square" },
  ],
  unknown: [0, 160, 320].map((fromMs) => ({ hertz: 1760, fromMs, forMs: 80, wave: "triangle" })),
};

let speaker: AudioContext | undefined;

/** Plays a sound at a volume from 0 to 1. */
export function play(sound: Sound, volume: number): void {
  if (volume <= 0 || typeof AudioContext === "undefined") return;
  speaker ??= new AudioContext();
  void speaker.resume();
  for (const note of NOTES[sound]) playNote(speaker, note, volume);
}

function playNote(on: AudioContext, { hertz, fromMs, forMs, wave }: Note, volume: number): void {
  const from = on.currentTime + fromMs / 1_000;
  const to = from + forMs / 1_000;
  const tone = new OscillatorNode(on, { type: wave, frequency: hertz });
  const loudness = new GainNode(on, { gain: 0 });
  const level = wave === "square" ? volume * 0.5 : volume;
  loudness.gain.setValueAtTime(level, from);
  loudness.gain.setTargetAtTime(0, to - 0.02, 0.008);
  tone.connect(loudness).connect(on.destination);
  tone.start(from);
  tone.stop(to + 0.05);
}
