"use client";

import { SearchIcon } from "lucide-react";
import { useRef, useState } from "react";
import { useModels } from "@/components/api/list-models";
import { useKeys } from "@/components/hooks/use-keys";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { Skeleton } from "@/components/ui/skeleton";
import type { ModelSummary } from "@/lib/contracts/catalogue";
import type { OperationType } from "@/lib/contracts/words";
import { ModelCard } from "./model-card";
import { searchModels } from "./search-models";

const grid = "grid grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] gap-3";

export function ModelPicker({ onChoose }: { onChoose: (model: ModelSummary) => void }) {
  const text = useText();
  const search = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState("");
  const [kind, setKind] = useState<OperationType | null>(null);
  const { data: models, error, refetch } = useModels();
  useKeys("screen", { "/": () => search.current?.focus() });
  const found = searchModels(models ?? [], words, kind);
  const kinds = [...new Set(models?.map((model) => model.operation_type))];
  return (
    <section aria-labelledby="choose-model" className="grid gap-4">
      <h2 id="choose-model" className="text-base font-semibold">
        {text.newRun.modelHint}
      </h2>
      <div className="relative max-w-xl">
        <SearchIcon
          className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
          aria-hidden
        />
        <Input
          ref={search}
          type="search"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          aria-label={text.newRun.search}
          placeholder={text.newRun.search}
          className="h-10 pr-10 pl-9"
        />
        <Kbd className="absolute top-1/2 right-3 -translate-y-1/2 max-sm:hidden">/</Kbd>
      </div>
      <div className="flex flex-wrap gap-1.5">
        {[null, ...kinds].map((each) => (
          <Button
            key={each ?? "all"}
            variant="outline"
            size="sm"
            aria-pressed={kind === each}
            className="rounded-full aria-pressed:border-primary aria-pressed:bg-accent aria-pressed:text-accent-foreground"
            onClick={() => setKind(each)}
          >
            {each === null ? text.newRun.everyKind : text.words.kind[each]}
          </Button>
        ))}
      </div>
      {error && !models && (
        <div role="alert" className="flex items-center gap-3 text-sm">
          {text.newRun.modelsFailed}
          <Button variant="outline" size="sm" onClick={() => void refetch()}>
            {text.newRun.again}
          </Button>
        </div>
      )}
      {!models && !error && (
        <div className={grid} aria-busy>
          {["a", "b", "c", "d", "e", "f", "g", "h"].map((name) => (
            <Skeleton key={name} className="h-56 rounded-xl" />
          ))}
        </div>
      )}
      {models && found.length === 0 && (
        <p className="py-10 text-center text-sm text-muted-foreground">
          <span className="block font-medium text-foreground">{text.newRun.noModels}</span>
          {text.newRun.noModelsHint}
        </p>
      )}
      <ul className={grid}>
        {found.map((model) => (
          <li key={model.ref} className="flex">
            <ModelCard model={model} onChoose={onChoose} />
          </li>
        ))}
      </ul>
    </section>
  );
}
