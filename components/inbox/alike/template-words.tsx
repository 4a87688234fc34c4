"use client";

import { useMemo } from "react";
import { Drawn, rowLetters, Words } from "@/components/run/words";
import { useText } from "@/components/text";
import { segmentsBetween, segmentsOf } from "@/lib/core/hidden/segments";
import { marked, type Template } from "./template";

/** A text, whole, with whatever is not in the template marked. */
export function MarkedWords({ text, template }: { text: string; template: Template }) {
  const segments = useMemo(() => segmentsOf(text), [text]);
  const stretches = useMemo(() => marked(text, template), [text, template]);
  return (
    <bdi>
      {stretches.map(({ from, to, differs }) => (
        <span
          key={from}
          className={differs ? "rounded-sm bg-accent font-semibold text-accent-foreground" : ""}
        >
          <Drawn still segments={segmentsBetween(segments, from, to)} />
        </span>
      ))}
    </bdi>
  );
}

/** What prompts have in common, in a line, with a mark wherever they differ. */
export function TemplateWords({ template }: { template: Template }) {
  const text = useText();
  const written = template.map((part) => part ?? " ▢").join("");
  return (
    <span title={written.includes("▢") ? text.inbox.differsAt : undefined}>
      <Words still text={written.trimStart()} to={rowLetters} />
    </span>
  );
}
