import type { ComponentProps } from "react";
import { seedOf } from "./seed-of";

const turns = 180;

/** One closed wave around a circle, as security printing engraves it. */
function wave(lobes: number, depth: number, phase: number): string {
  const points = Array.from({ length: turns }, (_, index) => {
    const angle = (index / turns) * Math.PI * 2;
    const radius =
      0.62 + depth * Math.sin(lobes * angle + phase) + (depth / 2.6) * Math.cos((lobes - 3) * angle - phase);
    return `${(50 + 46 * radius * Math.cos(angle)).toFixed(2)} ${(50 + 46 * radius * Math.sin(angle)).toFixed(2)}`;
  });
  return `M${points.join("L")}Z`;
}

interface GuillocheProps extends Omit<ComponentProps<"svg">, "seed"> {
  /** The same seed always gives the same rosette. */
  seed: string;
  strands?: number;
}

/** The rosette of a banknote or a certificate: an ornament, and a model's cover when it has no picture. */
export function Guilloche({ seed, strands = 9, ...props }: GuillocheProps) {
  const random = seedOf(seed);
  const lobes = 5 + Math.floor(random() * 9);
  const depth = 0.14 + random() * 0.16;
  const turn = random() * Math.PI;
  return (
    <svg viewBox="0 0 100 100" fill="none" stroke="currentColor" strokeWidth="0.3" aria-hidden {...props}>
      {Array.from({ length: strands }, (_, strand) => (
        <path
          // biome-ignore lint/suspicious/noArrayIndexKey: strands never change places
          key={strand}
          d={wave(lobes, depth * (1 - strand / (strands * 1.6)), turn + (strand * Math.PI * 2) / strands)}
          opacity={0.35 + (0.65 * (strand + 1)) / strands}
        />
      ))}
    </svg>
  );
}
