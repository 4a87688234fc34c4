import { useRouter } from "next/navigation";
import { notificationsKey } from "@/components/hooks/use-notifications";
import { readStored } from "@/components/hooks/use-stored";
import { mayDecide, useMe } from "@/components/shell/me";
import { useText } from "@/components/text";
import type { EventView } from "@/lib/contracts/event";

/** Tells of a run that waits by a notification of the browser, where that was asked for and nobody is looking. */
export function useAnnouncer() {
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
