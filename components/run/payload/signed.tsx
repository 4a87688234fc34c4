"use client";

import { FingerprintIcon } from "lucide-react";
import { copyText } from "@/components/format/copy-text";
import { shortDigest } from "@/components/format/short-digest";
import { notify } from "@/components/shell/notify";
import { useText } from "@/components/text";
import { TimeAgo } from "@/components/time/time-ago";
import type { Revision } from "@/lib/contracts/evidence";
import { Words } from "../words";

interface SignedProps {
  revision: number | null;
  digest: string;
  /** The revision itself, once it is known who made it. */
  made: Revision | null;
}

/** The number and the digest of what would be signed, and who made it; the whole digest on hover, and on the clipboard. */
export function Signed({ revision, digest, made }: SignedProps) {
  const text = useText();
  return (
    <p className="mt-4 flex flex-wrap items-center gap-x-1.5 gap-y-1 text-xs text-muted-foreground">
      <FingerprintIcon className="size-3.5" aria-hidden />
      <span className="figures">
        {revision !== null && text.payload.revision(revision)}
        {made && ` · ${text.revisions.kind[made.kind]}`}
        {made && made.actor.kind !== "system" && (
          <>
            {" "}
            · <Words text={made.actor.name} />
          </>
        )}
        {made && (
          <>
            {" · "}
            <TimeAgo at={made.created_at} />
          </>
        )}
        {" · "}
      </span>
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
