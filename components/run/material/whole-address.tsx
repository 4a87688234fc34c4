"use client";

import { Clamp } from "../clamp";
import { Words } from "../words";
import { useSigned } from "./place";

/** An address to its last letter: it is signed, too. */
export function WholeAddress({ address }: { address: string }) {
  const signed = useSigned();
  return (
    <Clamp height={3} counts={signed} className="mt-0.5">
      <p className="text-xs leading-4 wrap-anywhere text-muted-foreground">
        <Words text={address} />
      </p>
    </Clamp>
  );
}
