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

/**
 * Half of the rounds at the named places in turn, first at the first time, then at the second and third; half at
 * random. With fewer rounds than places, only some of them, picked at random.
 */
export function planRounds({ rounds, random }: { rounds: number; random: Random }): Round[] {
  const places = crashPoints.length;
  const all = rounds >= places;
  const named = all ? Math.max(Math.ceil(rounds / 2), places) : Math.ceil(rounds / 2);
  return [
    ...Array.from({ length: named }, (_, at): Round => {
      const inTurn = all ? crashPoints[at % places] : undefined;
      const { point, scene } = inTurn ?? random.pick(crashPoints);
      return { kind: "named", point, nth: all ? 1 + (Math.floor(at / places) % 3) : 1, scene };
    }),
    ...Array.from(
      { length: rounds - named },
      (): Round => ({ kind: "random", afterMs: random.below(longestLife) }),
    ),
  ];
}
