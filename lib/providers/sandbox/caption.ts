import sharp from "sharp";

let drawable: Promise<boolean> | null = null;

/** The prompt as SVG along the lower edge, in one or two lines; nothing on a machine without fonts. */
export async function captionOf(
  prompt: string,
  width: number,
  height: number,
  scale: number,
): Promise<string> {
  drawable ??= canDrawText();
  if (!(await drawable)) return "";
  const size = Math.round(15 * Math.min(scale, 1.6));
  const perLine = Math.floor((width - 32 * scale) / (size * 0.56));
  const lines = wrap(prompt.replaceAll(/\s+/g, " ").trim(), perLine, 2);
  const top = height - lines.length * size * 1.35 - size * 0.9;
  const text = lines
    .map(
      (line, index) =>
        `<text x="${16 * scale}" y="${top + size * (1.15 + index * 1.35)}">${escapeXml(line)}</text>`,
    )
    .join("");
  return `<defs><linearGradient id="foot" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#0b1020" stop-opacity="0"/><stop offset="1" stop-color="#0b1020" stop-opacity="0.72"/></linearGradient></defs>
    <rect y="${top - size * 2}" width="${width}" height="${height - top + size * 2}" fill="url(#foot)"/>
    <g fill="#fff" font-family="Inter, 'Helvetica Neue', 'DejaVu Sans', 'Liberation Sans', 'Noto Sans', sans-serif" font-size="${size}">${text}</g>`;
}

/** Without fonts every letter is the same empty box, so a narrow and a wide letter come out alike. */
async function canDrawText(): Promise<boolean> {
  const wide = async (text: string) => (await sharp({ text: { text, dpi: 96 } }).metadata()).width;
  try {
    return (await wide("iiiiiiii")) !== (await wide("WWWWWWWW"));
  } catch {
    return false;
  }
}

function wrap(text: string, perLine: number, most: number): string[] {
  const lines: string[] = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line === "") lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= perLine) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.slice(0, most).map((line, index) => {
    const cut = line.length > perLine || (index === most - 1 && lines.length > most);
    return cut ? `${line.slice(0, perLine - 1).trimEnd()}…` : line;
  });
}

/** Also drops what no XML document may hold. */
function escapeXml(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
