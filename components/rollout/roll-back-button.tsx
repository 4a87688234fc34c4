"use client";

import { Undo2Icon } from "lucide-react";
import dynamic from "next/dynamic";
import { useId, useState } from "react";
import { useKeyboardTaken } from "@/components/hooks/use-keys";
import { whenConnected } from "@/components/live/when-connected";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import type { Rollout } from "@/lib/contracts/rollout";

const RollBackDialog = dynamic(() => whenConnected(() => import("./roll-back-dialog")), { ssr: false });

/** The one red button. It is there even when there is nothing to undo, and then says so. */
export function RollBackButton({ rollout, onDone }: { rollout: Rollout; onDone: () => void }) {
  const text = useAdminText();
  const id = useId();
  const [open, setOpen] = useState(false);
  useKeyboardTaken(open, () => setOpen(false));
  const nothing = rollout.state.stage === "off";
  return (
    <>
      <Button
        variant="destructive"
        aria-disabled={nothing}
        aria-describedby={nothing ? id : undefined}
        title={nothing ? text.rollout.rollback.nothing : undefined}
        onClick={() => !nothing && setOpen(true)}
      >
        <Undo2Icon aria-hidden />
        {text.rollout.rollback.button}
      </Button>
      {nothing && (
        <span id={id} className="sr-only">
          {text.rollout.rollback.nothing}
        </span>
      )}
      {open && <RollBackDialog onClose={() => setOpen(false)} onDone={onDone} />}
    </>
  );
}
