"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { whenConnected } from "@/components/live/when-connected";
import { useText } from "@/components/text";
import { Acknowledge } from "./acknowledge";
import { FileLine } from "./file-line";
import type { Material } from "./material";
import { PlayedNote, usePlayed } from "./played";
import { Player } from "./player";

const Waveform = dynamic(() => whenConnected(() => import("./waveform")), { ssr: false });

/** A sound with its shape over its length; one that does not play is named as such. */
export function Sound({ material }: { material: Material }) {
  const text = useText().material;
  const [media, setMedia] = useState<HTMLAudioElement | null>(null);
  const [broken, setBroken] = useState(false);
  const { played, heard, onTimeUpdate } = usePlayed(material);
  return (
    <div className="rounded-lg border bg-background p-3">
      {!broken && (
        <Player name={material.name} media={media} loops={false}>
          <div className="mb-2 h-16">
            {media && <Waveform key={material.url} url={material.url} media={media} />}
          </div>
          {/* biome-ignore lint/a11y/useMediaCaption: generated sound has no captions */}
          <audio
            ref={setMedia}
            controls
            preload="metadata"
            src={material.url}
            aria-label={material.name}
            onError={() => setBroken(true)}
            onTimeUpdate={onTimeUpdate}
            className="h-10 w-full"
          />
        </Player>
      )}
      {broken ? (
        <Acknowledge of={material.url} says={text.broken(material.name)} />
      ) : (
        <PlayedNote material={material} played={played} heard={heard} player={media} />
      )}
      <FileLine material={material} />
    </div>
  );
}
