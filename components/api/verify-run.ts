import { useMutation } from "@tanstack/react-query";
import type { Verification } from "@/lib/contracts/evidence";
import type { ApiError } from "./api-error";
import { call } from "./call";

/** Checks a run's log: every hash, every gap, and that the state follows from it. */
export function useVerify(runId: string) {
  return useMutation<Verification, ApiError, void>({
    mutationFn: () => call("POST /api/hitl/audit/verify", { body: { run_id: runId } }),
  });
}
