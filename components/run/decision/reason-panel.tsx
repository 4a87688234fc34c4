"use client";

import { type ReactNode, useId, useRef } from "react";
import { useKeys } from "@/components/hooks/use-keys";
import { HiddenList } from "@/components/run/hidden-list";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { ConfirmKbd } from "@/components/ui/confirm-kbd";
import { Label } from "@/components/ui/label";
import { Textarea } from "@/components/ui/textarea";
import { useOnceDrawn, useUnseen } from "../unseen";
import { PresetReasons } from "./preset-reasons";
import { RestButton } from "./rest-button";

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
  /** Whether it signs what stands on the page: whatever of that comes late, or was moved out of view, is read first. */
  signs: boolean;
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
  const restButton = useRef<HTMLButtonElement>(null);
  const unseen = useUnseen();
  const left = props.signs && !props.busy ? unseen.count : 0;
  const ready = !props.busy && left === 0 && (!props.required || props.value.trim() !== "");
  const presets = props.presets ?? [];
  const choose = (reason: string) => {
    props.onChange(reason);
    box.current?.focus();
  };
  // What was typed a moment ago is drawn with the next frame, and whoever typed it means it.
  const submit = useOnceDrawn(() => {
    if (left > 0) unseen.showNext();
    else if (ready) props.onSubmit();
  });
  useKeys("panel", { "mod+enter": submit, escape: props.onCancel });
  return (
    <form
      aria-labelledby={`${id}-title`}
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div>
        <h3 id={`${id}-title`} className="text-sm font-semibold">
          {props.title}
        </h3>
        <p className="text-sm text-muted-foreground">{props.hint}</p>
      </div>
      {presets.length > 0 && (
        <PresetReasons presets={presets} value={props.value} layer="panel" onChoose={choose} />
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
      <div className="flex flex-wrap justify-end gap-2">
        {left > 0 && (
          <RestButton
            ref={restButton}
            count={left}
            onShow={unseen.showNext}
            hint={<ConfirmKbd className="max-md:hidden" />}
          />
        )}
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
