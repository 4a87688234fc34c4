"use client";

import { isSealed } from "@/lib/contracts/is-sealed";
import type { Sealed } from "@/lib/contracts/sealed";
import { SealedValue } from "./sealed-value";
import { UrlValue } from "./url-value";

interface AddressValueProps {
  url: string | Sealed;
  label: string;
  compact?: boolean;
}

/** A file's address; one that is secret leads nowhere from here. */
export function AddressValue({ url, ...shown }: AddressValueProps) {
  return isSealed(url) ? <SealedValue sealed={url} /> : <UrlValue url={url} {...shown} />;
}
