"use client";

import { CircleCheckIcon } from "lucide-react";
import type { SyntheticEvent } from "react";
import { useText } from "@/components/text";
import { useSettled } from "../unseen";
import { Acknowledge } from "./acknowledge";
import type { Material } from "./material";
import { useSigned } from "./place";

/** So much must have run, in seconds, or half of what is shorter: a slip of the hand is no look. */
const least = 1;

/** Whether a film or a sound was played at all while this was asked, and what its element must tell for that. */
export function usePlayed({ url }: Material) {
  const [played, setPlayed] = useSettled(`played ${url}`);
  const onTimeUpdate = ({ currentTarget }: SyntheticEvent<HTMLMediaElement>) => {
    const { played: ranges, duration } = currentTarget;
    let seconds = 0;
    for (let at = 0; at < ranges.length; at++) seconds += ranges.end(at) - ranges.start(at);
    if (!played && seconds >= Math.min(least, duration / 2)) setPlayed(true);
  };
  return { played, onTimeUpdate };
}

interface PlayedNoteProps {
  material: Material;
  played: boolean;
  player: HTMLMediaElement | null;
}

/** Says whether it was played; where it must be, the way there is its player. */
export function PlayedNote({ material, played, player }: PlayedNoteProps) {
  const text = useText().material;
  const signed = useSigned();
  if (!signed) return null;
  if (played)
    return (
      <p className="mt-1.5 flex items-center gap-1.5 text-xs text-muted-foreground">
        <CircleCheckIcon className="size-3.5 text-success" aria-hidden />
        {text.played}
      </p>
    );
  return (
    <Acknowledge
      of={material.url}
      says={text.notPlayed(material.name)}
      show={() => {
        player?.scrollIntoView({ block: "center" });
        player?.focus({ preventScroll: true });
      }}
    />
  );
}
