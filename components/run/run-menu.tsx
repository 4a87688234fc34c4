"use client";

import { BanIcon, CopyIcon, EllipsisIcon, ExternalLinkIcon } from "lucide-react";
import { toast } from "sonner";
import { useCancel } from "@/components/api/cancel-run";
import { copyText } from "@/components/format/copy-text";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { Run } from "@/lib/contracts/run";
import { isOver } from "./is-over";

/** What one does with a run apart from deciding about it. */
export function RunMenu({ run, paged }: { run: Run; paged: boolean }) {
  const text = useText();
  const cancel = useCancel(run.run_id);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" className="absolute -top-1 right-0" aria-label={text.run.more}>
          <EllipsisIcon aria-hidden />
        </Button>
      </DropdownMenuTrigger>
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
          onSelect={() => void copyText(run.run_id).then((done) => done && toast(text.run.copied))}
        >
          <CopyIcon aria-hidden />
          {text.run.copyId}
        </DropdownMenuItem>
        {!isOver(run.status) && (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem
              onSelect={() =>
                cancel.mutate(
                  {},
                  {
                    onSuccess: () => toast(text.run.cancelled),
                    onError: (error) => toast.error(error.message),
                  },
                )
              }
            >
              <BanIcon aria-hidden />
              {text.run.cancel}
            </DropdownMenuItem>
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
