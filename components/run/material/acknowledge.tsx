"use client";

import { TriangleAlertIcon } from "lucide-react";
import { type ReactNode, useId, useRef } from "react";
import { useText } from "@/components/text";
import { useSettled, useUnseenPart } from "../unseen";
import { useSigned } from "./place";

interface AcknowledgeProps {
  /** What it is about, always the same for the same thing. */
  of: string;
  /** What was not shown, and why. */
  says: ReactNode;
  /** Leads to where it can be seen after all; left out, to the box. */
  show?: () => void;
}

/** Names what was not seen, and before a decision takes the word of whoever decides that they know. */
export function Acknowledge({ of, says, show }: AcknowledgeProps) {
  const text = useText().material;
  const id = useId();
  const signed = useSigned();
  const box = useRef<HTMLInputElement>(null);
  const [known, setKnown] = useSettled(`known ${of}`);
  const lead = () => {
    box.current?.scrollIntoView({ block: "center" });
    box.current?.focus({ preventScroll: true });
  };
  useUnseenPart(signed && !known, show ?? lead);
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1.5 rounded-md bg-warning-soft px-3 py-2 text-sm">
      <p className="flex min-w-0 flex-1 basis-64 gap-2 wrap-anywhere" id={id}>
        <TriangleAlertIcon className="mt-0.5 size-4 shrink-0 text-warning" aria-hidden />
        <span className="min-w-0">{says}</span>
      </p>
      {signed && (
        <label className="flex items-center gap-2 font-medium">
          <input
            ref={box}
            type="checkbox"
            checked={known}
            aria-describedby={id}
            className="size-4 accent-primary"
            onChange={(event) => setKnown(event.target.checked)}
          />
          {text.known}
        </label>
      )}
    </div>
  );
}
