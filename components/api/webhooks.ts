import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type {
  ChangeWebhook,
  CreateWebhook,
  Webhook,
  WebhookDelivery,
  WebhookWithSecret,
} from "@/lib/contracts/webhooks";
import { allPages } from "./all-pages";
import type { ApiError } from "./api-error";
import { call } from "./call";
import { keys } from "./keys";

/** What waits for its next try is looked at so often, in milliseconds. */
const lookEvery = 5_000;

/** Where the installation tells what becomes of runs; for admins. */
export function useWebhooks() {
  return useQuery({
    queryKey: keys.webhooks,
    queryFn: ({ signal }) => allPages((query) => call("GET /api/hitl/webhooks", { query, signal })),
  });
}

/** What one was told, the newest first. */
export function useWebhookDeliveries(id: string, limit: number) {
  return useQuery({
    queryKey: [...keys.webhookDeliveries(id), limit],
    queryFn: ({ signal }) =>
      call("GET /api/hitl/webhooks/{id}/deliveries", { params: { id }, query: { limit }, signal }),
    placeholderData: (before) => before,
    refetchInterval: ({ state }) =>
      state.data?.data.some(({ next_at }) => next_at !== null) ? lookEvery : false,
  });
}

/** What changes one, or tells it something, fetches the list anew, and what each was told. */
function useWebhookCall<Answer, Asked>(send: (asked: Asked) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation<Answer, ApiError, Asked>({
    mutationFn: send,
    onSettled: () => client.invalidateQueries({ queryKey: keys.webhooks }),
  });
}

export function useAddWebhook() {
  return useWebhookCall<WebhookWithSecret, CreateWebhook>((body) =>
    call("POST /api/hitl/webhooks", { body }),
  );
}

export function useChangeWebhook() {
  return useWebhookCall<Webhook, { id: string } & ChangeWebhook>(({ id, ...body }) =>
    call("PATCH /api/hitl/webhooks/{id}", { params: { id }, body }),
  );
}

export function useDeleteWebhook() {
  return useWebhookCall<null, { id: string }>(({ id }) =>
    call("DELETE /api/hitl/webhooks/{id}", { params: { id } }),
  );
}

export function useRotateSecret() {
  return useWebhookCall<WebhookWithSecret, { id: string }>(({ id }) =>
    call("POST /api/hitl/webhooks/{id}/rotate", { params: { id }, body: {} }),
  );
}

export function useTestWebhook() {
  return useWebhookCall<WebhookDelivery, { id: string }>(({ id }) =>
    call("POST /api/hitl/webhooks/{id}/test", { params: { id } }),
  );
}

export function useResendDelivery() {
  return useWebhookCall<WebhookDelivery, { id: string }>(({ id }) =>
    call("POST /api/hitl/webhooks/deliveries/{id}/resend", { params: { id } }),
  );
}
