import { colours, type Look } from "../looks";

const hatch = { "accent-hatched": 45, "ink-hatched": -45 } as const;

/** The patterns of `looks` for an SVG; `name` keeps two charts of one page apart. */
export function Patterns({ name }: { name: string }) {
  return (
    <defs>
      {(["accent-hatched", "ink-hatched"] as const).map((look) => (
        <pattern
          key={look}
          id={`${name}-${look}`}
          width="4"
          height="4"
          patternUnits="userSpaceOnUse"
          patternTransform={`rotate(${hatch[look]})`}
        >
          <rect width="4" height="4" fill={`color-mix(in oklch, ${colours[look]} 22%, var(--card))`} />
          <rect width="2" height="4" fill={colours[look]} />
        </pattern>
      ))}
      <pattern id={`${name}-dotted`} width="4" height="4" patternUnits="userSpaceOnUse">
        <rect width="4" height="4" fill="var(--secondary)" />
        <circle cx="2" cy="2" r="1" fill={colours.dotted} />
      </pattern>
    </defs>
  );
}

export function fillOf(name: string, look: Look): string {
  return look === "accent" || look === "quiet" ? colours[look] : `url(#${name}-${look})`;
}
