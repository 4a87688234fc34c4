import { type RefObject, useRef, useState } from "react";
import { readOn } from "../read-on";
import { useEndSeen, useUnseenPart } from "../unseen";
import { useSigned } from "./place";

/** Keeps count of a picture until it has come and was in view to its end; one that does not come is broken. */
export function usePictureSeen(frame: RefObject<HTMLElement | null>) {
  const signed = useSigned();
  const [state, setState] = useState<"loading" | "shown" | "broken">("loading");
  const end = useRef<HTMLSpanElement>(null);
  const seen = useEndSeen(end, signed && state === "shown", "at once");
  useUnseenPart(signed && state !== "broken" && !seen, () => {
    if (frame.current && end.current) readOn(frame.current, end.current);
  });
  return {
    broken: state === "broken",
    end,
    image: { onLoad: () => setState("shown"), onError: () => setState("broken") },
  };
}
