import sharp from "sharp";

/** Small real bytes for an output's name, the same for the same seed: a picture, a tone, a film's header or a text. */
export async function fileBytes(
  name: string,
  seed: string,
): Promise<{ contentType: string; bytes: Buffer<ArrayBufferLike> }> {
  const ending = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  switch (ending) {
    case "png":
    case "webp":
    case "jpg":
    case "jpeg":
    case "gif":
      return picture(ending === "jpg" ? "jpeg" : ending, seed);
    case "wav":
    case "mp3":
    case "ogg":
      return { contentType: "audio/wav", bytes: tone(seed) };
    case "mp4":
    case "webm":
    case "mov":
      return { contentType: "video/mp4", bytes: filmHeader() };
    case "json":
      return { contentType: "application/json", bytes: Buffer.from(JSON.stringify({ seed })) };
    default:
      return { contentType: "text/plain; charset=utf-8", bytes: Buffer.from(`Output of ${seed}\n`) };
  }
}

async function picture(format: "png" | "webp" | "jpeg" | "gif", seed: string) {
  const hue = number(seed) % 360;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256">
    <defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1">
      <stop offset="0" stop-color="hsl(${hue},70%,55%)"/><stop offset="1" stop-color="hsl(${(hue + 80) % 360},70%,30%)"/>
    </linearGradient></defs>
    <rect width="256" height="256" fill="url(#g)"/>
    <circle cx="${64 + (number(seed) % 128)}" cy="110" r="52" fill="hsl(${(hue + 180) % 360},80%,80%)" opacity="0.8"/>
  </svg>`;
  const bytes = await sharp(Buffer.from(svg)).toFormat(format).toBuffer();
  return { contentType: `image/${format}`, bytes };
}

/** A quarter of a second of a sine, 8 kHz, 16 bit, mono. */
function tone(seed: string): Buffer {
  const rate = 8000;
  const samples = rate / 4;
  const bytes = Buffer.alloc(44 + samples * 2);
  bytes.write("RIFF", 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write("WAVEfmt ", 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(rate * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write("data", 36);
  bytes.writeUInt32LE(samples * 2, 40);
  const pitch = 220 + (number(seed) % 440);
  for (let n = 0; n < samples; n++) {
    bytes.writeInt16LE(Math.round(12_000 * Math.sin((2 * Math.PI * pitch * n) / rate)), 44 + n * 2);
  }
  return bytes;
}

/** An MP4 by its header, without a picture in it: enough to be recognised, copied and measured. */
function filmHeader(): Buffer {
  const type = Buffer.from("ftypisom\0\0\x02\0isomiso2mp41", "latin1");
  const data = Buffer.from("mdat", "latin1");
  return Buffer.concat([length(type), type, length(data), data]);
}

function length(content: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(content.length + 4);
  return size;
}

function number(seed: string): number {
  let sum = 7;
  for (const char of seed) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 1_000_003;
  return sum;
}
