import type { CSSProperties } from "react";

/**
 * One accent and calm neutrals; no two that stand together differ by colour alone: one is solid, one hatched,
 * one dotted, and lines are whole, dashed or dotted.
 */
export type Look = "accent" | "accent-hatched" | "ink-hatched" | "quiet" | "dotted";

export const colours = {
  accent: "var(--primary)",
  "accent-hatched": "var(--primary)",
  "ink-hatched": "var(--foreground)",
  quiet: "color-mix(in oklch, var(--muted-foreground) 62%, var(--card))",
  dotted: "var(--muted-foreground)",
} as const satisfies Record<Look, string>;

/** The same looks for what is drawn in HTML: bars of a list, and the key of a chart. */
export const fills = {
  accent: { backgroundColor: colours.accent },
  "accent-hatched": {
    backgroundColor: "color-mix(in oklch, var(--primary) 22%, var(--card))",
    backgroundImage: `repeating-linear-gradient(45deg, ${colours["accent-hatched"]} 0 1.5px, transparent 1.5px 4px)`,
  },
  "ink-hatched": {
    backgroundColor: "color-mix(in oklch, var(--foreground) 22%, var(--card))",
    backgroundImage: `repeating-linear-gradient(-45deg, ${colours["ink-hatched"]} 0 2px, transparent 2px 4px)`,
  },
  quiet: { backgroundColor: colours.quiet },
  dotted: {
    backgroundColor: "var(--secondary)",
    backgroundImage: `radial-gradient(${colours.dotted} 1px, transparent 1.2px)`,
    backgroundSize: "4px 4px",
  },
} as const satisfies Record<Look, CSSProperties>;

export type Dash = "whole" | "dashed" | "dotted";

export const dashes = { whole: undefined, dashed: "6 4", dotted: "1.5 4" } as const satisfies Record<
  Dash,
  string | undefined
>;
