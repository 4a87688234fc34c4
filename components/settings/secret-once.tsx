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

interface SecretOnceProps {
  words: { made: string; madeHint: string; key: string; copy: string };
  secret: string;
  onDone: () => void;
}

/** The one time a key or a secret is shown; a click beside it does not close it by mistake. */
export function SecretOnce({ words, secret, onDone }: SecretOnceProps) {
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
          <DialogTitle>{words.made}</DialogTitle>
          <DialogDescription>{words.madeHint}</DialogDescription>
        </DialogHeader>
        <output
          aria-label={words.key}
          className="block rounded-lg border bg-muted p-3 font-mono text-sm break-all select-all"
        >
          {secret}
        </output>
        <DialogFooter>
          <Button variant="outline" onClick={onDone}>
            {settings.keys.done}
          </Button>
          <Button onClick={() => void copyText(secret).then(setCopied)}>
            {copied ? <CheckIcon aria-hidden /> : <CopyIcon aria-hidden />}
            <span aria-live="polite">{copied ? settings.keys.copied : words.copy}</span>
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
