import sharp from "sharp";
import type { Json } from "@/lib/contracts/json";
import { wordIn } from "@/lib/contracts/word-lists";
import { captionOf } from "./caption";
import { pictureStyles } from "./models";
import { diceFrom } from "./random";
import { scenes } from "./scenes";

/** The word SANDBOX in strokes on a grid of 4 by 6, drawn by hand because a machine may have no fonts. */
const letters: readonly string[] = [
  "M4 0.8C3.4 0 0.4-0.3 0.4 1.5C0.4 3.4 3.8 2.6 3.8 4.5C3.8 6.3 0.6 6.1 0 5.1",
  "M0 6L2 0L4 6M0.8 4H3.2",
  "M0 6V0L4 6V0",
  "M0 0V6H1.6C4.8 6 4.8 0 1.6 0Z",
  "M0 3H2.4C4.4 3 4.2 0 2.2 0H0V6H2.6C4.8 6 4.8 3 2.4 3",
  "M2 0C-0.7 0-0.7 6 2 6C4.7 6 4.7 0 2 0Z",
  "M0 0L4 6M4 0L0 6",
];

/** The sandbox's mark as SVG, its right upper corner at a point; every picture carries it. */
function sandboxStamp(right: number, top: number, scale: number): string {
  const step = 6.4;
  const width = (letters.length * step - 2.4 + 10) * scale;
  const height = 13 * scale;
  const strokes = letters
    .map((path, index) => `<path transform="translate(${5 + index * step} 3.5)" d="${path}"/>`)
    .join("");
  return `<g transform="translate(${right - width} ${top})">
    <rect width="${width}" height="${height}" rx="${height / 2}" fill="#0b1020" fill-opacity="0.42"/>
    <g transform="scale(${scale})" fill="none" stroke="#fff" stroke-opacity="0.92" stroke-width="0.95" stroke-linecap="round" stroke-linejoin="round">${strokes}</g>
  </g>`;
}

interface Picture {
  prompt: string;
  /** A picture to start from; only a data: URI is looked at. */
  image: string | null;
  style: string;
  width: number;
  height: number;
  seed: Json;
}

/** Larger ones would take the sandbox's machine down rather than make a nicer picture. */
const mostPixels = 40_000_000;

/** A PNG drawn from the seed, with the prompt under it and the sandbox's mark on it. */
export async function drawPicture(picture: Picture): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height, seed, prompt } = picture;
  const scene = scenes[wordIn(pictureStyles, picture.style) ?? "dusk"](diceFrom(seed), width, height);
  const start = picture.image === null ? null : await startingPicture(picture.image, width, height);
  const scale = Math.max(1, Math.min(width, height) / 380);
  const stamp = sandboxStamp(width - 12 * scale, 12 * scale, scale);
  const caption = await captionOf(prompt, width, height, scale);
  const svg = (inside: string) =>
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${inside}</svg>`,
    );
  const layers = [
    ...(start === null ? [] : [{ input: start, blend: "soft-light" as const }]),
    { input: svg(caption + stamp) },
  ];
  const bytes = await sharp(svg(scene)).composite(layers).png({ compressionLevel: 9 }).toBuffer();
  return new Uint8Array(bytes);
}

/** The attached picture cut to size, or null when it is not here or cannot be read. */
async function startingPicture(url: string, width: number, height: number): Promise<Buffer | null> {
  const data = url.match(/^\s*data:image\/[^;,]+;base64,(.+)$/s)?.[1];
  if (data === undefined) return null;
  try {
    return await sharp(Buffer.from(data, "base64"), { limitInputPixels: mostPixels })
      .resize(width, height, { fit: "cover" })
      .png()
      .toBuffer();
  } catch {
    return null;
  }
}
