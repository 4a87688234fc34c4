"use client";

import { RepeatIcon } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";

interface PlayerProps {
  name: string;
  /** What plays; null before it is there. */
  media: HTMLMediaElement | null;
  /** Whether it begins anew at its end until somebody says otherwise. */
  loops: boolean;
  children: ReactNode;
}

/** So many seconds an arrow goes on or back. */
const leap = 5;
const keys: Record<string, (player: HTMLMediaElement) => void> = {
  " ": (player) => (player.paused ? void player.play().catch(() => {}) : player.pause()),
  arrowleft: (player) => leapBy(player, -leap),
  arrowright: (player) => leapBy(player, leap),
};

const speeds = [0.5, 0.75, 1, 1.25, 1.5, 2];

/** Around a film or a sound: with the focus on it the space plays and stops, ← → go back and on; loop and speed. */
export function Player({ name, media, loops, children }: PlayerProps) {
  const text = useText().material;
  const [looped, setLooped] = useState(loops);
  const [speed, setSpeed] = useState(1);
  const hear = (event: KeyboardEvent) => {
    // What is inside has keys of its own.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = keys[event.key.toLowerCase()];
    if (!act || !media) return;
    event.preventDefault();
    act(media);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has no keys
    <div
      role="group"
      aria-label={text.player(name)}
      aria-description={text.playerKeys}
      title={text.playerKeys}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys are heard where the focus is on it
      tabIndex={0}
      className="rounded-md"
      onKeyDown={hear}
    >
      {children}
      <div className="mt-1.5 flex flex-wrap items-center gap-2 text-xs text-muted-foreground">
        <Button
          variant={looped ? "secondary" : "ghost"}
          size="xs"
          aria-pressed={looped}
          onClick={() => {
            setLooped(!looped);
            if (media) media.loop = !looped;
          }}
        >
          <RepeatIcon aria-hidden />
          {text.loop}
        </Button>
        <label className="flex items-center gap-1.5">
          {text.speed}
          <select
            value={speed}
            className="figures h-6 rounded-md border bg-background px-1 text-foreground"
            onChange={(event) => {
              const next = Number(event.target.value);
              setSpeed(next);
              if (media) media.playbackRate = next;
            }}
          >
            {speeds.map((one) => (
              <option key={one} value={one}>
                {text.times(one)}
              </option>
            ))}
          </select>
        </label>
      </div>
    </div>
  );
}

function leapBy(player: HTMLMediaElement, seconds: number) {
  const end = Number.isFinite(player.duration) ? player.duration : Number.POSITIVE_INFINITY;
  player.currentTime = Math.max(0, Math.min(end, player.currentTime + seconds));
}
