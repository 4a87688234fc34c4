"use client";

import { useId } from "react";
import { useChangeSettings, useSettings } from "@/components/api/settings";
import { notify } from "@/components/shell/notify";
import { useAdminText } from "@/components/text/admin-text";
import { Switch } from "@/components/ui/switch";
import { Choice } from "./choice";

/** Whether every decision must name the question it answers, for the whole installation. */
export function BindingChoice() {
  const text = useAdminText();
  const id = useId();
  const { data } = useSettings();
  const change = useChangeSettings();
  if (!data) return null;
  return (
    <div className="rounded-xl border bg-card px-5 py-4 shadow-xs">
      <Choice title={text.settings.health.binding} hint={text.settings.health.bindingHint} htmlFor={id}>
        <Switch
          id={id}
          checked={data.require_binding}
          disabled={change.isPending}
          onCheckedChange={(require_binding) =>
            change.mutate({ require_binding }, { onError: (error) => notify(text.problem(error), "failed") })
          }
        />
      </Choice>
    </div>
  );
}
