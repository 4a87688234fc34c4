import type { ReactNode } from "react";
import { Wordmark } from "./wordmark";

interface PlainPageProps {
  title: string;
  hint: string;
  /** Stands behind the words. */
  ornament?: ReactNode;
  children: ReactNode;
}

/** A page for when there is no page: nothing here, or it broke. */
export function PlainPage({ title, hint, ornament, children }: PlainPageProps) {
  return (
    <main className="relative flex min-h-dvh flex-col overflow-hidden px-6 py-8 sm:px-12">
      <Wordmark className="text-lg" />
      {ornament}
      <div className="relative m-auto grid max-w-md justify-items-center gap-2 text-center">
        <h1 className="text-3xl font-semibold tracking-[-0.025em]">{title}</h1>
        <p className="text-pretty text-muted-foreground">{hint}</p>
        <div className="mt-5 flex flex-wrap justify-center gap-2">{children}</div>
      </div>
    </main>
  );
}
