import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ChangeModel, ModelDetail } from "@/lib/contracts/catalogue";
import type { JsonObject } from "@/lib/contracts/json";
import type { ApiError } from "./api-error";
import { call } from "./call";
import { keys } from "./keys";

/** A name to ask the provider for, or the model's own JSON. */
export type ModelToAdd = { name: string } | { model: JsonObject };

export function useAddModel() {
  const client = useQueryClient();
  return useMutation<ModelDetail, ApiError, ModelToAdd>({
    mutationFn: (body) => call("POST /api/hitl/models", { body }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.models }),
  });
}

export function useChangeModel(ref: string) {
  const client = useQueryClient();
  return useMutation<ModelDetail, ApiError, ChangeModel>({
    mutationFn: (body) =>
      call("PATCH /api/hitl/models/{provider}/{owner}/{name}", { params: partsOf(ref), body }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.models }),
  });
}

export function useRemoveModel(ref: string) {
  const client = useQueryClient();
  return useMutation<null, ApiError, void>({
    mutationFn: () => call("DELETE /api/hitl/models/{provider}/{owner}/{name}", { params: partsOf(ref) }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.models }),
  });
}

function partsOf(ref: string): { provider: string; owner: string; name: string } {
  const [provider = "", path = ""] = ref.split(":");
  const [owner = "", name = ""] = path.split("/");
  return { provider, owner, name };
}
