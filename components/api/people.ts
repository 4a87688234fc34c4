import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ChangePerson, CreatePerson, Person } from "@/lib/contracts/people";
import { allPages } from "./all-pages";
import type { ApiError } from "./api-error";
import { call } from "./call";
import { keys } from "./keys";

export function usePeople() {
  return useQuery({
    queryKey: keys.people,
    queryFn: ({ signal }) => allPages((query) => call("GET /api/people", { query, signal })),
  });
}

export function useAddPerson() {
  const client = useQueryClient();
  return useMutation<Person, ApiError, CreatePerson>({
    mutationFn: (body) => call("POST /api/people", { body }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.people }),
  });
}

export function useChangePerson(id: string) {
  const client = useQueryClient();
  return useMutation<Person, ApiError, ChangePerson>({
    mutationFn: (body) => call("PATCH /api/people/{id}", { params: { id }, body }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.people }),
  });
}
