"use client";

import { useRouter } from "next/navigation";
import { type Dispatch, type SetStateAction, useId, useMemo, useRef, useState } from "react";
import type { ApiError } from "@/components/api/api-error";
import { useCreateRun } from "@/components/api/create-run";
import { usePreview } from "@/components/api/preview-run";
import { ProviderMark } from "@/components/brand/provider-mark";
import { useDebounced } from "@/components/hooks/use-debounced";
import { useKeys } from "@/components/hooks/use-keys";
import RefusedAlert from "@/components/run/decision/refused-alert";
import { HiddenList } from "@/components/run/hidden-list";
import { Words } from "@/components/run/words";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { ConfirmKbd } from "@/components/ui/confirm-kbd";
import { Label } from "@/components/ui/label";
import { Textarea } from "@/components/ui/textarea";
import type { ModelSummary } from "@/lib/contracts/catalogue";
import type { JsonObject } from "@/lib/contracts/json";
import { printJson } from "@/lib/contracts/json-text";
import { AttachmentPanel } from "./attachment-panel";
import { fileFieldsOf } from "./file-fields";
import { bodyOf, plainBodyOf, type RequestForm } from "./form-state";
import { ModelCover } from "./model-cover";
import { ParameterFields } from "./parameter-fields";
import { parametersOf, without } from "./parameters";
import { PolicyChoice } from "./policy-choice";
import { PreviewPanel } from "./preview-panel";

const promptLimit = 20_000;

/** What the model should make, with how much of the room is used once it gets scarce. */
function PromptField({ prompt, onChange }: { prompt: string; onChange: (prompt: string) => void }) {
  const text = useText();
  const id = useId();
  return (
    <div className="grid gap-2">
      <Label htmlFor={id}>{text.newRun.prompt}</Label>
      <Textarea
        id={id}
        autoFocus
        required
        maxLength={promptLimit}
        value={prompt}
        placeholder={text.newRun.promptHint}
        className="min-h-36 text-[0.9375rem] leading-relaxed md:text-[0.9375rem]"
        onChange={(event) => onChange(event.target.value)}
      />
      <HiddenList text={prompt} onChange={onChange} />
      {prompt.length > promptLimit * 0.8 && (
        <p className="figures text-xs text-muted-foreground">
          {text.newRun.promptCount(prompt.length.toLocaleString(text.time.locale))}
        </p>
      )}
    </div>
  );
}

function ChosenModel({ model, onChange }: { model: ModelSummary; onChange: () => void }) {
  const text = useText();
  return (
    <div className="flex items-center gap-4 rounded-xl border bg-card p-3 shadow-xs">
      <ModelCover model={model} className="size-14 shrink-0 rounded-lg" />
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-1.5 text-xs text-muted-foreground">
          <ProviderMark provider={model.provider} />
          {text.words.kind[model.operation_type]}
        </p>
        <p className="truncate text-sm font-semibold">
          <Words text={model.name} />
        </p>
        <p className="line-clamp-1 text-xs text-muted-foreground">{model.description}</p>
      </div>
      <Button type="button" variant="outline" size="sm" onClick={onChange}>
        {text.newRun.change}
      </Button>
    </div>
  );
}

/** 128 random bits in hex. (`crypto.randomUUID` is missing where the desk is served over plain http.) */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

/** Long enough that one has stopped typing, in milliseconds. */
const rest = 450;
const nothingFilled: ReadonlySet<string> = new Set();

interface RunFormProps {
  model: ModelSummary;
  request: RequestForm;
  onChange: Dispatch<SetStateAction<RequestForm>>;
  onOtherModel: () => void;
}

/** The request to one model: what it should make, with which settings, and who is asked. */
export function RunForm({ model, request, onChange, onOtherModel }: RunFormProps) {
  const text = useText();
  const router = useRouter();
  const create = useCreateRun();
  const [edits, setEdits] = useState<JsonObject>({});
  const [error, setError] = useState<ApiError | null>(null);
  const plainBody = useMemo(() => plainBodyOf(model, request), [model, request]);
  const { data: plain } = usePreview(useDebounced(plainBody, rest));
  const parameters = useMemo(() => (plain ? parametersOf(plain) : null), [plain]);
  const fields = useMemo(() => fileFieldsOf(plain?.input_schema ?? null), [plain?.input_schema]);
  // What prompt or attachments fill by now is theirs.
  const filled = parameters?.filled ?? nothingFilled;
  const body = useMemo(() => bodyOf(model, request, without(edits, filled)), [model, request, edits, filled]);
  const rested = useDebounced(body, rest);
  const { data: preview } = usePreview(rested);
  // One key for one request: a changed form is another request, a second click is not.
  const sent = useRef<{ body: string; key: string } | null>(null);
  const set = (values: Partial<RequestForm>) => onChange((before) => ({ ...before, ...values }));

  const send = () => {
    if (!body || create.isPending) return;
    const written = printJson(body);
    if (sent.current?.body !== written) sent.current = { body: written, key: randomKey() };
    create.mutate(
      { body, idempotencyKey: sent.current.key },
      { onSuccess: (run) => router.push(`/runs/${run.run_id}`), onError: setError },
    );
  };
  useKeys("screen", { "mod+enter": send });

  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <form
        className="@container grid gap-6"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <ChosenModel model={model} onChange={onOtherModel} />
        <PromptField prompt={request.prompt} onChange={(prompt) => set({ prompt })} />
        <AttachmentPanel
          attachments={request.attachments}
          fields={fields}
          onChange={(step) => onChange((before) => ({ ...before, attachments: step(before.attachments) }))}
        />
        <ParameterFields parameters={parameters} edits={edits} preview={preview} onChange={setEdits} />
        <PolicyChoice
          policy={request.policy}
          costMax={request.costMax}
          onPolicy={(policy) => set({ policy })}
          onCostMax={(costMax) => set({ costMax })}
        />
        {error && <RefusedAlert error={error} />}
        <div>
          <Button type="submit" size="lg" disabled={!body || create.isPending}>
            {create.isPending ? text.newRun.sending : text.newRun.send}
            <ConfirmKbd className="border-primary-foreground/30 bg-transparent text-primary-foreground max-md:hidden" />
          </Button>
        </div>
      </form>
      <PreviewPanel body={rested} />
    </div>
  );
}
