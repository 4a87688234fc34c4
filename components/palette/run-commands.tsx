"use client";

import { Command } from "cmdk";
import { FileTextIcon, PlusIcon } from "lucide-react";
import { useModels } from "@/components/api/list-models";
import { useRuns } from "@/components/api/list-runs";
import { useDebounced } from "@/components/hooks/use-debounced";
import { searchModels } from "@/components/new-run/search-models";
import { shownPrompt } from "@/components/run/shown-prompt";
import { rowLetters, Words } from "@/components/run/words";
import { useText } from "@/components/text";
import { TimeAgo } from "@/components/time/time-ago";
import { CommandItem } from "./command-item";

interface RunCommandsProps {
  words: string;
  go: (href: string) => () => void;
}

/** Runs that the server finds for the words, and models to begin a new run with. */
export function RunCommands({ words, go }: RunCommandsProps) {
  const text = useText();
  const rested = useDebounced(words, 200);
  const { data, isFetching } = useRuns({ q: rested, limit: 6 });
  const runs = data?.runs;
  const { data: models } = useModels();
  const found = searchModels(models ?? [], words, null).slice(0, 5);
  return (
    <>
      {runs && runs.length > 0 && (
        <Command.Group heading={text.palette.runs}>
          {runs.map((run) => (
            <CommandItem
              key={run.run_id}
              value={run.run_id}
              icon={FileTextIcon}
              onSelect={go(`/runs/${run.run_id}`)}
              aside={
                <span className="text-xs whitespace-nowrap text-muted-foreground">
                  {text.words.status[run.status]} · <TimeAgo at={run.created_at} />
                </span>
              }
            >
              <Words still text={shownPrompt(run, text)} to={rowLetters} />
            </CommandItem>
          ))}
        </Command.Group>
      )}
      {isFetching && !runs && (
        <Command.Loading>
          <span className="block px-3 py-2 text-sm text-muted-foreground">{text.palette.searching}</span>
        </Command.Loading>
      )}
      {found.length > 0 && (
        <Command.Group heading={text.palette.models}>
          {found.map((model) => (
            <CommandItem
              key={model.ref}
              value={model.ref}
              icon={PlusIcon}
              onSelect={go(`/new?model=${encodeURIComponent(model.ref)}`)}
              aside={
                <span className="text-xs whitespace-nowrap text-muted-foreground">
                  {text.words.kind[model.operation_type]}
                </span>
              }
            >
              <Words still text={model.name} />
            </CommandItem>
          ))}
        </Command.Group>
      )}
    </>
  );
}
