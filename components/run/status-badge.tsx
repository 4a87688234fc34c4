"use client";

import {
  BanIcon,
  CheckIcon,
  CircleDashedIcon,
  HourglassIcon,
  LoaderIcon,
  type LucideIcon,
  PenLineIcon,
  XIcon,
} from "lucide-react";
import { useText } from "@/components/text";
import { Badge } from "@/components/ui/badge";
import type { RunStatus } from "@/lib/contracts/words";

const looks = {
  queued: { variant: "secondary", icon: CircleDashedIcon },
  running: { variant: "secondary", icon: LoaderIcon },
  awaiting_human: { variant: "default", icon: PenLineIcon },
  completed: { variant: "success", icon: CheckIcon },
  failed: { variant: "destructive", icon: XIcon },
  cancelled: { variant: "secondary", icon: BanIcon },
  expired: { variant: "warning", icon: HourglassIcon },
} as const satisfies Record<RunStatus, { variant: string; icon: LucideIcon }>;

export function StatusBadge({ status }: { status: RunStatus }) {
  const text = useText();
  const { variant, icon: Icon } = looks[status];
  return (
    <Badge variant={variant}>
      <Icon aria-hidden />
      {text.words.status[status]}
    </Badge>
  );
}
