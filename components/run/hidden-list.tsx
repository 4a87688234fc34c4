"use client";

import { XIcon } from "lucide-react";
import { useMemo } from "react";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { type Segment, segmentsBetween, segmentsOf, withoutHidden } from "@/lib/core/hidden/segments";
import { Drawn } from "./words";

/** So many are listed; one button removes all of them. */
const mostListed = 20;

/** So many characters before and after show where it stands. */
const around = 16;

interface HiddenListProps {
  text: string;
  onChange: (text: string) => void;
}

/** Under a field one types in: what is hidden in its text, where, and the way to be rid of it. */
export function HiddenList({ text: typed, onChange }: HiddenListProps) {
  const text = useText().hidden;
  const segments = useMemo(() => segmentsOf(typed), [typed]);
  const hidden = segments.filter((segment) => segment.kind === "hidden");
  if (hidden.length === 0) return null;
  const cut = ({ at, text }: Segment) => onChange(typed.slice(0, at) + typed.slice(at + text.length));
  return (
    <section aria-label={text.title(hidden.length)} className="rounded-md bg-muted px-3 py-2 text-xs">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <h4 className="font-medium">{text.title(hidden.length)}</h4>
        <Button type="button" variant="outline" size="xs" onClick={() => onChange(withoutHidden(typed))}>
          {text.removeAll}
        </Button>
      </div>
      <ul className="mt-1 grid gap-0.5">
        {hidden.slice(0, mostListed).map((one) => (
          <li key={one.at} className="flex items-center gap-2">
            <span className="min-w-0 flex-1 truncate text-muted-foreground">
              <bdi>
                <Drawn
                  still
                  segments={segmentsBetween(segments, one.at - around, one.at + one.text.length + around)}
                />
              </bdi>
            </span>
            <Button
              type="button"
              variant="ghost"
              size="icon-xs"
              aria-label={text.remove(one.code)}
              onClick={() => cut(one)}
            >
              <XIcon aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      {hidden.length > mostListed && (
        <p className="mt-1 text-muted-foreground">{text.more(hidden.length - mostListed)}</p>
      )}
    </section>
  );
}
