"use client";

import { useRouter } from "next/navigation";
import { useId, useMemo, useRef, useState } from "react";
import type { ApiError } from "@/components/api/api-error";
import { useCreateRun } from "@/components/api/create-run";
import { ProviderMark } from "@/components/brand/provider-mark";
import { useDebounced } from "@/components/hooks/use-debounced";
import { useKeys } from "@/components/hooks/use-keys";
import RefusedAlert from "@/components/run/decision/refused-alert";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Label } from "@/components/ui/label";
import { Textarea } from "@/components/ui/textarea";
import { AttachmentInputs } from "./attachment-inputs";
import { bodyOf, emptyForm, type NewRunForm } from "./form-state";
import { ModelCover } from "./model-cover";
import { ModelPicker } from "./model-picker";
import { PolicyChoice } from "./policy-choice";
import { PreviewPanel } from "./preview-panel";
import { randomKey } from "./random-key";

const promptLimit = 20_000;

/** From a model and a prompt to a run, with what would happen beside it. */
export function NewRun() {
  const text = useText();
  const router = useRouter();
  const id = useId();
  const [form, setForm] = useState<NewRunForm>(emptyForm);
  const [error, setError] = useState<ApiError | null>(null);
  const create = useCreateRun();
  const body = useMemo(() => bodyOf(form), [form]);
  const rested = useDebounced(body, 450);
  // One key for one request: a changed form is another request, a second click is not.
  const sent = useRef<{ body: string; key: string } | null>(null);
  const set = (values: Partial<NewRunForm>) => setForm((before) => ({ ...before, ...values }));

  const send = () => {
    if (!body || create.isPending) return;
    const written = JSON.stringify(body);
    if (sent.current?.body !== written) sent.current = { body: written, key: randomKey() };
    create.mutate(
      { body, idempotencyKey: sent.current.key },
      { onSuccess: (run) => router.push(`/runs/${run.run_id}`), onError: setError },
    );
  };
  useKeys("screen", { "mod+enter": send });

  if (!form.model) {
    return (
      <Frame title={text.newRun.title}>
        <ModelPicker onChoose={(model) => set({ model })} />
      </Frame>
    );
  }
  return (
    <Frame title={text.newRun.title}>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <form
          className="@container grid gap-6"
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <div className="flex items-center gap-4 rounded-xl border bg-card p-3 shadow-xs">
            <ModelCover model={form.model} className="size-14 shrink-0 rounded-lg" />
            <div className="min-w-0 flex-1">
              <p className="flex items-center gap-1.5 text-xs text-muted-foreground">
                <ProviderMark provider={form.model.provider} />
                {text.words.kind[form.model.operation_type]}
              </p>
              <p className="truncate text-sm font-semibold">{form.model.name}</p>
              <p className="line-clamp-1 text-xs text-muted-foreground">{form.model.description}</p>
            </div>
            <Button type="button" variant="outline" size="sm" onClick={() => set({ model: null })}>
              {text.newRun.change}
            </Button>
          </div>
          <div className="grid gap-2">
            <Label htmlFor={id}>{text.newRun.prompt}</Label>
            <Textarea
              id={id}
              autoFocus
              required
              maxLength={promptLimit}
              value={form.prompt}
              placeholder={text.newRun.promptHint}
              className="min-h-36 text-[0.9375rem] leading-relaxed md:text-[0.9375rem]"
              onChange={(event) => set({ prompt: event.target.value })}
            />
            {form.prompt.length > promptLimit * 0.8 && (
              <p className="figures text-xs text-muted-foreground">
                {text.newRun.promptCount(form.prompt.length.toLocaleString(text.time.locale))}
              </p>
            )}
          </div>
          <AttachmentInputs urls={form.attachments} onChange={(attachments) => set({ attachments })} />
          <PolicyChoice
            policy={form.policy}
            costMax={form.costMax}
            onPolicy={(policy) => set({ policy })}
            onCostMax={(costMax) => set({ costMax })}
          />
          {error && <RefusedAlert error={error} />}
          <div>
            <Button type="submit" size="lg" disabled={!body || create.isPending}>
              {create.isPending ? text.newRun.sending : text.newRun.send}
              <Kbd className="border-primary-foreground/30 bg-transparent text-primary-foreground max-md:hidden">
                ⌘↵
              </Kbd>
            </Button>
          </div>
        </form>
        <PreviewPanel body={rested} />
      </div>
    </Frame>
  );
}

function Frame({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto max-w-6xl px-4 pt-7 pb-16 sm:px-7">
        <h1 className="mb-6 text-2xl font-semibold tracking-[-0.02em]">{title}</h1>
        {children}
      </div>
    </div>
  );
}
