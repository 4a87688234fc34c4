"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useId, useMemo, useRef, useState } from "react";
import type { ApiError } from "@/components/api/api-error";
import { useCreateRun } from "@/components/api/create-run";
import { useModels } from "@/components/api/list-models";
import { usePreview } from "@/components/api/preview-run";
import { useDebounced } from "@/components/hooks/use-debounced";
import { useKeys } from "@/components/hooks/use-keys";
import RefusedAlert from "@/components/run/decision/refused-alert";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Label } from "@/components/ui/label";
import { Textarea } from "@/components/ui/textarea";
import type { ModelSummary } from "@/lib/contracts/catalogue";
import { AttachmentPanel } from "./attachment-panel";
import { ChosenModel } from "./chosen-model";
import { fileFieldsOf } from "./file-fields";
import { bodyOf, emptyForm, type NewRunForm } from "./form-state";
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
  const wanted = useSearchParams().get("model");
  const { data: models } = useModels();
  const [typed, setForm] = useState<NewRunForm>(emptyForm);
  // The address may name the model; it is known once the catalogue is.
  const named = models?.find((model) => model.ref === wanted) ?? null;
  const form = useMemo(() => ({ ...typed, model: named }), [typed, named]);
  const [error, setError] = useState<ApiError | null>(null);
  const create = useCreateRun();
  const body = useMemo(() => bodyOf(form), [form]);
  const rested = useDebounced(body, 450);
  const { data: preview } = usePreview(rested);
  const fields = useMemo(() => fileFieldsOf(preview?.input_schema ?? null), [preview?.input_schema]);
  // One key for one request: a changed form is another request, a second click is not.
  const sent = useRef<{ body: string; key: string } | null>(null);
  const set = (values: Partial<NewRunForm>) => setForm((before) => ({ ...before, ...values }));

  const choose = (model: ModelSummary | null) => {
    const path = model ? `/new?model=${encodeURIComponent(model.ref)}` : "/new";
    window.history.pushState(null, "", path);
  };
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
        <ModelPicker onChoose={choose} />
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
          <ChosenModel model={form.model} onChange={() => choose(null)} />
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
          <AttachmentPanel
            attachments={form.attachments}
            fields={fields}
            onChange={(step) => setForm((before) => ({ ...before, attachments: step(before.attachments) }))}
          />
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
