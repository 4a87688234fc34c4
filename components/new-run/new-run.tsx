"use client";

import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { useModels } from "@/components/api/list-models";
import { useText } from "@/components/text";
import type { ModelSummary } from "@/lib/contracts/catalogue";
import { emptyRequest } from "./form-state";
import { ModelPicker } from "./model-picker";
import { RunForm } from "./run-form";

function choose(model: ModelSummary | null) {
  const path = model ? `/new?model=${encodeURIComponent(model.ref)}` : "/new";
  window.history.pushState(null, "", path);
}

/** From a model and a prompt to a run, with what would happen beside it. */
export function NewRun() {
  const text = useText();
  const wanted = useSearchParams().get("model");
  const { data: models } = useModels();
  // Prompt, files and policy stay when another model is chosen; its parameters are its own.
  const [request, setRequest] = useState(emptyRequest);
  // The address may name the model; it is known once the catalogue is.
  const model = models?.find(({ ref }) => ref === wanted);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto max-w-6xl px-4 pt-7 pb-16 sm:px-7">
        <h1 className="mb-6 text-2xl font-semibold tracking-[-0.02em]">{text.newRun.title}</h1>
        {model ? (
          <RunForm
            key={model.ref}
            model={model}
            request={request}
            onChange={setRequest}
            onOtherModel={() => choose(null)}
          />
        ) : (
          <ModelPicker onChoose={choose} />
        )}
      </div>
    </div>
  );
}
