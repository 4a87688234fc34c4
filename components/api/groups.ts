import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ChangeGroup, CreateGroup, Group } from "@/lib/contracts/groups";
import type { Person, SetAbsence } from "@/lib/contracts/people";
import { allPages } from "./all-pages";
import type { ApiError } from "./api-error";
import { call } from "./call";
import { keys } from "./keys";

/** The groups of reviewers, who has a seat in them now and who is away. */
export function useGroups() {
  return useQuery({
    queryKey: keys.groups,
    queryFn: ({ signal }) => allPages((query) => call("GET /api/hitl/groups", { query, signal })),
  });
}

/** What changes a group fetches all of them anew, refused or not: a refusal may mean that somebody else changed one. */
function useGroupCall<Answer, Asked>(send: (asked: Asked) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation<Answer, ApiError, Asked>({
    mutationFn: send,
    onSettled: () => client.invalidateQueries({ queryKey: keys.groups }),
  });
}

export function useAddGroup() {
  return useGroupCall<Group, CreateGroup>((body) => call("POST /api/hitl/groups", { body }));
}

export function useChangeGroup() {
  return useGroupCall<Group, { id: string } & ChangeGroup>(({ id, ...body }) =>
    call("PATCH /api/hitl/groups/{id}", { params: { id }, body }),
  );
}

export function useDeleteGroup() {
  return useGroupCall<null, Pick<Group, "id" | "version">>(({ id, version }) =>
    call("DELETE /api/hitl/groups/{id}", { params: { id }, query: { version } }),
  );
}

/** Says until when somebody is away; groups and people are fetched anew, as both name it. */
export function useSetAbsence() {
  const client = useQueryClient();
  return useMutation<Person, ApiError, { id: string } & SetAbsence>({
    mutationFn: ({ id, ...body }) => call("PUT /api/people/{id}/absence", { params: { id }, body }),
    onSettled: () =>
      Promise.all([keys.groups, keys.people].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}
