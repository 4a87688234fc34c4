"use client";

import { useModels } from "@/components/api/list-models";
import { Choice } from "@/components/figures/choice";
import { modelNames, providerNames } from "@/components/insights/model-names";
import { useAdminText } from "@/components/text/admin-text";
import { Segmented } from "@/components/ui/segmented";
import { type LabForm, ranges } from "./lab-form";

const sources = ["hitl", "shadow", "both"] as const;

/** Over which runs the draft is replayed. */
export function RunsForm({ form, onChange }: { form: LabForm; onChange: (form: LabForm) => void }) {
  const text = useAdminText();
  const { data: models = [] } = useModels();
  return (
    <fieldset className="grid gap-2.5 border-t pt-4">
      <legend className="sr-only">{text.lab.over}</legend>
      <p aria-hidden className="text-sm font-medium">
        {text.lab.over}
      </p>
      <Segmented
        label={text.lab.range}
        value={String(form.days)}
        options={ranges.map((days) => ({ value: String(days), label: text.lab.days(days) }))}
        onChange={(days) => onChange({ ...form, days: Number(days) })}
      />
      <div className="flex flex-wrap gap-2">
        <Choice
          label={text.lab.source}
          value={form.source}
          options={sources.map((value) => ({ value, label: text.lab.sources[value] }))}
          onChange={(source) => onChange({ ...form, source: source ?? "hitl" })}
        />
        <Choice
          label={text.lab.provider}
          value={form.provider}
          every={text.lab.everyProvider}
          options={providerNames(models, form.provider)}
          onChange={(provider) => onChange({ ...form, provider, model: null })}
        />
        <Choice
          label={text.lab.model}
          value={form.model}
          every={text.lab.everyModel}
          options={modelNames(models, form)}
          onChange={(model) => onChange({ ...form, model })}
        />
      </div>
    </fieldset>
  );
}
