import { z } from "zod";
import { shownWebhook } from "@/lib/core/sealed/webhook-address";
import type { Context } from "../context";

/** An address as it is kept that lets somebody in: what may be shown of it, and all of it under the installation's key. */
export const LockedAddress = z.object({
  shown: z.string(),
  mac: z.string(),
  cipher: z.string(),
  keyId: z.string(),
});
export type LockedAddress = z.infer<typeof LockedAddress>;

type Secrets = Pick<Context, "secrets">;

/** @param holder whose address it is: it opens for nobody else */
export function lockAddress({ secrets }: Secrets, holder: string, url: string): LockedAddress {
  const { key, nonce } = secrets;
  return { shown: shownWebhook(url), ...key.lock(holder, { kind: "address", value: url }, nonce()) };
}

/** The whole address, or null where it was locked with another key. */
export function openAddress({ secrets }: Secrets, holder: string, address: LockedAddress): string | null {
  const value = secrets.key.unlock(holder, address)?.value;
  return typeof value === "string" ? value : null;
}

/** The address of a run's own webhook as it is kept: locked where something of it is not shown to everybody. */
export type KeptAddress = string | LockedAddress | null;

/** Kept for the run's asker. What is locked already stays as it is. */
export function keepAddress(context: Secrets, ownerId: string, address: KeptAddress): KeptAddress {
  if (typeof address !== "string" || shownWebhook(address) === address) return address;
  return lockAddress(context, ownerId, address);
}

/** What of a kept address may be shown; rows of before there were locked ones have it whole. */
export function shownOf(address: KeptAddress): string | null {
  return typeof address === "string" ? shownWebhook(address) : (address?.shown ?? null);
}

/** The whole of a kept address; null where there is none, or none that can be opened. */
export function wholeOf(context: Secrets, ownerId: string, address: KeptAddress): string | null {
  return address === null || typeof address === "string" ? address : openAddress(context, ownerId, address);
}
