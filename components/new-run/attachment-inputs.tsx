"use client";

import { PlusIcon, Trash2Icon } from "lucide-react";
import { AddressChip } from "@/components/run/material/address-chip";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { isAttachmentUrl } from "./is-attachment-url";

/** The web addresses a run works on, one to a line, each with its picture. */
export function AttachmentInputs({ urls, onChange }: { urls: string[]; onChange: (urls: string[]) => void }) {
  const text = useText();
  return (
    <fieldset className="grid justify-items-start gap-2.5">
      <legend className="mb-1 text-sm leading-none font-medium">{text.newRun.attachments}</legend>
      <p className="text-sm text-muted-foreground">{text.newRun.attachmentsHint}</p>
      {urls.map((url, index) => {
        const wrong = url.trim() !== "" && !isAttachmentUrl(url);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list of addresses has no other name
          <div key={index} className="grid w-full justify-items-start gap-1.5">
            <div className="flex w-full gap-2">
              <Input
                type="url"
                value={url}
                placeholder={text.edit.urlHint}
                aria-label={text.newRun.attachmentLabel(index + 1)}
                aria-invalid={wrong}
                onChange={(event) => onChange(urls.with(index, event.target.value))}
              />
              <Button
                type="button"
                variant="ghost"
                size="icon"
                aria-label={text.newRun.attachmentRemove(index + 1)}
                onClick={() => onChange(urls.toSpliced(index, 1))}
              >
                <Trash2Icon aria-hidden />
              </Button>
            </div>
            {wrong && <p className="text-xs text-destructive">{text.newRun.attachmentWrong}</p>}
            {isAttachmentUrl(url) && <AddressChip address={url} />}
          </div>
        );
      })}
      <Button type="button" variant="outline" size="sm" onClick={() => onChange([...urls, ""])}>
        <PlusIcon aria-hidden />
        {text.newRun.attachmentAdd}
      </Button>
    </fieldset>
  );
}
