"use client";

import { ProviderMark } from "@/components/brand/provider-mark";
import { Words } from "@/components/run/words";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import type { ModelSummary } from "@/lib/contracts/catalogue";
import { ModelCover } from "./model-cover";

export function ChosenModel({ model, onChange }: { model: ModelSummary; onChange: () => void }) {
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
