"use client";

import { PlainPage } from "@/components/brand/plain-page";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";

interface Props {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function ErrorPage({ error, reset }: Props) {
  const { failure } = useText();
  return (
    <PlainPage title={failure.title} hint={failure.hint}>
      <Button onClick={reset}>{failure.again}</Button>
      <Button asChild variant="outline">
        <a href="/">{failure.toInbox}</a>
      </Button>
      {error.digest && (
        <p className="w-full pt-3 font-mono text-xs text-muted-foreground">
          {failure.reference(error.digest)}
        </p>
      )}
    </PlainPage>
  );
}
