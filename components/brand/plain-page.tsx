import type { ReactNode } from "react";
import { Guilloche } from "./guilloche";
import { Wordmark } from "./wordmark";

interface PlainPageProps {
  title: string;
  hint: string;
  seed: string;
  children: ReactNode;
}

/** A page for when there is no page: nothing here, or it broke. */
export function PlainPage({ title, hint, seed, children }: PlainPageProps) {
  return (
    <main className="relative flex min-h-dvh flex-col overflow-hidden px-6 py-8 sm:px-12">
      <Wordmark className="text-lg" />
      <Guilloche
        seed={seed}
        hollow
        strands={14}
        strokeWidth="1"
        className="pointer-events-none absolute top-1/2 left-1/2 size-[48rem] max-w-none -translate-x-1/2 -translate-y-1/2 text-guilloche opacity-45"
      />
      <div className="relative m-auto grid max-w-md justify-items-center gap-2 text-center">
        <h1 className="text-3xl font-semibold tracking-[-0.025em]">{title}</h1>
        <p className="text-pretty text-muted-foreground">{hint}</p>
        <div className="mt-5 flex flex-wrap justify-center gap-2">{children}</div>
      </div>
    </main>
  );
}
