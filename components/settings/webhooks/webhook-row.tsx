"use client";

import { ChevronRightIcon } from "lucide-react";
import { useId, useState } from "react";
import {
  useChangeWebhook,
  useDeleteWebhook,
  useRotateSecret,
  useTestWebhook,
} from "@/components/api/webhooks";
import { exact } from "@/components/format/duration";
import { useMounted } from "@/components/hooks/use-mounted";
import { conditionWords } from "@/components/rules/rule-words";
import { useNames } from "@/components/rules/use-names";
import { Words } from "@/components/run/words";
import { FormDialog } from "@/components/shell/form-dialog";
import { notify } from "@/components/shell/notify";
import { useAdminText } from "@/components/text/admin-text";
import { TimeAgo } from "@/components/time/time-ago";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Switch } from "@/components/ui/switch";
import type { Webhook } from "@/lib/contracts/webhooks";
import { Deliveries, outcomeOf } from "./deliveries";

interface WebhookRowProps {
  webhook: Webhook;
  onEdit: () => void;
  /** It has a new secret, which is shown this once. */
  onMade: (secret: string) => void;
}

/** A webhook in words: where to, of what it is told, how it fares, and what it was told. */
export function WebhookRow({ webhook, onEdit, onMade }: WebhookRowProps) {
  const text = useAdminText();
  const { webhooks: words } = text;
  const change = useChangeWebhook();
  const test = useTestWebhook();
  const [open, setOpen] = useState(false);
  const listId = useId();
  const { id, name, enabled, url, failing_since } = webhook;
  const failed = (error: Parameters<typeof text.problem>[0]) => notify(text.problem(error), "failed");
  const sendTest = () =>
    test.mutate(
      { id },
      {
        onSuccess: (sent) =>
          sent.problem === null
            ? notify(words.tested(name), "done")
            : notify(words.notTested(name, outcomeOf(sent, text)), "failed"),
        onError: failed,
      },
    );
  return (
    <li className="grid gap-3 px-4 py-3.5 sm:px-5">
      <div className="flex gap-x-3">
        <div className="grid min-w-0 flex-1 gap-1.5">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <h3
              className={cn("min-w-0 text-sm font-medium wrap-anywhere", !enabled && "text-muted-foreground")}
            >
              <Words text={name} />
            </h3>
            {!enabled && <Badge variant="outline">{words.off}</Badge>}
            {enabled && failing_since !== null && <Badge variant="destructive">{words.failing}</Badge>}
          </div>
          <p className="font-mono text-xs wrap-anywhere text-muted-foreground">
            <Words text={url} />
          </p>
          <Facts webhook={webhook} />
        </div>
        <Switch
          aria-label={words.on(name)}
          checked={enabled}
          onCheckedChange={(on) => change.mutate({ id, enabled: on }, { onError: failed })}
          className="mt-0.5"
        />
      </div>
      <div className="-ml-2 flex flex-wrap gap-x-1">
        <Button
          variant="ghost"
          size="sm"
          aria-expanded={open}
          aria-controls={open ? listId : undefined}
          aria-label={words.deliveriesOf(name)}
          onClick={() => setOpen(!open)}
        >
          <ChevronRightIcon aria-hidden className={cn("transition-transform", open && "rotate-90")} />
          {words.deliveries}
        </Button>
        <Button
          variant="ghost"
          size="sm"
          aria-label={words.testOf(name)}
          disabled={test.isPending}
          onClick={sendTest}
        >
          {words.test}
        </Button>
        <Button variant="ghost" size="sm" aria-label={words.editOf(name)} onClick={onEdit}>
          {words.edit}
        </Button>
        <Rotate webhook={webhook} onMade={onMade} />
        <Remove webhook={webhook} />
      </div>
      {open && (
        <div id={listId}>
          <Deliveries webhook={webhook} />
        </div>
      )}
    </li>
  );
}

function Facts({ webhook }: { webhook: Webhook }) {
  const text = useAdminText();
  const { webhooks: words } = text;
  const nameOf = useNames();
  // The server does not know the reader's time zone.
  const mounted = useMounted();
  const { events, for: whose, disabled, failing_since, earlier_secret_until } = webhook;
  const conditions = conditionWords(whose, text, nameOf);
  return (
    <div className="grid gap-0.5 text-sm text-pretty wrap-anywhere text-muted-foreground">
      <p>{events.map((event) => words.event[event]).join(", ")}</p>
      <p>
        <Words text={conditions.length === 0 ? words.every : words.requests(conditions.join(", "))} />
      </p>
      {disabled !== null && (
        <p className={cn(disabled.why !== "admin" && "text-destructive")}>
          {words.offBecause[disabled.why]} <TimeAgo at={disabled.at} />
        </p>
      )}
      {disabled === null && failing_since !== null && (
        <p className="text-destructive">
          {words.failingSince} {mounted && exact(failing_since, text.time)}
        </p>
      )}
      {earlier_secret_until !== null && mounted && (
        <p>
          {words.overlap} {exact(earlier_secret_until, text.time)}
        </p>
      )}
    </div>
  );
}

function Rotate({ webhook: { id, name }, onMade }: Pick<WebhookRowProps, "webhook" | "onMade">) {
  const { webhooks: words } = useAdminText();
  const rotate = useRotateSecret();
  return (
    <FormDialog
      trigger={
        <Button variant="ghost" size="sm" aria-label={words.rotateOf(name)} onClick={() => rotate.reset()}>
          {words.rotate}
        </Button>
      }
      title={words.rotateTitle(name)}
      hint={words.rotateHint}
      submit={words.rotate}
      error={rotate.error}
      working={rotate.isPending}
      onSubmit={(_, close) =>
        rotate.mutate(
          { id },
          {
            onSuccess: ({ secret }) => {
              close();
              onMade(secret);
              rotate.reset();
            },
          },
        )
      }
    />
  );
}

function Remove({ webhook: { id, name } }: { webhook: Webhook }) {
  const { webhooks: words } = useAdminText();
  const remove = useDeleteWebhook();
  return (
    <FormDialog
      trigger={
        <Button variant="ghost" size="sm" aria-label={words.removeOf(name)} onClick={() => remove.reset()}>
          {words.remove}
        </Button>
      }
      title={words.removeTitle(name)}
      hint={words.removeHint}
      submit={words.remove}
      grave
      error={remove.error}
      working={remove.isPending}
      onSubmit={(_, close) => remove.mutate({ id }, { onSuccess: close })}
    />
  );
}
