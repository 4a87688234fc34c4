import { type ComponentProps, useId } from "react";

/** Numbers from 0 to 1 that are always the same for the same text (FNV-1a, then mulberry32). */
function seedOf(text: string): () => number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const points = 240;

/** One closed wave around a circle, as security printing engraves it. */
function wave(lobes: number, radius: number, depth: number): string {
  const path = Array.from({ length: points }, (_, index) => {
    const angle = (index / points) * Math.PI * 2;
    const distance = radius + depth * Math.sin(lobes * angle);
    return `${(distance * Math.cos(angle)).toFixed(1)} ${(distance * Math.sin(angle)).toFixed(1)}`;
  });
  return `M${path.join("L")}Z`;
}

interface GuillocheProps extends Omit<ComponentProps<"svg">, "seed"> {
  /** The same seed always gives the same rosette. */
  seed: string;
  strands?: number;
  /** Leaves the middle free, for words to stand in. */
  hollow?: boolean;
}

/**
 * The rosette of a banknote or a certificate: an ornament, and a model's cover when it has no picture.
 * Two waves, each drawn once and turned many times.
 */
export function Guilloche({ seed, strands = 10, hollow = false, ...props }: GuillocheProps) {
  const id = useId();
  const random = seedOf(seed);
  const outer = { lobes: 6 + Math.floor(random() * 7), depth: 90 + random() * 70 };
  const inner = { lobes: 5 + Math.floor(random() * 6), depth: 50 + random() * 60 };
  const rings = hollow
    ? [{ lobes: outer.lobes, depth: outer.depth * 0.7, name: `${id}o`, radius: 388 }]
    : [
        { ...outer, name: `${id}o`, radius: 330 },
        { ...inner, name: `${id}i`, radius: 190 },
      ];
  return (
    <svg
      viewBox="-500 -500 1000 1000"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinejoin="round"
      aria-hidden
      {...props}
    >
      <defs>
        {rings.map(({ name, lobes, radius, depth }) => (
          <path key={name} id={name} d={wave(lobes, radius, depth)} />
        ))}
      </defs>
      {rings.flatMap(({ name, lobes }) =>
        Array.from({ length: strands }, (_, strand) => {
          const turn = ((360 / lobes) * strand) / strands;
          return (
            <use
              key={`${name} ${turn}`}
              href={`#${name}`}
              transform={`rotate(${turn.toFixed(2)})`}
              opacity={0.4 + 0.6 * (strand / strands)}
            />
          );
        }),
      )}
    </svg>
  );
}
