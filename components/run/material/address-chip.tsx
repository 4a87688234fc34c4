"use client";

import { FileIcon } from "lucide-react";
import { type Address, isFileRef } from "@/lib/contracts/is-file-ref";
import { spelledOut } from "@/lib/core/hidden/segments";
import { SealedValue } from "../payload/sealed-value";
import { Words } from "../words";
import { FileChip } from "./file-chip";
import { inlineMaterial, shortAddress } from "./material";

/** A file only named: by its address, of which nothing is fetched; with its picture where the address holds it. */
export function AddressChip({ address }: { address: Address }) {
  if (isFileRef(address)) return <FileChip file={address} />;
  if (typeof address !== "string") return <SealedValue sealed={address} />;
  const inline = inlineMaterial(address, "");
  return (
    <span
      title={spelledOut(address.slice(0, 500))}
      className="inline-flex max-w-full items-center gap-2 rounded-md border bg-background p-1 pr-2.5 text-xs text-muted-foreground"
    >
      <span className="grid size-8 shrink-0 place-items-center overflow-hidden rounded-sm bg-secondary">
        {inline?.kind === "image" ? (
          // biome-ignore lint/performance/noImgElement: it stands in the page itself
          <img src={address} alt="" className="size-full object-cover" />
        ) : (
          <FileIcon className="size-4" aria-hidden />
        )}
      </span>
      <span className="min-w-0 wrap-anywhere">
        <Words still text={inline?.contentType ?? shortAddress(address)} />
      </span>
    </span>
  );
}
