"use client";

import { useState } from "react";
import { useText } from "@/components/text";
import { Segmented } from "@/components/ui/segmented";
import { Clamp } from "../clamp";
import WordDiff from "../payload/word-diff";

/** A text as it would be released; what the audit changed, and the provider's own words, one click away. */
export default function TextAnswer({ audited, raw }: { audited: string; raw: string | null }) {
  const text = useText();
  const [view, setView] = useState<"changes" | "audited" | "raw">("changes");
  const altered = raw !== null && raw !== audited;
  return (
    <div className="grid gap-3">
      {altered && (
        <Segmented
          label={text.answer.views}
          value={view}
          onChange={setView}
          options={[
            { value: "changes", label: text.answer.changes },
            { value: "audited", label: text.answer.audited },
            { value: "raw", label: text.answer.raw },
          ]}
        />
      )}
      {altered && view === "changes" ? (
        <WordDiff before={raw} after={audited} beforeName={text.answer.raw} weaveAbove={0} />
      ) : (
        <Clamp height={30}>
          <p className="text-[0.9375rem] leading-relaxed break-words whitespace-pre-wrap">
            {altered && view === "raw" ? raw : audited}
          </p>
        </Clamp>
      )}
      {raw !== null && !altered && <p className="text-xs text-muted-foreground">{text.answer.unchanged}</p>}
    </div>
  );
}
