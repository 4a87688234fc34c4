import { type ConditionDraft, conditionDraftOf, namedIn } from "@/components/rules/condition-draft";
import { printJson } from "@/lib/contracts/json-text";
import {
  type ChangeWebhook,
  type CreateWebhook,
  EndpointEvent,
  type Webhook,
  WebhookFor,
} from "@/lib/contracts/webhooks";

/** A webhook as it is typed. */
export interface WebhookDraft {
  name: string;
  url: string;
  events: readonly EndpointEvent[];
  for: ConditionDraft;
}

/** A webhook to be edited; without one, an empty draft that is told of everything. */
export function draftOf(webhook: Webhook | null): WebhookDraft {
  return {
    name: webhook?.name ?? "",
    url: webhook?.url ?? "",
    events: webhook?.events ?? EndpointEvent.options,
    for: conditionDraftOf(webhook?.for ?? {}),
  };
}

/** With an event ticked or not, in the order of the list. */
export function ticked({ events }: WebhookDraft, event: EndpointEvent): EndpointEvent[] {
  return EndpointEvent.options.filter((one) => (one === event) !== events.includes(one));
}

/** The webhook on the wire. */
export function webhookOf({ name, url, events, for: named }: WebhookDraft): Omit<CreateWebhook, "enabled"> {
  return {
    name: name.trim(),
    url: url.trim(),
    events: [...events],
    for: WebhookFor.parse(namedIn(named)),
  };
}

/** What of a webhook was changed since it was opened: an address that was left as it was shown stays whole. */
export function changesOf(draft: WebhookDraft, opened: Webhook): ChangeWebhook {
  const before = webhookOf(draftOf(opened));
  const changed = Object.entries(webhookOf(draft)).filter(
    ([name, value]) => printJson(value) !== printJson(before[name as keyof typeof before]),
  );
  return Object.fromEntries(changed);
}
