"use client";

import { useRef, useState } from "react";
import { useModels } from "@/components/api/list-models";
import { useKeys } from "@/components/hooks/use-keys";
import { searchModels } from "@/components/new-run/search-models";
import { useAdminText } from "@/components/text/admin-text";
import { SearchInput } from "@/components/ui/search-input";
import { AddModel } from "./add-model";
import { ModelRow } from "./model-row";
import { ListPending, SettingsPage } from "./settings-page";

/** The catalogue, and what its models are taken to cost. */
export function Models() {
  const { settings, shell, time } = useAdminText();
  const search = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState("");
  const { data, error, refetch } = useModels();
  useKeys("screen", { "/": () => search.current?.focus() });
  const found = searchModels(data ?? [], words, null);
  const figure = (count: number) => count.toLocaleString(time.locale);
  return (
    <SettingsPage title={shell.sections.models} hint={settings.models.hint} action={<AddModel />}>
      {!data ? (
        <ListPending error={error} onAgain={() => void refetch()} />
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-3">
            <SearchInput
              ref={search}
              value={words}
              aria-label={settings.models.search}
              className="flex-1 basis-64 sm:max-w-sm"
              onChange={(event) => setWords(event.target.value)}
            />
            <p aria-live="polite" className="figures text-sm text-muted-foreground">
              {settings.models.count(figure(found.length), figure(data.length))}
            </p>
          </div>
          {found.length === 0 ? (
            <p className="py-10 text-center text-sm text-muted-foreground">{settings.models.none}</p>
          ) : (
            <ul className="divide-y overflow-hidden rounded-xl border bg-card shadow-xs">
              {found.map((model) => (
                <ModelRow key={model.ref} model={model} />
              ))}
            </ul>
          )}
        </>
      )}
    </SettingsPage>
  );
}
