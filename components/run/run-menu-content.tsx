"use client";

import {
  BanIcon,
  CopyIcon,
  EraserIcon,
  ExternalLinkIcon,
  FileDownIcon,
  GitForkIcon,
  ShieldCheckIcon,
} from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactElement, useState } from "react";
import { useCancel } from "@/components/api/decide-run";
import { useFork } from "@/components/api/fork-run";
import { useVerify } from "@/components/api/verify-run";
import { copyText } from "@/components/format/copy-text";
import { useMe } from "@/components/shell/me";
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
import { EraseRun } from "./erase-run";
import { isOver } from "./is-over";

interface RunMenuContentProps {
  run: Run;
  paged: boolean;
  children: ReactElement;
}

export default function RunMenuContent({ run, paged, children }: RunMenuContentProps) {
  const text = useText();
  const me = useMe();
  const router = useRouter();
  const cancel = useCancel(run.run_id);
  const fork = useFork(run.run_id);
  const verify = useVerify(run.run_id);
  const [isErasing, setErasing] = useState(false);
  const stop = () =>
    cancel.mutate(
      {},
      {
        onSuccess: () => notify(text.run.cancelled),
        onError: (error) => notify(text.problem(error), "failed"),
      },
    );
  const check = () =>
    verify.mutate(undefined, {
      onSuccess: ({ breaks: [first], events_checked }) =>
        first
          ? notify(text.run.broken(first.seq, text.said(first.reason, first.said)), "failed")
          : notify(text.run.verified(events_checked), "done"),
      onError: (error) => notify(text.problem(error), "failed"),
    });
  return (
    <>
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
          {!run.erased && (
            <DropdownMenuItem
              onSelect={() =>
                fork.mutate(undefined, {
                  onSuccess: (made) => {
                    notify(text.run.forked);
                    router.push(`/runs/${made.run_id}`);
                  },
                  onError: (error) => notify(text.problem(error), "failed"),
                })
              }
            >
              <GitForkIcon aria-hidden />
              {text.run.fork}
            </DropdownMenuItem>
          )}
          <DropdownMenuSeparator />
          <DropdownMenuItem asChild>
            <a href={`/api/hitl/runs/${run.run_id}/evidence`} download>
              <FileDownIcon aria-hidden />
              {text.run.evidence}
            </a>
          </DropdownMenuItem>
          {me.role === "admin" && (
            <DropdownMenuItem onSelect={check}>
              <ShieldCheckIcon aria-hidden />
              {text.run.verify}
            </DropdownMenuItem>
          )}
          {!isOver(run.status) && (
            <>
              <DropdownMenuSeparator />
              <DropdownMenuItem onSelect={stop}>
                <BanIcon aria-hidden />
                {text.run.cancel}
              </DropdownMenuItem>
            </>
          )}
          {isOver(run.status) && me.role === "admin" && (
            <>
              <DropdownMenuSeparator />
              <DropdownMenuItem className="text-destructive" onSelect={() => setErasing(true)}>
                <EraserIcon aria-hidden />
                {text.run.erasing.open}
              </DropdownMenuItem>
            </>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      <EraseRun runId={run.run_id} open={isErasing} onOpenChange={setErasing} />
    </>
  );
}
