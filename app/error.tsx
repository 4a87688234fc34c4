"use client";

import { PlainPage } from "@/components/brand/plain-page";
import { useText } from "@/components/text";
import { buttonVariants } from "@/components/ui/button-variants";

interface Props {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function ErrorPage({ error, reset }: Props) {
  const { failure } = useText();
  // A part of the desk that is gone from the server, since another version was started, comes with a new page only.
  const again = error.name === "ChunkLoadError" ? () => window.location.reload() : reset;
  return (
    <PlainPage title={failure.title} hint={failure.hint}>
      <button type="button" className={buttonVariants()} onClick={again}>
        {failure.again}
      </button>
      <a href="/" className={buttonVariants({ variant: "outline" })}>
        {failure.toInbox}
      </a>
      {error.digest && (
        <p className="w-full pt-3 font-mono text-xs text-muted-foreground">
          {failure.reference(error.digest)}
        </p>
      )}
    </PlainPage>
  );
}
