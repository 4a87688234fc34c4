import type { RunState } from "@/lib/core/state";
import { fromColumn } from "@/lib/store/connection/json-column";
import type { Outcome, Remains } from "./remains";

/** Law 4: every create and every decision that was answered is there, once; none that was not is there twice. */
export async function checkPromises({ db, ledger }: Remains): Promise<Outcome> {
  const faults: string[] = [];
  const rows = await db.prisma.run.findMany({ select: { id: true, state: true, request: true } });
  const byId = new Map(rows.map(({ id, state }) => [id, fromColumn<RunState>(state)]));
  const runsOfNonce = new Map<string, string[]>();
  for (const { id, request } of rows) {
    // Of an erased run only whoever was answered knows which it was.
    const answered = ledger.creates.find((sent) => sent.runId === id)?.nonce;
    const nonce = fromColumn<{ metadata?: { nonce?: string } }>(request).metadata?.nonce ?? answered;
    if (nonce === undefined) continue;
    runsOfNonce.set(nonce, [...(runsOfNonce.get(nonce) ?? []), id]);
  }
  for (const { nonce, key, runId } of ledger.creates) {
    const made = runsOfNonce.get(nonce) ?? [];
    if (made.length > 1) faults.push(`The create ${nonce} made ${made.join(" and ")}`);
    if (runId !== null && made[0] !== runId) faults.push(`${runId} was answered and is not there`);
    if (key !== null && runId === null) faults.push(`The create under ${key} was never answered`);
  }
  for (const { runId, action, message, acknowledged } of ledger.decisions) {
    if (ledger.erasures.has(runId)) continue;
    const found =
      action === "cancel" || action === "comment"
        ? await db.prisma.runEvent.count({ where: { runId, ...saidIn(action, message) } })
        : decisionsOf(byId.get(runId)).filter((one) => one.message === message && one.action === action)
            .length;
    if (found > 1) faults.push(`${action} ${message} of ${runId} was carried out ${found} times`);
    if (acknowledged && found === 0) faults.push(`${action} ${message} of ${runId} was answered and is lost`);
  }
  let erased = 0;
  for (const [runId, answered] of ledger.erasures) {
    const isErased = byId.get(runId)?.erased !== undefined;
    if (isErased) erased += 1;
    else if (answered) faults.push(`${runId} was answered as erased and is not`);
  }
  return { figures: { runs: rows.length, erased }, faults };
}

function decisionsOf(state: RunState | undefined): RunState["decisions"] {
  return state?.decisions ?? [];
}

/** How the log says what is no decision. */
function saidIn(action: "cancel" | "comment", message: string) {
  return action === "cancel"
    ? { type: "run_cancelled", message: { endsWith: `: ${message}` } }
    : { type: "comment", message };
}
