"use client";

import { EraserIcon } from "lucide-react";
import { useText } from "@/components/text";
import { TimeAgo } from "@/components/time/time-ago";
import type { Erasure } from "@/lib/contracts/erasure";
import { Section } from "./section";
import { Words } from "./words";

/** What stands in place of request, payload and answer once they were erased: by whom, when, why, and what is left. */
export function ErasedCard({ erased }: { erased: Erasure }) {
  const text = useText();
  const words = text.run.erasure;
  const { by, at, rule, not_erasable, intact } = erased;
  return (
    <Section
      title={
        <span className="flex items-center gap-2">
          <EraserIcon className="size-4 text-muted-foreground" aria-hidden />
          {words.title}
        </span>
      }
    >
      <p className="text-sm leading-relaxed text-pretty">{words.what}</p>
      <p className="mt-2 text-sm text-muted-foreground">
        <Words text={by.name} /> · <TimeAgo at={at} /> · {words.rules[rule]}
      </p>
      <p className="mt-2 text-sm text-pretty">{intact ? words.intact : words.broken}</p>
      {not_erasable.length > 0 && (
        <p className="mt-2 text-sm text-pretty">{words.left(not_erasable.join(", "))}</p>
      )}
    </Section>
  );
}
