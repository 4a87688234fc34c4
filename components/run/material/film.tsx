"use client";

import { useState } from "react";
import { useText } from "@/components/text";
import { Acknowledge } from "./acknowledge";
import { FileLine } from "./file-line";
import { pictureHeight } from "./looks";
import type { Material } from "./material";
import { PlayedNote, usePlayed } from "./played";
import { Player } from "./player";

/** A film in its player; one that does not play is named as such. */
export function Film({ material }: { material: Material }) {
  const text = useText().material;
  const [media, setMedia] = useState<HTMLVideoElement | null>(null);
  const [broken, setBroken] = useState(false);
  const { played, heard, onTimeUpdate } = usePlayed(material);
  return (
    <div>
      {!broken && (
        <Player name={material.name} media={media} loops>
          {/* biome-ignore lint/a11y/useMediaCaption: generated video has no captions */}
          <video
            ref={setMedia}
            controls
            loop
            playsInline
            preload="metadata"
            src={material.url}
            aria-label={material.name}
            // A file that has no picture in it plays, and shows nothing.
            onLoadedMetadata={({ currentTarget }) => setBroken(currentTarget.videoWidth === 0)}
            onError={() => setBroken(true)}
            onTimeUpdate={onTimeUpdate}
            className={`${pictureHeight} w-full rounded-lg border bg-muted`}
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
