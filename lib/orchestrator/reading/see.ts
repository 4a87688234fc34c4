import { CodedError } from "@/lib/core/errors";
import { hasRole, type Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";

/** True when the principal may see a run: reviewers see all, requesters their own. */
export function maySee(principal: Principal, run: { ownerId: string }): boolean {
  return hasRole(principal, "reviewer") || run.ownerId === principal.id;
}

/**
 * True when the principal may see what an attempt gave: reviewers any, requesters what was released to them and
 * nothing before, or else their looking would make the review of answers idle.
 */
export function maySeeAnswer(
  principal: Principal,
  run: Pick<RunState, "status" | "attempt">,
  attempt: number | undefined = run.attempt?.number,
): boolean {
  return hasRole(principal, "reviewer") || (run.status === "completed" && attempt === run.attempt?.number);
}

/** @throws CodedError `run_not_found`: a run one may not see does not exist for one */
export function demandSight(principal: Principal, run: { ownerId: string }, runId: string): void {
  if (!maySee(principal, run)) throw new CodedError("run_not_found", `There is no run ${runId}`);
}

/** @throws CodedError `forbidden` */
export function demandRole(principal: Principal, role: "reviewer" | "admin"): void {
  if (!hasRole(principal, role)) {
    throw new CodedError("forbidden", `This needs the role ${role}; ${principal.name} is ${principal.role}`);
  }
}
