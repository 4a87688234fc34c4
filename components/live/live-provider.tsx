"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { type Connection, useEventStream } from "@/components/hooks/use-event-stream";
import { hearUndone } from "@/components/undo/offer-undo";
import type { EventView } from "@/lib/contracts/event";
import { refresher } from "./refresh";
import { useAnnouncer } from "./use-announcer";

const ConnectionContext = createContext<Connection>("connecting");

interface LiveProviderProps {
  children: ReactNode;
  /** The place in the log from which on everything is told; left out, from now on. */
  after?: number;
  /** Keeps the stream shut, for a picture of a state. */
  still?: boolean;
}

/** Keeps every query as fresh as the stream. */
export function LiveProvider({ children, after, still = false }: LiveProviderProps) {
  const client = useQueryClient();
  const refresh = useMemo(() => refresher(client), [client]);
  const announce = useAnnouncer();
  const heard = (event: EventView) => {
    refresh(event);
    announce(event);
    if (event.type === "decision_undone") hearUndone(event);
  };
  const connection = useEventStream({
    onEvent: heard,
    onGap: () => void client.invalidateQueries(),
    after,
    enabled: !still,
  });
  return <ConnectionContext value={still ? "live" : connection}>{children}</ConnectionContext>;
}

export function useConnection(): Connection {
  return useContext(ConnectionContext);
}
