import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ChangeModel, ModelDetail } from "@/lib/contracts/catalogue";
import type { JsonObject } from "@/lib/contracts/json";
import type { ApiError } from "./api-error";
import { keys } from "./keys";
import { request } from "./request";

/** A name to ask the provider for, or the model's own JSON. */
export type ModelToAdd = { name: string } | { model: JsonObject };

export function useAddModel() {
  const client = useQueryClient();
  return useMutation<ModelDetail, ApiError, ModelToAdd>({
    mutationFn: (body) => request("/api/hitl/models", { method: "POST", body }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.models }),
  });
}

export function useChangeModel(ref: string) {
  const client = useQueryClient();
  return useMutation<ModelDetail, ApiError, ChangeModel>({
    mutationFn: (body) => request(addressOf(ref), { method: "PATCH", body }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.models }),
  });
}

export function useRemoveModel(ref: string) {
  const client = useQueryClient();
  return useMutation<null, ApiError, void>({
    mutationFn: () => request(addressOf(ref), { method: "DELETE" }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.models }),
  });
}

function addressOf(ref: string): string {
  const [provider = "", name = ""] = ref.split(":");
  return `/api/hitl/models/${[provider, ...name.split("/")].map(encodeURIComponent).join("/")}`;
}
