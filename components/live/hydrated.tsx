"use client";

import { type DehydratedState, HydrationBoundary } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { parseJson } from "@/lib/contracts/json-text";

const options = { defaultOptions: { deserializeData: parseJson } };

/** Brings what the server has read into the cache before anything below asks for it. */
export function Hydrated({ state, children }: { state: DehydratedState; children: ReactNode }) {
  return (
    <HydrationBoundary state={state} options={options}>
      {children}
    </HydrationBoundary>
  );
}
