"use client";

import { Undo2Icon, WandSparklesIcon } from "lucide-react";
import { useRevision } from "@/components/api/revisions";
import { asObject } from "@/components/json/as-object";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import type { Revision } from "@/lib/contracts/evidence";
import type { JsonObject } from "@/lib/contracts/json";
import type { Run } from "@/lib/contracts/run";
import { sameJson } from "@/lib/core/same-json";
import { Words } from "../words";
import { type AutomaticFix, automaticFixes, changeAlone, withoutFix } from "./automatic-fixes";

interface FixesNoteProps {
  run: Run;
  proposed: Revision;
  fixed: Revision;
  /** Opens an edit that begins with a change; null where nothing can be edited. */
  onChange: ((change: (payload: JsonObject) => JsonObject) => void) | null;
}

/** What was mended before anybody was asked, why, and the way back. */
export function FixesNote({ run, proposed, fixed, onChange }: FixesNoteProps) {
  const { payload: text, said } = useText();
  const before = useRevision(run.run_id, proposed.number);
  const after = useRevision(run.run_id, fixed.number);
  if (!before.data || !after.data) return null;
  const present = asObject(run.suggested_payload);
  const fixes = automaticFixes(before.data.payload, after.data);
  const sentenceOf = ({ field, why }: AutomaticFix, isTold: boolean) => {
    if (why === null) return field;
    const { message, said: sentence } = isTold ? changeAlone(why) : why;
    return said(message, sentence);
  };
  const told = new Set(run.validation_issues.map(({ field }) => field));
  return (
    <section aria-label={text.fixes(fixes.length)} className="mb-4 rounded-lg bg-muted px-4 py-3">
      <h3 className="flex items-center gap-2 text-sm font-medium">
        <WandSparklesIcon className="size-4 text-primary" aria-hidden />
        {text.fixes(fixes.length)}
      </h3>
      <p className="mt-0.5 text-xs text-muted-foreground">{text.fixesHint}</p>
      <ul className="mt-2 grid gap-2">
        {fixes.map((fix) => (
          <li key={fix.field} className="flex flex-wrap items-start gap-x-4 gap-y-1 text-sm">
            <span className="min-w-0 flex-1 basis-64 leading-snug wrap-anywhere">
              {/* Why it had to be is said where somebody must look at it. */}
              <Words text={sentenceOf(fix, told.has(fix.field))} />
            </span>
            {onChange && sameJson(present[fix.field], fix.after) && (
              <Button
                variant="outline"
                size="xs"
                aria-label={text.undoFixOf(fix.field)}
                onClick={() => onChange((payload) => withoutFix(payload, fix))}
              >
                <Undo2Icon aria-hidden />
                {text.undoFix}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
