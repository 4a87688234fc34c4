"use client";

import Link from "next/link";
import { useState } from "react";
import { useResendDelivery, useWebhookDeliveries } from "@/components/api/webhooks";
import { notify } from "@/components/shell/notify";
import { type AdminText, useAdminText } from "@/components/text/admin-text";
import { TimeAgo } from "@/components/time/time-ago";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EndpointEvent, type Webhook, type WebhookDelivery } from "@/lib/contracts/webhooks";
import { ListPending } from "../settings-page";

const [few, all] = [10, 200];

/** What a webhook was told, the newest first, and how that went. */
export function Deliveries({ webhook: { id, name, enabled } }: { webhook: Webhook }) {
  const { webhooks: words } = useAdminText();
  const [limit, setLimit] = useState(few);
  const list = useWebhookDeliveries(id, limit);
  if (!list.data) return <ListPending error={list.error} onAgain={() => void list.refetch()} />;
  const { data, next_cursor } = list.data;
  if (data.length === 0) return <p className="text-sm text-muted-foreground">{words.noDeliveries}</p>;
  return (
    <div className="grid gap-2">
      <ul aria-label={words.deliveriesOf(name)} className="divide-y rounded-lg border text-sm">
        {data.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} canSend={enabled} />
        ))}
      </ul>
      {next_cursor !== null && limit < all && (
        <Button variant="outline" size="sm" className="w-fit" onClick={() => setLimit(all)}>
          {words.more}
        </Button>
      )}
    </div>
  );
}

function DeliveryRow({ delivery, canSend }: { delivery: WebhookDelivery; canSend: boolean }) {
  const text = useAdminText();
  const { webhooks: words } = text;
  const resend = useResendDelivery();
  const { id, run_id, tries, next_at, created_at, problem } = delivery;
  const event = eventName(delivery, text);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
      <div className="grid min-w-0 flex-1 basis-48">
        <span className="flex flex-wrap gap-x-2">
          <span className="font-medium">{event}</span>
          {run_id !== null && (
            <Link
              href={`/runs/${run_id}`}
              aria-label={`${words.run} ${run_id}`}
              className="max-w-full truncate font-mono text-xs leading-5 text-muted-foreground underline underline-offset-2"
            >
              {run_id}
            </Link>
          )}
        </span>
        <span className="figures flex flex-wrap gap-x-2 text-xs text-muted-foreground">
          <TimeAgo at={created_at} />
          {tries > 0 && <span>{words.tries(tries)}</span>}
          <span className={cn(problem !== null && "text-destructive")}>{outcomeOf(delivery, text)}</span>
          {next_at !== null && tries > 0 && (
            <span>
              {words.next} <TimeAgo at={next_at} />
            </span>
          )}
        </span>
      </div>
      {canSend && (
        <Button
          variant="ghost"
          size="sm"
          aria-label={words.resendOf(event)}
          disabled={resend.isPending}
          onClick={() =>
            resend.mutate(
              { id },
              {
                onSuccess: () => notify(words.resent, "done"),
                onError: (error) => notify(text.problem(error), "failed"),
              },
            )
          }
        >
          {words.resend}
        </Button>
      )}
    </li>
  );
}

function eventName({ event }: WebhookDelivery, { webhooks: words }: AdminText): string {
  const known = EndpointEvent.safeParse(event);
  return known.success ? words.event[known.data] : words.testEvent;
}

/** How the last try went, in words. */
export function outcomeOf(
  { status, problem, tries, delivered_at }: WebhookDelivery,
  { webhooks: words }: AdminText,
): string {
  if (problem !== null) {
    const said = words.problems[problem] ?? words.answered(String(status ?? problem));
    return problem !== "gone" && status !== null && words.problems[problem] !== undefined
      ? `${words.answered(String(status))}: ${said}`
      : said;
  }
  return tries === 0 || delivered_at === null ? words.waits : words.taken(String(status));
}
