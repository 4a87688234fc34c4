const rate = 8_000;

/** A short sound as a data: URI: two tones that swell and fade, as 8-bit mono WAV. */
export function sound(seconds = 3): string {
  const samples = Array.from({ length: rate * seconds }, (_, index) => {
    const at = index / rate;
    const swell = Math.abs(Math.sin(Math.PI * at * 0.9)) * Math.exp(-at * 0.25);
    const wave = Math.sin(2 * Math.PI * 220 * at) * 0.6 + Math.sin(2 * Math.PI * 329.6 * at) * 0.4;
    return Math.round(128 + 110 * swell * wave);
  });
  const bytes = [
    ...letters("RIFF"),
    ...little(36 + samples.length, 4),
    ...letters("WAVEfmt "),
    ...little(16, 4),
    ...little(1, 2),
    ...little(1, 2),
    ...little(rate, 4),
    ...little(rate, 4),
    ...little(1, 2),
    ...little(8, 2),
    ...letters("data"),
    ...little(samples.length, 4),
    ...samples,
  ];
  return `data:audio/wav;base64,${btoa(bytes.map((byte) => String.fromCharCode(byte)).join(""))}`;
}

const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const little = (value: number, size: number) =>
  Array.from({ length: size }, (_, index) => (value >> (8 * index)) & 0xff);
