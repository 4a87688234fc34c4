// Draws the icons of `public/` from public/icon.svg, whenever that one changes.
import { readFileSync } from "node:fs";
import sharp from "sharp";

const svg = readFileSync("public/icon.svg", "utf8");
// A system cuts its own shape out of these: their ground goes to every edge.
const square = svg.replace('rx="7"', 'rx="0"');

const icons = /** @type {const} */ ([
  ["icon-192", svg, 192],
  ["icon-512", svg, 512],
  ["icon-180", square, 180],
  ["icon-maskable-512", square, 512],
]);

for (const [name, drawing, size] of icons) {
  await sharp(Buffer.from(drawing), { density: (72 * size) / 32 })
    .resize(size, size)
    .png({ compressionLevel: 9, palette: true })
    .toFile(`public/${name}.png`);
}
