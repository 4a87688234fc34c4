"use client";

import { RotateCcwIcon } from "lucide-react";
import { type ComponentType, type ReactNode, useId } from "react";
import { IssueMarks } from "@/components/run/issue-marks";
import { limitsOf } from "@/components/run/payload/limits-of";
import { fieldId } from "@/components/run/payload/show-field";
import { Words } from "@/components/run/words";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Label } from "@/components/ui/label";
import { standsForSomething } from "@/lib/contracts/is-file-ref";
import type { Json } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
import { checkField } from "./check-field";
import { BooleanControl, ChoiceControl } from "./choice-controls";
import type { ControlProps } from "./control";
import { type FieldKind, type FieldSpec, sentAs } from "./field-spec";
import { JsonControl } from "./json-control";
import { LockedControl } from "./locked-control";
import { NumberControl, SeedControl } from "./number-control";
import { LongTextControl, TextControl } from "./text-controls";
import { UrlControl, UrlListControl } from "./url-controls";

const controls = {
  text: TextControl,
  "long-text": LongTextControl,
  number: NumberControl,
  seed: SeedControl,
  boolean: BooleanControl,
  choice: ChoiceControl,
  url: UrlControl,
  "url-list": UrlListControl,
  secret: TextControl,
  json: JsonControl,
} as const satisfies Record<FieldKind, ComponentType<ControlProps>>;

function FieldControl(props: ControlProps) {
  const { spec, value, id, describedBy, onChange } = props;
  if (standsForSomething(value)) {
    const locked = { id, describedBy, stands: value, title: spec.title };
    return <LockedControl {...locked} onReplace={() => onChange("")} />;
  }
  const Control: ComponentType<ControlProps> = controls[spec.kind];
  return <Control {...props} />;
}

interface FormFieldProps {
  spec: FieldSpec;
  value: Json | undefined;
  changed: boolean;
  /** What the list of issues says of the value. */
  issues: readonly Issue[];
  onChange: (value: Json | undefined) => void;
  onReset: () => void;
  /** Stands at the end of it. */
  mark: ReactNode;
}

/** One field of the form: what it is, what it may be, and what is wrong with it. */
export function FormField({ spec, value, changed, issues, onChange, onReset, mark }: FormFieldProps) {
  const text = useText();
  const id = useId();
  // What the list of issues says is not said again.
  const problem = issues.length > 0 ? null : checkField(spec, value, text.edit.problem);
  const limits = limitsOf(spec, text.payload);
  const key = sentAs(spec);
  return (
    <div
      id={fieldId(spec.key)}
      tabIndex={-1}
      className="grid gap-x-6 gap-y-1.5 py-3.5 @2xl:grid-cols-[11.5rem_minmax(0,1fr)]"
    >
      <div className="min-w-0">
        <div className="flex min-h-6 items-center gap-1.5">
          <Label htmlFor={id} className={cn("min-w-0 leading-snug wrap-anywhere", changed && "text-primary")}>
            <Words still text={spec.title} />
            {spec.required && <span className="-ml-1 text-primary">*</span>}
          </Label>
          {changed && (
            <Button
              type="button"
              variant="ghost"
              size="icon-xs"
              aria-label={text.edit.reset(spec.title)}
              onClick={onReset}
            >
              <RotateCcwIcon aria-hidden />
            </Button>
          )}
        </div>
        {key !== null && (
          <p className="font-mono text-xs wrap-anywhere text-muted-foreground">
            <Words text={key} />
          </p>
        )}
        {limits && <p className="figures text-xs text-muted-foreground">{limits}</p>}
        <p className="mt-1 flex flex-wrap gap-1.5 empty:hidden">
          <IssueMarks issues={issues} />
        </p>
      </div>
      <div className="min-w-0">
        <FieldControl
          spec={spec}
          id={id}
          value={value}
          invalid={problem !== null || issues.some(({ severity }) => severity === "error")}
          describedBy={`${id}-about`}
          onChange={onChange}
        />
        <div id={`${id}-about`} className="mt-1.5 grid gap-1 text-xs leading-relaxed text-pretty">
          {problem && (
            <p className="text-destructive">
              <Words text={problem} />
            </p>
          )}
          {spec.description && (
            <p className="wrap-anywhere text-muted-foreground">
              <Words text={spec.description} />
            </p>
          )}
        </div>
        {mark}
      </div>
    </div>
  );
}
