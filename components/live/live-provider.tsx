"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { type Connection, useEventStream } from "@/components/hooks/use-event-stream";
import { refresher } from "./refresh";

const ConnectionContext = createContext<Connection>("connecting");

/** Keeps every query as fresh as the stream; `still` keeps the stream shut, for a picture of a state. */
export function LiveProvider({ children, still = false }: { children: ReactNode; still?: boolean }) {
  const client = useQueryClient();
  const refresh = useMemo(() => refresher(client), [client]);
  const connection = useEventStream(refresh, () => void client.invalidateQueries(), !still);
  return <ConnectionContext value={still ? "live" : connection}>{children}</ConnectionContext>;
}

export function useConnection(): Connection {
  return useContext(ConnectionContext);
}
