"use client";

import { useId, useState } from "react";
import { useText } from "@/components/text";
import type { AttemptView } from "@/lib/contracts/run";
import JsonView from "../json-view";
import { Words } from "../words";
import { rawText } from "./answer-of";
import { OutputList } from "./output-list";

/** What two attempts gave, side by side. */
export default function CompareAttempts({ attempts }: { attempts: AttemptView[] }) {
  const text = useText().answer;
  const [left, setLeft] = useState(attempts.at(-2)?.number ?? 1);
  const [right, setRight] = useState(attempts.at(-1)?.number ?? 1);
  return (
    <div className="grid gap-4 @2xl:grid-cols-2">
      <Side label={text.left} attempts={attempts} number={left} onChange={setLeft} />
      <Side label={text.right} attempts={attempts} number={right} onChange={setRight} />
    </div>
  );
}

interface SideProps {
  label: string;
  attempts: AttemptView[];
  number: number;
  onChange: (number: number) => void;
}

function Side({ label, attempts, number, onChange }: SideProps) {
  const text = useText();
  const id = useId();
  const attempt = attempts.find((one) => one.number === number);
  const words = rawText(attempt?.output ?? null);
  return (
    <section aria-label={label} className="grid min-w-0 content-start gap-3">
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <select
        id={id}
        value={number}
        className="h-8 w-full rounded-md border border-input bg-card px-2 text-sm"
        onChange={(event) => onChange(Number(event.target.value))}
      >
        {attempts.map((one) => (
          <option key={one.number} value={one.number}>
            {text.answer.attempt(one.number)} · {text.payload.revision(one.payload_revision)}
            {one.outcome ? ` · ${text.answer.outcome[one.outcome]}` : ""}
          </option>
        ))}
      </select>
      {attempt?.error && (
        <p className="text-sm wrap-anywhere text-destructive">
          <Words text={text.said(attempt.error.message, attempt.error.said)} />
        </p>
      )}
      {attempt && attempt.outputs.length > 0 ? (
        <OutputList outputs={attempt.outputs} />
      ) : words !== null ? (
        <p className="text-sm leading-relaxed wrap-anywhere whitespace-pre-wrap">{words}</p>
      ) : attempt && attempt.output !== null ? (
        <JsonView value={attempt.output} />
      ) : (
        <p className="text-sm text-muted-foreground">{text.answer.noOutput}</p>
      )}
    </section>
  );
}
