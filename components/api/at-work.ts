/** For so long after a touch somebody is taken to be at work, in milliseconds. */
const lasts = 60_000;

let touched = 0;

if (typeof window !== "undefined") {
  const note = () => {
    touched = Date.now();
  };
  for (const type of ["pointerdown", "pointermove", "keydown", "wheel"])
    window.addEventListener(type, note, { capture: true, passive: true });
}

/** Tells the server that somebody is at the desk: what a page asks for by itself keeps no session from being idle. */
export function atWork(): Record<string, string> {
  return Date.now() - touched < lasts ? { "X-Countersign-Active": "1" } : {};
}
