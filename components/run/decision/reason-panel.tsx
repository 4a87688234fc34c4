"use client";

import { type ReactNode, useId, useRef } from "react";
import { useKeys } from "@/components/hooks/use-keys";
import { HiddenList } from "@/components/run/hidden-list";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { ConfirmKbd } from "@/components/ui/confirm-kbd";
import { Kbd } from "@/components/ui/kbd";
import { Label } from "@/components/ui/label";
import { Textarea } from "@/components/ui/textarea";

interface ReasonPanelProps {
  title: string;
  hint: string;
  label: string;
  presets?: string[];
  value: string;
  onChange: (value: string) => void;
  required: boolean;
  submit: ReactNode;
  destructive?: boolean;
  busy: boolean;
  onSubmit: () => void;
  onCancel: () => void;
  /** What else is asked, above the buttons. */
  children?: ReactNode;
}

/** A decision that wants a word: rejecting, retrying, or approving in spite of errors. */
export default function ReasonPanel(props: ReasonPanelProps) {
  const text = useText();
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const ready = !props.busy && (!props.required || props.value.trim() !== "");
  const presets = props.presets ?? [];
  const choose = (reason: string | undefined) => {
    if (reason === undefined) return;
    props.onChange(reason);
    box.current?.focus();
  };
  useKeys("panel", { "mod+enter": () => ready && props.onSubmit(), escape: props.onCancel });
  // Once something is written, a digit belongs to it.
  useKeys(
    "panel",
    Object.fromEntries(presets.slice(0, 9).map((reason, index) => [index + 1, () => choose(reason)])),
    { enabled: props.value === "", typing: true },
  );
  return (
    <form
      aria-labelledby={`${id}-title`}
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) props.onSubmit();
      }}
    >
      <div>
        <h3 id={`${id}-title`} className="text-sm font-semibold">
          {props.title}
        </h3>
        <p className="text-sm text-muted-foreground">{props.hint}</p>
      </div>
      {presets.length > 0 && (
        <div className="flex flex-wrap gap-1.5">
          {presets.map((reason, index) => (
            <Button
              key={reason}
              type="button"
              variant="outline"
              size="sm"
              aria-pressed={props.value === reason}
              className="h-auto min-h-8 font-normal whitespace-normal aria-pressed:border-primary aria-pressed:bg-accent aria-pressed:text-accent-foreground"
              onClick={() => choose(reason)}
            >
              <Kbd className="max-sm:hidden">{index + 1}</Kbd>
              {reason}
            </Button>
          ))}
        </div>
      )}
      <div className="grid gap-1.5">
        <Label htmlFor={id} className="sr-only">
          {props.label}
        </Label>
        <Textarea
          id={id}
          ref={box}
          // The panel was opened to write here.
          autoFocus
          value={props.value}
          maxLength={5000}
          required={props.required}
          placeholder={props.label}
          className="max-h-40"
          onChange={(event) => props.onChange(event.target.value)}
        />
        <HiddenList text={props.value} onChange={props.onChange} />
      </div>
      {props.children}
      <div className="flex justify-end gap-2">
        <Button type="button" variant="ghost" onClick={props.onCancel}>
          {text.decide.cancel}
        </Button>
        <Button type="submit" variant={props.destructive ? "destructive" : "default"} disabled={!ready}>
          {props.submit}
          <ConfirmKbd className="border-current/30 bg-transparent text-current max-md:hidden" />
        </Button>
      </div>
    </form>
  );
}
