import type { pictureStyles } from "./models";
import type { Dice } from "./random";

type Scene = (dice: Dice, width: number, height: number) => string;

/** What each style draws: SVG that fills the picture. */
export const scenes = { dusk, orbits, prisms } satisfies Record<(typeof pictureStyles)[number], Scene>;

/** A low sun over ranges of hills that grow darker towards us. */
function dusk(dice: Dice, width: number, height: number): string {
  const hue = dice.whole(-38, 22);
  const sunX = dice.between(0.2, 0.8) * width;
  const sunY = dice.between(0.3, 0.5) * height;
  const radius = dice.between(0.07, 0.13) * Math.min(width, height) * 1.3;
  const ranges = dice.whole(4, 6);
  const hills = Array.from({ length: ranges }, (_, index) => {
    const depth = (index + 1) / ranges;
    const base = height * (0.45 + 0.42 * depth);
    const color = hsl(hue + 190 + 25 * depth, 45 - 8 * depth, 52 - 40 * depth);
    return `<path d="${ridge(dice, width, height, base, height * (0.09 - 0.035 * depth))}" fill="${color}"/>`;
  });
  const stars = Array.from({ length: 28 }, () => {
    const [x, y] = [dice.between(0, width), dice.between(0, height * 0.35)];
    return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(dice.between(0.5, 1.5))}" fill="#fff" fill-opacity="${n(dice.between(0.15, 0.7))}"/>`;
  });
  return `<defs>
      <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stop-color="${hsl(hue + 215, 55, 22)}"/>
        <stop offset="0.42" stop-color="${hsl(hue + 290, 48, 48)}"/>
        <stop offset="0.68" stop-color="${hsl(hue + 345, 78, 70)}"/>
        <stop offset="1" stop-color="${hsl(hue + 15, 90, 82)}"/>
      </linearGradient>
      <radialGradient id="glow"><stop offset="0" stop-color="#fff" stop-opacity="0.75"/><stop offset="1" stop-color="${hsl(hue + 10, 95, 80)}" stop-opacity="0"/></radialGradient>
    </defs>
    <rect width="${width}" height="${height}" fill="url(#sky)"/>${stars.join("")}
    <circle cx="${n(sunX)}" cy="${n(sunY)}" r="${n(radius * 4)}" fill="url(#glow)"/>
    <circle cx="${n(sunX)}" cy="${n(sunY)}" r="${n(radius)}" fill="${hsl(hue + 18, 100, 93)}"/>${hills.join("")}`;
}

/** Planets on thin rings in the dark. */
function orbits(dice: Dice, width: number, height: number): string {
  const hue = dice.whole(-36, 62);
  const size = Math.min(width, height);
  const [x, y] = [dice.between(0.38, 0.62) * width, dice.between(0.42, 0.58) * height];
  const rings = Array.from({ length: dice.whole(6, 9) }, (_, index) => {
    const radius = size * (0.12 + index * 0.085);
    const angle = dice.between(0, 2 * Math.PI);
    const planet = dice.between(0.008, 0.034) * size;
    const color = hsl(hue + dice.pick([0, 25, 180, 205, 40]), 75, dice.between(58, 74));
    const [px, py] = [x + Math.cos(angle) * radius, y + Math.sin(angle) * radius];
    const turned = `transform="rotate(${n(dice.between(0, 360))} ${n(x)} ${n(y)})"`;
    const dash = `${n(radius * dice.between(0.6, 2.4))} ${n(radius * dice.between(0.2, 0.8))}`;
    return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" fill="none" stroke="${color}" stroke-opacity="0.5" stroke-width="${n(dice.between(0.8, 2.4))}" stroke-dasharray="${dash}" stroke-linecap="round" ${turned}/>
      <circle cx="${n(px)}" cy="${n(py)}" r="${n(planet * 2.4)}" fill="${color}" fill-opacity="0.14"/>
      <circle cx="${n(px)}" cy="${n(py)}" r="${n(planet)}" fill="${color}"/>`;
  });
  return `<defs>
      <radialGradient id="deep" cx="${n(x / width)}" cy="${n(y / height)}" r="0.85"><stop offset="0" stop-color="${hsl(hue + 230, 48, 26)}"/><stop offset="1" stop-color="${hsl(hue + 250, 55, 8)}"/></radialGradient>
      <radialGradient id="core"><stop offset="0" stop-color="#fff"/><stop offset="0.35" stop-color="${hsl(hue + 30, 95, 76)}"/><stop offset="1" stop-color="${hsl(hue, 90, 60)}" stop-opacity="0"/></radialGradient>
    </defs>
    <rect width="${width}" height="${height}" fill="url(#deep)"/>${rings.join("")}
    <circle cx="${n(x)}" cy="${n(y)}" r="${n(size * 0.13)}" fill="url(#core)"/>`;
}

/** A mesh of triangles between three colours. */
function prisms(dice: Dice, width: number, height: number): string {
  // From teal through blue and violet to coral: between yellow and green every mesh looks muddy.
  const hue = dice.whole(165, 320);
  const spread = dice.pick([35, 50, 65]);
  const across = Math.max(5, Math.round(width / 84));
  const down = Math.max(4, Math.round(height / 84));
  const points = Array.from({ length: down + 1 }, (_, row) =>
    Array.from({ length: across + 1 }, (_, column): readonly [number, number] => {
      const edge = row === 0 || column === 0 || row === down || column === across;
      const shift = edge ? 0 : 0.36;
      return [
        ((column + dice.between(-shift, shift)) / across) * width,
        ((row + dice.between(-shift, shift)) / down) * height,
      ];
    }),
  );
  const at = (row: number, column: number) => points[row]?.[column] ?? ([0, 0] as const);
  const triangles: string[] = [];
  for (let row = 0; row < down; row++) {
    for (let column = 0; column < across; column++) {
      const [a, b, c, d] = [
        at(row, column),
        at(row, column + 1),
        at(row + 1, column + 1),
        at(row + 1, column),
      ];
      for (const corners of dice.pick([
        [
          [a, b, c],
          [a, c, d],
        ],
        [
          [a, b, d],
          [b, c, d],
        ],
      ])) {
        const along = (column / across + row / down) / 2;
        const color = hsl(
          hue + spread * along + dice.between(-8, 8),
          62,
          70 - 38 * (row / down) + dice.between(-7, 7),
        );
        const path = corners.map(([x, y]) => `${n(x)} ${n(y)}`).join("L");
        triangles.push(`<path d="M${path}Z" fill="${color}" stroke="${color}" stroke-width="0.8"/>`);
      }
    }
  }
  return triangles.join("");
}

/** The outline of a range of hills from the left edge to the right, closed at the bottom. */
function ridge(dice: Dice, width: number, height: number, base: number, swing: number): string {
  const [phase, second] = [dice.between(0, 6.3), dice.between(0, 6.3)];
  const [slow, fast] = [dice.between(1.2, 2.4), dice.between(4, 7)];
  const line = Array.from({ length: 49 }, (_, index) => {
    const share = index / 48;
    const y =
      base - swing * (Math.sin(share * slow * 3.1 + phase) + 0.35 * Math.sin(share * fast * 3.1 + second));
    return `${n(share * width)} ${n(y)}`;
  });
  return `M0 ${height}L${line.join("L")}L${width} ${height}Z`;
}

function hsl(hue: number, saturation: number, lightness: number): string {
  return `hsl(${Math.round(((hue % 360) + 360) % 360)},${n(saturation)}%,${n(Math.min(96, Math.max(4, lightness)))}%)`;
}

function n(value: number): number {
  return Math.round(value * 100) / 100;
}
