"use client";

import { ProviderMark } from "@/components/brand/provider-mark";
import { money } from "@/components/format/money";
import { useText } from "@/components/text";
import type { ModelSummary } from "@/lib/contracts/catalogue";
import { ModelCover } from "./model-cover";

export function ModelCard({
  model,
  onChoose,
}: {
  model: ModelSummary;
  onChoose: (model: ModelSummary) => void;
}) {
  const text = useText();
  return (
    <button
      type="button"
      onClick={() => onChoose(model)}
      className="group flex w-full flex-col overflow-hidden rounded-xl border bg-card text-left shadow-xs transition-[border-color,box-shadow] hover:border-input hover:shadow-sm"
    >
      <ModelCover model={model} className="h-24 w-full border-b" />
      <span className="grid w-full flex-1 content-start gap-1 p-3.5">
        <span className="flex items-center gap-1.5 text-xs text-muted-foreground">
          <ProviderMark provider={model.provider} />
          <span className="truncate">{model.name.split("/").slice(0, -1).join("/")}</span>
        </span>
        <span className="truncate text-sm font-semibold">{model.name.split("/").at(-1)}</span>
        <span
          className="line-clamp-2 min-h-8 text-xs leading-snug text-muted-foreground"
          title={model.description ?? ""}
        >
          {model.description}
        </span>
        <span className="figures mt-1 flex justify-between text-xs text-muted-foreground">
          <span>{text.words.kind[model.operation_type]}</span>
          <span>
            {model.estimated_cost ? money(model.estimated_cost.amount, text.time) : text.inbox.noCost}
          </span>
        </span>
      </span>
    </button>
  );
}
