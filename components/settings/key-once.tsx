"use client";

import { CheckIcon, CopyIcon } from "lucide-react";
import { useState } from "react";
import { copyText } from "@/components/format/copy-text";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import type { NewKey } from "@/lib/contracts/people";

/** The one time a key is shown; a click beside it does not close it by mistake. */
export function KeyOnce({ made, onDone }: { made: NewKey; onDone: () => void }) {
  const { settings, shell } = useAdminText();
  const [copied, setCopied] = useState(false);
  return (
    <Dialog open onOpenChange={onDone}>
      <DialogContent
        closeLabel={shell.close}
        onPointerDownOutside={(event) => event.preventDefault()}
        onEscapeKeyDown={(event) => event.preventDefault()}
      >
        <DialogHeader>
          <DialogTitle>{settings.keys.made}</DialogTitle>
          <DialogDescription>{settings.keys.madeHint}</DialogDescription>
        </DialogHeader>
        <output
          aria-label={settings.keys.key}
          className="block rounded-lg border bg-muted p-3 font-mono text-sm break-all select-all"
        >
          {made.key}
        </output>
        <DialogFooter>
          <Button variant="outline" onClick={onDone}>
            {settings.keys.done}
          </Button>
          <Button onClick={() => void copyText(made.key).then(setCopied)}>
            {copied ? <CheckIcon aria-hidden /> : <CopyIcon aria-hidden />}
            <span aria-live="polite">{copied ? settings.keys.copied : settings.keys.copy}</span>
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
