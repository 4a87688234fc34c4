"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { type Connection, useEventStream } from "@/components/hooks/use-event-stream";
import type { EventView } from "@/lib/contracts/event";

import { refresher } from "./refresh";
import { useAnnouncer } from "./use-announcer";

const ConnectionContext = createContext<Connection>("connecting");

/** Keeps every query as fresh as the stream; `still` keeps the stream shut, for a picture of a state. */
export function LiveProvider({ children, still = false }: { children: ReactNode; still?: boolean }) {
  const client = useQueryClient();
  const refresh = useMemo(() => refresher(client), [client]);
  const announce = useAnnouncer();
  const heard = (event: EventView) => {
    refresh(event);
    announce(event);
  };
  const connection = useEventStream(heard, () => void client.invalidateQueries(), !still);
  return <ConnectionContext value={still ? "live" : connection}>{children}</ConnectionContext>;
}

export function useConnection(): Connection {
  return useContext(ConnectionContext);
}
