"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";

export interface Place {
  /** Whose files these are. */
  runId: string;
  /** Whether they are part of what is signed now, so that they must be seen. */
  signed: boolean;
  /** What the run itself names, so that this server fetches it; left out where nothing else is shown. */
  named?: ReadonlySet<string>;
}

const PlaceContext = createContext<Place | null>(null);

/** Says of the files inside whose they are, and whether whoever decides signs them. */
export function MaterialPlace({ runId, signed, named, children }: Place & { children: ReactNode }) {
  const place = useMemo(() => ({ runId, signed, ...(named && { named }) }), [runId, signed, named]);
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
