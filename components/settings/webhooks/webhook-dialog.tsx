"use client";

import { useId, useState } from "react";
import { Field } from "@/components/account/field";
import { useAddWebhook, useChangeWebhook } from "@/components/api/webhooks";
import { CheckChip } from "@/components/figures/check-chip";
import { PatternFields } from "@/components/rules/condition-fields";
import type { FaultAt } from "@/components/rules/rule-faults";
import { DraftDialog } from "@/components/settings/draft-dialog";
import { notify } from "@/components/shell/notify";
import { useAdminText } from "@/components/text/admin-text";
import { EndpointEvent, type Webhook } from "@/lib/contracts/webhooks";
import { changesOf, draftOf, ticked, type WebhookDraft, webhookOf } from "./webhook-draft";

interface WebhookDialogProps {
  /** The webhook as it was when it was opened; null for a new one. */
  opened: Webhook | null;
  onClose: () => void;
  /** A new one is there; its secret is shown this once. */
  onMade: (secret: string) => void;
}

const named = ["provider", "model"] as const;

/** A webhook being written: where to, of which events, of whose runs. */
export function WebhookDialog({ opened, onClose, onMade }: WebhookDialogProps) {
  const text = useAdminText();
  const { webhooks: words, rules } = text;
  const [draft, setDraft] = useState(() => draftOf(opened));
  const set = (change: Partial<WebhookDraft>) => setDraft({ ...draft, ...change });
  const add = useAddWebhook();
  const change = useChangeWebhook();
  const { error, isPending } = opened ? change : add;
  const eventsId = useId();
  const faultAt: FaultAt = (pointer) => {
    const found = error?.problem?.errors?.find((each) => each.pointer === pointer);
    return found ? text.said(found.message, found.said) : null;
  };
  const noEvents = draft.events.length === 0;
  const save = () => {
    if (noEvents || isPending) return;
    const close = ({ name }: Webhook) => {
      notify(words.saved(name), "done");
      onClose();
    };
    if (opened !== null) change.mutate({ id: opened.id, ...changesOf(draft, opened) }, { onSuccess: close });
    else
      add.mutate(
        { ...webhookOf(draft), enabled: true },
        {
          onSuccess: (made) => {
            close(made);
            onMade(made.secret);
            // The cache of the call would keep the secret as long as the page.
            add.reset();
          },
        },
      );
  };
  return (
    <DraftDialog
      title={opened === null ? words.add : rules.editTitle(opened.name)}
      hint={words.formHint}
      name={draft.name}
      nameProblem={faultAt("/name")}
      onName={(name) => set({ name })}
      error={error}
      disabled={isPending || noEvents}
      onSave={save}
      onClose={onClose}
    >
      <Field
        label={words.address}
        hint={opened === null ? words.addressHint : words.addressStays}
        problem={faultAt("/url")}
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        placeholder="https://"
        required
        value={draft.url}
        onChange={(event) => set({ url: event.target.value })}
      />
      <fieldset className="grid gap-2" aria-describedby={noEvents ? eventsId : undefined}>
        <legend className="mb-3 text-[0.9375rem] font-semibold">{words.events}</legend>
        <div className="flex flex-wrap gap-2">
          {EndpointEvent.options.map((event) => (
            <CheckChip
              key={event}
              label={words.event[event]}
              checked={draft.events.includes(event)}
              onChange={() => set({ events: ticked(draft, event) })}
            />
          ))}
        </div>
        {noEvents && (
          <p id={eventsId} className="text-sm text-destructive">
            {words.noEvents}
          </p>
        )}
      </fieldset>
      <fieldset className="grid gap-4">
        <legend className="mb-3">
          <span className="block text-[0.9375rem] font-semibold">{words.whose}</span>
          <span className="block text-sm text-muted-foreground">{words.whoseHint}</span>
        </legend>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <PatternFields
            names={named}
            draft={draft.for}
            faultAt={(pointer) => faultAt(pointer.replace("/when/", "/for/"))}
            onChange={(texts) => set({ for: { ...draft.for, ...texts } })}
          />
        </div>
      </fieldset>
    </DraftDialog>
  );
}
