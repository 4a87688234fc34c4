import { readdirSync } from "node:fs";
import { join } from "node:path";
import { canonicalJson } from "@/lib/core/digest";
import type { Outcome, Remains } from "./remains";
import { sandboxIdsByAttempt } from "./sandbox-calls";

/**
 * Law 3: at most one call for each approval. Runs ask for different things, so a prediction belongs to the attempts
 * with exactly its input; more predictions than attempts is money spent twice.
 */
export async function checkCalls({ db, ledger, replicate, dataDir }: Remains): Promise<Outcome> {
  const faults: string[] = [];
  const attempts = await db.prisma.attempt.findMany();
  const cancelled = new Set(
    (await db.prisma.run.findMany({ where: { status: "cancelled" }, select: { id: true } })).map(
      ({ id }) => id,
    ),
  );
  const revisions = await db.prisma.payloadRevision.findMany({
    select: { runId: true, number: true, content: true },
  });
  const contentOf = new Map(revisions.map(({ runId, number, content }) => [`${runId} ${number}`, content]));
  const inputOf = new Map(replicate.predictions.map(({ id, input }) => [id, canonicalJson(input)]));
  const attemptsOf = new Map<string, typeof attempts>();
  for (const attempt of attempts) {
    const { runId, revision, providerId } = attempt;
    // What an erased run asked for only the provider knows still.
    const sent = ledger.erasures.has(runId) && providerId !== null ? inputOf.get(providerId) : undefined;
    const content = sent ?? contentOf.get(`${runId} ${revision}`) ?? "";
    attemptsOf.set(content, [...(attemptsOf.get(content) ?? []), attempt]);
  }
  const predictionsOf = new Map<string, string[]>();
  for (const { id, input } of replicate.predictions) {
    const content = canonicalJson(input);
    predictionsOf.set(content, [...(predictionsOf.get(content) ?? []), id]);
  }
  let notAdopted = 0;
  for (const [content, ids] of predictionsOf) {
    const approved = attemptsOf.get(content) ?? [];
    const names = approved.map(({ runId, number }) => `${runId}.${number}`).join(", ");
    if (ids.length > approved.length)
      faults.push(`${ids.length} calls (${ids.join(", ")}) for ${approved.length} approvals (${names})`);
    const adopted = new Set(approved.map(({ providerId }) => providerId));
    const excused = approved.filter(({ outcome, runId }) => outcome === "unknown" || cancelled.has(runId));
    const orphans = ids.filter((id) => !adopted.has(id));
    notAdopted += orphans.length;
    if (orphans.length > excused.length)
      faults.push(`Nobody knows of the call ${orphans.join(", ")} (${names})`);
  }
  const ids = attempts.flatMap(({ providerId }) => providerId ?? []);
  if (new Set(ids).size < ids.length) faults.push("Two attempts have adopted one call");
  const sandbox = sandboxIdsByAttempt(readdirIfThere(join(dataDir, "sandbox")));
  for (const [call, count] of sandbox) {
    if (count > 1) faults.push(`The sandbox was called ${count} times for one attempt (${call})`);
  }
  return {
    figures: {
      attempts: attempts.length,
      calls: replicate.predictions.length + sandbox.size,
      callsLookedUp: await db.prisma.runEvent.count({
        where: { type: "attempt_progress", message: "Looking the call up at the provider" },
      }),
      callsNotAdopted: notAdopted,
    },
    faults,
  };
}

function readdirIfThere(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
