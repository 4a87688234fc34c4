import type { RunFailure } from "@/lib/contracts/parts";
import type { Said } from "@/lib/contracts/said";
import { asSaid, english } from "@/lib/contracts/sentences";

/** A failure, one that lasts unless it is said to be temporary, with its sentence in English and by its code. */
export function failure(code: string, says: Said, { temporary = false } = {}): RunFailure {
  return { code, message: english(says), temporary, said: says };
}

/** What a failure says; one of before there were codes says it in its own words. */
export function saidOf({ said, message }: RunFailure): Said {
  return asSaid(said ?? message);
}
