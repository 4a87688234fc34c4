"use client";

import type { ReactNode } from "react";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";

interface SettingsPageProps {
  title: string;
  hint: string;
  action?: ReactNode;
  children: ReactNode;
}

/** One page of the settings: what it is about, the one thing to add, and what there is. */
export function SettingsPage({ title, hint, action, children }: SettingsPageProps) {
  return (
    <section aria-labelledby="settings-page" className="grid gap-5">
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <div className="mr-auto grid max-w-xl gap-1">
          <h2 id="settings-page" className="text-lg font-semibold">
            {title}
          </h2>
          <p className="text-sm text-pretty text-muted-foreground">{hint}</p>
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}

/** What stands in for a list until it is there, or in place of one that cannot be had. */
export function ListPending({ error, onAgain }: { error: Error | null; onAgain: () => void }) {
  const { problem, settings } = useAdminText();
  if (error) {
    return (
      <div role="alert" className="flex flex-wrap items-center gap-3 rounded-xl border bg-card p-5 text-sm">
        <span className="mr-auto">
          <span className="block font-medium">{settings.failed}</span>
          <span className="text-muted-foreground">{problem(error)}</span>
        </span>
        <Button variant="outline" size="sm" onClick={onAgain}>
          {settings.again}
        </Button>
      </div>
    );
  }
  return (
    <div className="grid gap-2" aria-busy>
      {["a", "b", "c", "d"].map((name) => (
        <Skeleton key={name} className="h-16 rounded-xl" />
      ))}
    </div>
  );
}
