import { createEngine } from "@/lib/engine/boot";
import { parseEnv } from "@/lib/env";
import { approveReview } from "@/lib/orchestrator/decisions/approve";
import { waitForRest } from "@/lib/orchestrator/reading/rest";
import { createRun } from "@/lib/orchestrator/requests/create";
import { openDatabase } from "@/lib/store/connection/client";
import { migrate } from "@/lib/store/migrations/migrate";

const patience = 30_000;
const person = (name: string, role: "requester" | "reviewer") =>
  ({ kind: "user", id: `user_${name}`, name, email: null, role }) as const;
export const [rita, ann] = [person("rita", "requester"), person("ann", "reviewer")];
const body = {
  prompt: "a red bicycle on a quay",
  model: "sandbox:sandbox/text",
  hitl_config: { policy: "require_human" as const, allowed_steps: ["payload_review" as const] },
};

/** An engine at work on a database of its own, with a provider that answers at once. */
export async function reviewedRuns(databaseUrl: string, folder: string) {
  await migrate(databaseUrl);
  const db = await openDatabase(databaseUrl);
  const env = parseEnv({
    ...process.env,
    DATABASE_URL: databaseUrl,
    DATA_DIR: folder,
    SANDBOX_DELAY_MS: "0",
  });
  const engine = await createEngine({ env, db, log: { info() {}, warn() {}, error() {} } });
  await engine.start();
  const { context } = engine;

  async function asked() {
    const { run_id } = await createRun(context, rita, body);
    const { review } = await waitForRest(context, run_id, patience);
    return { run_id, approval_token: review?.approval_token };
  }

  return {
    db,
    context,
    /** A run that waits for a person. */
    asked,
    /** A run that waits for a person, is approved and done. @returns the milliseconds from the decision to the end */
    async one(): Promise<number> {
      const { run_id, approval_token } = await asked();
      const decided = performance.now();
      await approveReview(
        context,
        run_id,
        {
          principal: ann,
          question: { approval_token, if_match: null, received_at: new Date() },
          actor: undefined,
          idempotency: null,
        },
        {},
      );
      const { status } = await waitForRest(context, run_id, patience);
      if (status !== "completed") throw new Error(`${run_id} is ${status}`);
      return performance.now() - decided;
    },
    async close() {
      await engine.stop();
      await db.close();
    },
  };
}
