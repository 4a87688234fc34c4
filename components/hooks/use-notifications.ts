import { useState } from "react";
import { useMounted } from "./use-mounted";
import { useStored } from "./use-stored";

export const notificationsKey = "countersign.notifications";

/** Whether the browser shows notifications of this desk, or why it cannot. */
export type Notifications = "missing" | "denied" | "off" | "on";

/** The browser is asked for its permission by `turn(true)` alone, which a click calls. */
export function useNotifications(): [Notifications, (on: boolean) => Promise<void>] {
  const mounted = useMounted();
  const [wanted, want] = useStored(notificationsKey);
  const [answered, setAnswered] = useState<NotificationPermission | null>(null);
  const turn = async (on: boolean) => {
    if (!on) return want(null);
    const answer = await Notification.requestPermission();
    setAnswered(answer);
    if (answer === "granted") want("on");
  };
  // Plain http has no notifications, and some browsers have none at all.
  if (!mounted || !("Notification" in window)) return ["missing", turn];
  const permission = answered ?? Notification.permission;
  if (permission === "denied") return ["denied", turn];
  return [permission === "granted" && wanted === "on" ? "on" : "off", turn];
}
