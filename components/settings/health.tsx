"use client";

import { CircleCheckIcon, InfoIcon, TriangleAlertIcon } from "lucide-react";
import { useId } from "react";
import { useHealth } from "@/components/api/health";
import { useChangeSettings, useSettings } from "@/components/api/settings";
import { notify } from "@/components/shell/notify";
import { useAdminText } from "@/components/text/admin-text";
import { cn } from "@/components/ui/cn";
import { Switch } from "@/components/ui/switch";
import { Choice } from "./choice";
import { HealthFigures } from "./health-figures";
import { ListPending, SettingsPage } from "./settings-page";

/** Whether every decision must name the question it answers, for the whole installation. */
function BindingChoice() {
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

/** How the installation is. */
export function Health() {
  const { settings, shell } = useAdminText();
  const { data, error, refetch } = useHealth();
  const unset = data?.without_account.map(({ label, runs }) => settings.health.noAccount(label, runs));
  const trouble =
    data && (data.trouble ?? (unset?.join(". ") || (data.queue.dead > 0 ? settings.health.dead : null)));
  const Icon = trouble ? TriangleAlertIcon : CircleCheckIcon;
  return (
    <SettingsPage title={shell.sections.health} hint={settings.health.hint}>
      {!data ? (
        <ListPending error={error} onAgain={() => void refetch()} />
      ) : (
        <>
          <p
            role="status"
            className={cn(
              "flex items-center gap-3 rounded-xl px-5 py-3.5 text-sm font-medium",
              trouble ? "bg-warning-soft text-warning" : "bg-success-soft text-success",
            )}
          >
            <Icon className="size-5 shrink-0" aria-hidden />
            {trouble ? `${settings.health.trouble}: ${trouble}` : settings.health.fine}
          </p>
          {data.notices.map((notice) => (
            <p key={notice} className="flex items-center gap-3 rounded-xl border px-5 py-3.5 text-sm">
              <InfoIcon className="size-5 shrink-0" aria-hidden />
              {settings.health.notices[notice]}
            </p>
          ))}
          <BindingChoice />
          <HealthFigures health={data} />
        </>
      )}
    </SettingsPage>
  );
}
