"use client";

import { useModels } from "@/components/api/list-models";
import { Choice } from "@/components/figures/choice";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { modelNames, providerNames } from "./model-names";
import { bucketsFor, type InsightsView, presets } from "./view";

interface CustomRangeProps {
  first: string | null;
  last: string | null;
  change: (values: Record<string, string | null>) => void;
}

/** Two UTC days, both included; choosing one past the other takes the other along. */
function CustomRange({ first, last, change }: CustomRangeProps) {
  const text = useAdminText();
  return (
    <span className="flex items-center gap-1.5 text-sm text-muted-foreground">
      <Input
        type="date"
        aria-label={text.insights.first}
        value={first ?? ""}
        className="figures h-8 w-36 md:text-xs"
        onChange={({ target: { value } }) => {
          if (value !== "") change({ from: value, to: last !== null && last < value ? value : last });
        }}
      />
      –
      <Input
        type="date"
        aria-label={text.insights.last}
        value={last ?? ""}
        className="figures h-8 w-36 md:text-xs"
        onChange={({ target: { value } }) => {
          if (value !== "") change({ to: value, from: first !== null && first > value ? value : first });
        }}
      />
    </span>
  );
}

interface ControlsProps {
  view: InsightsView;
  change: (values: Record<string, string | null>) => void;
}

export function InsightsControls({ view, change }: ControlsProps) {
  const text = useAdminText();
  const { data: models = [] } = useModels();
  const { ranges } = text.insights;
  const chooseRange = (range: InsightsView["range"]) => {
    const today = new Date().toISOString().slice(0, 10);
    const days =
      range === "custom" ? { from: view.first ?? today, to: view.last ?? today } : { from: null, to: null };
    change({ range: range === "30d" ? null : range, bucket: null, ...days });
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Segmented
        label={text.insights.range}
        value={view.range}
        options={[...presets, "custom" as const].map((value) => ({ value, label: ranges[value] }))}
        onChange={chooseRange}
        className="max-w-full overflow-x-auto"
      />
      {view.range === "custom" && <CustomRange first={view.first} last={view.last} change={change} />}
      <Choice
        label={text.insights.bucket}
        value={view.bucket === "auto" ? null : view.bucket}
        every={text.insights.buckets.auto}
        options={bucketsFor(view).map((value) => ({ value, label: text.insights.buckets[value] }))}
        onChange={(bucket) => change({ bucket })}
      />
      <Choice
        label={text.insights.provider}
        value={view.provider}
        every={text.insights.everyProvider}
        options={providerNames(models, view.provider)}
        onChange={(provider) => change({ provider, model: null })}
      />
      <Choice
        label={text.insights.model}
        value={view.model}
        every={text.insights.everyModel}
        options={modelNames(models, view)}
        onChange={(model) => change({ model })}
      />
      {(view.provider !== null || view.model !== null) && (
        <Button variant="ghost" size="sm" onClick={() => change({ provider: null, model: null })}>
          {text.insights.clear}
        </Button>
      )}
    </div>
  );
}
