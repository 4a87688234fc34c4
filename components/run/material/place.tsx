"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";

interface Place {
  /** Whose files these are. */
  runId: string;
  /** Whether they are part of what is signed now, so that they must be seen. */
  signed: boolean;
}

const PlaceContext = createContext<Place | null>(null);

/** Says of the files inside whose they are, and whether whoever decides signs them. */
export function MaterialPlace({ runId, signed, children }: Place & { children: ReactNode }) {
  const place = useMemo(() => ({ runId, signed }), [runId, signed]);
  return <PlaceContext value={place}>{children}</PlaceContext>;
}

/** Null outside of any run, where files are only named. */
export function usePlace(): Place | null {
  return useContext(PlaceContext);
}

/** True where what is shown must be seen before it is signed. */
export function useSigned(): boolean {
  return useContext(PlaceContext)?.signed ?? false;
}
