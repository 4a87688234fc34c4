"use client";

import { FileIcon, Trash2Icon } from "lucide-react";
import { bytes } from "@/components/format/bytes";
import { AddressChip } from "@/components/run/material/address-chip";
import { shownAs } from "@/components/run/material/material";
import { Words } from "@/components/run/words";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import type { AttachmentDraft } from "./attachment";
import { isAttachmentUrl } from "./is-attachment-url";

interface AttachmentRowProps {
  attachment: AttachmentDraft;
  number: number;
  /** The model's fields that take files. */
  fields: { key: string; title: string }[];
  onChange: (attachment: AttachmentDraft) => void;
  onRemove: () => void;
}

const automatic = "automatic";

export function AttachmentRow({ attachment, number, fields, onChange, onRemove }: AttachmentRowProps) {
  const text = useText();
  const { url, file, field } = attachment;
  const label = text.newRun.attachmentLabel(number);
  const wrong = url.trim() !== "" && !isAttachmentUrl(url);
  return (
    <li className="grid gap-1.5">
      <div className="flex flex-wrap items-center gap-2">
        {file ? (
          <span className="flex min-w-0 flex-1 basis-60 items-center gap-3 rounded-md border bg-card p-1.5 pr-3 text-sm">
            <span className="grid size-10 shrink-0 place-items-center overflow-hidden rounded-sm bg-secondary">
              {shownAs({ kind: "image", contentType: file.contentType }) === "picture" ? (
                // biome-ignore lint/performance/noImgElement: it is served with a session alone
                <img src={url} alt="" className="size-full object-cover" />
              ) : (
                <FileIcon className="size-4" aria-hidden />
              )}
            </span>
            <span className="min-w-0 flex-1 truncate">
              <Words text={file.name} />
            </span>
            <span className="figures text-xs text-muted-foreground">{bytes(file.bytes, text.time)}</span>
          </span>
        ) : (
          <Input
            type="url"
            value={url}
            placeholder={text.edit.urlHint}
            aria-label={label}
            aria-invalid={wrong}
            className="min-w-0 flex-1 basis-60"
            onChange={(event) => onChange({ ...attachment, url: event.target.value })}
          />
        )}
        {fields.length > 1 && (
          <Select
            value={field || automatic}
            onValueChange={(next) => onChange({ ...attachment, field: next === automatic ? "" : next })}
          >
            <SelectTrigger aria-label={text.newRun.attachmentField(label)} className="w-44 max-w-full">
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              <SelectItem value={automatic}>{text.newRun.fieldAutomatic}</SelectItem>
              {fields.map(({ key, title }) => (
                <SelectItem key={key} value={key}>
                  {title}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        )}
        <Button
          type="button"
          variant="ghost"
          size="icon"
          aria-label={text.newRun.attachmentRemove(number)}
          onClick={onRemove}
        >
          <Trash2Icon aria-hidden />
        </Button>
      </div>
      {wrong && <p className="text-xs text-destructive">{text.newRun.attachmentWrong}</p>}
      {!file && isAttachmentUrl(url) && (
        <span>
          <AddressChip address={url} />
        </span>
      )}
    </li>
  );
}
