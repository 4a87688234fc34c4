"use client";

import { BanIcon, CopyIcon, ExternalLinkIcon } from "lucide-react";
import type { ReactElement } from "react";
import { useCancel } from "@/components/api/cancel-run";
import { copyText } from "@/components/format/copy-text";
import { notify } from "@/components/shell/notify";
import { useText } from "@/components/text";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { Run } from "@/lib/contracts/run";
import { isOver } from "./is-over";

interface RunMenuContentProps {
  run: Run;
  paged: boolean;
  children: ReactElement;
}

export default function RunMenuContent({ run, paged, children }: RunMenuContentProps) {
  const text = useText();
  const cancel = useCancel(run.run_id);
  const stop = () =>
    cancel.mutate(
      {},
      {
        onSuccess: () => notify(text.run.cancelled),
        onError: (error) => notify(error.message, "failed"),
      },
    );
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>{children}</DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {!paged && (
          <DropdownMenuItem asChild>
            <a href={`/runs/${run.run_id}`}>
              <ExternalLinkIcon aria-hidden />
              {text.run.openPage}
            </a>
          </DropdownMenuItem>
        )}
        <DropdownMenuItem
          onSelect={() => void copyText(run.run_id).then((done) => done && notify(text.run.copied))}
        >
          <CopyIcon aria-hidden />
          {text.run.copyId}
        </DropdownMenuItem>
        {!isOver(run.status) && (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem onSelect={stop}>
              <BanIcon aria-hidden />
              {text.run.cancel}
            </DropdownMenuItem>
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
