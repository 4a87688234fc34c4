import type { Json } from "@/lib/contracts/json";
import type { voices } from "./models";
import { diceFrom } from "./random";

const sampleRate = 22_050;
const pentatonic = [0, 2, 4, 7, 9, 12, 14, 16] as const;

type MelodyVoice = (typeof voices)[number];

interface Melody {
  seconds: number;
  voice: MelodyVoice;
  halfTones: number;
  seed: Json;
}

/** How a voice's overtones and its dying away sound: strength of each overtone, and its fall a second. */
const timbres: Record<
  MelodyVoice,
  { overtones: readonly (readonly [times: number, strength: number])[]; fall: number }
> = {
  bell: {
    overtones: [
      [1, 1],
      [2.76, 0.35],
      [5.4, 0.12],
    ],
    fall: 3,
  },
  pluck: {
    overtones: [
      [1, 1],
      [2, 0.5],
      [3, 0.25],
      [4, 0.12],
    ],
    fall: 6,
  },
  organ: {
    overtones: [
      [1, 1],
      [2, 0.6],
      [4, 0.3],
    ],
    fall: 0.8,
  },
};

/** A short tune as a WAV file (PCM, 16 bit, one channel); the same melody always gives the same bytes. */
export function renderMelody({ seconds, voice, halfTones, seed }: Melody): Uint8Array<ArrayBuffer> {
  const dice = diceFrom(seed);
  const samples = new Float32Array(Math.round(seconds * sampleRate));
  const timbre = timbres[voice];
  const base = 261.63 * 2 ** (halfTones / 12);
  const beat = dice.pick([0.24, 0.28, 0.32]);
  let step = dice.whole(2, 5);
  for (let start = 0; start < seconds - 0.2; start += beat * dice.pick([1, 1, 1, 2])) {
    step = Math.min(pentatonic.length - 1, Math.max(0, step + dice.pick([-2, -1, -1, 1, 1, 2])));
    addNote(samples, start, base * 2 ** ((pentatonic[step] ?? 0) / 12), 0.5, timbre);
    if (dice.between(0, 1) < 0.3) addNote(samples, start, base / 2, 0.35, timbre);
  }
  return wav(withFadeOut(samples));
}

function addNote(
  samples: Float32Array,
  start: number,
  frequency: number,
  strength: number,
  { overtones, fall }: (typeof timbres)[MelodyVoice],
): void {
  const first = Math.round(start * sampleRate);
  const last = Math.min(samples.length, first + Math.round(1.6 * sampleRate));
  for (let at = first; at < last; at++) {
    const time = (at - first) / sampleRate;
    // Eight milliseconds of attack: a note that starts at once clicks.
    const loudness = strength * Math.min(1, time / 0.008) * Math.exp(-fall * time) * (1 - time / 1.6);
    const wave = overtones.reduce(
      (sum, [times, share]) => sum + share * Math.sin(2 * Math.PI * frequency * times * time),
      0,
    );
    samples[at] = (samples[at] ?? 0) + wave * loudness;
  }
}

function withFadeOut(samples: Float32Array): Float32Array {
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0) || 1;
  const fade = Math.round(0.15 * sampleRate);
  return samples.map((sample, at) => (sample / peak) * 0.85 * Math.min(1, (samples.length - at) / fade));
}

function wav(samples: Float32Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(44 + samples.length * 2));
  const text = (at: number, word: string) => {
    for (const [index, letter] of [...word].entries()) view.setUint8(at + index, letter.charCodeAt(0));
  };
  text(0, "RIFF");
  view.setUint32(4, 36 + samples.length * 2, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, at) => {
    view.setInt16(44 + at * 2, Math.round(sample * 32_767), true);
  });
  return new Uint8Array(view.buffer);
}
