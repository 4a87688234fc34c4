"use client";

import { PlainPage } from "@/components/brand/plain-page";
import { en } from "@/components/text/en";
import { Button } from "@/components/ui/button";

interface Props {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function ErrorPage({ error, reset }: Props) {
  return (
    <PlainPage title={en.failure.title} hint={en.failure.hint}>
      <Button onClick={reset}>{en.failure.again}</Button>
      <Button asChild variant="outline">
        <a href="/">{en.failure.toInbox}</a>
      </Button>
      {error.digest && (
        <p className="w-full pt-3 font-mono text-xs text-muted-foreground">
          {en.failure.reference(error.digest)}
        </p>
      )}
    </PlainPage>
  );
}
