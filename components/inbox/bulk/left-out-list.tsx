"use client";

import { CircleAlertIcon } from "lucide-react";
import { Words } from "@/components/run/words";
import { useText } from "@/components/text";
import type { RunSummary } from "@/lib/contracts/run";
import type { LeftOut } from "./use-batch";

interface LeftOutListProps {
  leftOut: LeftOut[];
  onOpen: (run: RunSummary) => void;
}

/** More than these nobody reads; none of them is signed. */
const mostNamed = 100;

/** What is not decided with the others, why each is not, and the way to it. */
export function LeftOutList({ leftOut, onOpen }: LeftOutListProps) {
  const text = useText();
  return (
    <section className="bg-secondary/50 px-6 py-3 text-sm">
      <h3 className="flex items-center gap-2 font-medium">
        <CircleAlertIcon className="size-4 shrink-0 text-warning" aria-hidden />
        {text.bulk.leftOut(leftOut.length)}
      </h3>
      <ul className="mt-1.5 grid gap-1 text-muted-foreground">
        {leftOut.slice(0, mostNamed).map(({ run, why }) => (
          <li key={run.run_id} className="wrap-anywhere">
            <button
              type="button"
              className="rounded-sm text-left text-foreground underline-offset-2 hover:underline"
              onClick={() => onOpen(run)}
            >
              <Words still text={run.prompt} to={80} />
            </button>{" "}
            {text.bulk.why[why]}
          </li>
        ))}
      </ul>
      {leftOut.length > mostNamed && (
        <p className="mt-1 text-muted-foreground">{text.bulk.more(leftOut.length - mostNamed)}</p>
      )}
    </section>
  );
}
