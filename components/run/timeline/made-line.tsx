"use client";

import { measured } from "@/components/format/duration";
import { useText } from "@/components/text";
import type { Made } from "@/lib/contracts/parts";

/** How a decision was made: where, on which revision, and what whoever made it says they had seen. */
export function MadeLine({ made }: { made: Made }) {
  const text = useText();
  const { made: words } = text.run.timeline;
  const { surface, revision, seen } = made;
  const facts = [
    words.surface[surface],
    ...(revision === null ? [] : [words.revision(revision)]),
    ...(seen && seen.of > 0 ? [words.seen(seen.count, seen.of)] : []),
    ...(seen ? [words.open(measured(seen.open_ms, text.time))] : []),
  ];
  return (
    <p className="figures mt-0.5 text-xs text-muted-foreground" title={seen ? words.claim : undefined}>
      {facts.join(" · ")}
    </p>
  );
}
