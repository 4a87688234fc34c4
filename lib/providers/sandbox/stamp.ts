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
export function sandboxStamp(right: number, top: number, scale: number): string {
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
