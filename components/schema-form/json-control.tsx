"use client";

import { useState } from "react";
import { HiddenList } from "@/components/run/hidden-list";
import { useText } from "@/components/text";
import { Textarea } from "@/components/ui/textarea";
import type { Json } from "@/lib/contracts/json";

interface JsonControlProps {
  id: string;
  value: Json | undefined;
  describedBy?: string;
  label?: string;
  className?: string;
  onChange: (value: Json | undefined) => void;
  /** Told at every change why what is typed is no JSON; null when it is. */
  onProblem?: (problem: string | null) => void;
}

/** JSON to type; what is not JSON yet stays on the screen and is not taken over. */
export function JsonControl({
  id,
  value,
  describedBy,
  label,
  className,
  onChange,
  onProblem,
}: JsonControlProps) {
  const text = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (value === undefined ? "" : JSON.stringify(value, null, 2));
  const problem = typed === null || typed.trim() === "" ? null : parseProblem(typed);
  const take = (next: string) => {
    const wrong = next.trim() === "" ? null : parseProblem(next);
    setTyped(next);
    onProblem?.(wrong);
    if (next.trim() === "") onChange(undefined);
    else if (wrong === null) onChange(JSON.parse(next) as Json);
  };
  return (
    <div className="grid gap-1.5">
      <Textarea
        id={id}
        value={shown}
        spellCheck={false}
        aria-label={label}
        aria-invalid={problem !== null}
        aria-describedby={describedBy}
        className={`max-h-[32rem] font-mono text-xs leading-relaxed md:text-xs ${className ?? ""}`}
        onChange={(event) => take(event.target.value)}
        onBlur={() => problem === null && setTyped(null)}
      />
      <HiddenList text={shown} onChange={take} />
      {problem && (
        <p role="alert" className="text-xs text-destructive">
          {text.edit.invalidJson(problem)}
        </p>
      )}
    </div>
  );
}

function parseProblem(json: string): string | null {
  try {
    JSON.parse(json);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
