"use client";

import Link from "next/link";
import { type FormEvent, useState } from "react";
import type { ApiError } from "@/components/api/api-error";
import { useSimulatePolicy } from "@/components/api/simulate-policy";
import { PageFrame } from "@/components/figures/page-frame";
import { Blank } from "@/components/shell/blank";
import { useMe } from "@/components/shell/me";
import { type AdminText, useAdminText } from "@/components/text/admin-text";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Segmented } from "@/components/ui/segmented";
import { bodyOf, Drafted, type LabForm } from "./lab-form";
import { LabResult } from "./lab-result";
import { LabSkeleton } from "./lab-skeleton";
import { PolicyForm } from "./policy-form";
import { RulesDraft } from "./rules-draft";
import { RunsForm } from "./runs-form";
import { useLabDraft } from "./use-lab-draft";

/** A draft policy on the left; what it would have done to the runs there were on the right. */
export function Lab() {
  const text = useAdminText();
  const me = useMe();
  const [form, setForm] = useLabDraft();
  const [replayed, setReplayed] = useState<string | null>(null);
  const simulate = useSimulatePolicy();
  if (me.role !== "admin") {
    return <Blank seed="lab" title={text.lab.notYours} hint={text.lab.notYoursHint} />;
  }
  const body = bodyOf(form, Date.now());
  const replay = (event: FormEvent) => {
    event.preventDefault();
    if (body === null || simulate.isPending) return;
    setReplayed(JSON.stringify(form));
    simulate.mutate(body);
  };
  const changed = simulate.data !== undefined && replayed !== JSON.stringify(form);
  return (
    <PageFrame
      title={text.lab.title}
      hint={text.lab.hint}
      aside={
        <Button asChild variant="outline" size="sm">
          <Link href="/rollout">{text.insights.toRollout}</Link>
        </Button>
      }
    >
      <div
        className={cn(
          "grid flex-1 items-start gap-4 ",
          form.drafted === "rules" ? "lg:grid-cols-[28rem_1fr]" : "lg:grid-cols-[22rem_1fr]",
        )}
      >
        <form
          aria-label={text.lab.draft}
          onSubmit={replay}
          className="grid gap-5 rounded-xl border bg-card p-5 shadow-xs"
        >
          <h2 className="-mb-2 text-[0.9375rem] font-semibold">{text.lab.draft}</h2>
          <Segmented
            label={text.lab.drafted}
            value={form.drafted}
            options={Drafted.options.map((value) => ({ value, label: text.lab.draftedKinds[value] }))}
            onChange={(drafted) => setForm({ ...form, drafted })}
          />
          {form.drafted === "policy" ? (
            <PolicyForm form={form} onChange={setForm} />
          ) : (
            <RulesDraft form={form} onChange={setForm} />
          )}
          <RunsForm form={form} onChange={setForm} />
          <div className="grid gap-2">
            <Button type="submit" disabled={body === null || simulate.isPending}>
              {simulate.isPending ? text.lab.replaying : text.lab.replay}
            </Button>
            {changed && !simulate.isPending && (
              <p role="status" className="text-center text-xs text-muted-foreground">
                {text.lab.changed}
              </p>
            )}
          </div>
        </form>
        <div className="grid min-w-0 gap-4" aria-live="polite" aria-busy={simulate.isPending}>
          {simulate.error && (
            <Alert variant="destructive" role="alert">
              <AlertTitle>{text.lab.failed}</AlertTitle>
              <AlertDescription>{refusalOf(simulate.error, form, text)}</AlertDescription>
            </Alert>
          )}
          {simulate.isPending && <LabSkeleton />}
          {simulate.data && !simulate.isPending && <LabResult result={simulate.data} />}
          {simulate.isIdle && (
            <div className="grid min-h-96 rounded-xl border border-dashed">
              <Blank seed="policy lab" title={text.lab.idle} hint={text.lab.idleHint} />
            </div>
          )}
        </div>
      </div>
    </PageFrame>
  );
}

/** Why a draft was not replayed, and which rule of it is meant. */
function refusalOf(error: ApiError, { rules }: LabForm, text: AdminText): string {
  const [, at] = /^\/rules\/(\d+)/.exec(error.problem?.errors?.[0]?.pointer ?? "") ?? [];
  const rule = at === undefined ? undefined : rules?.[Number(at)];
  return rule ? text.lab.rules.refused(rule.name, text.problem(error)) : text.problem(error);
}
