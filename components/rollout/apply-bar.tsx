"use client";

import { type FormEvent, useId, useState } from "react";
import { useChangeRollout } from "@/components/api/change-rollout";
import { useKeys } from "@/components/hooks/use-keys";
import { notify } from "@/components/shell/notify";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import { ConfirmKbd } from "@/components/ui/confirm-kbd";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { ApplyRefused } from "./apply-refused";
import { changeLines } from "./change-lines";
import { bodyOf, moves } from "./draft";
import type { PartProps } from "./part-props";

/** What was changed on the page and not yet made: in words, with the reason that each change needs. */
export function ApplyBar({ rollout, draft, onChange }: PartProps) {
  const text = useAdminText();
  const id = useId();
  const words = text.rollout.change;
  const [why, setWhy] = useState("");
  // The version that the draft was begun on: what others change after it is a conflict, not a surprise.
  const [begunOn, setBegunOn] = useState<number | null>(null);
  const change = useChangeRollout();
  const body = bodyOf(rollout, draft);
  const lines = body === null ? [] : changeLines(rollout, body, text);
  const pending = body === null || lines.length > 0;
  if (pending && begunOn === null) setBegunOn(rollout.version);
  if (!pending && begunOn !== null) setBegunOn(null);

  const discard = () => {
    onChange({});
    setWhy("");
    change.reset();
  };
  const ready = body !== null && lines.length > 0 && why.trim() !== "" && !change.isPending;
  const apply = (version: number) => {
    if (!ready) return;
    change.mutate(
      { ...body, why: why.trim(), version },
      {
        onSuccess: () => {
          discard();
          notify(words.made, "done");
        },
      },
    );
  };
  useKeys("screen", { "mod+enter": () => apply(begunOn ?? rollout.version) }, { enabled: pending });
  if (!pending) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    apply(begunOn ?? rollout.version);
  };
  return (
    <section
      aria-label={words.title(lines.length)}
      className="max-h-[60dvh] shrink-0 overflow-y-auto border-t bg-card px-4 py-3.5 shadow-[0_-6px_20px_-12px_rgb(0_0_0/0.25)] sm:px-7"
    >
      <div className="mx-auto grid max-w-[84rem] gap-3">
        {change.error && (
          <ApplyRefused
            error={change.error}
            newest={rollout.history[0]}
            onDiscard={discard}
            onApply={() => {
              setBegunOn(rollout.version);
              apply(rollout.version);
            }}
          />
        )}
        <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
          <div className="min-w-0 flex-1 basis-72">
            <h2 className="text-sm font-semibold">{body === null ? words.fix : words.title(lines.length)}</h2>
            <ul className="mt-0.5 max-h-24 overflow-y-auto text-sm text-muted-foreground">
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            {rollout.warning.level === "hold" && moves(rollout, draft) && (
              <p className="mt-1 text-sm font-medium text-destructive">{words.holdFirst}</p>
            )}
          </div>
          <form className="flex flex-1 basis-96 flex-wrap items-end gap-2" onSubmit={submit}>
            <div className="grid min-w-48 flex-1 gap-1.5">
              <Label htmlFor={id}>{words.why}</Label>
              <Input
                id={id}
                required
                maxLength={2000}
                autoComplete="off"
                value={why}
                placeholder={words.whyHint}
                onChange={(event) => setWhy(event.target.value)}
              />
            </div>
            <Button type="button" variant="ghost" onClick={discard}>
              {words.discard}
            </Button>
            <Button type="submit" disabled={!ready}>
              {change.isPending ? words.applying : words.apply}
              <ConfirmKbd className="max-sm:hidden" />
            </Button>
          </form>
        </div>
      </div>
    </section>
  );
}
