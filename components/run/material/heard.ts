/** How much of a film or a sound was played, in seconds; what is played twice counts once. */
export interface Heard {
  seconds: number;
  of: number;
  whole: boolean;
}

/** So much at either end is no more than a blink. */
const blink = 0.3;

/** Adds up what an element played of its length. */
export function heardOf({ played, duration }: Pick<HTMLMediaElement, "played" | "duration">): Heard {
  let seconds = 0;
  for (let at = 0; at < played.length; at++) seconds += played.end(at) - played.start(at);
  return { seconds, of: duration, whole: seconds >= duration - blink };
}
