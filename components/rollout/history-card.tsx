"use client";

import { useState } from "react";
import { Section } from "@/components/run/section";
import { Words } from "@/components/run/words";
import { Initials } from "@/components/shell/initials";
import { useAdminText } from "@/components/text/admin-text";
import { TimeAgo } from "@/components/time/time-ago";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { RolloutChange } from "@/lib/contracts/rollout";

const shownFirst = 8;

/** Who changed what, when and why, newest first. */
export function HistoryCard({ history }: { history: RolloutChange[] }) {
  const text = useAdminText();
  const words = text.rollout.history;
  const [all, setAll] = useState(false);
  const rest = history.length - shownFirst;
  return (
    <Section title={words.title} aside={<p className="text-xs text-muted-foreground">{words.hint}</p>}>
      {history.length === 0 && <p className="text-sm text-muted-foreground">{words.none}</p>}
      <ol className="grid gap-4">
        {(all ? history : history.slice(0, shownFirst)).map((entry) => (
          <HistoryEntry key={entry.version} entry={entry} />
        ))}
      </ol>
      {!all && rest > 0 && (
        <Button variant="outline" size="sm" className="mt-4" onClick={() => setAll(true)}>
          {words.more(rest)}
        </Button>
      )}
    </Section>
  );
}

function HistoryEntry({ entry }: { entry: RolloutChange }) {
  const text = useAdminText();
  const words = text.rollout.history;
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-2.5 text-sm leading-snug">
      <Initials name={entry.actor.name} className="mt-px" />
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">
            <Words text={entry.actor.name} />
          </span>
          <TimeAgo at={entry.at} className="text-xs text-muted-foreground" />
          {entry.kind === "rollback" && <Badge variant="destructive">{words.rollback}</Badge>}
          <span className="figures ml-auto text-xs text-muted-foreground" title={entry.hash}>
            {words.version(entry.version)}
          </span>
        </p>
        <p className="mt-0.5 wrap-anywhere text-pretty">{entry.why}</p>
        <ul className="mt-0.5 text-xs wrap-anywhere text-muted-foreground">
          {entry.changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      </div>
    </li>
  );
}
