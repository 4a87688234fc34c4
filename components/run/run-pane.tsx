"use client";

import { isApiError } from "@/components/api/api-error";
import { useRun } from "@/components/api/get-run";
import { useMounted } from "@/components/hooks/use-mounted";
import { useConnection } from "@/components/live/live-provider";
import { pollInterval } from "@/components/live/poll-interval";
import { Blank } from "@/components/shell/blank";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { RunSkeleton } from "./run-skeleton";
import { RunView } from "./run-view";

interface RunPaneProps {
  runId: string;
  paged?: boolean;
  led?: boolean;
  onDecided?: () => void;
}

/** A run from the server, on its own page or beside the inbox. */
export function RunPane({ runId, paged = false, led = false, onDecided = () => {} }: RunPaneProps) {
  const text = useText();
  const connection = useConnection();
  const { data: run, error, refetch } = useRun(runId, pollInterval(connection));
  // Drawn by the browser alone: a run tells times of the reader's own zone, and what was kept on this machine.
  const mounted = useMounted();
  // The key gives every run its own message, mode and draft.
  if (run && mounted) return <RunView key={runId} run={run} paged={paged} led={led} onDecided={onDecided} />;
  if (!error) return <RunSkeleton />;
  const missing = isApiError(error) && error.status === 404;
  return (
    <Blank
      role="alert"
      seed={runId}
      title={missing ? text.run.notFound : text.run.failed}
      hint={missing ? text.run.notFoundHint : text.problem(error)}
    >
      {!missing && (
        <Button variant="outline" onClick={() => void refetch()}>
          {text.run.again}
        </Button>
      )}
    </Blank>
  );
}
