"use client";

import { UploadIcon } from "lucide-react";
import { useRef } from "react";
import { mostFileBytes } from "@/components/api/upload-file";
import { bytes } from "@/components/format/bytes";
import { useUploads } from "@/components/hooks/use-uploads";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import type { FileRef } from "@/lib/contracts/file-ref";

/** Puts an uploaded file in a field's place, as a payload names it. */
export function UploadButton({ title, onFile }: { title: string; onFile: (file: FileRef) => void }) {
  const text = useText();
  const picker = useRef<HTMLInputElement>(null);
  const { add, sending, tooLarge } = useUploads(({ id: $file, sha256, name, url }) =>
    onFile({ $file, sha256, name, url }),
  );
  return (
    <div className="grid justify-items-start gap-1.5">
      <Button
        type="button"
        variant="outline"
        size="sm"
        disabled={sending !== null}
        aria-label={text.newRun.uploadInto(title)}
        onClick={() => picker.current?.click()}
      >
        <UploadIcon aria-hidden />
        {text.newRun.upload}
      </Button>
      <input
        ref={picker}
        type="file"
        hidden
        aria-label={text.newRun.uploadInto(title)}
        onChange={(event) => {
          void add([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      {sending !== null && (
        <progress
          aria-label={text.newRun.uploading}
          value={sending}
          max={1}
          className="h-1.5 w-40 overflow-hidden rounded-full accent-primary"
        />
      )}
      {tooLarge.length > 0 && (
        <p role="alert" className="text-xs text-destructive">
          {text.newRun.tooLarge(tooLarge.join(", "), bytes(mostFileBytes, text.time))}
        </p>
      )}
    </div>
  );
}
