"use client";

import type { ReactNode } from "react";
import { Words } from "@/components/run/words";
import { useAdminText } from "@/components/text/admin-text";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";

interface RuleShellProps {
  /** The rule that is edited; null for a new one. */
  name: string | null;
  onClose: () => void;
  children: ReactNode;
}

/** The dialog that a rule is written in. */
export function RuleShell({ name, onClose, children }: RuleShellProps) {
  const { rules, shell } = useAdminText();
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent closeLabel={shell.close} className="sm:max-w-2xl">
        <DialogHeader>
          <DialogTitle>
            <Words text={name === null ? rules.addTitle : rules.editTitle(name)} />
          </DialogTitle>
          <DialogDescription>{rules.formHint}</DialogDescription>
        </DialogHeader>
        {children}
      </DialogContent>
    </Dialog>
  );
}
