"use client";

import { type FormEvent, useState } from "react";
import { useRules, useTryRules } from "@/components/api/rules";
import { TriedResult } from "@/components/rules/tried-result";
import { useAdminText } from "@/components/text/admin-text";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { SettingsCard } from "./settings-card";
import { emptyTrial, type Trial, trialBody } from "./trial";
import { TrialFields } from "./trial-fields";

/** A request that nobody makes, and what the rules would make of it. */
export function TryRules() {
  const text = useAdminText();
  const words = text.rules.tryIt;
  const [trial, setTrial] = useState(emptyTrial);
  const { data: rules } = useRules();
  const [tried, setTried] = useState<{ trial: Trial; rules: typeof rules } | null>(null);
  const run = useTryRules();
  const body = trialBody(trial);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (body === null || run.isPending) return;
    setTried({ trial, rules });
    run.mutate(body);
  };
  const changed = tried !== null && (tried.trial !== trial || tried.rules !== rules);
  return (
    <SettingsCard title={words.title} hint={words.hint}>
      <div className="grid items-start gap-x-8 gap-y-6 xl:grid-cols-2">
        <form onSubmit={send} className="grid gap-4" aria-label={words.title}>
          <TrialFields trial={trial} onChange={setTrial} />
          <div className="flex flex-wrap items-center gap-3">
            <Button type="submit" disabled={body === null || run.isPending}>
              {run.isPending ? words.running : words.run}
            </Button>
            {changed && !run.isPending && (
              <p role="status" className="text-xs text-muted-foreground">
                {words.changed}
              </p>
            )}
          </div>
        </form>
        <div aria-live="polite" aria-busy={run.isPending} className="min-w-0">
          {run.error && (
            <Alert variant="destructive" role="alert">
              <AlertTitle>{words.failed}</AlertTitle>
              <AlertDescription>{text.problem(run.error)}</AlertDescription>
            </Alert>
          )}
          {run.data && !run.isPending && <TriedResult tried={run.data} />}
        </div>
      </div>
    </SettingsCard>
  );
}
