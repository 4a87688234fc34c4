import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { ApiError } from "@/components/api/api-error";
import { decideRuns } from "@/components/api/decide-runs";
import { keys } from "@/components/api/keys";
import { rowAfter } from "@/components/api/row-after";
import { undoDecision } from "@/components/api/undo-decision";
import { patchWaiting, type Waiting } from "@/components/api/waiting-runs";
import { notify } from "@/components/shell/notify";
import { useText } from "@/components/text";
import type { Problem } from "@/lib/contracts/problem";
import type { Run, RunSummary } from "@/lib/contracts/run";
import { lateSentence } from "./late-sentence";
import { withdrawUndo } from "./offer-undo";

interface Decided {
  run_id: string;
  /** Of the question that was answered; left out, it is the decision that waits. */
  approval_token?: string;
}

interface TakenBack {
  runs: string[];
  /** How a single run stands now. */
  run: Run | null;
  /** Why those that came too late did. */
  late: (Problem | null)[];
}

async function takeBack(runs: Decided[]): Promise<TakenBack> {
  const [only, ...others] = runs;
  if (only && others.length === 0) {
    const run = await undoDecision(only.run_id, { approval_token: only.approval_token });
    return { runs: [run.run_id], run, late: [] };
  }
  const named = runs.map(({ run_id, approval_token = "" }) => ({ run_id, approval_token }));
  const outcomes = await decideRuns({ action: "undo", runs: named });
  const late = outcomes.filter(({ decided }) => !decided);
  return {
    runs: outcomes.filter(({ decided }) => decided).map(({ run_id }) => run_id),
    run: null,
    late: late.map(({ problem }) => problem ?? null),
  };
}

/** Shows at once that nothing goes out any more: the list would hear of it only a moment later. */
function showTakenBack(client: QueryClient, { runs, run }: TakenBack) {
  if (run) client.setQueryData(keys.run(run.run_id), run);
  const gone = new Set(runs);
  const rows =
    client.getQueryData<Waiting>(keys.waiting)?.runs.filter(({ run_id }) => gone.has(run_id)) ?? [];
  const changes = rows.map((row): [string, RunSummary | null] => [
    row.run_id,
    run ? rowAfter(row, run) : { ...row, status: "awaiting_human", held_decision: null, undo_until: null },
  ]);
  patchWaiting(client, new Map(changes));
}

/** Opens a run where one is: beside the inbox, else on its own page. */
function open(runId: string, router: ReturnType<typeof useRouter>) {
  const { pathname } = window.location;
  if (pathname === `/runs/${runId}`) return;
  if (pathname !== "/") return router.push(`/runs/${runId}`);
  const params = new URLSearchParams(window.location.search);
  params.set("run", runId);
  window.history.replaceState(null, "", `?${params}`);
}

/** Takes decisions back that have not gone out, opens the run, and says honestly what came too late. */
export function useTakeBack() {
  const text = useText();
  const client = useQueryClient();
  const router = useRouter();
  return useMutation<TakenBack, ApiError, Decided[]>({
    mutationFn: takeBack,
    onMutate: (runs) => withdrawUndo(runs.map(({ run_id }) => run_id)),
    onSuccess: (taken) => {
      const { runs, late } = taken;
      const [first] = runs;
      showTakenBack(client, taken);
      if (first) {
        notify(text.undo.undone(runs.length));
        open(first, router);
      }
      if (late.length > 0) notify(lateSentence(late, text), "failed");
    },
    onError: (error) => {
      const late = error.code === "invalid_state" ? error.problem : null;
      notify(late ? lateSentence([late], text) : text.undo.failed(text.problem(error)), "failed");
    },
    onSettled: (_, __, runs) => {
      for (const { run_id } of runs) void client.invalidateQueries({ queryKey: keys.run(run_id) });
    },
  });
}
