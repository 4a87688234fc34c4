import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ChangeRule, CreateRule, MoveRule, Rule, TriedRules, TryRules } from "@/lib/contracts/rules";
import { allPages } from "./all-pages";
import type { ApiError } from "./api-error";
import { call } from "./call";
import { keys } from "./keys";

/** The organisation's rules, as they are read. */
export function useRules() {
  return useQuery({
    queryKey: keys.rules,
    queryFn: ({ signal }) => allPages((query) => call("GET /api/hitl/policies", { query, signal })),
  });
}

/** What changes a rule fetches all of them anew, refused or not: a refusal may mean that somebody else changed one. */
function useRuleCall<Answer, Asked>(send: (asked: Asked) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation<Answer, ApiError, Asked>({
    mutationFn: send,
    onSettled: () => client.invalidateQueries({ queryKey: keys.rules }),
  });
}

export function useAddRule() {
  return useRuleCall<Rule, CreateRule>((body) => call("POST /api/hitl/policies", { body }));
}

export function useChangeRule() {
  return useRuleCall<Rule, { id: string } & ChangeRule>(({ id, ...body }) =>
    call("PATCH /api/hitl/policies/{id}", { params: { id }, body }),
  );
}

const moving = ["move-rule"];

/**
 * A rule is shown where it was put at once, so that the next press moves on from there. Moves go out one after another,
 * and after the last of them the list is fetched as it is: a refusal puts it back.
 */
export function useMoveRule() {
  const client = useQueryClient();
  return useMutation<Rule, ApiError, { id: string } & MoveRule>({
    mutationKey: moving,
    scope: { id: "move-rule" },
    mutationFn: ({ id, ...body }) => call("POST /api/hitl/policies/{id}/move", { params: { id }, body }),
    onMutate: async ({ id, before }) => {
      client.setQueryData<Rule[]>(keys.rules, (rules) => rules && movedBefore(rules, id, before));
      await client.cancelQueries({ queryKey: keys.rules });
    },
    onSettled: async () => {
      if (client.isMutating({ mutationKey: moving }) === 1)
        await client.invalidateQueries({ queryKey: keys.rules });
    },
  });
}

/** A list in which one stands right before another, or behind all of them. */
export function movedBefore<Row extends { id: string }>(
  rows: readonly Row[],
  id: string,
  before: string | null,
): Row[] {
  const moved = rows.filter((row) => row.id === id);
  const others = rows.filter((row) => row.id !== id);
  const at = before === null ? others.length : others.findIndex((row) => row.id === before);
  return at < 0 ? [...rows] : others.toSpliced(at, 0, ...moved);
}

export function useDeleteRule() {
  return useRuleCall<null, Pick<Rule, "id" | "version">>(({ id, version }) =>
    call("DELETE /api/hitl/policies/{id}", { params: { id }, query: { version } }),
  );
}

/** Nothing is called and nothing stored; it is a POST because a request does not fit an address. */
export function useTryRules() {
  return useMutation<TriedRules, ApiError, TryRules>({
    mutationFn: (body) => call("POST /api/hitl/policies/try", { body }),
  });
}
