import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Budget, ChangeBudget, CreateBudget } from "@/lib/contracts/budgets";
import { allPages } from "./all-pages";
import type { ApiError } from "./api-error";
import { call } from "./call";
import { keys } from "./keys";

/** The budgets, with what each came to in its present day or month; for admins. */
export function useBudgets(enabled = true) {
  return useQuery({
    queryKey: keys.budgets,
    queryFn: ({ signal }) => allPages((query) => call("GET /api/hitl/budgets", { query, signal })),
    enabled,
  });
}

/** What changes a budget fetches all of them anew, and every run: each tells how far its budgets are used. */
function useBudgetCall<Answer, Asked>(send: (asked: Asked) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation<Answer, ApiError, Asked>({
    mutationFn: send,
    onSettled: () =>
      Promise.all([keys.budgets, keys.everyRun].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

export function useAddBudget() {
  return useBudgetCall<Budget, CreateBudget>((body) => call("POST /api/hitl/budgets", { body }));
}

export function useChangeBudget() {
  return useBudgetCall<Budget, { id: string } & ChangeBudget>(({ id, ...body }) =>
    call("PATCH /api/hitl/budgets/{id}", { params: { id }, body }),
  );
}

export function useDeleteBudget() {
  return useBudgetCall<null, { id: string }>(({ id }) =>
    call("DELETE /api/hitl/budgets/{id}", { params: { id } }),
  );
}
