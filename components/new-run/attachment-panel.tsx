"use client";

import { LinkIcon, UploadIcon } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { mostFileBytes } from "@/components/api/upload-file";
import { bytes } from "@/components/format/bytes";
import { useUploads } from "@/components/hooks/use-uploads";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { AttachmentDraft } from "./attachment";
import { AttachmentRow } from "./attachment-row";

interface AttachmentPanelProps {
  attachments: AttachmentDraft[];
  fields: { key: string; title: string }[];
  /** Takes a step from what there is at that moment: files arrive while the form is edited. */
  onChange: (step: (before: AttachmentDraft[]) => AttachmentDraft[]) => void;
}

/** What a run works on: addresses, and files that are chosen, dropped or pasted. */
export function AttachmentPanel({ attachments, fields, onChange }: AttachmentPanelProps) {
  const text = useText();
  const picker = useRef<HTMLInputElement>(null);
  const serial = useRef(0);
  const [over, setOver] = useState(false);
  const append = (attachment: Omit<AttachmentDraft, "id">) =>
    onChange((before) => [...before, { ...attachment, id: serial.current++ }]);
  const { add, sending, tooLarge } = useUploads(({ url, name, bytes: size, content_type: contentType }) =>
    append({ url, field: "", file: { name, bytes: size, contentType } }),
  );

  const pasted = useEffectEvent((event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    void add(files);
  });
  useEffect(() => {
    const listener = (event: ClipboardEvent) => pasted(event);
    document.addEventListener("paste", listener);
    return () => document.removeEventListener("paste", listener);
  }, []);

  return (
    <fieldset
      className={cn(
        "grid min-w-0 gap-3 rounded-xl border border-dashed p-4 transition-colors",
        over && "border-primary bg-accent",
      )}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void add([...event.dataTransfer.files]);
      }}
    >
      <legend className="sr-only">{text.newRun.attachments}</legend>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="mr-auto max-w-md">
          <p aria-hidden className="text-sm font-medium">
            {text.newRun.attachments}
          </p>
          <p className="text-sm text-pretty text-muted-foreground">
            {text.newRun.attachmentsFilesHint(bytes(mostFileBytes, text.time))}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button
            type="button"
            variant="outline"
            size="sm"
            onClick={() => append({ url: "", field: "", file: null })}
          >
            <LinkIcon aria-hidden />
            {text.newRun.attachmentAdd}
          </Button>
          <Button type="button" variant="outline" size="sm" onClick={() => picker.current?.click()}>
            <UploadIcon aria-hidden />
            {text.newRun.chooseFiles}
          </Button>
        </div>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label={text.newRun.chooseFiles}
          onChange={(event) => {
            void add([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
      </div>
      {sending !== null && (
        <progress
          aria-label={text.newRun.uploading}
          value={sending}
          max={1}
          className="h-1.5 w-full overflow-hidden rounded-full accent-primary"
        />
      )}
      {tooLarge.length > 0 && (
        <p role="alert" className="text-sm text-destructive">
          {text.newRun.tooLarge(tooLarge.join(", "), bytes(mostFileBytes, text.time))}
        </p>
      )}
      {attachments.length > 0 && (
        <ul className="grid gap-2.5">
          {attachments.map((attachment, index) => (
            <AttachmentRow
              key={attachment.id}
              attachment={attachment}
              number={index + 1}
              fields={fields}
              onChange={(next) =>
                onChange((before) => before.map((each) => (each.id === next.id ? next : each)))
              }
              onRemove={() => onChange((before) => before.filter((each) => each.id !== attachment.id))}
            />
          ))}
        </ul>
      )}
    </fieldset>
  );
}
