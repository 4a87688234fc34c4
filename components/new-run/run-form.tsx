"use client";

import { useRouter } from "next/navigation";
import { type Dispatch, type SetStateAction, useMemo, useRef, useState } from "react";
import type { ApiError } from "@/components/api/api-error";
import { useCreateRun } from "@/components/api/create-run";
import { usePreview } from "@/components/api/preview-run";
import { useDebounced } from "@/components/hooks/use-debounced";
import { useKeys } from "@/components/hooks/use-keys";
import RefusedAlert from "@/components/run/decision/refused-alert";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { ConfirmKbd } from "@/components/ui/confirm-kbd";
import type { ModelSummary } from "@/lib/contracts/catalogue";
import type { JsonObject } from "@/lib/contracts/json";
import { printJson } from "@/lib/contracts/json-text";
import { AttachmentPanel } from "./attachment-panel";
import { ChosenModel } from "./chosen-model";
import { fileFieldsOf } from "./file-fields";
import { bodyOf, plainBodyOf, type RequestForm } from "./form-state";
import { ParameterFields } from "./parameter-fields";
import { parametersOf, without } from "./parameters";
import { PolicyChoice } from "./policy-choice";
import { PreviewPanel } from "./preview-panel";
import { PromptField } from "./prompt-field";
import { randomKey } from "./random-key";

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
