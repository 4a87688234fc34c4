"use client";

import { rowLetters, Words } from "@/components/run/words";
import { useText } from "@/components/text";
import type { Template } from "./template";

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
