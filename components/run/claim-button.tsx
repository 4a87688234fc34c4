"use client";

import { HandIcon } from "lucide-react";
import { useClaim, useRelease } from "@/components/api/claim-run";
import { useKeys } from "@/components/hooks/use-keys";
import { useMe } from "@/components/shell/me";
import { notify } from "@/components/shell/notify";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import type { Run } from "@/lib/contracts/run";

/** Tells the others that one is at it, or that one is not any more. */
export function ClaimButton({ run }: { run: Run }) {
  const text = useText();
  const me = useMe();
  const claim = useClaim(run.run_id);
  const release = useRelease(run.run_id);
  const mine = run.claimed_by?.id === me.id;
  const change = () =>
    (mine ? release : claim).mutate(undefined, { onError: (error) => notify(text.problem(error), "failed") });
  useKeys("run", { c: change });
  return (
    <Button
      variant="ghost"
      size="sm"
      className="text-muted-foreground"
      disabled={claim.isPending || release.isPending}
      onClick={change}
    >
      <HandIcon aria-hidden />
      {mine ? text.decide.release : text.decide.claim}
      <Kbd className="max-md:hidden">c</Kbd>
    </Button>
  );
}
