import type { ReactNode } from "react";

interface PageFrameProps {
  title: string;
  hint: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}

/** A page that scrolls as a whole: its name, what it is for, and what belongs to all of it. */
export function PageFrame({ title, hint, aside, children }: PageFrameProps) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex min-h-full max-w-[88rem] flex-col gap-4 px-4 pt-7 pb-16 sm:px-7">
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="min-w-0">
            <h1 className="text-2xl font-semibold tracking-[-0.02em]">{title}</h1>
            <p className="mt-1 text-sm text-pretty text-muted-foreground">{hint}</p>
          </div>
          {aside && <div className="flex flex-wrap items-center gap-2">{aside}</div>}
        </div>
        {children}
      </div>
    </div>
  );
}
