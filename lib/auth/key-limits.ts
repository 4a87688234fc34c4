import { z } from "zod";
import { KeyLimits } from "@/lib/contracts/limits";

const Stored = z.object({ limits: KeyLimits });

/** How a key's own limits are kept: in the row's free text, which the identity library keeps and does not read. */
export function metadataFor(limits: KeyLimits): string {
  return JSON.stringify({ limits });
}

/** The limits that were set for a key; undefined where there are none, and its role's count. */
export function limitsFrom(metadata: string | null): KeyLimits | undefined {
  if (metadata === null) return undefined;
  try {
    const limits = Stored.safeParse(JSON.parse(metadata)).data?.limits;
    return limits && Object.keys(limits).length > 0 ? limits : undefined;
  } catch {
    return undefined;
  }
}
