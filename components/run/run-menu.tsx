"use client";

import { EllipsisIcon } from "lucide-react";
import { lazy } from "react";
import { whenConnected } from "@/components/live/when-connected";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { LazyMenu } from "@/components/ui/lazy-menu";
import type { Run } from "@/lib/contracts/run";

const load = () => whenConnected(() => import("./run-menu-content"));
const RunMenuContent = lazy(load);

/** What one does with a run apart from deciding about it. */
export function RunMenu({ run, paged }: { run: Run; paged: boolean }) {
  const text = useText();
  return (
    <LazyMenu
      preload={() => void load()}
      trigger={
        <Button variant="ghost" size="icon-sm" aria-label={text.run.more}>
          <EllipsisIcon aria-hidden />
        </Button>
      }
      menu={(trigger) => (
        <RunMenuContent run={run} paged={paged}>
          {trigger}
        </RunMenuContent>
      )}
    />
  );
}
