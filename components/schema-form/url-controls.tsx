"use client";

import { PlusIcon, Trash2Icon } from "lucide-react";
import { AddressChip } from "@/components/run/material/address-chip";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { standsForSomething } from "@/lib/contracts/is-file-ref";
import { urlOf } from "@/lib/contracts/url-of";
import type { ControlProps } from "./control";
import { LockedControl } from "./locked-control";
import { UploadButton } from "./upload-button";

/** A file by its address, with its picture under it. */
export function UrlControl({ spec, id, value, invalid, describedBy, onChange }: ControlProps) {
  const text = useText();
  const url = typeof value === "string" ? value : "";
  return (
    <div className="grid gap-2">
      <Input
        id={id}
        type="url"
        value={url}
        placeholder={text.edit.urlHint}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
      {urlOf(url) !== null && (
        <div className="min-w-0">
          <AddressChip address={url} />
        </div>
      )}
      <UploadButton title={spec.title} onFile={(file) => onChange({ ...file })} />
    </div>
  );
}

export function UrlListControl({ spec, id, value, invalid, describedBy, onChange }: ControlProps) {
  const text = useText();
  const urls = Array.isArray(value) ? value.map((url) => (standsForSomething(url) ? url : String(url))) : [];
  return (
    <div className="grid justify-items-start gap-2">
      {urls.map((url, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list of addresses has no other name
        <div key={index} className="w-full">
          <div className="flex gap-2">
            {standsForSomething(url) ? (
              <LockedControl
                stands={url}
                title={`${spec.title} ${index + 1}`}
                onReplace={() => onChange(urls.with(index, ""))}
              />
            ) : (
              <Input
                id={index === 0 ? id : undefined}
                type="url"
                value={url}
                placeholder={text.edit.urlHint}
                aria-label={`${spec.title} ${index + 1}`}
                aria-invalid={invalid}
                aria-describedby={describedBy}
                onChange={(event) => onChange(urls.with(index, event.target.value))}
              />
            )}
            <Button
              type="button"
              variant="ghost"
              size="icon"
              aria-label={text.edit.remove(`${spec.title} ${index + 1}`)}
              onClick={() => onChange(urls.toSpliced(index, 1))}
            >
              <Trash2Icon aria-hidden />
            </Button>
          </div>
          {!standsForSomething(url) && urlOf(url) !== null && (
            <div className="mt-2 min-w-0">
              <AddressChip address={url} />
            </div>
          )}
        </div>
      ))}
      <div className="flex flex-wrap gap-2">
        <Button type="button" variant="outline" size="sm" onClick={() => onChange([...urls, ""])}>
          <PlusIcon aria-hidden />
          {text.edit.add}
        </Button>
        <UploadButton title={spec.title} onFile={(file) => onChange([...urls, { ...file }])} />
      </div>
    </div>
  );
}
