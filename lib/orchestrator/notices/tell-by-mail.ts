import { keepNotice, noticeOf, type ReviewNotice } from "@/lib/store/review-notices";
import { loadRun } from "@/lib/store/runs/load-run";
import type { Context } from "../context";
import type { QuestionNotice } from "../jobs";
import { webhookLimits } from "../limits";
import type { PostOffice } from "./post-office";
import { questionWords } from "./question-words";
import { type Recipient, recipientsOf } from "./recipients";

/**
 * Writes to those whose question it is that it waits, once to each: what kind of question, of which model, and a link to
 * the desk. What was asked for does not go along, for a mail cannot be taken back.
 * @returns when to try again for whom it did not reach; null when all have it, or the question is over
 */
export async function tellByMail(context: Context, notice: QuestionNotice): Promise<Date | null> {
  const { mail, db, clock } = context;
  if (mail === null) return null;
  const stored = await loadRun(db.prisma, notice.run_id);
  if (!questionWords(stored.state, notice.review_id).isOpen) return null;
  const recipients = await recipientsOf(context, stored, mail.settings.to, clock());
  const { title } = questionWords(stored.state, notice.review_id);
  const again: Date[] = [];
  for (const recipient of recipients) {
    const next = await write(context, mail, notice, recipient, title);
    if (next !== null) again.push(next);
  }
  return again.toSorted((one, other) => one.getTime() - other.getTime())[0] ?? null;
}

async function write(
  { db: { prisma }, clock, site, log }: Context,
  mail: PostOffice,
  { run_id, review_id }: QuestionNotice,
  { id: person, email }: Recipient,
  title: string,
): Promise<Date | null> {
  const id = `mail:${review_id}:${person}`;
  const now = clock();
  const known = await noticeOf(prisma, id);
  if (known?.shown != null || known?.reference === "given_up") return null;
  const unsent = { place: null, reference: null, shown: null, problem: null };
  const row: ReviewNotice = known ?? {
    ...{ id, runId: run_id, reviewId: review_id, ...unsent },
    ...{ tries: 0, createdAt: now, updatedAt: now },
  };
  const link = `${site}/runs/${run_id}`;
  const outcome = await mail.send({
    to: email,
    subject: `A question waits: ${title}`,
    text: `${title}\n\nIt waits for a person: ${link}\n\nYou get this because you review for Countersign. Nothing is decided by opening the link.\n`,
    messageId: `<${review_id}.${person}@${new URL(site).hostname}>`,
  });
  if (outcome === null) {
    await keepNotice(prisma, { ...row, shown: "sent", problem: null, updatedAt: clock() });
    return null;
  }
  const tries = row.tries + 1;
  const wait = outcome.final ? undefined : webhookLimits.waits[tries - 1];
  const reference = wait === undefined ? "given_up" : null;
  await keepNotice(prisma, { ...row, tries, reference, problem: outcome.problem, updatedAt: clock() });
  log.warn({ event: "mail_refused", run_id, problem: outcome.problem, tries }, "A mail was not taken");
  return wait === undefined ? null : new Date(now.getTime() + wait);
}
