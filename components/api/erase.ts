import { useMutation } from "@tanstack/react-query";
import type { ErasePerson, PersonErasure } from "@/lib/contracts/erasure";
import type { ApiError } from "./api-error";
import { call } from "./call";
import { useDecision } from "./decide-run";

/** Erases what was said of a run that has ended. */
export function useEraseRun(id: string) {
  return useDecision(id, "erase", (body: { why?: string }) =>
    call("DELETE /api/hitl/runs/{id}/documents", { params: { id }, body }),
  );
}

/** Erases what was said of all runs of a person that have ended, or tells how many these are. */
export function useErasePerson() {
  return useMutation<PersonErasure, ApiError, ErasePerson>({
    mutationFn: (body) => call("POST /api/hitl/erasures", { body }),
  });
}
