"use client";

import { type ComponentProps, useId } from "react";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";

interface FieldProps extends ComponentProps<"input"> {
  label: string;
  hint?: string;
  problem?: string | null;
}

export function Field({ label, hint, problem, ...input }: FieldProps) {
  const id = useId();
  const about = problem ?? hint;
  return (
    <div className="grid gap-2">
      <Label htmlFor={id}>{label}</Label>
      <Input
        id={id}
        className="h-10"
        aria-invalid={Boolean(problem)}
        aria-describedby={about ? `${id}-about` : undefined}
        {...input}
      />
      {about && (
        <p
          id={`${id}-about`}
          className={problem ? "text-sm text-destructive" : "text-sm text-muted-foreground"}
        >
          {about}
        </p>
      )}
    </div>
  );
}
