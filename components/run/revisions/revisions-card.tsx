"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useRevisions } from "@/components/api/revisions";
import { whenConnected } from "@/components/live/when-connected";
import { useText } from "@/components/text";
import { TimeAgo } from "@/components/time/time-ago";
import { Badge } from "@/components/ui/badge";
import type { Revision } from "@/lib/contracts/evidence";
import type { JsonObject } from "@/lib/contracts/json";
import type { Run } from "@/lib/contracts/run";
import { Section } from "../section";
import { Words } from "../words";

const Comparison = dynamic(() => whenConnected(() => import("./comparison")), { ssr: false });

interface RevisionsCardProps {
  run: Run;
  /** Opens an edit that begins with a change; null where nothing can be edited. */
  onEdit: ((change: (payload: JsonObject) => JsonObject) => void) | null;
}

/** Every version of the payload: who made it and when, any two compared, and an edit begun from an old one. */
export function RevisionsCard({ run, onEdit }: RevisionsCardProps) {
  const text = useText().revisions;
  const { data: revisions, isError } = useRevisions(run.run_id);
  const [pair, setPair] = useState<{ from: number; to: number } | null>(null);
  if (isError) {
    return (
      <Section title={text.title}>
        <p className="text-sm text-muted-foreground">{text.failed}</p>
      </Section>
    );
  }
  if (!revisions) return null;
  const present = run.payload_revision ?? revisions.at(-1)?.number ?? 1;
  return (
    <Section
      title={text.title}
      aside={<span className="figures text-xs text-muted-foreground">{text.count(revisions.length)}</span>}
    >
      <ol className="divide-y border-y">
        {revisions.toReversed().map((revision) => (
          <li key={revision.number}>
            <RevisionRow
              revision={revision}
              present={revision.number === present}
              onCompare={() =>
                setPair(
                  revision.number === present
                    ? { from: Math.max(1, present - 1), to: present }
                    : { from: revision.number, to: present },
                )
              }
            />
          </li>
        ))}
      </ol>
      {pair && <Comparison run={run} revisions={revisions} pair={pair} onPair={setPair} onEdit={onEdit} />}
    </Section>
  );
}

interface RevisionRowProps {
  revision: Revision;
  present: boolean;
  onCompare: () => void;
}

function RevisionRow({ revision, present, onCompare }: RevisionRowProps) {
  const text = useText().revisions;
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-2 text-sm">
      <span className="figures w-5 text-right text-muted-foreground">{revision.number}</span>
      <span className="font-medium">{text.kind[revision.kind]}</span>
      {present && <Badge>{text.current}</Badge>}
      <span className="min-w-0 truncate text-muted-foreground">
        <Words text={revision.actor.name} />
      </span>
      <TimeAgo at={revision.created_at} className="text-xs text-muted-foreground" />
      <button
        type="button"
        aria-label={text.choose(revision.number)}
        className="ml-auto rounded-sm text-xs font-medium text-primary hover:underline"
        onClick={onCompare}
      >
        {text.compare}
      </button>
    </div>
  );
}
