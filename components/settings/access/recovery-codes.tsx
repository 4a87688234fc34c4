"use client";

import { CheckIcon, CopyIcon } from "lucide-react";
import { useState } from "react";
import { copyText } from "@/components/format/copy-text";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";

/** The one time that recovery codes are shown. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { settings } = useAdminText();
  const words = settings.secondFactor;
  const [copied, setCopied] = useState(false);
  return (
    <div className="grid max-w-md gap-4">
      <p role="status" className="text-sm font-medium">
        {words.codesHint}
      </p>
      <ul
        aria-label={words.codes}
        className="grid grid-cols-2 gap-x-6 gap-y-1 rounded-lg border bg-muted p-3 font-mono text-sm select-all"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button variant="outline" onClick={() => void copyText(codes.join("\n")).then(setCopied)}>
          {copied ? <CheckIcon aria-hidden /> : <CopyIcon aria-hidden />}
          <span aria-live="polite">{copied ? settings.keys.copied : words.copyCodes}</span>
        </Button>
        <Button onClick={onDone}>{words.kept}</Button>
      </div>
    </div>
  );
}
