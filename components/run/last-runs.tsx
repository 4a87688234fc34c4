"use client";

import { useRuns } from "@/components/api/list-runs";
import { useText } from "@/components/text";
import { TimeAgo } from "@/components/time/time-ago";
import type { Run, RunSummary } from "@/lib/contracts/run";
import { shownPrompt } from "./shown-prompt";
import { StatusBadge } from "./status-badge";
import { rowLetters, Words } from "./words";

/** So many tell how somebody's requests fare. */
const shown = 5;

/** Whose runs these are: whom the request names, else the account or key that sent it. */
function requesterOf({ by, user_id, user_email }: Run["request"]) {
  if (user_id !== null) return { user_id };
  return user_email !== null ? { user_email } : { created_by: by.id };
}

/** The runs the same requester asked for before this one, and how each was decided. */
export function LastRuns({ run }: { run: Run }) {
  const { whoAsks } = useText().run;
  const before = { created_before: run.created_at, limit: shown };
  const { data, error } = useRuns({ ...requesterOf(run.request), ...before });
  if (error) return <p className="text-sm text-muted-foreground">{whoAsks.lastFailed}</p>;
  if (!data) return null;
  return (
    <div className="mt-5 border-t pt-4">
      <h3 className="text-xs text-muted-foreground">{whoAsks.last}</h3>
      {data.runs.length === 0 ? (
        <p className="mt-1 text-sm text-muted-foreground">{whoAsks.lastNone}</p>
      ) : (
        <ul className="mt-1 divide-y text-sm">
          {data.runs.slice(0, shown).map((earlier) => (
            <li key={earlier.run_id} className="py-2">
              <Earlier run={earlier} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Earlier({ run }: { run: RunSummary }) {
  const all = useText();
  const { words, run: text } = all;
  const { last_decision: decision } = run;
  return (
    <a href={`/runs/${run.run_id}`} className="block min-w-0 rounded-sm hover:underline">
      <span className="line-clamp-1 wrap-anywhere">
        <Words still text={shownPrompt(run, all)} to={rowLetters} />
      </span>
      <span className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted-foreground">
        <StatusBadge status={run.status} />
        <span className="wrap-anywhere">
          {decision ? (
            <Words still text={`${decision.actor.name} ${words.decided[decision.action]}`} />
          ) : (
            text.whoAsks.nobodyDecided
          )}
        </span>
        <TimeAgo at={run.created_at} />
      </span>
    </a>
  );
}
