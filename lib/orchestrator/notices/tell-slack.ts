import { printJson } from "@/lib/contracts/json-text";
import { digestOf } from "@/lib/core/digest";
import { keepNotice, noticeOf, type ReviewNotice } from "@/lib/store/review-notices";
import { loadRun } from "@/lib/store/runs/load-run";
import type { Context } from "../context";
import type { QuestionNotice } from "../jobs";
import { webhookLimits } from "../limits";
import { questionWords } from "./question-words";
import { type SlackMessage, SlackRefusal } from "./slack-channel";

/** Where a question is answered: a link to the desk, and nothing that decides. */
function linkTo({ site }: Context, runId: string): string {
  return `${site}/runs/${runId}`;
}

function fresh({ run_id: runId, review_id: reviewId }: QuestionNotice, now: Date): ReviewNotice {
  const unsent = { place: null, reference: null, shown: null, problem: null };
  return { id: `slack:${reviewId}`, runId, reviewId, ...unsent, tries: 0, createdAt: now, updatedAt: now };
}

function messageOf({ place, reference }: ReviewNotice): SlackMessage | null {
  return place === null || reference === null ? null : { channel: place, ts: reference };
}

/**
 * Says of a question in the channel what is to be said of it now: posts it once while it is open, and writes the message
 * anew as it ends, wherever that was. The row is there before the message is sent, so that after a death in between the
 * channel is looked through for it first.
 * @returns when to try again; null when it is said, or never will be, and the row says why
 */
export async function tellSlack(context: Context, notice: QuestionNotice): Promise<Date | null> {
  const { slack, db, clock } = context;
  if (slack === null) return null;
  const { prisma } = db;
  const now = clock();
  const { state } = await loadRun(prisma, notice.run_id);
  const words = questionWords(state, notice.review_id);
  const known = await noticeOf(prisma, `slack:${notice.review_id}`);
  // Nobody has to hear of a question that was over before they could.
  if (known === null && !words.isOpen) return null;
  const shown = digestOf(printJson(words));
  if (known?.shown === shown) return null;
  const row = known ?? fresh(notice, now);
  if (known === null) await keepNotice(prisma, row);
  const link = linkTo(context, notice.run_id);
  const there =
    messageOf(row) ?? (known === null ? null : await slack.find(notice.review_id, known.createdAt));
  if (there === null && !words.isOpen) return null;
  const said =
    there === null ? await slack.post(notice.review_id, words, link) : await slack.update(there, words, link);
  if (!(said instanceof SlackRefusal)) {
    const at = {
      place: said.channel,
      reference: said.ts,
      shown,
      problem: null,
      tries: 0,
      updatedAt: clock(),
    };
    await keepNotice(prisma, { ...row, ...at });
    return null;
  }
  const tries = row.tries + 1;
  const found = there && { place: there.channel, reference: there.ts };
  await keepNotice(prisma, { ...row, ...found, tries, problem: said.problem, updatedAt: clock() });
  const fields = { event: "slack_refused", run_id: notice.run_id, problem: said.problem, tries };
  context.log[said.final ? "error" : "warn"](fields, "Slack did not take a message");
  const wait = said.final ? undefined : (said.after ?? webhookLimits.waits[tries - 1]);
  return wait === undefined ? null : new Date(now.getTime() + wait);
}
