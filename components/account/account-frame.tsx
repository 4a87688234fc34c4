"use client";

import type { ReactNode } from "react";
import { Guilloche } from "@/components/brand/guilloche";
import { Wordmark } from "@/components/brand/wordmark";
import { useText } from "@/components/text";

/** The page before one is in: what this is, a rosette, and one thing to do. */
export function AccountFrame({
  title,
  hint,
  children,
}: {
  title: string;
  hint: string;
  children: ReactNode;
}) {
  const { motto } = useText().account;
  return (
    <main className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
      <div className="flex flex-col px-6 py-8 sm:px-12">
        <Wordmark className="text-lg" />
        <div className="m-auto w-full max-w-sm py-12">
          <h1 className="text-2xl font-semibold tracking-[-0.02em]">{title}</h1>
          <p className="mt-1 mb-8 text-muted-foreground">{hint}</p>
          {children}
        </div>
      </div>
      <aside className="relative hidden place-items-center overflow-hidden border-l bg-card lg:grid">
        <Guilloche
          seed="countersign"
          hollow
          strands={22}
          strokeWidth="0.9"
          className="absolute size-[46rem] max-w-none text-guilloche opacity-70"
        />
        <p className="relative max-w-sm text-center text-xl leading-snug font-medium tracking-[-0.015em] text-balance">
          {motto}
        </p>
      </aside>
    </main>
  );
}
