"use client";

import { CopyIcon } from "lucide-react";
import { copyText } from "@/components/format/copy-text";
import { notify } from "@/components/shell/notify";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import type { Json } from "@/lib/contracts/json";
import { Clamp } from "../clamp";

const token = /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/g;

interface JsonTextProps {
  value: Json;
  /** True where this is the only place it is shown. */
  counts?: boolean;
}

/** JSON as it stands, with quiet colours and a way to copy it. */
export default function JsonText({ value, counts = false }: JsonTextProps) {
  const text = useText();
  const json = JSON.stringify(value, null, 2);
  return (
    <div className="relative rounded-lg border bg-background">
      <Button
        variant="ghost"
        size="icon-sm"
        className="absolute top-1 right-1 z-10"
        aria-label={text.payload.copy}
        onClick={() => void copyText(json).then((done) => done && notify(text.payload.copied))}
      >
        <CopyIcon aria-hidden />
      </Button>
      <Clamp height={32} className="px-4 py-3" counts={counts}>
        <pre className="pr-8 font-mono text-xs leading-relaxed break-words whitespace-pre-wrap">
          {coloured(json)}
        </pre>
      </Clamp>
    </div>
  );
}

function coloured(json: string) {
  const parts: React.ReactNode[] = [];
  let end = 0;
  for (const match of json.matchAll(token)) {
    const [whole, quoted, colon, word, number] = match;
    parts.push(json.slice(end, match.index));
    const className = colon ? "text-primary" : quoted ? "" : (word ?? number) ? "font-medium" : "";
    parts.push(
      colon ? (
        <span key={match.index}>
          <span className={className}>{quoted}</span>
          {colon}
        </span>
      ) : (
        <span key={match.index} className={className}>
          {whole}
        </span>
      ),
    );
    end = match.index + whole.length;
  }
  parts.push(json.slice(end));
  return parts;
}
