/**
 * `npm run bench:opposite`: two people decide oppositely at the same moment; who is told what, and how often the provider
 * is called. On PostgreSQL each of them is at an instance of its own. One JSON line.
 *   npm run bench:opposite -- [--trials 100] [--on sqlite|postgres]
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { CodedError } from "@/lib/core/errors";
import { attemptKey } from "@/lib/orchestrator/calls/provider-call";
import { approveReview } from "@/lib/orchestrator/decisions/approve";
import { rejectReview } from "@/lib/orchestrator/decisions/reject";
import { waitForRest } from "@/lib/orchestrator/reading/rest";
import type { Sandbox } from "@/lib/providers/sandbox/provider";
import { startPostgres } from "@/lib/testing/postgres";
import { ann, reviewedRuns } from "./reviewed-runs";

const { values } = parseArgs({
  options: { trials: { type: "string", default: "100" }, on: { type: "string", default: "sqlite" } },
});
const trials = Number(values.trials);
const folder = mkdtempSync(join(tmpdir(), "countersign-opposite-"));
const server = values.on === "postgres" ? await startPostgres([]) : null;
const databaseUrl = server ? await server.createDatabase() : `file:${join(folder, "bench.db")}`;
const here = await reviewedRuns(databaseUrl, folder);
// A SQLite file has one process; on PostgreSQL the other one decides elsewhere.
const elsewhere = server ? await reviewedRuns(databaseUrl, folder) : here;
const bob = { ...ann, id: "user_bob", name: "bob" } as const;
const { predictions } = here.context.registry.byName("sandbox") as Sandbox;

const told = { both_ok: 0, one_ok_one_refused: 0, neither_ok: 0 };
const calls = { approved_and_called_once: 0, rejected_and_not_called: 0, otherwise: 0 };
for (let trial = 0; trial < trials; trial += 1) {
  const { run_id, approval_token } = await here.asked();
  const decision = (principal: typeof ann | typeof bob) => ({
    principal,
    question: { approval_token, if_match: null, received_at: new Date() },
    actor: undefined,
    idempotency: null,
  });
  const answers = await Promise.allSettled([
    approveReview(here.context, run_id, decision(ann), {}),
    // Whoever rejects has less to do: so that each may be first, they wait for some milliseconds or for none.
    pause((trial % 8) * 2).then(() =>
      rejectReview(elsewhere.context, run_id, decision(bob), { reason: "No." }),
    ),
  ]);
  const [approved, rejected] = answers.map(({ status }) => status === "fulfilled");
  for (const answer of answers) {
    const refused = answer.status === "rejected" && answer.reason;
    if (refused && !(refused instanceof CodedError && refused.code === "already_decided")) throw refused;
  }
  if (approved && rejected) told.both_ok += 1;
  else if (approved || rejected) told.one_ok_one_refused += 1;
  else told.neither_ok += 1;
  const { status } = await waitForRest(here.context, run_id, 30_000);
  const made = (await predictions.ofAttempt(attemptKey(run_id, 1))).length;
  if (approved && status === "completed" && made === 1) calls.approved_and_called_once += 1;
  else if (rejected && status === "cancelled" && made === 0) calls.rejected_and_not_called += 1;
  else calls.otherwise += 1;
}
console.log(JSON.stringify({ on: here.db.kind, trials, told, calls }));
await here.close();
if (elsewhere !== here) await elsewhere.close();
await server?.stop();
rmSync(folder, { recursive: true, force: true });
