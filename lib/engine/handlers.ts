import type { JsonObject } from "@/lib/contracts/json";
import type { RunState } from "@/lib/core/state";
import { advanceRun } from "@/lib/orchestrator/advance";
import { attemptInHand } from "@/lib/orchestrator/calls/attempt-in-hand";
import { callProvider } from "@/lib/orchestrator/calls/call";
import { cancelCall } from "@/lib/orchestrator/calls/cancel-call";
import { holdForPlace } from "@/lib/orchestrator/calls/hold-back";
import type { Context, JobAtHand } from "@/lib/orchestrator/context";
import { carryOutDecision, giveDecisionBack } from "@/lib/orchestrator/decisions/carry-out";
import { expireReview } from "@/lib/orchestrator/decisions/expire";
import { eraseFiles } from "@/lib/orchestrator/erasing/erase-files";
import { eraseRunsOf } from "@/lib/orchestrator/erasing/erase-person";
import { failRun } from "@/lib/orchestrator/fail";
import { handOver } from "@/lib/orchestrator/hand-over";
import { releaseHeld } from "@/lib/orchestrator/holds/release-held";
import { type JobKind, jobPayloads, lanesOf } from "@/lib/orchestrator/jobs";
import { tellByMail } from "@/lib/orchestrator/notices/tell-by-mail";
import { tellSlack } from "@/lib/orchestrator/notices/tell-slack";
import { cancelLate } from "@/lib/orchestrator/predictions/cancel-late";
import { announce, giveAnnouncementUp } from "@/lib/orchestrator/webhooks/announce";
import { deliverWebhook, giveDeliveryUp } from "@/lib/orchestrator/webhooks/deliver";
import { Unreadable } from "@/lib/store/runs/formats";
import type { Handler, Handlers, JobRow } from "./queue";
import { unreadableAgain } from "./tunables";

function isJobKind(kind: string): kind is JobKind {
  return kind in jobPayloads;
}

/** The context of a job that is done as soon as its run is so. */
function doing(context: Context, row: JobRow | null, isDone: JobAtHand["isDone"]): Context {
  return { ...context, atHand: row && { ...row, isDone } };
}

/** The context of a job that moves its run once. */
function once(context: Context, row: JobRow | null): Context {
  return doing(context, row, () => true);
}

/** Which verb does which job. */
export function createHandlers(context: Context): Handlers {
  const byKind = {
    advance: (payload, row) => advanceRun(once(context, row), jobPayloads.advance.parse(payload).run_id),
    call: (payload, row) => {
      const { run_id, attempt } = jobPayloads.call.parse(payload);
      const isDone = (run: RunState) => attemptInHand(run, attempt) === null;
      return callProvider(doing(context, row, isDone), run_id, attempt);
    },
    cancel_call: (payload) => {
      const { run_id, attempt } = jobPayloads.cancel_call.parse(payload);
      return cancelCall(context, run_id, attempt);
    },
    expire: (payload, row) => {
      const { run_id, review_id } = jobPayloads.expire.parse(payload);
      return expireReview(once(context, row), run_id, review_id);
    },
    carry_out: (payload, row) => {
      const { run_id, review_id } = jobPayloads.carry_out.parse(payload);
      return carryOutDecision(once(context, row), run_id, review_id);
    },
    erase_files: async (payload) => {
      await eraseFiles(context, jobPayloads.erase_files.parse(payload).run_id);
      return null;
    },
    erase_person: (payload) => eraseRunsOf(context, jobPayloads.erase_person.parse(payload)),
    cancel_late: (payload) => cancelLate(context, jobPayloads.cancel_late.parse(payload).run_id),
    deliver: (payload) => deliverWebhook(context, jobPayloads.deliver.parse(payload)),
    notice_slack: (payload) => tellSlack(context, jobPayloads.notice_slack.parse(payload)),
    notice_mail: (payload) => tellByMail(context, jobPayloads.notice_mail.parse(payload)),
    announce: (payload) => announce(context, jobPayloads.announce.parse(payload)),
    release: (payload) => releaseHeld(context, jobPayloads.release.parse(payload).hold_id),
  } as const satisfies Record<JobKind, Handler>;

  return {
    kinds: Object.keys(byKind),
    lanes: lanesOf(context.registry.list()),
    async run(kind, payload, row) {
      if (!isJobKind(kind)) throw new Error(`There is no handler for jobs of kind ${kind}`);
      try {
        return await byKind[kind](payload, row);
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        // Its run is on nobody's hands here, and the job is as it was: whoever can read it carries it on.
        context.log.error({ event: "run_unreadable", err: error, kind }, error.message);
        return new Date(context.clock().getTime() + unreadableAgain);
      }
    },
    async heldUp(kind, payload) {
      if (kind !== "call") return;
      const { run_id, attempt } = jobPayloads.call.parse(payload);
      await holdForPlace(context, run_id, attempt);
    },
    async gaveUp(kind, payload: JsonObject, { reason, died }) {
      if (kind === "carry_out") {
        const { run_id, review_id } = jobPayloads.carry_out.parse(payload);
        return giveDecisionBack(context, run_id, review_id, reason);
      }
      if (kind === "announce") return giveAnnouncementUp(context, jobPayloads.announce.parse(payload));
      if (kind === "deliver") return giveDeliveryUp(context, jobPayloads.deliver.parse(payload));
      const { run_id } = payload;
      // Only what moves a run forward can leave it standing; the rest is help that failed.
      if ((kind === "advance" || kind === "call") && typeof run_id === "string")
        await (died ? handOver : failRun)(context, run_id, reason);
    },
  };
}
