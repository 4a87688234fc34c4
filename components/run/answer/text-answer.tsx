"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { whenConnected } from "@/components/live/when-connected";
import { useText } from "@/components/text";
import { Segmented } from "@/components/ui/segmented";
import { Clamp } from "../clamp";
import WordDiff from "../payload/word-diff";
import { ReadToEnd } from "../read-to-end";
import { StillLoading } from "../still-loading";
import { useUnseenPart } from "../unseen";
import { Words } from "../words";
import { hidesWhenSet } from "./hides-when-set";

const Markdown = dynamic(() => whenConnected(() => import("./markdown")), {
  ssr: false,
  loading: StillLoading,
});

const marks = /^(#{1,6} |[-*+] |\d+\. |> |```)|\*\*|__|\[[^\]]+\]\(|^\|.*\|$/m;

type View = "changes" | "formatted" | "plain" | "raw";

/** A text as it would be released; what the audit changed, and the provider's own words, one click away. */
export default function TextAnswer({ audited, raw }: { audited: string; raw: string | null }) {
  const text = useText();
  const altered = raw !== null && raw !== audited;
  const marked = marks.test(audited);
  const options = [
    ...(altered ? [{ value: "changes" as const, label: text.answer.changes }] : []),
    ...(marked ? [{ value: "formatted" as const, label: text.answer.formatted }] : []),
    { value: "plain" as const, label: altered ? text.answer.audited : text.answer.plain },
    ...(altered ? [{ value: "raw" as const, label: text.answer.raw }] : []),
  ];
  const [chosen, setChosen] = useState<View | null>(null);
  const lossy = marked && hidesWhenSet(audited);
  const whole = altered ? "changes" : marked && !lossy ? "formatted" : "plain";
  const view = options.find((option) => option.value === chosen)?.value ?? whole;
  // Neither a setting that leaves words out nor the provider's own words are what is signed.
  useUnseenPart((view === "formatted" && lossy) || (view === "raw" && altered), () => setChosen(whole));
  return (
    <div className="grid gap-3">
      {options.length > 1 && (
        <Segmented label={text.answer.views} value={view} onChange={setChosen} options={options} />
      )}
      <ReadToEnd>
        {altered && view === "changes" ? (
          <WordDiff before={raw} after={audited} beforeName={text.answer.raw} weaveAbove={0} />
        ) : view === "formatted" ? (
          <Clamp key={view} height={36}>
            <Markdown text={audited} />
          </Clamp>
        ) : (
          <Clamp key={view} height={36}>
            <p className="max-w-[46rem] text-[0.9375rem] leading-relaxed wrap-anywhere whitespace-pre-wrap">
              <Words text={view === "raw" && altered ? raw : audited} />
            </p>
          </Clamp>
        )}
      </ReadToEnd>
    </div>
  );
}
