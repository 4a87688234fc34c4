import { crashPoints } from "./points";
import type { Random } from "./random";
import type { SceneName } from "./scenes";

/** How one life of the server ends. */
export type Round =
  /** At a named place, for the `nth` time it gets there; `scene` gets it there. */
  | { kind: "named"; point: string; nth: number; scene: SceneName }
  /** From outside, `afterMs` milliseconds after it began to listen. */
  | { kind: "random"; afterMs: number };

/** The longest a server lives that is killed at random, in milliseconds. */
const longestLife = 3_000;

/** Half of the rounds at the named places in turn, first at the first time, then at the second and third; half at random. */
export function planRounds({ rounds, random }: { rounds: number; random: Random }): Round[] {
  const named = Math.max(Math.ceil(rounds / 2), Math.min(rounds, crashPoints.length));
  return [
    ...Array.from({ length: named }, (_, at): Round => {
      const { point, scene } = crashPoints[at % crashPoints.length] ?? random.pick(crashPoints);
      return { kind: "named", point, nth: 1 + (Math.floor(at / crashPoints.length) % 3), scene };
    }),
    ...Array.from(
      { length: rounds - named },
      (): Round => ({ kind: "random", afterMs: random.below(longestLife) }),
    ),
  ];
}
