import sharp from "sharp";
import type { Json } from "@/lib/contracts/json";
import { wordIn } from "@/lib/contracts/word-lists";
import { captionOf } from "./caption";
import { pictureStyles } from "./models";
import { diceFrom } from "./random";
import { scenes } from "./scenes";
import { sandboxStamp } from "./stamp";

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
