"use client";

import { useId } from "react";
import { useNotifications } from "@/components/hooks/use-notifications";
import { useAdminText } from "@/components/text/admin-text";
import { Switch } from "@/components/ui/switch";
import { Choice } from "./choice";

const hints = {
  missing: "notificationsMissing",
  denied: "notificationsDenied",
  off: "notificationsHint",
  on: "notificationsHint",
} as const;

/** Whether the browser tells of waiting runs; it is asked only when somebody switches it on. */
export function NotificationChoice() {
  const { account } = useAdminText().settings;
  const id = useId();
  const [state, turn] = useNotifications();
  return (
    <Choice title={account.notifications} hint={account[hints[state]]} htmlFor={id}>
      <Switch
        id={id}
        checked={state === "on"}
        disabled={state === "missing" || state === "denied"}
        onCheckedChange={(on) => void turn(on)}
      />
    </Choice>
  );
}
