"use client";

import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { useText } from "@/components/text";
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import { DecideCommands } from "./decide-commands";
import { DeskCommands } from "./desk-commands";
import { PageCommands } from "./page-commands";
import { RunCommands } from "./run-commands";

interface PaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onShowKeys: () => void;
}

/** Everything one can go to or do, by typing a part of its name. */
export default function Palette({ open, onOpenChange, onShowKeys }: PaletteProps) {
  const { palette, shell } = useText();
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const words = typed.trim();
  const chosen = useRef<(() => void) | null>(null);
  const act = (action: () => void) => () => {
    chosen.current = action;
    onOpenChange(false);
  };
  // What was chosen may move the focus itself, so it happens when the dialog would give the focus back.
  const afterwards = (event: Event) => {
    if (chosen.current) event.preventDefault();
    chosen.current?.();
    chosen.current = null;
  };
  const go = (href: string) => act(() => router.push(href));
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        closeLabel={shell.close}
        onCloseAutoFocus={afterwards}
        className="top-[12vh] max-h-[76dvh] translate-y-0 gap-0 overflow-hidden p-0 sm:max-w-xl"
      >
        <DialogTitle className="sr-only">{palette.title}</DialogTitle>
        <DialogDescription className="sr-only">{palette.description}</DialogDescription>
        <Command label={palette.title} shouldFilter={false} loop className="flex min-h-0 flex-col">
          <Command.Input
            value={typed}
            onValueChange={setTyped}
            placeholder={palette.placeholder}
            className="h-14 w-full border-b bg-transparent pr-14 pl-5 text-base -outline-offset-2 placeholder:text-muted-foreground"
          />
          <Command.List
            aria-label={palette.title}
            className="max-h-[min(26rem,60dvh)] overflow-y-auto overscroll-contain p-2 **:[[cmdk-group-heading]]:px-3 **:[[cmdk-group-heading]]:pt-3 **:[[cmdk-group-heading]]:pb-1.5 **:[[cmdk-group-heading]]:text-xs **:[[cmdk-group-heading]]:font-semibold **:[[cmdk-group-heading]]:text-muted-foreground"
          >
            <DecideCommands words={words} act={act} />
            <PageCommands words={words} go={go} />
            {words.length > 1 && <RunCommands words={words} go={go} />}
            <DeskCommands words={words} act={act} onShowKeys={onShowKeys} />
            <Command.Empty className="px-3 py-8 text-center text-sm text-muted-foreground">
              {palette.none}
            </Command.Empty>
          </Command.List>
        </Command>
      </DialogContent>
    </Dialog>
  );
}
