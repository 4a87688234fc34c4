"use client";

import { PowerIcon } from "lucide-react";
import { useAdminText } from "@/components/text/admin-text";
import { cn } from "@/components/ui/cn";
import type { Rollout } from "@/lib/contracts/rollout";

/** The switch that only whoever starts the server turns: without it, the stage has no effect. */
export function OuterSwitch({ rollout }: { rollout: Rollout }) {
  const text = useAdminText();
  const words = text.rollout.outer;
  const on = rollout.enabled || !rollout.older_path;
  const hint = !rollout.older_path ? words.gone : rollout.enabled ? words.onHint : words.offHint;
  return (
    <section
      aria-labelledby="outer-switch"
      className="flex items-start gap-3.5 rounded-xl border bg-card p-5 shadow-xs"
    >
      <span
        aria-hidden
        className={cn(
          "grid size-9 shrink-0 place-items-center rounded-full",
          on ? "bg-success-soft text-success" : "bg-secondary text-muted-foreground",
        )}
      >
        <PowerIcon className="size-4.5" />
      </span>
      <div className="min-w-0">
        <h2 id="outer-switch" className="text-[0.9375rem] font-semibold">
          {words.title}: {on ? words.on : words.off}
        </h2>
        <p className="text-sm text-pretty">{hint}</p>
        {rollout.older_path && <p className="mt-0.5 text-xs text-muted-foreground">{words.where}</p>}
      </div>
    </section>
  );
}
