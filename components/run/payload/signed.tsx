"use client";

import { FingerprintIcon } from "lucide-react";
import { copyText } from "@/components/format/copy-text";
import { shortDigest } from "@/components/format/short-digest";
import { notify } from "@/components/shell/notify";
import { useText } from "@/components/text";

/** The number and the digest of what would be signed; the whole digest on hover, and on the clipboard. */
export function Signed({ revision, digest }: { revision: number | null; digest: string }) {
  const text = useText();
  return (
    <p className="mt-4 flex items-center gap-1.5 text-xs text-muted-foreground">
      <FingerprintIcon className="size-3.5" aria-hidden />
      {revision !== null && <span className="figures">{text.payload.revision(revision)} ·</span>}
      <button
        type="button"
        title={`${text.payload.digest}: ${digest}`}
        aria-label={text.payload.copyDigest}
        className="rounded-sm font-mono hover:text-foreground hover:underline"
        onClick={() => void copyText(digest).then((done) => done && notify(text.payload.copied))}
      >
        {shortDigest(digest)}
      </button>
    </p>
  );
}
