"use client";

import { useState } from "react";
import { HiddenList } from "@/components/run/hidden-list";
import { Words } from "@/components/run/words";
import { useText } from "@/components/text";
import { Textarea } from "@/components/ui/textarea";
import type { Json } from "@/lib/contracts/json";
import { printJson } from "@/lib/contracts/json-text";
import { readTyped, type Typed } from "./read-typed";

interface JsonControlProps {
  id: string;
  value: Json | undefined;
  describedBy?: string;
  label?: string;
  className?: string;
  onChange: (value: Json | undefined) => void;
  /** Told at every change why what is typed cannot be taken, in one sentence; null when it is. */
  onProblem?: (problem: string | null) => void;
}

/** JSON to type; what cannot be taken yet stays on the screen. */
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
  const shown = typed ?? (value === undefined ? "" : printJson(value, 2));
  const problem = typed === null ? null : problemIn(readTyped(typed, text.edit));
  const take = (next: string) => {
    const taken = readTyped(next, text.edit);
    setTyped(next);
    onProblem?.(problemIn(taken));
    if ("value" in taken) onChange(taken.value);
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
          <Words text={problem} />
        </p>
      )}
    </div>
  );
}

function problemIn(typed: Typed): string | null {
  return "problem" in typed ? typed.problem : null;
}
