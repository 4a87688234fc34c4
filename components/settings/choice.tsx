import type { ReactNode } from "react";

interface ChoiceProps {
  title: string;
  hint: string;
  htmlFor?: string;
  children: ReactNode;
}

/** A choice beside what it means. */
export function Choice({ title, hint, htmlFor, children }: ChoiceProps) {
  const Name = htmlFor ? "label" : "p";
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <div className="max-w-md">
        <Name className="text-sm font-medium" {...(htmlFor ? { htmlFor } : {})}>
          {title}
        </Name>
        <p className="text-sm text-pretty text-muted-foreground">{hint}</p>
      </div>
      {children}
    </div>
  );
}
