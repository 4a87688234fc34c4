"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { type Connection, useEventStream } from "@/components/hooks/use-event-stream";
import { notificationsKey } from "@/components/hooks/use-notifications";
import { readStored } from "@/components/hooks/use-stored";
import { mayDecide, useMe } from "@/components/shell/me";
import { useText } from "@/components/text";
import { hearUndone } from "@/components/undo/offer-undo";
import type { EventView } from "@/lib/contracts/event";
import { refresher } from "./refresh";

/** Tells of a run that waits by a notification of the browser, where that was asked for and nobody is looking. */
function useAnnouncer() {
  const { shell, said } = useText();
  const me = useMe();
  const router = useRouter();
  return (event: EventView) => {
    if (event.type !== "awaiting_human" || !mayDecide(me) || !document.hidden) return;
    if (readStored(notificationsKey) !== "on" || !("Notification" in window)) return;
    if (Notification.permission !== "granted") return;
    const notification = new Notification(shell.waitsNow, {
      body: said(event.message, event.said),
      // Several tabs, or a stream that was resumed, tell of one question once.
      tag: `${event.run_id}.${event.seq}`,
    });
    notification.onclick = () => {
      window.focus();
      router.push(`/runs/${event.run_id}`);
      notification.close();
    };
  };
}

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
