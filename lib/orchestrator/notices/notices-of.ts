import type { RunState } from "@/lib/core/state";
import type { NewJob } from "@/lib/store/runs/outbox";
import type { Context } from "../context";
import { noticeJobs } from "../jobs";

/** The questions of which there may be something else to say than before. */
function touched(before: RunState | null, after: RunState): string[] {
  const ids = new Set([before?.review?.id, after.review?.id, before?.held?.review_id, after.held?.review_id]);
  if (before?.review?.id === after.review?.id && before?.held === after.held && !after.erased) return [];
  return [...ids].filter((id) => id !== undefined);
}

/** What reviewers are told beside the desk as a question opens or ends: jobs that are committed with it (law 4). */
export function noticesOf(
  { slack, mail }: Pick<Context, "slack" | "mail">,
  before: RunState | null,
  after: RunState,
): NewJob[] {
  if (slack === null && mail === null) return [];
  return touched(before, after).flatMap((review_id) =>
    noticeJobs(
      { run_id: after.run_id, review_id },
      { slack: slack !== null, mail: mail !== null && after.review?.id === review_id },
    ),
  );
}
