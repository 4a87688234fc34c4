"use client";

import { CircleCheckIcon } from "lucide-react";
import { type SyntheticEvent, useState } from "react";
import { useText } from "@/components/text";
import { useSeenPart } from "../seen-parts";
import { useSettled } from "../unseen";
import { Acknowledge } from "./acknowledge";
import { type Heard, heardOf } from "./heard";
import type { Material } from "./material";
import { useSigned } from "./place";

/** So much must have run, in seconds, or half of what is shorter: a slip of the hand is no look. */
const least = 1;

/** Whether a film or a sound was played while this was asked, how much of it, and what its element must tell for that. */
export function usePlayed({ url }: Material) {
  const [played, setPlayed] = useSettled(`played ${url}`);
  const [heard, setHeard] = useState<Heard | null>(null);
  const onTimeUpdate = ({ currentTarget }: SyntheticEvent<HTMLMediaElement>) => {
    const now = heardOf(currentTarget);
    setHeard(now);
    if (!played && now.seconds >= Math.min(least, now.of / 2)) setPlayed(true);
  };
  return { played, heard, onTimeUpdate };
}

interface PlayedNoteProps {
  material: Material;
  played: boolean;
  /** How much of it; null where nobody counted. */
  heard: Heard | null;
  player: HTMLMediaElement | null;
}

/** Says whether it was played, and how much of it; where it must be, the way there is its player. */
export function PlayedNote({ material, played, heard, player }: PlayedNoteProps) {
  const text = useText().material;
  const signed = useSigned();
  useSeenPart(signed ? played : null);
  if (played)
    return (
      <p className="figures mt-1.5 flex items-center gap-1.5 text-xs text-muted-foreground">
        <CircleCheckIcon className="size-3.5 text-success" aria-hidden />
        <span>{text.played}</span>
        {heard && (
          <span>· {heard.whole ? text.toItsEnd : text.ofWhole(clock(heard.seconds), clock(heard.of))}</span>
        )}
      </p>
    );
  if (!signed) return null;
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

function clock(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
