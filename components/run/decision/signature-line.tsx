"use client";

import { useId } from "react";
import { shortDigest } from "@/components/format/short-digest";
import { useMe } from "@/components/shell/me";
import { useText } from "@/components/text";
import { HiddenList } from "../hidden-list";
import { Words } from "../words";

interface SignatureLineProps {
  message: string;
  onChange: (message: string) => void;
  revision: number | null;
  digest: string | null;
  /** Whether it is on its way, so that nothing more can be said with it. */
  sent: boolean;
  /** What the next key would do. */
  hint?: string | undefined;
}

/** The line one signs on: a message if there is one to give, and under it who signs what. */
export function SignatureLine({ message, onChange, revision, digest, sent, hint }: SignatureLineProps) {
  const text = useText();
  const id = useId();
  const me = useMe();
  return (
    <div className="min-w-0 flex-1">
      <div className="flex items-baseline gap-2 border-b border-input transition-colors focus-within:border-primary focus-within:shadow-[0_1px_0_0_var(--primary)]">
        <span aria-hidden className="text-lg leading-none font-light text-muted-foreground select-none">
          ×
        </span>
        <label htmlFor={id} className="sr-only">
          {text.decide.message}
        </label>
        <textarea
          id={id}
          rows={1}
          maxLength={5000}
          value={message}
          readOnly={sent}
          onChange={(event) => onChange(event.target.value)}
          placeholder={text.decide.messageHint}
          className="field-sizing-content max-h-32 w-full resize-none bg-transparent py-1 text-base outline-offset-4 placeholder:text-muted-foreground md:text-sm"
        />
      </div>
      <HiddenList text={message} onChange={onChange} />
      <p className="figures mt-1 truncate text-xs text-muted-foreground">
        <span role="status" className="font-medium text-primary">
          {hint && `${hint} · `}
        </span>
        <Words text={text.decide.signingAs(me.name)} />
        {revision !== null && ` · ${text.payload.revision(revision)}`}
        {digest && (
          <>
            {" · "}
            <span className="font-mono">{shortDigest(digest)}</span>
          </>
        )}
      </p>
    </div>
  );
}
