"use client";

import { useId, useState } from "react";
import { useText } from "@/components/text";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import type { Run } from "@/lib/contracts/run";
import ReasonPanel from "./reason-panel";

interface RetryPanelProps {
  run: Run;
  value: string;
  onChange: (message: string) => void;
  busy: boolean;
  signs: boolean;
  onCancel: () => void;
  onSubmit: (message: string, adopt: string) => void;
}

/** Asks for another try; after a call of unknown outcome, whoever found it at the provider can adopt it instead. */
export default function RetryPanel({ run, onSubmit, ...panel }: RetryPanelProps) {
  const text = useText();
  const id = useId();
  const [adopt, setAdopt] = useState("");
  const unknown = run.error?.code === "unknown_outcome";
  const { retry } = text.decide.panel;
  const adopting = adopt.trim() !== "";
  return (
    <ReasonPanel
      {...panel}
      title={adopting ? text.decide.adoptTitle : retry.title}
      hint={adopting ? text.decide.adoptHint : retry.hint}
      label={text.decide.messageHint}
      required={false}
      submit={adopting ? text.decide.adopt : text.decide.retry}
      onSubmit={() => onSubmit(panel.value, adopt.trim())}
    >
      {unknown && (
        <div className="grid max-w-md gap-1.5">
          <Label htmlFor={id}>{text.decide.adoptLabel}</Label>
          <Input
            id={id}
            value={adopt}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
            onChange={(event) => setAdopt(event.target.value)}
          />
        </div>
      )}
    </ReasonPanel>
  );
}
